"""What people decided about claims and incidents, beside the machine's reading.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.String(32)


def upgrade() -> None:
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("who", WORDS, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("subject", WORDS, nullable=False),
        sa.Column("report", WORDS),
        sa.Column("version", sa.Integer()),
        sa.Column("entry", WORDS),
        sa.Column("start", sa.Integer()),
        sa.Column("end", sa.Integer()),
        sa.Column("quote", WORDS),
        sa.Column("machine", WORDS),
        sa.Column("field", WORDS),
        sa.Column("value", WORDS, nullable=False),
        sa.Column("supersedes", sa.Integer(), nullable=False),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("reason", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.key"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("decisions_of_report", "decisions", ["report"])
    op.create_table(
        "decision_subjects",
        sa.Column("subject", WORDS, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["number"], ["decisions.number"]),
        sa.PrimaryKeyConstraint("subject", "number"),
        sqlite_with_rowid=False,
    )
