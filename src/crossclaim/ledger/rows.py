"""Rows of the ledger's tables as records, and the selections that give them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from crossclaim.export.contract_back import claim_from_json, from_json
from crossclaim.ledger.incidents import ABOUT, STATES
from crossclaim.ledger.records import Change, Copy, StoredEntry, StoredReport
from crossclaim.ledger.tables import changes, copies, entries, links, readings, versions
from crossclaim.linking.dated import redated
from crossclaim.linking.records import Entry
from crossclaim.records import Reading

_states = links.alias("states")
_about = links.alias("about_link")


def report_query() -> Select[Any]:
    """Versions of reports, each with what it is a copy of."""
    return select(versions, copies.c.of, copies.c.nearest, copies.c.similarity).outerjoin(
        copies, copies.c.number == versions.c.number
    )


def stored_report(row: Row[Any]) -> StoredReport:
    """A row of `report_query`."""
    return StoredReport(
        key=row.report,
        version=row.version,
        current=row.current,
        id=row.id,
        title=row.title,
        source=row.source,
        published=row.published,
        url=row.url,
        language=row.language,
        digest=row.digest,
        added=row.added,
        claims=row.claims,
        copy=Copy(row.of, row.nearest, row.similarity) if row.of else None,
    )


def copy_query(number: int) -> Select[Any]:
    """What a version is a copy of; no row for an original."""
    return select(copies).where(copies.c.number == number)


def text_of(connection: Connection, number: int) -> str:
    """The text of a version; its claims' offsets point into it."""
    found = connection.scalar(select(readings.c.json).where(readings.c.number == number))
    return str(json.loads(found or "{}")["report"]["text"])


def reading_of(connection: Connection, number: int) -> Reading:
    """What was read in a version."""
    found = connection.scalar(select(readings.c.json).where(readings.c.number == number))
    return from_json(json.loads(found or "{}"))


def entry_query() -> Select[Any]:
    """Entries with their report's version, copy and links."""
    v = versions.c
    return (
        select(
            entries.c.number,
            entries.c.id,
            entries.c.current,
            entries.c.claim_group,
            entries.c.json,
            v.report,
            v.version,
            v.id.label("report_id"),
            v.source,
            v.published,
            v.dated,
            v.title,
            v.url,
            copies.c.of,
            _states.c.incident,
            _states.c.why,
            _about.c.incident.label("about"),
            _about.c.why.label("why_about"),
        )
        .join_from(entries, versions, entries.c.version == v.number)
        .outerjoin(copies, copies.c.number == v.number)
        .outerjoin(_states, (_states.c.entry == entries.c.number) & (_states.c.relation == STATES))
        .outerjoin(_about, (_about.c.entry == entries.c.number) & (_about.c.relation == ABOUT))
        .order_by(entries.c.number)
    )


def stored_entry(row: Row[Any]) -> StoredEntry:
    """A row of `entry_query`."""
    return StoredEntry(
        id=row.id,
        report=row.report,
        version=row.version,
        current=row.current,
        report_id=row.report_id,
        source=row.source,
        published=row.published,
        title=row.title,
        url=row.url,
        copy_of=row.of,
        group=row.claim_group,
        claim=claim_from_json(json.loads(row.json)),
        incident=row.incident,
        about=row.about,
        why=json.loads(row.why) if row.why else {},
        why_about=json.loads(row.why_about) if row.why_about else {},
    )


def entries_of_incident(incident: str) -> Select[Any]:
    """The entries that tell of an incident, in the order they came."""
    return entry_query().where(_states.c.incident == incident)


def linking_entry(row: Row[Any]) -> Entry:
    """A row of `entry_query` as linking takes it."""
    claim = claim_from_json(json.loads(row.json))
    return as_dated(Entry(row.id, row.report, row.source, row.published, row.of, row.claim_group, claim), row.dated)


def as_dated(entry: Entry, dated: date | None) -> Entry:
    """An entry as linking takes it, its days counted from the day that the report's own text states."""
    if dated is None or entry.published is None:
        return entry
    return replace(entry, published=dated, claim=redated(entry.claim, entry.published, dated))


def change_query() -> Select[Any]:
    """Lines of the trail with the report that brought each."""
    return select(changes, versions.c.report, versions.c.version.label("report_version")).join_from(
        changes, versions, changes.c.version == versions.c.number
    )


def stored_change(row: Row[Any]) -> Change:
    """A row of `change_query`."""
    return Change(
        number=row.number,
        incident=row.incident,
        kind=row.kind,
        at=row.at,
        report=row.report,
        version=row.report_version,
        others=tuple(json.loads(row.others)),
        entries=tuple(json.loads(row.entries)),
        reason=row.reason,
    )
