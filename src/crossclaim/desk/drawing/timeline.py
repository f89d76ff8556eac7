"""The timeline of a list of incidents as a picture: a bar a day, week, month or year."""

from __future__ import annotations

from collections.abc import Iterator

from crossclaim.accounts.chart import QUIET, RULE, Line, Path, Picture, Shape, Text
from crossclaim.desk.drawing.colours import CONFLICT, MARK
from crossclaim.desk.views.timeline import Bin, Timeline

WIDTH, HEIGHT, LEFT, RIGHT, TOP, FOOT = 860, 150, 40, 8, 24, 24
LABELS = 8
"""Words under the axis, at most."""


def timeline_picture(title: str, found: Timeline) -> Picture:
    """The picture of a timeline.

    Args:
        title: for those who cannot see it.
        found: the timeline.
    """
    if not found.bins:
        return Picture(WIDTH, 60, title, (Text(LEFT, 34, "no incident with a day", colour=QUIET),))
    most = max(b.number for b in found.bins)
    room = (WIDTH - LEFT - RIGHT) / len(found.bins)
    shapes: list[Shape] = [Text(LEFT, 12, f"incidents by {found.unit}; red: accounts conflict", colour=QUIET)]
    for figure in sorted({0, most // 2, most}):
        y = _y(figure, most)
        shapes += [Line(LEFT, y, WIDTH - RIGHT, y, RULE), Text(LEFT - 6, y + 4, f"{figure:,}", 10, "end", QUIET)]
    for place, one in enumerate(found.bins):
        shapes += _bar(one, LEFT + room * place, max(room - 1, room * 0.8), most)
    step = -(-len(found.bins) // LABELS)
    for place in range(0, len(found.bins), step):
        words = words_of(found.bins[place], found)
        shapes.append(Text(round(LEFT + room * place, 1), HEIGHT - 8, words, 10, colour=QUIET))
    return Picture(WIDTH, HEIGHT, title, tuple(shapes))


def words_of(one: Bin, found: Timeline) -> str:
    """The day, month or year with which a bin begins."""
    if found.unit == "year":
        return f"{one.first.year:04d}"
    return f"{one.first.year:04d}-{one.first.month:02d}" if found.unit == "month" else one.first.isoformat()


def _bar(one: Bin, x: float, width: float, most: int) -> Iterator[Shape]:
    if one.number:
        yield _box(x, width, _y(one.number, most), _y(0, most), MARK)
    if one.conflicts:
        yield _box(x, width, _y(one.conflicts, most), _y(0, most), CONFLICT)


def _box(x: float, width: float, top: float, bottom: float, colour: str) -> Path:
    left, right = round(x, 2), round(x + width, 2)
    return Path(((left, top), (right, top), (right, bottom), (left, bottom)), colour, 0, colour)


def _y(figure: int, most: int) -> float:
    return round(HEIGHT - FOOT - (HEIGHT - FOOT - TOP) * figure / most, 1)
