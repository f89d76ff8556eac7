"""Incidents merged and split by hand, and what later adds make of it; inside a transaction that the caller began."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from crossclaim.decisions.attach import matches
from crossclaim.decisions.records import Decision, Draft
from crossclaim.errors import ConflictError, NotInLedger, OptionError
from crossclaim.ledger import incidents as linked
from crossclaim.ledger.decided import DecisionFilter, find_decisions, keep
from crossclaim.ledger.decision_tables import decision_subjects, decisions
from crossclaim.ledger.incidents import Linking, Occasion
from crossclaim.ledger.prepare import storable
from crossclaim.ledger.rows import entries_of_incident, entry_query, linking_entry
from crossclaim.ledger.tables import entries, incidents, links, versions
from crossclaim.linking import byhand
from crossclaim.linking.records import Entry, LinkResult, Profile


@dataclass(frozen=True, slots=True)
class Hand:
    """Who does something by hand.

    Attributes:
        who, at: by whom, and when.
        seen: number of the last decision on these incidents that was shown.
        reason: plain words, where there are any.
    """

    who: str
    at: datetime
    seen: int
    reason: str = ""

    def told(self, what: str) -> str:
        """The reason for the trail."""
        return f"{what} by {self.who}" + (f": {self.reason}" if self.reason else "")


def merge(connection: Connection, into: str, others: Sequence[str], hand: Hand, linking: Linking) -> Decision:
    """Incidents become part of another, for good.

    Raises:
        NotInLedger: one of them is not there.
        OptionError: nothing to merge.
        ConflictError: somebody merged or split one of them in the meantime.
    """
    wanted = [i for i in dict.fromkeys(others) if i != into]
    if not wanted:
        raise OptionError("name two incidents or more to merge")
    mine = Draft("merge", value={"into": into, "others": wanted}, reason=hand.reason)
    _unchanged(connection, (into, *wanted), hand, mine)
    profiles = {id: _profile(connection, id, linking, mine) for id in (into, *wanted)}
    moved = connection.scalars(_first_entry(wanted)).all()
    result = byhand.merge(profiles[into], [profiles[i] for i in wanted], hand.told("merged"))
    linked.apply(connection, result, linking, _occasion(connection, moved, hand))
    [kept] = keep(connection, [_decision("merge", into, {"others": wanted}, hand)], wanted)
    return kept


def split(connection: Connection, incident: str, leave: Sequence[str], hand: Hand, linking: Linking) -> Decision:
    """Claims leave an incident and open one of their own, for good.

    Args:
        leave: ids of the claims; others of the incident must stay.

    Raises:
        NotInLedger: there is no such incident.
        OptionError: a claim is not in it, or none stays.
        ConflictError: somebody merged or split it in the meantime.
    """
    mine = Draft("split", value={"entries": list(leave)}, reason=hand.reason)
    _unchanged(connection, (incident,), hand, mine)
    before = _profile(connection, incident, linking, mine)
    all_ = [linking_entry(row) for row in connection.execute(entries_of_incident(incident))]
    strange = set(leave) - {e.id for e in all_}
    if strange:
        raise OptionError(f"{sorted(strange)[0]} is no claim of incident {incident}")
    stay, leaving = [e for e in all_ if e.id not in set(leave)], [e for e in all_ if e.id in set(leave)]
    result = byhand.split(incident, stay, leaving, hand.told("split"), apart=before.apart)
    _part(connection, result, leaving, hand, linking)
    new = result.changes[0].others[0]
    value = {"new": new, "entries": [e.id for e in leaving]}
    [kept] = keep(connection, [_decision("split", incident, value, hand)], (new,))
    return kept


def _part(connection: Connection, result: LinkResult, leaving: Sequence[Entry], hand: Hand, linking: Linking) -> None:
    """Stores a split: the claims' links are moved, so that no new ones are made; why they left is their new reason."""
    moved = LinkResult((), (), result.changes, result.profiles)
    linked.apply(connection, moved, linking, _occasion(connection, [e.id for e in leaving], hand))
    new = result.changes[0].others[0]
    connection.execute(update(incidents).where(incidents.c.id == new).values(merged_into=None))
    for decision in result.incidents:
        number = select(entries.c.number).where(entries.c.id == decision.entry).scalar_subquery()
        row = update(links).where(links.c.entry == number, links.c.relation == linked.STATES)
        connection.execute(row.values(why=linked.why_text(decision)))


