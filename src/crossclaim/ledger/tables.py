"""The ledger's tables, as they are in the newest format; `migrations/` brings older ledgers there.

`report_search` and `quote_search` are not here: they are full-text tables that each kind of database has its own way
of making (`crossclaim.ledger.search`).
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator

FORMAT = "0006"
"""The ledger's format: the newest revision in `migrations/versions`."""

FORMAT_TABLE = "crossclaim_ledger"
"""Where Alembic notes the revision; the table by which a ledger is known."""


class Instant(TypeDecorator[datetime]):
    """A time in UTC, kept as ISO 8601 text: the same in every database, and it sorts as time does."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        return None if value is None else value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


Words = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that sorts by code point, on every database in the same way."""

metadata = MetaData()

reports = Table(
    "reports",
    metadata,
    Column("key", Words, primary_key=True),
    Column("base", Words, nullable=False),
    Column("version", Integer, nullable=False),
    Index("reports_by_base", "base"),
)
"""One row a report. `base` is the key that its address or id gives; another report under the same id has a key of its
own on the same base. `version` is the current one."""

versions = Table(
    "versions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("report", Words, ForeignKey("reports.key"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("digest", Words, nullable=False),
    Column("id", Words, nullable=False),
    Column("title", Words),
    Column("source", Words),
    Column("published", Date),
    Column("dated", Date),
    Column("url", Words),
    Column("language", Words, nullable=False),
    Column("added", Instant, nullable=False),
    Column("claims", Integer, nullable=False),
    Index("versions_of_report", "report", "version", unique=True),
)
"""One row a version of a report; `number` counts versions in the order they came. `dated` is the day of publication
that the text states, where it is another than the one given with it."""

readings = Table(
    "readings",
    metadata,
    Column("number", Integer, ForeignKey("versions.number"), primary_key=True, autoincrement=False),
    Column("program", Words, nullable=False),
    Column("model", Words, nullable=False),
    Column("json", Words, nullable=False),
)
"""What was read in a version: format 1 whole, and by what."""

copies = Table(
    "copies",
    metadata,
    Column("number", Integer, ForeignKey("versions.number"), primary_key=True, autoincrement=False),
    Column("of", Words, ForeignKey("reports.key"), nullable=False),
    Column("nearest", Words, ForeignKey("reports.key"), nullable=False),
    Column("similarity", Float, nullable=False),
    Index("copies_of_report", "of"),
)
"""Which versions are near-copies, of which first report."""

shingles = Table(
    "shingles",
    metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    Column("number", Integer, ForeignKey("versions.number"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
"""A sample of each version's word shingles, to find near-copies by."""

entries = Table(
    "entries",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", Words, nullable=False, unique=True),
    Column("version", Integer, ForeignKey("versions.number"), nullable=False),
    Column("current", Boolean, nullable=False),
    Column("claim", Words, nullable=False),
    Column("claim_group", Words),
    Column("claimant_name", Words),
    Column("claimant_country", Words),
    Column("stance", Words, nullable=False),
    Column("tense", Words, nullable=False),
    Column("event", Words, nullable=False),
    Column("place_name", Words),
    Column("place_country", Words),
    Column("lat", Float),
    Column("lon", Float),
    Column("first", Date),
    Column("last", Date),
    Column("confidence", Float),
    Column("json", Words, nullable=False),
    Index("entries_by_day", "first", "last"),
    Index("entries_of_version", "version"),
    Index("entries_by_event", "event"),
    Index("entries_by_country", "place_country"),
)
"""One row a claim, `json` whole, the other columns for questions; `version` is the number of its report's version."""

entry_parties = Table(
    "entry_parties",
    metadata,
    Column("entry", Integer, ForeignKey("entries.number"), primary_key=True, autoincrement=False),
    Column("role", Words, primary_key=True),
    Column("folded", Words, primary_key=True),
    Column("name", Words, nullable=False),
    Column("country", Words),
    Index("entry_parties_by_name", "folded"),
    Index("entry_parties_by_country", "country"),
)
"""Who has a part in a claim: claimant, via, actor, target or owner; `folded` is its name in lower
case, cut to what an index takes."""

incidents = Table(
    "incidents",
    metadata,
    Column("id", Words, primary_key=True),
    Column("event", Words, nullable=False),
    Column("first", Date),
    Column("last", Date),
    Column("place_name", Words),
    Column("place_country", Words),
    Column("lat", Float),
    Column("lon", Float),
    Column("entries", Integer, nullable=False),
    Column("created", Instant, nullable=False),
    Column("changed", Instant, nullable=False),
    Column("merged_into", Words),
    Column("profile", Words, nullable=False),
    Index("incidents_by_day", "first", "last"),
    Index("incidents_merged", "merged_into"),
)
"""One row an incident; `profile` is what linking knows of it."""

incident_keys = Table(
    "incident_keys",
    metadata,
    Column("key", Words, primary_key=True),
    Column("length", Integer, primary_key=True, autoincrement=False),
    Column("first", Date, primary_key=True),
    Column("incident", Words, ForeignKey("incidents.id"), primary_key=True),
    Column("last", Date, nullable=False),
    Index("keys_of_incident", "incident"),
    sqlite_with_rowid=False,
)
"""Where to look for an incident: its keys and days. `length` is a class of how many days it covers, so that a window
of days is one range of `first` in each class, however long the ledger's time is."""

links = Table(
    "links",
    metadata,
    Column("entry", Integer, ForeignKey("entries.number"), primary_key=True, autoincrement=False),
    Column("relation", Words, primary_key=True),
    Column("incident", Words, ForeignKey("incidents.id"), nullable=False),
    Column("why", Words, nullable=False),
    Index("links_of_incident", "incident", "relation"),
)
"""Which incident an entry tells of (`states`) and which it reacts to (`about`), and why."""

changes = Table(
    "changes",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", Words, nullable=False),
    Column("incident", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("version", Integer, ForeignKey("versions.number"), nullable=False),
    Column("others", Words, nullable=False),
    Column("entries", Words, nullable=False),
    Column("reason", Words, nullable=False),
)
"""The trail of all incidents, in order."""

changed_incidents = Table(
    "changed_incidents",
    metadata,
    Column("incident", Words, primary_key=True),
    Column("number", Integer, ForeignKey("changes.number"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
"""Which changes concern an incident, itself or as one of the others."""
