"""One report into the ledger: its version, reading, copies, entries, search index and links, in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, delete, func, insert, select, update

from crossclaim.ledger import hands, search
from crossclaim.ledger import incidents as linked
from crossclaim.ledger.incidents import Linking, Occasion
from crossclaim.ledger.keys import base_key, content_digest, entry_id
from crossclaim.ledger.prepare import Prepared, fold_name, parties_of, storable
from crossclaim.ledger.records import Added, Copy, Outcome
from crossclaim.ledger.rows import as_dated, copy_query, entries_of_incident, linking_entry, text_of
from crossclaim.ledger.shingles import SAME_REPORT, containment, is_copy, sampled, shingles
from crossclaim.ledger.tables import (
    copies,
    entries,
    entry_parties,
    incident_keys,
    incidents,
    links,
    readings,
    reports,
    versions,
)
from crossclaim.ledger.tables import shingles as shingle_table
from crossclaim.linking.records import Entry
from crossclaim.records import Report

MOST_POSTINGS = 64
"""Versions that one shingle is kept of: enough to find the first, and no stock phrase makes the search long."""

MOST_COMPARED = 3
"""Texts that a new one is compared with in full, those that share most of the sample first."""

MOST_HASHES = 500
"""Hashes of one IN list."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What read the reports: the program's version and the language model's."""

    program: str
    model: str


@dataclass(frozen=True, slots=True)
class Home:
    """Where a report belongs.

    Attributes:
        key: of the report.
        version: that it is, or is to become.
        number: of that version where it is there already, else None.
    """

    key: str
    version: int
    number: int | None = None


def add_report(
    connection: Connection, new: Prepared, linking: Linking, origin: Origin, at: datetime, again: Home | None = None
) -> Added:
    """Adds one report, or finds it there.

    Args:
        connection: inside a transaction that writes; nothing is committed here.
        new: the report and what was read in it.
        linking: what puts its claims in incidents.
        origin: what read it.
        at: the time to note.
        again: for a report that is there and was read anew: the version that this reading becomes.
    """
    report = new.report
    home = again or find_home(connection, report, new)
    if home.number is not None:
        return unchanged(connection, home, report)
    near = _shared(connection, new.sample)
    copy = _copy(connection, new, near, home.key)
    on = Occasion(_next(connection, versions.c.number), at)
    _put_version(connection, new, home, on, origin)
    if copy:
        row = {"number": on.version, "of": copy.of, "nearest": copy.nearest, "similarity": copy.similarity}
        connection.execute(insert(copies), row)
    _put_sample(connection, new, near, on)
    ours = _put_entries(connection, new, home, on, copy)
    candidates = linked.StoredProfiles(connection, linking.load)
    held = hands.held(connection, home.key, ours, report.text, linking) if home.version > 1 else {}
    result = linking.link(ours, candidates, held=held) if held else linking.link(ours, candidates)
    linked.apply(connection, result, linking, on)
    if home.version > 1:
        _retire(connection, home, linking, on, "read anew" if again else "corrected")
    outcome: Outcome = "reread" if again else "added" if home.version == 1 else "corrected"
    return Added(home.key, home.version, outcome, report.id, len(new.claims), copy)


def find_home(connection: Connection, report: Report, new: Prepared | None = None) -> Home:
    """Where a report belongs: to a version that is there, a new version of a report, or a new report.

    An address always names the same report. Under one id and source, a text that shares next to nothing with what
    was there is another report (two files may both be called "page").

    Args:
        connection: inside a transaction.
        report: the report.
        new: the same, prepared, where it is.
    """
    base = new.base if new else base_key(report)
    digest = new.digest if new else content_digest(report)
    v = versions.c
    query = (
        select(v.report, v.version, v.number, v.digest, v.current)
        .join_from(reports, versions, v.report == reports.c.key)
        .where(reports.c.base == base)
        .order_by(v.number)
    )
    there = connection.execute(query).all()
    for row in reversed(there):
        if row.digest == digest:
            return Home(row.report, row.version, row.number)
    current = [row for row in there if row.current]
    if not current:
        return Home(base, 1)
    if report.url:
        return Home(current[0].report, current[0].version + 1)
    found = _most_like(connection, current, new.shingles if new else shingles(report.text))
    return Home(found.report, found.version + 1) if found else Home(f"{base}-{len(current) + 1}", 1)


