"""The tables of decisions: rows are added, and never changed or taken away."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table

from crossclaim.ledger.tables import Instant, Words, metadata

decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", Words, nullable=False),
    Column("who", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("subject", Words, nullable=False),
    Column("report", Words, ForeignKey("reports.key")),
    Column("version", Integer),
    Column("entry", Words),
    Column("start", Integer),
    Column("end", Integer),
    Column("quote", Words),
    Column("machine", Words),
    Column("field", Words),
    Column("value", Words, nullable=False),
    Column("supersedes", Integer, nullable=False),
    Column("blind", Boolean, nullable=False),
    Column("reason", Words, nullable=False),
    Index("decisions_of_report", "report"),
)
"""One row a decision: who decided what, when, about which words of which version of a report, what the machine read
there (`machine`, a claim in format 1), and the last decision that its maker had seen (`supersedes`)."""

decision_subjects = Table(
    "decision_subjects",
    metadata,
    Column("subject", Words, primary_key=True),
    Column("number", Integer, ForeignKey("decisions.number"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
"""What a decision concerns: a claim, or all incidents of a merge or split."""
