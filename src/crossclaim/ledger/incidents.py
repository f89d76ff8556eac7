"""What linking decides, stored: incidents, which claims tell of them, and their trail.

Linking itself (`crossclaim.linking`) knows of no database. It asks `StoredProfiles` for incidents that may be the one
a claim tells of, and gives a `LinkResult`, which `apply` writes in the transaction of the report that brought it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Date, Integer, Select, bindparam, delete, func, insert, select, union_all, update

from crossclaim.ledger.prepare import storable
from crossclaim.ledger.records import ChangeKind
from crossclaim.ledger.tables import changed_incidents, changes, entries, incident_keys, incidents, links
from crossclaim.linking.profiles import days_of, event_of, spot_of
from crossclaim.linking.records import Candidates, Decision, Entry, LinkResult, Profile
from crossclaim.linking.settings import load_settings

Value = TypeVar("Value")

LENGTHS = (8, 64, 512, 36_525)
"""Days that the profiles of each class of `incident_keys.length` cover at most."""

MOST_KEY = 300
"""Characters of a key that are kept: an index takes no more than some thousand bytes."""

MOST_VALUES = 500
"""Values of one IN list."""

STATES, ABOUT = "states", "about"


class Link(Protocol):
    """Puts the entries of one report in incidents."""

    def __call__(
        self, entries: Sequence[Entry], candidates: Candidates, /, *, held: Mapping[str, Profile] | None = None
    ) -> LinkResult: ...


@dataclass(frozen=True, slots=True)
class Linking:
    """The functions of linking that the ledger calls.

    Attributes:
        link: puts the entries of one report in incidents, new or stored ones; `held` is given where people have put
            some of them in incidents (`crossclaim.linking.link.link`).
        profile: the profile of an incident anew, from its id and its entries.
        dump, load: a profile as JSON text, and back.
    """

    link: Link
    profile: Callable[[str, Sequence[Entry]], Profile]
    dump: Callable[[Profile], str]
    load: Callable[[str], Profile]


@dataclass(frozen=True, slots=True)
class Occasion:
    """The report on whose account something is stored: its version's number, and when."""

    version: int
    at: datetime


class StoredProfiles:
    """The ledger as linking sees it: the `Candidates` of `crossclaim.linking`.

    Args:
        connection: inside the transaction that will store what linking decides.
        load: a profile from its JSON.
    """

    def __init__(self, connection: Connection, load: Callable[[str], Profile]) -> None:
        self._connection, self._load = connection, load

    def near(self, first: date, last: date, keys: Sequence[str], limit: int) -> Sequence[Profile]:
        """Profiles with one of the keys in a window of days; see `Candidates.near`."""
        if not keys or first > last:
            return ()
        wanted = {"keys": sorted({_cut(key) for key in keys}), "first": first, "last": last, "limit": limit}
        reach = {f"from_{n}": _days_before(first, days) for n, days in enumerate(LENGTHS)}
        found = self._connection.scalars(NEAR, wanted | reach)
        return tuple(self._load(text) for text in found)


def _days_before(day: date, days: int) -> date:
    return date.fromordinal(max(day.toordinal() - days, 1))


def _in_class(number: int) -> Select[Any]:
    """Incidents of one class of length: since they are that short, their first days lie in one range."""
    k = incident_keys.c
    return select(k.incident).where(
        k.key.in_(bindparam("keys", expanding=True)),
        k.length == number,
        k.first.between(bindparam(f"from_{number}", type_=Date), bindparam("last", type_=Date)),
        k.last >= bindparam("first", type_=Date),
    )


def _near() -> Select[Any]:
    found = union_all(*(_in_class(n) for n in range(len(LENGTHS)))).subquery()
    return (
        select(incidents.c.profile)
        .where(incidents.c.id.in_(select(found.c.incident)))
        .order_by(incidents.c.entries.desc(), incidents.c.id)
        .limit(bindparam("limit", type_=Integer))
    )


NEAR = _near()
"""The profiles near, made once: putting a query together takes longer than running it."""