def _most_like(connection: Connection, current: Sequence[Any], mine: frozenset[int]) -> Any:
    """The report under the same id of which a text may be a correction; None where it is like none of them."""
    if len(current) > MOST_COMPARED:
        near = _shared(connection, sampled(mine))
        counts = Counter(number for numbers in near.values() for number in numbers)
        current = sorted(current, key=lambda row: (-counts[row.number], row.number))[:MOST_COMPARED]
    likeness = [(containment(mine, shingles(text_of(connection, row.number))), -row.number, row) for row in current]
    most, _, found = max(likeness, key=lambda item: item[:2])
    return found if most >= SAME_REPORT or not mine else None


def unchanged(connection: Connection, home: Home, report: Report) -> Added:
    """What is said of a report that is there already."""
    claims = connection.scalar(select(versions.c.claims).where(versions.c.number == home.number))
    found = connection.execute(copy_query(home.number or 0)).first()
    copy = Copy(found.of, found.nearest, found.similarity) if found else None
    return Added(home.key, home.version, "unchanged", report.id, claims or 0, copy)


def _next(connection: Connection, column: Column[int]) -> int:
    return (connection.scalar(select(func.max(column))) or 0) + 1


def _shared(connection: Connection, sample: Sequence[int]) -> dict[int, list[int]]:
    """For each sampled shingle that the ledger knows, the versions that have it."""
    found: dict[int, list[int]] = {}
    s = shingle_table.c
    for i in range(0, len(sample), MOST_HASHES):
        query = select(s.hash, s.number).where(s.hash.in_(sample[i : i + MOST_HASHES]))
        for row in connection.execute(query):
            found.setdefault(row.hash, []).append(row.number)
    return found


def _copy(connection: Connection, new: Prepared, near: dict[int, list[int]], key: str) -> Copy | None:
    """The report that a text is a near-copy of, and the first one that that one is a copy of."""
    counts = Counter(number for numbers in near.values() for number in numbers)
    if not counts:
        return None
    own = set(connection.scalars(select(versions.c.number).where(versions.c.report == key)))
    order = sorted((n for n in counts if n not in own), key=lambda n: (-counts[n], n))[:MOST_COMPARED]
    alike = []
    for number in order:
        theirs = shingles(text_of(connection, number))
        if is_copy(new.shingles, theirs):
            alike.append((containment(new.shingles, theirs), -number))
    if not alike:
        return None
    similarity, number = max(alike)[0], -max(alike)[1]
    nearest = connection.scalar(select(versions.c.report).where(versions.c.number == number)) or ""
    found = connection.execute(copy_query(number)).first()
    first = found.of if found else nearest
    return None if first == key else Copy(first, nearest, round(similarity, 4))


def _put_version(connection: Connection, new: Prepared, home: Home, on: Occasion, origin: Origin) -> None:
    report = new.report
    if home.version == 1:
        connection.execute(insert(reports), {"key": home.key, "base": new.base, "version": 1})
    else:
        connection.execute(update(reports).where(reports.c.key == home.key).values(version=home.version))
        connection.execute(update(versions).where(versions.c.report == home.key).values(current=False))
    row = {
        "number": on.version,
        "report": home.key,
        "version": home.version,
        "current": True,
        "digest": new.digest,
        "id": storable(report.id),
        "title": storable(report.title),
        "source": storable(report.source),
        "published": report.published,
        "dated": new.dated,
        "url": storable(report.url),
        "language": storable(report.language),
        "added": on.at,
        "claims": len(new.claims),
    }
    connection.execute(insert(versions), row)
    reading = {"number": on.version, "program": origin.program, "model": origin.model, "json": new.json}
    connection.execute(insert(readings), reading)
    words = f"{report.title}\n{report.text}" if report.title else report.text
    search.index(connection, "report_search", [(on.version, words)])


def _put_sample(connection: Connection, new: Prepared, near: dict[int, list[int]], on: Occasion) -> None:
    rows = [{"hash": h, "number": on.version} for h in new.sample if len(near.get(h, ())) < MOST_POSTINGS]
    if rows:
        connection.execute(insert(shingle_table), rows)


