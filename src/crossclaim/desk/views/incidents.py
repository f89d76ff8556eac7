"""The page of incidents: list, map and timeline of what passes a filter, and counts that lead to narrower ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from crossclaim.accounts.listing import ORDER
from crossclaim.accounts.records import Standing
from crossclaim.desk.views.addresses import incident_address
from crossclaim.desk.views.board import Board, Line
from crossclaim.desk.views.filters import Filter, address, toggled
from crossclaim.desk.views.finding import counted, ordered, passed
from crossclaim.desk.views.incident import days_words, event_words
from crossclaim.desk.views.places import Dot, dots
from crossclaim.desk.views.timeline import Timeline, timeline
from crossclaim.export.phrases import plain
from crossclaim.interchange.where_when import country_name

PER_PAGE, SHOWN_VALUES, SHOWN_NAMES = 50, 14, 4
"""Incidents on a page, values of one kind that are counted beside the list, and parties of an incident in it."""


@dataclass(frozen=True, slots=True)
class Row:
    """An incident in the list."""

    id: str
    href: str
    days: str
    what: str
    place: str
    country: str | None
    parties: str
    claims: int
    reports: int
    origins: int
    standing: Standing | None
    standings: str
    conflicts: int
    tolls: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A value to narrow the list to, how many incidents have it, and the address that turns it on or off."""

    value: str
    words: str
    number: int
    on: bool
    href: str


@dataclass(frozen=True, slots=True)
class Facet:
    """Values of one kind; `more` says how many are not shown."""

    name: str
    heading: str
    values: tuple[Value, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Removal:
    """One part of the filter in words, and the address of the list without it."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class IncidentsView:
    """All that the page shows."""

    wanted: Filter
    rows: tuple[Row, ...]
    total: int
    all: int
    conflicts: int
    page: int
    pages: int
    before: str | None
    after: str | None
    facets: tuple[Facet, ...]
    removals: tuple[Removal, ...]
    dots: tuple[Dot, ...]
    timeline: Timeline


def incidents_view(board: Board, wanted: Filter, only: frozenset[str] | None = None) -> IncidentsView:
    """The page of a filter.

    Args:
        board: all incidents of the ledger.
        wanted: the filter.
        only: ids that its search found; None where nothing is searched.
    """
    found = passed(board, wanted, only)
    lines = ordered(found.lines, wanted.sort)
    pages = max(1, -(-len(lines) // PER_PAGE))
    page = min(wanted.page, pages)
    shown = lines[(page - 1) * PER_PAGE : page * PER_PAGE]
    return IncidentsView(
        wanted=wanted,
        rows=tuple(row(line) for line in shown),
        total=len(lines),
        all=len(board.lines),
        conflicts=sum(bool(line.conflicts) for line in lines),
        page=page,
        pages=pages,
        before=address(wanted, page=page - 1) if page > 1 else None,
        after=address(wanted, page=page + 1) if page < pages else None,
        facets=(
            _facet("country", "Countries", found.but("country"), wanted, lambda x: _some(x.item.country), _country),
            _facet("party", "Parties", found.but("party"), wanted, lambda x: map(plain, x.item.parties), plain),
            _facet("event", "Events", found.but("event"), wanted, lambda x: (x.item.event,), event_words),
            _facet("standing", "Standings", found.but("standing"), wanted, lambda x: x.standings, str),
        ),
        removals=tuple(_removals(wanted)),
        dots=dots(found.but("box")),
        timeline=timeline(found.but("time")),
    )


def left_out(found: Timeline) -> str:
    """What a timeline does not draw, in words; empty where it draws all."""
    parts = []
    if found.early:
        parts.append(f"{found.early:,} before {found.bins[0].first}")
    if found.late:
        parts.append(f"{found.late:,} after {found.bins[-1].last}")
    if found.vague:
        parts.append(f"{found.vague:,} dated to a year or so")
    if found.undated:
        parts.append(f"{found.undated:,} without a day")
    return f"Not drawn: {', '.join(parts)}." if parts else ""


def row(line: Line) -> Row:
    """An incident in the list."""
    item = line.item
    return Row(
        id=item.id,
        href=incident_address(item.id),
        days=days_words(item.first, item.last),
        what=event_words(item.event),
        place=plain(item.place or ""),
        country=_country(item.country) if item.country else None,
        parties=some_names(item.parties),
        claims=item.claims,
        reports=item.reports,
        origins=item.origins,
        standing=item.standing,
        standings=", ".join(f"{number} {standing}" for standing, number in item.standings),
        conflicts=line.conflicts,
        tolls=line.tolls,
    )


def some_names(names: Sequence[str]) -> str:
    """The first few names, and how many more there are.

    >>> some_names(["A", "B", "C", "D", "E", "F"])
    'A, B, C, D and 2 more'
    """
    shown = names if len(names) <= SHOWN_NAMES + 1 else names[:SHOWN_NAMES]
    more = f" and {len(names) - len(shown)} more" if len(shown) < len(names) else ""
    return ", ".join(plain(name) for name in shown) + more


_FIELDS = {"country": "countries", "party": "parties", "event": "events", "standing": "standings"}


def _facet(
    name: str,
    heading: str,
    lines: Sequence[Line],
    wanted: Filter,
    values: Callable[[Line], Iterable[str]],
    words: Callable[[str], str],
) -> Facet:
    field = _FIELDS[name]
    on: tuple[str, ...] = getattr(wanted, field)
    counts = counted(lines, values)
    if name == "standing":
        counts.sort(key=lambda pair: ORDER.index(pair[0]))
    known = dict(counts)
    shown = [(v, known.get(v, 0)) for v in on] + [(v, n) for v, n in counts if v not in on]
    made = [
        Value(v, words(v), number, v in on, _toggled(wanted, name, v))
        for v, number in shown[: max(SHOWN_VALUES, len(on))]
    ]
    return Facet(name, heading, tuple(made), max(0, len(shown) - len(made)))


def _toggled(wanted: Filter, name: str, value: str) -> str:
    """The address of the list with a value turned on, or off where it is on."""
    field = _FIELDS[name]
    changes: dict[str, Any] = {field: toggled(getattr(wanted, field), value)}
    return address(wanted, **changes)


def _removals(wanted: Filter) -> Iterable[Removal]:
    if wanted.q:
        yield Removal(f"words: {wanted.q}", address(wanted, q=""))
    if wanted.first or wanted.last:
        days = f"{wanted.first or 'the beginning'} to {wanted.last or 'the end'}"
        yield Removal(f"time: {days}", address(wanted, first=None, last=None))
    if wanted.box:
        west, south, east, north = wanted.box
        words = f"map: {south:g} to {north:g} north, {west:g} to {east:g} east"
        yield Removal(words, address(wanted, box=None))
    for name, value in wanted.values:
        shown = {"country": _country, "event": event_words}.get(name, str)(value)
        yield Removal(f"{name}: {shown}", _toggled(wanted, name, value))


def _some(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _country(code: str) -> str:
    return country_name(code) or code
