"""Feeds that are watched and alarms that were sent.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.String(32)


def upgrade() -> None:
    feed_tables()
    alarm_tables()


def feed_tables() -> None:
    """Feeds, what they offered, and counts."""
    op.create_table(
        "feeds",
        sa.Column("address", WORDS, nullable=False),
        sa.Column("title", WORDS),
        sa.Column("etag", WORDS),
        sa.Column("modified", WORDS),
        sa.Column("checked", INSTANT, nullable=False),
        sa.Column("next", INSTANT, nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("problem", WORDS),
        sa.Column("dead", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("address"),
    )
    op.create_table(
        "feed_items",
        sa.Column("key", WORDS, nullable=False),
        sa.Column("feed", WORDS, nullable=False),
        sa.Column("address", WORDS),
        sa.Column("title", WORDS),
        sa.Column("published", sa.Date()),
        sa.Column("stamp", WORDS, nullable=False),
        sa.Column("text", WORDS, nullable=False),
        sa.Column("state", WORDS, nullable=False),
        sa.Column("seen", INSTANT, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("offered", INSTANT, nullable=False),
        sa.Column("next", INSTANT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.Column("problem", WORDS),
        sa.Column("report", WORDS),
        sa.Column("digest", WORDS),
        sa.Column("etag", WORDS),
        sa.Column("modified", WORDS),
        sa.ForeignKeyConstraint(["feed"], ["feeds.address"]),
        sa.ForeignKeyConstraint(["report"], ["reports.key"]),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("feed_items_due", "feed_items", ["state", "next"])
    op.create_index("feed_items_by_digest", "feed_items", ["feed", "digest"])
    op.create_table(
        "watch_counts",
        sa.Column("name", WORDS, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )


def alarm_tables() -> None:
    """What the rules saw, the alarms that came of it, and what became of them."""
    op.create_table(
        "alarm_marks",
        sa.Column("name", WORDS, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "alarm_looks",
        sa.Column("incident", WORDS, nullable=False),
        sa.Column("json", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("incident"),
    )
    op.create_table(
        "alarms",
        sa.Column("key", WORDS, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("rule", WORDS, nullable=False),
        sa.Column("incident", WORDS),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("json", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("number"),
    )
    op.create_table(
        "alarm_deliveries",
        sa.Column("alarm", WORDS, nullable=False),
        sa.Column("target", WORDS, nullable=False),
        sa.Column("state", WORDS, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next", INSTANT, nullable=False),
        sa.Column("problem", WORDS),
        sa.ForeignKeyConstraint(["alarm"], ["alarms.key"]),
        sa.PrimaryKeyConstraint("alarm", "target"),
    )
    op.create_index("alarm_deliveries_due", "alarm_deliveries", ["state", "next"])
