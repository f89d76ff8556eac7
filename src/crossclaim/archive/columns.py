"""The tables of an archive: their columns, and the rows of a reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from crossclaim.archive.records import file_name
from crossclaim.archive.storage import Folder
from crossclaim.archive.versions import Version
from crossclaim.export.contract import dumps
from crossclaim.interchange.claims import COLUMNS as CLAIMS
from crossclaim.interchange.claims import table_row
from crossclaim.interchange.parquet import TYPES
from crossclaim.interchange.records import Cell, Column, Row, Told
from crossclaim.ledger.keys import entry_id
from crossclaim.ledger.records import StoredEntry
from crossclaim.linking.profiles import days_of, event_of, spot_of
from crossclaim.linking.records import Profile
from crossclaim.linking.settings import load_settings
from crossclaim.records import Attribution, Claim

READINGS = (
    Column("report"),
    Column("version", "whole"),
    Column("current", "flag"),
    Column("report_id"),
    Column("title"),
    Column("source"),
    Column("published", "day"),
    Column("url"),
    Column("language"),
    Column("claims", "whole"),
    Column("reading"),
)
"""One row a version of a report; `reading` is format 1 with reasons."""

ATTRIBUTIONS = (
    Column("report"),
    Column("version", "whole"),
    Column("report_id"),
    Column("attribution"),
    Column("source"),
    Column("cue"),
    Column("content"),
    Column("start", "whole"),
    Column("end", "whole"),
    Column("direct", "flag"),
    Column("stance"),
    Column("speaker"),
    Column("speaker_country"),
    Column("speaker_sector"),
)
"""One row a statement; `start` and `end` are the cue's, code points into the report's text."""

INCIDENTS = (
    Column("incident"),
    Column("event"),
    Column("date_from", "day"),
    Column("date_to", "day"),
    Column("place"),
    Column("admin1"),
    Column("country"),
    Column("lat", "number"),
    Column("lon", "number"),
    Column("actors"),
    Column("targets"),
    Column("claims", "whole"),
    Column("reports", "whole"),
    Column("reactions", "whole"),
    Column("first_told", "day"),
    Column("profile"),
)
"""One row an incident; `profile` is what linking knows of it, as JSON."""

SET_ASIDE = (Column("where"), Column("reason"), Column("what"))
"""One row a report that was not read."""

GROUPS: Mapping[str, int] = {"readings": 100}
"""Rows of one row group; 5,000 where a table is not named."""

USUAL_GROUP = 5_000


def layout(columns: Sequence[Column]) -> Any:
    """The Arrow schema of a table."""
    import pyarrow

    return pyarrow.schema([(c.name, getattr(pyarrow, TYPES[c.type])()) for c in columns])


def write_table(folder: Folder, table: str, part: int, columns: Sequence[Column], rows: Iterable[Row]) -> int:
    """Writes one partition of a table; the same rows give the same bytes.

    Args:
        folder: of the archive.
        table: its name.
        part: the partition.
        columns: of the table.
        rows: in their order; held a row group at a time.

    Returns:
        How many rows there were.
    """
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    schema, size, number = layout(columns), GROUPS.get(table, USUAL_GROUP), 0
    with folder.writing(file_name(table, part)) as stream, ParquetWriter(stream, schema, compression="zstd") as writer:
        for batch in _batches(rows, size):
            number += len(batch)
            plain = [{c.name: _whole(row[c.name]) for c in columns} for row in batch]
            writer.write_table(pyarrow.Table.from_pylist(plain, schema=schema), row_group_size=size)
    return number


def reading_row(version: Version) -> Row:
    """A row of `READINGS`."""
    report = version.reading.report
    return {
        "report": version.key,
        "version": version.number,
        "current": version.current,
        "report_id": report.id,
        "title": report.title,
        "source": report.source,
        "published": report.published,
        "url": report.url,
        "language": report.language,
        "claims": len(version.reading.claims),
        "reading": dumps(version.reading, explain=True),
    }


def attribution_row(version: Version, found: Attribution) -> Row:
    """A row of `ATTRIBUTIONS`."""
    who = found.speaker
    return {
        "report": version.key,
        "version": version.number,
        "report_id": version.reading.report.id,
        "attribution": found.id,
        "source": found.source.text if found.source else None,
        "cue": found.cue.text,
        "content": " … ".join(span.text for span in found.content),
        "start": found.cue.start,
        "end": found.cue.end,
        "direct": found.direct,
        "stance": found.stance,
        "speaker": who.name if who else None,
        "speaker_country": who.country if who else None,
        "speaker_sector": who.sector if who else None,
    }


def claim_row(version: Version, claim: Claim, incident: str | None, about: str | None, copy_of: str | None) -> Row:
    """A row of the table of claims, which has the columns of `crossclaim export claims`."""
    report = version.reading.report
    id = entry_id(version.key, version.number, claim.id)
    entry = StoredEntry(
        id=id,
        report=version.key,
        version=version.number,
        current=version.current,
        report_id=report.id,
        source=report.source,
        published=report.published,
        title=report.title,
        url=report.url,
        copy_of=copy_of,
        group=None,
        claim=claim,
        incident=incident,
        about=about,
    )
    row: Row = table_row(Told(entry)).rows[0]
    return row


def incident_row(profile: Profile, reports: int, reactions: int, dump: str) -> Row:
    """A row of `INCIDENTS`."""
    spot, days = spot_of(profile), days_of(profile, load_settings().limits)
    return {
        "incident": profile.id,
        "event": event_of(profile),
        "date_from": days.first if days else None,
        "date_to": days.last if days else None,
        "place": spot.name if spot else None,
        "admin1": spot.admin1 if spot else None,
        "country": spot.country if spot else None,
        "lat": spot.lat if spot else None,
        "lon": spot.lon if spot else None,
        "actors": "; ".join(profile.actors) or None,
        "targets": "; ".join(profile.targets) or None,
        "claims": profile.entries,
        "reports": reports,
        "reactions": reactions,
        "first_told": profile.seen,
        "profile": dump,
    }


def _batches(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _whole(cell: Cell) -> Cell:
    """Text without lone surrogates, which Parquet's UTF-8 has no room for."""
    return cell.encode("utf-8", "replace").decode() if isinstance(cell, str) else cell


__all__ = [
    "ATTRIBUTIONS",
    "CLAIMS",
    "INCIDENTS",
    "READINGS",
    "SET_ASIDE",
    "attribution_row",
    "claim_row",
    "incident_row",
    "layout",
    "reading_row",
    "write_table",
]
