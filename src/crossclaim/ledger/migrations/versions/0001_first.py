"""The first format.

Revision ID: 0001
Revises:
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.String(32)


def upgrade() -> None:
    report_tables()
    entry_tables()
    incident_tables()
    search_tables()


def search_tables() -> None:
    """Full-text tables: FTS5 that keeps no text of its own, or a column of tsvector."""
    if op.get_context().dialect.name == "sqlite":
        for name in ("report_search", "quote_search"):
            op.execute(
                f"CREATE VIRTUAL TABLE {name} USING fts5(words, content='', tokenize='unicode61 remove_diacritics 0')"
            )
        return
    for name in ("report_search", "quote_search"):
        op.create_table(
            name,
            sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
            sa.Column("words", TSVECTOR(), nullable=False),
        )
        op.create_index(f"{name}_words", name, ["words"], postgresql_using="gin")


def report_tables() -> None:
    """Reports, their versions, what was read in them, and near-copies."""
    op.create_table(
        "reports",
        sa.Column("key", WORDS, nullable=False),
        sa.Column("base", WORDS, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("reports_by_base", "reports", ["base"])
    op.create_table(
        "versions",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("report", WORDS, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("digest", WORDS, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("title", WORDS),
        sa.Column("source", WORDS),
        sa.Column("published", sa.Date()),
        sa.Column("url", WORDS),
        sa.Column("language", WORDS, nullable=False),
        sa.Column("added", INSTANT, nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report"],
            ["reports.key"],
        ),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("versions_of_report", "versions", ["report", "version"], unique=True)
    op.create_table(
        "readings",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("program", WORDS, nullable=False),
        sa.Column("model", WORDS, nullable=False),
        sa.Column("json", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["number"],
            ["versions.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "copies",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("of", WORDS, nullable=False),
        sa.Column("nearest", WORDS, nullable=False),
        sa.Column("similarity", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["nearest"],
            ["reports.key"],
        ),
        sa.ForeignKeyConstraint(
            ["number"],
            ["versions.number"],
        ),
        sa.ForeignKeyConstraint(
            ["of"],
            ["reports.key"],
        ),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("copies_of_report", "copies", ["of"])
    op.create_table(
        "shingles",
        sa.Column("hash", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["number"],
            ["versions.number"],
        ),
        sa.PrimaryKeyConstraint("hash", "number"),
        sqlite_with_rowid=False,
    )


def entry_tables() -> None:
    """Claims and who has a part in them."""
    op.create_table(
        "entries",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("claim", WORDS, nullable=False),
        sa.Column("claim_group", WORDS),
        sa.Column("claimant_name", WORDS),
        sa.Column("claimant_country", WORDS),
        sa.Column("stance", WORDS, nullable=False),
        sa.Column("tense", WORDS, nullable=False),
        sa.Column("event", WORDS, nullable=False),
        sa.Column("place_name", WORDS),
        sa.Column("place_country", WORDS),
        sa.Column("lat", sa.Float()),
        sa.Column("lon", sa.Float()),
        sa.Column("first", sa.Date()),
        sa.Column("last", sa.Date()),
        sa.Column("confidence", sa.Float()),
        sa.Column("json", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["version"],
            ["versions.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("entries_by_country", "entries", ["place_country"])
    op.create_index("entries_by_day", "entries", ["first", "last"])
    op.create_index("entries_by_event", "entries", ["event"])
    op.create_index("entries_of_version", "entries", ["version"])
    op.create_table(
        "entry_parties",
        sa.Column("entry", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("role", WORDS, nullable=False),
        sa.Column("folded", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("country", WORDS),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entries.number"],
        ),
        sa.PrimaryKeyConstraint("entry", "role", "folded"),
    )
    op.create_index("entry_parties_by_country", "entry_parties", ["country"])
    op.create_index("entry_parties_by_name", "entry_parties", ["folded"])


def incident_tables() -> None:
    """Incidents, which claims tell of them, and their trail."""
    op.create_table(
        "incidents",
        sa.Column("id", WORDS, nullable=False),
        sa.Column("event", WORDS, nullable=False),
        sa.Column("first", sa.Date()),
        sa.Column("last", sa.Date()),
        sa.Column("place_name", WORDS),
        sa.Column("place_country", WORDS),
        sa.Column("lat", sa.Float()),
        sa.Column("lon", sa.Float()),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("created", INSTANT, nullable=False),
        sa.Column("changed", INSTANT, nullable=False),
        sa.Column("merged_into", WORDS),
        sa.Column("profile", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("incidents_by_day", "incidents", ["first", "last"])
    op.create_index("incidents_merged", "incidents", ["merged_into"])
    op.create_table(
        "incident_keys",
        sa.Column("key", WORDS, nullable=False),
        sa.Column("length", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("incident", WORDS, nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident"],
            ["incidents.id"],
        ),
        sa.PrimaryKeyConstraint("key", "length", "first", "incident"),
        sqlite_with_rowid=False,
    )
    op.create_index("keys_of_incident", "incident_keys", ["incident"])
    op.create_table(
        "links",
        sa.Column("entry", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("relation", WORDS, nullable=False),
        sa.Column("incident", WORDS, nullable=False),
        sa.Column("why", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entries.number"],
        ),
        sa.ForeignKeyConstraint(
            ["incident"],
            ["incidents.id"],
        ),
        sa.PrimaryKeyConstraint("entry", "relation"),
    )
    op.create_index("links_of_incident", "links", ["incident", "relation"])
    op.create_table(
        "changes",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("incident", WORDS, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("others", WORDS, nullable=False),
        sa.Column("entries", WORDS, nullable=False),
        sa.Column("reason", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["version"],
            ["versions.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "changed_incidents",
        sa.Column("incident", WORDS, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["number"],
            ["changes.number"],
        ),
        sa.PrimaryKeyConstraint("incident", "number"),
        sqlite_with_rowid=False,
    )
