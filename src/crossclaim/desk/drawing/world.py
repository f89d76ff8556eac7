"""A map of incidents as a picture: land in plate carrée, a dot a place, cut to where the dots are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import cos, radians

from crossclaim.accounts.chart import PAGE, QUIET, RULE, Line, Path, Picture, Shape, Text
from crossclaim.desk.assets import Outline
from crossclaim.desk.drawing.colours import BORDER, CONFLICT, LAND, MARK
from crossclaim.desk.views.places import Dot, radius
from crossclaim.export.phrases import plain

WIDTH, LEAST, MOST = 860, 300, 560
"""Width of a map, and its height's bounds, in pixels."""

MARGIN, NARROWEST = 0.08, 6.0
"""Room around the outermost dots as a share of the whole, and degrees that a map shows at least."""

ASIDE, STRETCH = 0.05, 3.0
"""Share of incidents at either end that is left aside where a map would be so many times as large with it."""

MOST_NAMES, LETTER, LINE = 14, 6.2, 13
"""Places that are named, at most, and the pixels that a letter and a line take."""

LandOf = Callable[[float], Iterable[Outline]]
"""Outlines of land for a map that shows so many degrees."""


@dataclass(frozen=True, slots=True)
class View:
    """What part of the world a map shows, and how: degrees to pixels."""

    west: float
    north: float
    across: float
    down: float
    height: int

    def x(self, lon: float) -> float:
        """Pixels from the left."""
        return round((lon - self.west) * self.across, 1)

    def y(self, lat: float) -> float:
        """Pixels from the top."""
        return round((self.north - lat) * self.down, 1)


def view_of(dots: Sequence[Dot]) -> View:
    """The part of the world that holds the dots; the whole of it where there are none.

    A few incidents far from nearly all others do not make a map the world's: where it would be several times as wide or
    as high for them, it shows where nine in ten are.

    Args:
        dots: of a map.
    """
    if not dots:
        return _fitted((-180.0, 180.0), (-60.0, 85.0))
    lons, lats = [(d.lon, d.number) for d in dots], [(d.lat, d.number) for d in dots]
    (west, east), (south, north) = _bounds(lons), _bounds(lats)
    return _fitted(_widened(west, east, 180), _widened(south, north, 85))


def _bounds(weighted: Sequence[tuple[float, int]]) -> tuple[float, float]:
    """Between which degrees all of the weight lies, or nearly all where that is far less."""
    ordered = sorted(weighted)
    whole = (ordered[0][0], ordered[-1][0])
    inner = (_reached(ordered, ASIDE), _reached(ordered, 1 - ASIDE))
    return inner if whole[1] - whole[0] > STRETCH * max(inner[1] - inner[0], NARROWEST) else whole


def _reached(ordered: Sequence[tuple[float, int]], share: float) -> float:
    """The degree at which a share of the weight is reached."""
    sums = list(accumulate(number for _, number in ordered))
    return ordered[bisect_left(sums, share * sums[-1])][0]


def _widened(low: float, high: float, end: float) -> tuple[float, float]:
    room = max((high - low) * MARGIN, (NARROWEST - (high - low)) / 2)
    return max(-end, low - room), min(end, high + room)


def _fitted(lons: tuple[float, float], lats: tuple[float, float]) -> View:
    """A view of at least these bounds, of a height that suits a page."""
    (west, east), (south, north) = lons, lats
    squeeze = cos(radians(min(abs((south + north) / 2), 75)))
    across = WIDTH / (east - west)
    height = (north - south) * across / squeeze
    if height > MOST:
        across = across * MOST / height
        west -= (WIDTH / across - (east - west)) / 2
    room = max(0.0, LEAST - min(height, MOST)) / (across / squeeze)
    return View(west, north + room / 2, across, across / squeeze, round(min(max(height, LEAST), MOST)))


def map_picture(title: str, dots: Sequence[Dot], land_of: LandOf = lambda across: ()) -> Picture:
    """The picture of a map.

    Args:
        title: for those who cannot see it.
        dots: places, the greatest first.
        land_of: gives outlines; none draws the graticule alone.
    """
    view = view_of(dots)
    shapes: list[Shape] = [*_graticule(view), *_land(view, land_of(WIDTH / view.across))]
    for dot in dots:
        shapes += _dot(dot, view) if _shown(dot, view) else ()
    shapes += _names(dots, view)
    if outside := sum(dot.number for dot in dots if not _shown(dot, view)):
        shapes.append(Text(8, view.height - 8, f"{outside:,} elsewhere", 11, colour=QUIET, halo=True))
    if not dots:
        shapes.append(Text(12, 20, "no incident with a known place", colour=QUIET))
    return Picture(WIDTH, view.height, title, tuple(shapes))