def apply(connection: Connection, result: LinkResult, linking: Linking, on: Occasion) -> None:
    """Stores what linking decided: changes, decisions, profiles, in this order.

    Args:
        connection: inside the report's transaction, its entries stored.
        result: what linking gave.
        linking: to write profiles with.
        on: the report.
    """
    _make_rows(connection, result, on)
    for change in result.changes:
        if change.kind == "merged":
            _merge(connection, change.incident, change.others, on)
        elif change.kind == "split":
            _move(connection, change.entries, change.others[0])
    note(connection, [Step(c.kind, c.incident, c.others, c.entries, c.reason) for c in result.changes], on)
    _link(connection, result)
    touched = {c.incident for c in result.changes} | {o for c in result.changes for o in c.others}
    put_profiles(connection, result.profiles, linking, on, touched)


def _make_rows(connection: Connection, result: LinkResult, on: Occasion) -> None:
    """A row for every incident that is named and has none yet, for links and later steps to point to."""
    named = [change.incident for change in result.changes] + [o for c in result.changes for o in c.others]
    named += [d.incident for d in (*result.incidents, *result.about)] + [p.id for p in result.profiles]
    wanted = list(dict.fromkeys(named))
    there = {i for part in parts(wanted) for i in connection.scalars(_ids(part))}
    rows = [
        {"id": i, "event": "", "entries": 0, "created": on.at, "changed": on.at, "profile": ""}
        for i in wanted
        if i not in there
    ]
    if rows:
        connection.execute(insert(incidents), rows)


def _ids(wanted: Sequence[str]) -> Select[Any]:
    return select(incidents.c.id).where(incidents.c.id.in_(wanted))


def _merge(connection: Connection, into: str, others: Sequence[str], on: Occasion) -> None:
    """The others' claims, and what was merged into the others before, go to one incident."""
    connection.execute(update(links).where(links.c.incident.in_(others)).values(incident=into))
    connection.execute(update(incidents).where(incidents.c.merged_into.in_(others)).values(merged_into=into))
    gone = update(incidents).where(incidents.c.id.in_(others))
    connection.execute(gone.values(merged_into=into, changed=on.at, entries=0))
    connection.execute(delete(incident_keys).where(incident_keys.c.incident.in_(others)))


def _move(connection: Connection, moved: Sequence[str], to: str) -> None:
    for part in parts(moved):
        numbers = select(entries.c.number).where(entries.c.id.in_(part))
        where = links.c.entry.in_(numbers) & (links.c.relation == STATES)
        connection.execute(update(links).where(where).values(incident=to))


def _link(connection: Connection, result: LinkResult) -> None:
    decisions = [(STATES, d) for d in result.incidents] + [(ABOUT, d) for d in result.about]
    if not decisions:
        return
    query = (
        select(entries.c.id, entries.c.number).where(entries.c.id.in_(p)) for p in parts(d.entry for _, d in decisions)
    )
    numbers = {row.id: row.number for q in query for row in connection.execute(q)}
    rows = [
        {"entry": numbers[d.entry], "relation": relation, "incident": d.incident, "why": why_text(d)}
        for relation, d in decisions
    ]
    connection.execute(insert(links), rows)


def why_text(decision: Decision) -> str:
    """Why a claim is where it is, as the column of links keeps it."""
    named = [{"name": p.name, "points": p.points, "detail": p.detail} for p in decision.parts]
    return json.dumps({"new": decision.new, "score": decision.score, "parts": named})


def put_profiles(
    connection: Connection, profiles: Sequence[Profile], linking: Linking, on: Occasion, touched: Container[str]
) -> None:
    """Stores incidents' profiles and what they are found by.

    Args:
        connection: inside a transaction.
        profiles: of incidents that have a row.
        linking: to write them with.
        on: the report.
        touched: incidents that changed, and not in their profile alone.
    """
    if not profiles:
        return
    connection.execute(PUT_PROFILE, [_profile_row(profile, linking) for profile in profiles])
    changed = [{"the_id": profile.id, "changed": on.at} for profile in profiles if profile.id in touched]
    if changed:
        connection.execute(PUT_CHANGED, changed)
    _put_keys(connection, profiles)


