"""A picture of tolls: for each side, kind and class the figures in order of time, as spans from low to high.

`chart` gives shapes and knows of no format; `crossclaim.accounts.svg` and `crossclaim.accounts.png` draw them.
Lengths are in pixels, the origin is the upper left corner.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log10
from textwrap import wrap
from typing import Literal

from crossclaim.accounts.grid import toll_label
from crossclaim.accounts.records import Step, Toll
from crossclaim.accounts.tolls import is_bare
from crossclaim.export.phrases import amount, plain

Mark = Literal["circle", "square", "diamond", "ring", "cross", "arrow"]
Anchor = Literal["start", "middle", "end"]

WIDTH, PANEL, LEFT, RIGHT, TOP, FOOT = 860, 264, 64, 16, 34, 76
STEP = 68
"""Least room for one figure, so that its words and its day can be read."""

INK, QUIET, RULE, FADED, PAGE = "#1c1e21", "#565b62", "#d5d8dc", "#8a9098", "#ffffff"
"""FADED is what was superseded, PAGE the ground that all is drawn on."""
LOOK: dict[str, tuple[str, Mark, str]] = {
    "own": ("#0b5d1e", "circle", "own side"),
    "opponent": ("#a8320a", "square", "opponent"),
    "monitor": ("#0b4a8f", "diamond", "monitor"),
    "other": ("#565b62", "ring", "others"),
}
"""Colour and mark of each kind of speaker: either tells them apart."""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; `y` is its base line, and with a `halo` what lies under it is kept off its letters."""

    x: float
    y: float
    words: str
    size: int = 11
    anchor: Anchor = "start"
    colour: str = INK
    halo: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """A mark around a position."""

    x: float
    y: float
    mark: Mark
    colour: str


@dataclass(frozen=True, slots=True)
class Path:
    """A line through several positions; closed and filled where it has a `fill`."""

    points: tuple[tuple[float, float], ...]
    colour: str
    width: float = 1.0
    fill: str | None = None


Shape = Line | Text | Point | Path


@dataclass(frozen=True, slots=True)
class Picture:
    """Shapes in drawing order, and words for those who cannot see them."""

    width: int
    height: int
    title: str
    shapes: tuple[Shape, ...]


def chart(title: str, tolls: Sequence[Toll]) -> Picture:
    """The picture of an incident's tolls; one panel for each toll that has a figure.

    Args:
        title: stands on top.
        tolls: as `crossclaim.accounts.tolls` gives them.
    """
    shown = [(t, _steps(t)) for t in tolls]
    shown = [(t, steps) for t, steps in shown if steps]
    width = max([WIDTH, *(LEFT + RIGHT + STEP * len(steps) for _, steps in shown)])
    shapes: list[Shape] = [Text(LEFT, 22, plain(title), 14), *_legend(width)]
    for n, (toll, steps) in enumerate(shown):
        shapes += _panel(toll, steps, 40 + n * PANEL, width)
    if not shown:
        shapes.append(Text(LEFT, 60, "no figures", colour=QUIET))
    return Picture(width, 40 + max(1, len(shown)) * PANEL, plain(title), tuple(shapes))


def _steps(toll: Toll) -> list[Step]:
    return [s for s in toll.steps if not is_bare(s.low, s.high)]


def _legend(width: int) -> Iterator[Shape]:
    x = width - RIGHT - 92 * len(LOOK)
    for colour, mark, words in LOOK.values():
        yield Point(x, 18, mark, colour)
        yield Text(x + 9, 22, words, colour=QUIET)
        x += 92


@dataclass(frozen=True, slots=True)
class Scale:
    """Figures to heights: linear, or logarithmic where figures differ by more than fifty times."""

    most: float
    least: float
    bottom: float
    top: float

    def y(self, figure: float) -> float:
        if self.least:
            share = (log10(max(figure, self.least)) - log10(self.least)) / (log10(self.most) - log10(self.least))
        else:
            share = figure / self.most
        return round(self.bottom - share * (self.bottom - self.top), 1)

    def ticks(self) -> list[int]:
        if self.least:
            first, last = round(log10(self.least)), round(log10(self.most))
            return [10**n for n in range(first, last + 1)]
        return [round(self.most * n / 4) for n in range(5)] if self.most >= 4 else list(range(int(self.most) + 1))


def scale_of(steps: Sequence[Step], bottom: float, top: float) -> Scale:
    """The scale on which all figures of some steps have room."""
    figures = [f for s in steps for f in (s.low, s.high) if f]
    most, least = max(figures, default=1), min(figures, default=1)
    if most > 50 * least:
        return Scale(10 ** len(str(most - 1)), 10 ** (len(str(least)) - 1), bottom, top)
    unit = 10 ** max(0, len(str(most)) - 2)
    room = unit * 4 if most >= 4 else 1
    return Scale(-(-most // room) * room, 0, bottom, top)


def _panel(toll: Toll, steps: Sequence[Step], at: int, width: int) -> Iterator[Shape]:
    scale = scale_of(steps, at + PANEL - FOOT, at + TOP)
    yield Text(LEFT, at + 16, f"{toll_label(toll)}: {toll.standing}", 12)
    for tick in scale.ticks():
        y = scale.y(tick)
        yield Line(LEFT, y, width - RIGHT, y, RULE)
        yield Text(LEFT - 6, y + 4, f"{tick:,}", anchor="end", colour=QUIET)
    room = (width - LEFT - RIGHT) / len(steps)
    day = None
    for n, step in enumerate(steps):
        x = round(LEFT + room * (n + 0.5), 1)
        yield from _span(step, x, scale)
        for line, words in enumerate(_lines(step.speaker.name, room)):
            yield Text(x, scale.bottom + 14 + 12 * line, words, 10, "middle", QUIET)
        if step.published != day or n == 0:
            day = step.published
            yield Line(x - room / 2, scale.bottom, x - room / 2, scale.bottom + 46, RULE)
            yield Text(x - room / 2 + 3, scale.bottom + 44, str(day or "no day"), 10, colour=QUIET)


def _span(step: Step, x: float, scale: Scale) -> Iterator[Shape]:
    colour, mark, _ = LOOK[step.of]
    colour = FADED if step.superseded else colour
    low = step.low if step.low is not None else 0
    high = step.high if step.high is not None else low
    if step.high is None:
        yield Line(x, scale.y(low), x, scale.y(low) - 16, colour, 2)
        yield Point(x, scale.y(low) - 16, "arrow", colour)
    elif high != low:
        yield Line(x, scale.y(low), x, scale.y(high), colour, 3)
    yield Point(x, scale.y(low), "cross" if step.stance == "denies" else mark, colour)
    verb = {"asserts": "", "hedged": "?", "denies": " denied"}[step.stance]
    yield Text(x + 8, scale.y(low) + 4, f"{amount(step.low, step.high)}{verb}", 11, colour=colour, halo=True)


def _lines(name: str, room: float) -> list[str]:
    """A name on two lines, cut to the room for it, taking a letter to be 5.6 pixels wide."""
    most = max(4, int((room - 4) / 5.6))
    first, *rest = wrap(plain(name), most, break_long_words=False) or [""]
    return [_cut(line, most) for line in (first, " ".join(rest)) if line]


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
