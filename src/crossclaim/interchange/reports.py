"""Reports of the ledger as a table and JSON Lines: what they are, not what they say."""

from __future__ import annotations

from crossclaim.interchange.plain_json import plain_json
from crossclaim.interchange.records import Column, Converted
from crossclaim.ledger.records import StoredReport

COLUMNS: tuple[Column, ...] = (
    Column("report"),
    Column("version", "whole"),
    Column("report_id"),
    Column("title"),
    Column("source"),
    Column("published", "day"),
    Column("url"),
    Column("language"),
    Column("claims", "whole"),
    Column("copy_of"),
    Column("copy_nearest"),
    Column("copy_similarity", "number"),
    Column("added"),
    Column("digest"),
)
"""The table's columns; `docs/exports.md` explains them."""


def table_row(report: StoredReport) -> Converted:
    """The report as a row; nothing is lost.

    Args:
        report: its current version.
    """
    copy = report.copy
    row = {
        "report": report.key,
        "version": report.version,
        "report_id": report.id,
        "title": report.title,
        "source": report.source,
        "published": report.published,
        "url": report.url,
        "language": report.language,
        "claims": report.claims,
        "copy_of": copy.of if copy else None,
        "copy_nearest": copy.nearest if copy else None,
        "copy_similarity": copy.similarity if copy else None,
        "added": report.added.isoformat(),
        "digest": report.digest,
    }
    return Converted((row,))


def json_line(report: StoredReport) -> Converted:
    """The report as an object, field by field."""
    return Converted((plain_json(report),))
