"""What came to a ledger since one looked last, for whoever keeps what was worked out from it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from crossclaim.ledger.decision_tables import decisions
from crossclaim.ledger.tables import changed_incidents, changes, entries, links, versions


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a ledger has come: numbers of its last change, last version of a report, last decision."""

    change: int = 0
    version: int = 0
    decision: int = 0


_LAST = select(
    *(select(func.max(c)).scalar_subquery() for c in (changes.c.number, versions.c.number, decisions.c.number))
)


def mark_of(connection: Connection) -> Mark:
    """How far the ledger has come.

    Args:
        connection: inside a transaction.
    """
    row = connection.execute(_LAST).one()
    return Mark(*(number or 0 for number in row))


def touched(connection: Connection, since: Mark) -> frozenset[str]:
    """Ids of incidents that changed since, or that claims of reports which came or were decided on since tell of or
    react to.

    Args:
        connection: inside a transaction.
        since: a mark of before.
    """
    moved = select(changed_incidents.c.incident).where(changed_incidents.c.number > since.change)
    linked = (
        select(links.c.incident)
        .join_from(links, entries, entries.c.number == links.c.entry)
        .where(entries.c.version > since.version)
    )
    reviewed = (
        select(links.c.incident)
        .join_from(links, entries, entries.c.number == links.c.entry)
        .join(versions, versions.c.number == entries.c.version)
        .where(versions.c.report.in_(select(decisions.c.report).where(decisions.c.number > since.decision)))
    )
    found = frozenset(connection.scalars(moved)) | frozenset(connection.scalars(linked))
    return found | frozenset(connection.scalars(reviewed)) if since.decision < mark_of(connection).decision else found