def _graticule(view: View) -> Iterator[Shape]:
    step = next(s for s in (1, 2, 5, 10, 20, 30, 60) if WIDTH / view.across / s <= 12)
    first = int(view.west // step) * step
    for lon in range(first, int(view.west + WIDTH / view.across) + step, step):
        yield Line(view.x(lon), 0, view.x(lon), view.height, RULE, 0.5)
    south = view.north - view.height / view.down
    for lat in range(int(south // step) * step, int(view.north) + step, step):
        yield Line(0, view.y(lat), WIDTH, view.y(lat), RULE, 0.5)


def _land(view: View, land: Iterable[Outline]) -> Iterator[Shape]:
    east, south = view.west + WIDTH / view.across, view.north - view.height / view.down
    for one in land:
        if one.west > east or one.east < view.west or one.south > view.north or one.north < south:
            continue
        cut = _cut([(view.x(lon), view.y(lat)) for lon, lat in one.points], view)
        points = [p for n, p in enumerate(cut) if n == 0 or p != cut[n - 1]]
        if len(points) > 2:
            yield Path(tuple(points), BORDER, 0.7, LAND)


def _cut(points: Sequence[tuple[float, float]], view: View) -> list[tuple[float, float]]:
    """An outline cut to the picture with a little room (Sutherland and Hodgman's method)."""
    edges = ((0, -4.0, 1), (0, WIDTH + 4.0, -1), (1, -4.0, 1), (1, view.height + 4.0, -1))
    found = list(points)
    for axis, limit, sign in edges:
        found = list(_clipped(found, axis, limit, sign))
    return found


def _clipped(
    points: Sequence[tuple[float, float]], axis: int, limit: float, sign: int
) -> Iterator[tuple[float, float]]:
    for before, point in zip([*points[-1:], *points], points, strict=False):
        was, now = (before[axis] - limit) * sign >= 0, (point[axis] - limit) * sign >= 0
        if was != now:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            yield tuple(round(a + (b - a) * share, 1) for a, b in zip(before, point, strict=True))  # type: ignore[misc]
        if now:
            yield point


def _shown(dot: Dot, view: View) -> bool:
    return 0 <= view.x(dot.lon) <= WIDTH and 0 <= view.y(dot.lat) <= view.height


def _dot(dot: Dot, view: View) -> Iterator[Shape]:
    x, y = view.x(dot.lon), view.y(dot.lat)
    yield _ring(x, y, radius(dot.number)) if dot.vague else _disc(x, y, radius(dot.number), MARK)
    if dot.conflicts:
        yield _disc(x, y, radius(dot.conflicts), CONFLICT)


def _names(dots: Sequence[Dot], view: View) -> Iterator[Shape]:
    """Names beside the greatest dots, without those that would lie over others or over the edge."""
    taken: list[tuple[float, float, float]] = []
    for dot in dots:
        x, y = view.x(dot.lon) + radius(dot.number) + 4, view.y(dot.lat)
        name = plain(dot.name.rpartition(", ")[0] or dot.name)
        end = x + len(name) * LETTER
        free = all(abs(y - other) > LINE or end < left or x > right for left, right, other in taken)
        if len(taken) < MOST_NAMES and free and x > 0 and end < WIDTH and 8 < y < view.height - 8:
            taken.append((x, end, y))
            yield Text(round(x, 1), round(y + 4, 1), name, 11, halo=True)


def _disc(x: float, y: float, r: float, colour: str) -> Path:
    return Path(_circle(x, y, r), PAGE, 0.8, colour)


def _ring(x: float, y: float, r: float) -> Path:
    """For a position that stands for a whole province or country."""
    return Path(_circle(x, y, r), MARK, 1.8, PAGE)


def _circle(x: float, y: float, r: float) -> tuple[tuple[float, float], ...]:
    """An outline of sixteen corners, which every format draws."""
    corners = ((1, 0), (0.92, 0.38), (0.71, 0.71), (0.38, 0.92))
    quarter = [*corners]
    turns = [quarter, [(-b, a) for a, b in quarter], [(-a, -b) for a, b in quarter], [(b, -a) for a, b in quarter]]
    return tuple((round(x + r * a, 1), round(y + r * b, 1)) for turn in turns for a, b in turn)
