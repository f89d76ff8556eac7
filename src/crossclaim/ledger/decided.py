"""Decisions in the database: rows in and out, inside a transaction that the caller has begun."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select

from crossclaim.decisions.records import Anchor, Decision, Kind
from crossclaim.ledger.decision_tables import decision_subjects, decisions
from crossclaim.ledger.prepare import storable
from crossclaim.ledger.queries import Among
from crossclaim.ledger.tables import reports


@dataclass(frozen=True, slots=True)
class DecisionFilter:
    """Which decisions: all that is given must hold; of several values one.

    Attributes:
        subjects: what they concern: claims, or incidents (as `Decision.subject`, or one of a merge's others).
        reports: keys of reports.
        who: names of those who decided.
        kinds: what was decided.
        after: only later ones than this number.
        limit: at most so many; None for all.
    """

    subjects: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    after: int = 0
    limit: int | None = None


def find_decisions(connection: Connection, wanted: DecisionFilter) -> tuple[Decision, ...]:
    """Decisions that pass a filter, in order."""
    query = select(decisions).where(*_conditions(wanted, Among(connection))).order_by(decisions.c.number)
    return tuple(_decision(row) for row in connection.execute(query.limit(wanted.limit)))


def _conditions(wanted: DecisionFilter, among: Among) -> Iterator[ColumnElement[bool]]:
    c = decisions.c
    yield c.number > wanted.after
    if wanted.subjects:
        s = decision_subjects.c
        yield c.number.in_(select(s.number).where(among(s.subject, _storable(wanted.subjects))))
    for column, values in ((c.report, wanted.reports), (c.who, wanted.who), (c.kind, wanted.kinds)):
        if values:
            yield among(column, _storable(values))


def _storable(values: Sequence[str]) -> list[str]:
    return [storable(value) or "" for value in values]


def last_number(connection: Connection) -> int:
    """Number of the ledger's last decision; 0 for none."""
    return connection.scalar(select(func.max(decisions.c.number))) or 0


def last_on_reports(connection: Connection) -> dict[str, tuple[int, int]]:
    """For each report that was decided on: its current version, and the number of the last decision on it."""
    c = decisions.c
    query = (
        select(c.report, reports.c.version, func.max(c.number).label("last"))
        .join_from(decisions, reports, reports.c.key == c.report)
        .group_by(c.report, reports.c.version)
        .order_by(c.report)
    )
    return {row.report: (row.version, row.last) for row in connection.execute(query)}


def keep(connection: Connection, new: Sequence[Decision], concerned: Sequence[str] = ()) -> tuple[Decision, ...]:
    """Adds decisions and gives them with their numbers.

    Args:
        connection: inside a transaction that writes.
        new: to be added, in order; their numbers are not looked at.
        concerned: what they concern beside their subjects.
    """
    first = last_number(connection) + 1
    kept = tuple(replace(decision, number=number) for number, decision in enumerate(new, first))
    if kept:
        connection.execute(insert(decisions), [_row(decision) for decision in kept])
        pairs = [(s, d.number) for d in kept for s in dict.fromkeys((d.subject, *concerned))]
        connection.execute(insert(decision_subjects), [{"subject": s, "number": n} for s, n in pairs])
    return kept


def _row(decision: Decision) -> dict[str, Any]:
    anchor = decision.anchor
    machine = anchor.machine if anchor else None
    return {
        "number": decision.number,
        "kind": decision.kind,
        "who": storable(decision.who),
        "at": decision.at,
        "subject": decision.subject,
        "report": anchor.report if anchor else None,
        "version": anchor.version if anchor else None,
        "entry": anchor.entry if anchor else None,
        "start": anchor.start if anchor else None,
        "end": anchor.end if anchor else None,
        "quote": json.dumps(anchor.quote) if anchor else None,
        "machine": None if machine is None else json.dumps(machine),
        "field": decision.field,
        "value": json.dumps(decision.value),
        "supersedes": decision.supersedes,
        "blind": decision.blind,
        "reason": storable(decision.reason),
    }


def _decision(row: Row[Any]) -> Decision:
    return Decision(
        number=row.number,
        kind=row.kind,
        who=row.who,
        at=row.at,
        subject=row.subject,
        anchor=_anchor(row) if row.report else None,
        field=row.field,
        value=json.loads(row.value),
        supersedes=row.supersedes,
        blind=row.blind,
        reason=row.reason,
    )


def _anchor(row: Row[Any]) -> Anchor:
    machine = json.loads(row.machine) if row.machine else None
    return Anchor(row.report, row.version, row.entry, row.start, row.end, json.loads(row.quote), machine)
