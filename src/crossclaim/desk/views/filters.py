"""The filter of a list of incidents, as it stands in the query of an address.

Names are those of `crossclaim incidents`: from, to, country, party, event, disputed; besides `standing`, `box` (west,
south, east, north in degrees), `q` (words to search), `sort` and `page`. A value that cannot be used is left aside and
said in `problems`; nothing an address holds is an error.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from math import isfinite
from typing import Any, get_args
from urllib.parse import urlencode

from crossclaim.accounts.records import Standing
from crossclaim.export.phrases import plain

STANDINGS: tuple[str, ...] = get_args(Standing)
YES = ("1", "true", "yes", "on")
SORTS = ("newest", "oldest", "claims", "conflicts")
MOST_VALUES, MOST_LETTERS = 50, 300
"""Values of one name that are looked at, and letters of one value."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which incidents, in which order: all that is given must hold; of several values of one name one.

    Attributes:
        first, last: days that the incident's dates must meet.
        countries: ISO 3166 alpha-3 of the place.
        parties: names or country codes of parties of its claims, in any part.
        events: event types of its claims.
        standings: standings of its attributes and tolls.
        box: west, south, east and north, in degrees; one that crosses the 180th meridian has its west greater.
        q: words to search for in claims and reports.
        empty: also incidents all of whose claims were rejected.
        sort: one of `SORTS`.
        page: from 1.
        problems: what could not be used, in words.
    """

    first: date | None = None
    last: date | None = None
    countries: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    standings: tuple[str, ...] = ()
    box: Box | None = None
    q: str = ""
    empty: bool = False
    sort: str = "newest"
    page: int = 1
    problems: tuple[str, ...] = ()

    @property
    def narrow(self) -> bool:
        """Whether anything is filtered."""
        return bool(self.first or self.last or self.box or self.q or self.empty or self.values)

    @property
    def values(self) -> tuple[tuple[str, str], ...]:
        """The values of names that may stand several times, each with its name in the address."""
        kinds = (("country", self.countries), ("party", self.parties))
        more = (("event", self.events), ("standing", self.standings))
        return tuple((name, value) for name, values in (*kinds, *more) for value in values)


def parse(pairs: Iterable[tuple[str, str]]) -> Filter:
    """The filter of an address.

    Args:
        pairs: names and values of its query.

    >>> found = parse([("country", "ssd"), ("page", "x")])
    >>> found.countries, found.problems
    (('SSD',), ('page: “x” is no page',))
    """
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        words = plain(value)[:MOST_LETTERS]
        if words and len(given.setdefault(name, [])) < MOST_VALUES and words not in given[name]:
            given[name].append(words)
    problems: list[str] = []
    standings = [s for s in given.get("standing", ()) if _known(s, STANDINGS, "standing", problems)]
    if given.get("disputed", ["no"])[-1].casefold() in YES:
        standings += [s for s in ("disputed", "denied") if s not in standings]
    sort = given.get("sort", ["newest"])[-1]
    found: dict[str, Any] = {
        "first": _day(given, "from", problems),
        "last": _day(given, "to", problems),
        "countries": tuple(dict.fromkeys(c.upper() for c in given.get("country", ()))),
        "parties": tuple(given.get("party", ())),
        "events": tuple(given.get("event", ())),
        "standings": tuple(standings),
        "box": _box(given, problems),
        "q": given.get("q", [""])[-1],
        "empty": given.get("empty", ["no"])[-1].casefold() in YES,
        "sort": sort if _known(sort, SORTS, "sort", problems) else "newest",
        "page": _page(given, problems),
    }
    return Filter(**found, problems=tuple(problems))


def pairs(wanted: Filter) -> list[tuple[str, str]]:
    """The filter as names and values in a fixed order; what is not filtered is left out.

    >>> pairs(Filter(countries=("SSD",), page=2))
    [('country', 'SSD'), ('page', '2')]
    """
    found: list[tuple[str, object]] = [
        ("q", wanted.q),
        ("from", wanted.first or ""),
        ("to", wanted.last or ""),
        *wanted.values,
    ]
    found.append(("box", ",".join(f"{degrees:g}" for degrees in wanted.box or ())))
    found.append(("empty", "1" if wanted.empty else ""))
    found.append(("sort", "" if wanted.sort == "newest" else wanted.sort))
    found.append(("page", wanted.page if wanted.page > 1 else ""))
    return [(name, str(value)) for name, value in found if value]


def address(wanted: Filter, path: str = "/", **changes: Any) -> str:
    """The address of a list with a filter, on its first page unless another is asked for.

    Args:
        wanted: the filter.
        path: of the address.
        changes: other values for fields of the filter.

    >>> address(Filter(page=3), countries=("TCD",))
    '/?country=TCD'
    """
    query = urlencode(pairs(replace(wanted, **({"page": 1} | changes))))
    return f"{path}?{query}" if query else path


def toggled(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    """The values without that one, or with it.

    >>> toggled(("a", "b"), "b"), toggled(("a",), "b")
    (('a',), ('a', 'b'))
    """
    return tuple(v for v in values if v != value) if value in values else (*values, value)


def _known(value: str, among: tuple[str, ...], name: str, problems: list[str]) -> bool:
    if value not in among:
        problems.append(f"{name}: “{value}” is none of {', '.join(among)}")
    return value in among


def _day(given: dict[str, list[str]], name: str, problems: list[str]) -> date | None:
    value = given.get(name, [""])[-1]
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        problems.append(f"{name}: “{value}” is no day, such as 2031-06-12")
        return None


def _page(given: dict[str, list[str]], problems: list[str]) -> int:
    value = given.get("page", ["1"])[-1]
    if value.isascii() and value.isdecimal() and int(value[:9]) >= 1 and len(value) < 9:
        return int(value)
    problems.append(f"page: “{value}” is no page")
    return 1


def _box(given: dict[str, list[str]], problems: list[str]) -> Box | None:
    value = given.get("box", [""])[-1]
    if not value:
        return None
    try:
        west, south, east, north = (float(part) for part in value.split(","))
    except ValueError:
        west = south = east = north = float("nan")
    if all(isfinite(d) for d in (west, south, east, north)) and -90 <= south <= north <= 90:
        return (_turned(west), south, _turned(east), north)
    problems.append(f"box: “{value}” is no west,south,east,north in degrees")
    return None


def _turned(degrees: float) -> float:
    """A longitude within -180 to 180."""
    return degrees if -180 <= degrees <= 180 else (degrees + 180) % 360 - 180