def held(
    connection: Connection, report: str, new: Sequence[Entry], text: str, linking: Linking
) -> Mapping[str, Profile]:
    """For claims of a report's new version: the incident that the same claims of its old one have by hand.

    Only incidents that somebody merged or split hold their claims; all else is linked anew.

    Args:
        connection: inside the transaction of the report, the old version still linked.
        report: its key.
        new: claims of the new version.
        text: of the new version.
        linking: to read profiles with.
    """
    touched = by_hand(connection)
    if not touched:
        return {}
    query = entry_query().where(versions.c.report == report, entries.c.current)
    fresh = {e.id for e in new}
    rows = [row for row in connection.execute(query) if row.id not in fresh]
    home = {row.id: row.incident for row in rows if row.incident in touched}
    pairs = matches([(r.id, linking_entry(r).claim) for r in rows], [(e.id, e.claim) for e in new], text)
    wanted = {now: home[old] for now, old in pairs.items() if old in home}
    profiles = {i: linking.load(_row(connection, i).profile) for i in set(wanted.values())}
    return {entry: profiles[incident] for entry, incident in wanted.items()}


def by_hand(connection: Connection) -> frozenset[str]:
    """Incidents that somebody merged or split, or into which such went."""
    d, s, i = decisions.c, decision_subjects.c, incidents.c
    query = (
        select(i.id, i.merged_into)
        .join_from(decision_subjects, decisions, d.number == s.number)
        .join(incidents, i.id == s.subject)
        .where(d.kind.in_(("merge", "split")))
    )
    return frozenset(row.merged_into or row.id for row in connection.execute(query))


def _unchanged(connection: Connection, concerned: Sequence[str], hand: Hand, mine: Draft) -> None:
    later = find_decisions(connection, DecisionFilter(subjects=tuple(concerned), after=hand.seen))
    if later:
        said = "; ".join(f"{d.who}: {d.kind}" for d in later)
        raise ConflictError(f"others changed these incidents in the meantime ({said})", mine=(mine,), theirs=later)


def _profile(connection: Connection, id: str, linking: Linking, mine: Draft) -> Profile:
    row = _row(connection, id)
    if row.merged_into or not row.entries:
        became = f"part of {row.merged_into}" if row.merged_into else "left without claims"
        raise ConflictError(f"incident {id} was {became} in the meantime", mine=(mine,))
    return linking.load(row.profile)


def _row(connection: Connection, id: str) -> Row[Any]:
    row = connection.execute(select(incidents).where(incidents.c.id == (storable(id) or ""))).first()
    if row is None:
        raise NotInLedger(f"there is no incident {id!r}; `crossclaim incidents` lists them")
    return row


def _first_entry(concerned: Sequence[str]) -> Any:
    found = select(links.c.entry).where(links.c.incident.in_(concerned), links.c.relation == linked.STATES)
    return select(entries.c.id).where(entries.c.number.in_(found)).order_by(entries.c.number).limit(1)


def _occasion(connection: Connection, moved: Sequence[str], hand: Hand) -> Occasion:
    """The trail names a report with each step; of one by hand it is that of the first claim that moved."""
    version = connection.scalar(select(entries.c.version).where(entries.c.id == moved[0]))
    return Occasion(version or 0, hand.at)


def _decision(kind: Any, subject: str, value: Any, hand: Hand) -> Decision:
    return Decision(0, kind, hand.who, hand.at, subject, None, None, value, hand.seen, False, hand.reason)