PUT_PROFILE = update(incidents).where(incidents.c.id == bindparam("the_id"))
PUT_CHANGED = update(incidents).where(incidents.c.id == bindparam("the_id")).values(changed=bindparam("changed"))


def _profile_row(profile: Profile, linking: Linking) -> dict[str, Any]:
    spot, days = spot_of(profile), days_of(profile, load_settings().limits)
    return {
        "the_id": profile.id,
        "event": event_of(profile),
        "first": days.first if days else None,
        "last": days.last if days else None,
        "place_name": storable(spot.name) if spot else None,
        "place_country": spot.country if spot else None,
        "lat": spot.lat if spot else None,
        "lon": spot.lon if spot else None,
        "entries": profile.entries,
        "profile": storable(linking.dump(profile)),
    }


def _put_keys(connection: Connection, profiles: Sequence[Profile]) -> None:
    """Only keys that are new or gone are written."""
    c = incident_keys.c
    there: set[tuple[str, int, date, date, str]] = set()
    for part in parts(profile.id for profile in profiles):
        query = select(c.key, c.length, c.first, c.last, c.incident).where(c.incident.in_(part))
        there.update(tuple(row) for row in connection.execute(query))
    wanted = {key for profile in profiles for key in _keys(profile)}
    gone = [{"k": k, "n": n, "f": f, "i": i} for k, n, f, _, i in sorted(there - wanted)]
    if gone:
        connection.execute(DROP_KEY, gone)
    new = [
        {"key": k, "length": n, "first": f, "last": last, "incident": i} for k, n, f, last, i in sorted(wanted - there)
    ]
    if new:
        connection.execute(insert(incident_keys), new)


def _cut(key: str) -> str:
    return (storable(key) or "")[:MOST_KEY]


DROP_KEY = delete(incident_keys).where(
    incident_keys.c.key == bindparam("k"),
    incident_keys.c.length == bindparam("n"),
    incident_keys.c.first == bindparam("f"),
    incident_keys.c.incident == bindparam("i"),
)


def _keys(profile: Profile) -> set[tuple[str, int, date, date, str]]:
    if profile.first is None or profile.last is None:
        return set()
    first, last = profile.first, profile.last
    days = (last - first).days
    number = next((n for n, most in enumerate(LENGTHS) if days <= most), len(LENGTHS) - 1)
    if days > LENGTHS[number]:
        first = last - timedelta(days=LENGTHS[number])
    return {(_cut(key), number, first, last, profile.id) for key in profile.keys}


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the trail to be written; the fields are those of `crossclaim.ledger.records.Change`."""

    kind: ChangeKind
    incident: str
    others: tuple[str, ...]
    entries: tuple[str, ...]
    reason: str


def note(connection: Connection, steps: Sequence[Step], on: Occasion) -> None:
    """More lines of the trail."""
    if not steps:
        return
    start = (connection.scalar(LAST_CHANGE) or 0) + 1
    rows = [_step_row(step, number, on) for number, step in enumerate(steps, start)]
    connection.execute(insert(changes), rows)
    concerned = {(i, number) for number, step in enumerate(steps, start) for i in (step.incident, *step.others)}
    connection.execute(insert(changed_incidents), [{"incident": i, "number": n} for i, n in sorted(concerned)])


LAST_CHANGE = select(func.max(changes.c.number))


def _step_row(step: Step, number: int, on: Occasion) -> dict[str, Any]:
    return {
        "number": number,
        "kind": step.kind,
        "incident": step.incident,
        "at": on.at,
        "version": on.version,
        "others": json.dumps(step.others),
        "entries": json.dumps(step.entries),
        "reason": storable(step.reason),
    }


def parts(values: Iterable[Value]) -> Iterable[Sequence[Value]]:
    """Values in lists that are short enough for one IN."""
    all_values = list(values)
    return [all_values[i : i + MOST_VALUES] for i in range(0, len(all_values), MOST_VALUES)]
