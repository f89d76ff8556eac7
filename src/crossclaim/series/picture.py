"""Series as a picture: a panel for each class, a bar for each day or stretch of days, change points as lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from crossclaim.accounts.chart import INK, LOOK, QUIET, RULE, Line, Path, Picture, Shape, Text
from crossclaim.series.records import QUADS, Change, Count

WIDTH, PANEL, LEFT, RIGHT, TOP, HEAD = 860, 132, 46, 12, 22, 34
BAR, LABEL = 3.34, 130
"""Pixels that a bar and a day's name take at least."""

NARROW = 560
"""Pixels below which the legend stands under the title."""

CLAIMED, ADMITTED = LOOK["opponent"][0], LOOK["own"][0]

Days = dict[date, tuple[tuple[int, ...], tuple[int, ...]]]


def series_picture(
    title: str, counts: Sequence[Count], changes: Iterable[Change] = (), *, width: int = WIDTH
) -> Picture:
    """The picture of daily counts of all groups together.

    Args:
        title: stands on top.
        counts: by day (`By` "day"), so that no incident counts twice.
        changes: their change points.
        width: of the picture.
    """
    if not counts:
        return Picture(width, 60, title, (Text(LEFT, 34, "nothing to count", colour=QUIET),))
    first, last = min(c.day for c in counts), max(c.day for c in counts)
    step = -(-((last - first).days + 1) // int((width - LEFT - RIGHT) / BAR))
    bars = binned(counts, first, last, step)
    unit = "a day" if step == 1 else f"every {step} days"
    shapes: list[Shape] = [Text(LEFT, 14, f"{title}: incidents {unit}", 12), *_legend(width)]
    head = HEAD if width >= NARROW else HEAD + 16
    used = [n for n in range(len(QUADS)) if any(claimed[n] for claimed, _ in bars)]
    marks = defaultdict(list)
    for change in changes:
        marks[change.quad - 1].append(((change.day - first).days / step, change))
    for place, quad in enumerate(used):
        pairs = [(claimed[quad], admitted[quad]) for claimed, admitted in bars]
        shapes += _panel(QUADS[quad], pairs, head + place * PANEL, [at for at, _ in marks[quad]], width)
    height = head + len(used) * PANEL + 20
    shapes += _days(first, step, len(bars), height - 8, width)
    return Picture(width, height, title, tuple(shapes))


def binned(
    counts: Iterable[Count], first: date, last: date, step: int
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Claimed and admitted incidents of each class, in stretches of some days.

    Args:
        counts: by day.
        first, last: days, both included.
        step: days of a stretch.
    """
    size = (last - first).days // step + 1
    claimed = [[0] * len(QUADS) for _ in range(size)]
    admitted = [[0] * len(QUADS) for _ in range(size)]
    for one in counts:
        at = (one.day - first).days // step
        for n in range(len(QUADS)):
            claimed[at][n] += one.claimed[n]
            admitted[at][n] += one.admitted[n]
    return [(tuple(c), tuple(a)) for c, a in zip(claimed, admitted, strict=True)]


def _legend(width: int) -> Iterator[Shape]:
    x, y = (width - RIGHT - 250, 14) if width >= NARROW else (LEFT, 32)
    for colour, words in ((CLAIMED, "claimed"), (ADMITTED, "admitted")):
        yield _box(x, 10, y - 8, y, colour)
        yield Text(x + 14, y, words, colour=QUIET)
        x += 80
    yield Line(x, y - 8, x, y + 2, INK, 2)
    yield Text(x + 6, y, "change point", colour=QUIET)


def _panel(
    words: str, bars: Sequence[tuple[int, int]], at: int, changes: Sequence[float], width: int
) -> Iterator[Shape]:
    most = max(claimed for claimed, _ in bars)
    bottom, top = at + PANEL - 12, at + TOP
    room = (width - LEFT - RIGHT) / len(bars)
    yield Text(LEFT, at + 14, words, 11)
    for tick in sorted({0, most // 2, most}):
        y = _y(tick, most, bottom, top)
        yield Line(LEFT, y, width - RIGHT, y, RULE)
        yield Text(LEFT - 6, y + 4, f"{tick:,}", 10, "end", QUIET)
    for place, (claimed, admitted) in enumerate(bars):
        x, wide = LEFT + room * place, max(0.5, min(room * 0.8, 24))
        for number, colour in ((claimed, CLAIMED), (admitted, ADMITTED)):
            if number:
                yield _box(x, wide, _y(number, most, bottom, top), bottom, colour)
    for place_ in changes:
        x = round(LEFT + room * place_, 1)
        yield Line(x, top - 4, x, bottom, INK, 2)


def _days(first: date, step: int, number: int, y: int, width: int) -> Iterator[Shape]:
    room = (width - LEFT - RIGHT) / number
    for place in range(0, number, -(-number // max(1, (width - LEFT) // LABEL))):
        day = first + timedelta(place * step)
        yield Text(round(LEFT + room * place, 1), y, day.isoformat(), 10, colour=QUIET)


def _box(x: float, width: float, top: float, bottom: float, colour: str) -> Path:
    left, right = round(x, 2), round(x + width, 2)
    return Path(((left, top), (right, top), (right, bottom), (left, bottom)), colour, 0, colour)


def _y(figure: int, most: int, bottom: int, top: int) -> float:
    return round(bottom - figure / max(most, 1) * (bottom - top), 1)