def _put_entries(
    connection: Connection, new: Prepared, home: Home, on: Occasion, copy: Copy | None
) -> tuple[Entry, ...]:
    """The claims' rows; gives the entries as linking takes them."""
    reading = new.reading
    group = {claim: i.id for i in reversed(reading.incidents) for claim in i.claims}
    start = _next(connection, entries.c.number)
    ours, rows, parties = [], [], []
    for number, (claim, text) in enumerate(zip(reading.claims, new.claims, strict=True), start):
        id = entry_id(home.key, home.version, claim.id)
        in_group = group.get(claim.id)
        of = copy.of if copy else None
        entry = Entry(id, home.key, new.report.source, new.report.published, of, in_group, claim)
        ours.append(as_dated(entry, new.dated))
        rows.append(_entry_row(entry, number, on.version, text))
        parties += [_party_row(number, role, party.name, party.country) for role, party in parties_of(claim)]
    if rows:
        connection.execute(insert(entries), rows)
        search.index(
            connection, "quote_search", [(r["number"], e.claim.quote) for r, e in zip(rows, ours, strict=True)]
        )
    if parties:
        connection.execute(insert(entry_parties), parties)
    return tuple(ours)


def _entry_row(entry: Entry, number: int, version: int, text: str) -> dict[str, Any]:
    claim = entry.claim
    place, day, who = claim.place, claim.date, claim.claimant
    return {
        "number": number,
        "id": entry.id,
        "version": version,
        "current": True,
        "claim": claim.id,
        "claim_group": entry.group,
        "claimant_name": storable(who.name) if who else None,
        "claimant_country": who.country if who else None,
        "stance": claim.stance,
        "tense": claim.tense,
        "event": claim.event.type,
        "place_name": storable(place.name) if place else None,
        "place_country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "first": day.first if day else None,
        "last": day.last if day else None,
        "confidence": claim.confidence,
        "json": text,
    }


def _party_row(number: int, role: str, name: str, country: str | None) -> dict[str, Any]:
    return {"entry": number, "role": role, "folded": fold_name(name), "name": storable(name), "country": country}


def _retire(connection: Connection, home: Home, linking: Linking, on: Occasion, how: str) -> None:
    """The claims of the version before leave their incidents; what remains of those is worked out anew."""
    v = versions.c
    old_versions = select(v.number).where(v.report == home.key, v.number != on.version)
    old = select(entries.c.number).where(entries.c.version.in_(old_versions), entries.c.current)
    query = (
        select(links.c.incident, links.c.relation, entries.c.id)
        .join_from(links, entries, entries.c.number == links.c.entry)
        .where(entries.c.number.in_(old))
        .order_by(entries.c.number)
    )
    left: dict[str, list[str]] = {}
    shrunk = set()
    for row in connection.execute(query):
        left.setdefault(row.incident, []).append(row.id)
        if row.relation == linked.STATES:
            shrunk.add(row.incident)
    connection.execute(delete(links).where(links.c.entry.in_(old)))
    connection.execute(update(entries).where(entries.c.number.in_(old)).values(current=False))
    reason = f"the report was {how}"
    steps = [linked.Step("shrunk", i, (), tuple(dict.fromkeys(gone)), reason) for i, gone in left.items()]
    linked.note(connection, steps, on)
    for incident in left:
        if incident in shrunk:
            _shrink(connection, incident, linking, on)


def _shrink(connection: Connection, incident: str, linking: Linking, on: Occasion) -> None:
    remaining = [linking_entry(row) for row in connection.execute(entries_of_incident(incident))]
    if remaining:
        before = linking.load(connection.scalar(select(incidents.c.profile).where(incidents.c.id == incident)) or "")
        anew = replace(linking.profile(incident, remaining), apart=before.apart)
        linked.put_profiles(connection, [anew], linking, on, {incident})
        return
    connection.execute(delete(incident_keys).where(incident_keys.c.incident == incident))
    connection.execute(update(incidents).where(incidents.c.id == incident).values(entries=0, changed=on.at))
