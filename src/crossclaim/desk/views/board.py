"""All incidents of a ledger as a list needs them: one line each, worked out once for as long as it stays the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from crossclaim.accounts.account import accounts
from crossclaim.accounts.grid import toll_label
from crossclaim.accounts.listing import Listed, listed
from crossclaim.accounts.text import intervals
from crossclaim.interchange.where_when import country_name
from crossclaim.ledger.prepare import fold_name, parties_of
from crossclaim.ledger.records import StoredEntry, StoredIncident

CONFLICTS = ("disputed", "denied")
"""Standings in which accounts conflict."""

MONTH = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Line:
    """An incident with all that filters ask of it.

    Attributes:
        item: as every list shows it; its tolls are left to `tolls`.
        lat, lon: WGS 84 degrees; None where no place is known.
        within: the province or country that the position stands for, where nothing closer is known; else "".
        events: event types of its claims.
        names: names of its claims' parties in any part, folded, and their countries in lower case.
        tolls: what was counted, who says what, and how it stands, in words.
        conflicts: how many of its attributes and tolls are disputed or denied.
    """

    item: Listed
    lat: float | None
    lon: float | None
    within: str
    events: frozenset[str]
    names: frozenset[str]
    tolls: tuple[tuple[str, str, str], ...]
    conflicts: int

    @property
    def standings(self) -> tuple[str, ...]:
        """How its attributes and tolls stand."""
        return tuple(s for s, _ in self.item.standings)


@dataclass(frozen=True, slots=True)
class Board:
    """Lines by first day, the newest first; then those that are dated to no month, then those without a day."""

    lines: tuple[Line, ...] = ()
    by_id: Mapping[str, Line] = field(default_factory=dict)


def board(lines: Iterable[Line]) -> Board:
    """A board of some lines.

    >>> board(()).lines
    ()
    """
    ordered = sorted(lines, key=_newest)
    return Board(tuple(ordered), {line.item.id: line for line in ordered})


def changed(old: Board, touched: Iterable[str], lines: Sequence[Line]) -> Board:
    """A board after some incidents changed.

    Args:
        old: the board before.
        touched: ids of those that changed, also of those that are gone.
        lines: those of them that stand for themselves now.
    """
    gone = set(touched)
    return board([*(line for line in old.lines if line.item.id not in gone), *lines])


def line_of(incident: StoredIncident, entries: Sequence[StoredEntry], reactions: Sequence[StoredEntry] = ()) -> Line:
    """The line of an incident.

    Args:
        incident: as the ledger has it.
        entries: the claims that tell of it, in the order their reports came.
        reactions: those that react to it.
    """
    item = listed(incident, accounts(incident.id, entries, reactions))
    people = [party for entry in entries for _, party in parties_of(entry.claim)]
    names = {fold_name(name) for name in item.parties} | {fold_name(p.name) for p in people}
    names |= {p.country.casefold() for p in people if p.country}
    tolls = tuple((toll_label(t), intervals(t), t.standing) for t in item.tolls)
    return Line(
        item,
        incident.lat,
        incident.lon,
        _within(incident, entries),
        frozenset(e.claim.event.type for e in entries) | {incident.event},
        frozenset(names),
        tolls,
        sum(number for standing, number in item.standings if standing in CONFLICTS),
    )


def _within(incident: StoredIncident, entries: Sequence[StoredEntry]) -> str:
    """The province or country in which an incident was, where no claim knows its position closer."""
    places = [entry.claim.place for entry in entries if entry.claim.place]
    here = [p for p in places if (p.lat, p.lon) == (incident.lat, incident.lon)]
    if not here or any(p.precision in ("exact", "near") for p in here):
        return ""
    names = [p.admin1 or p.name if p.precision == "admin1" else country_name(p.country or "") or p.name for p in here]
    return max(names, key=names.count)


def close(line: Line) -> bool:
    """Whether an incident is dated to a month or closer; "in 2031" says too little to stand among days."""
    first, last = line.item.first, line.item.last
    return first is not None and last is not None and last - first <= MONTH


def _newest(line: Line) -> tuple[int, int, str]:
    first: date | None = line.item.first
    rank = 2 if first is None else 0 if close(line) else 1
    return (rank, -first.toordinal() if first else 0, line.item.id)
