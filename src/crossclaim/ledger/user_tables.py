"""The table of accounts."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, Table

from crossclaim.ledger.tables import Instant, Words, metadata

users = Table(
    "users",
    metadata,
    Column("name", Words, primary_key=True),
    Column("role", Words, nullable=False),
    Column("password", Words, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("created", Instant, nullable=False),
)
"""One row an account: `password` is its argon2id hash; sessions of an older `epoch` are over. Accounts are never
deleted, since decisions bear their names; one that is not `active` cannot log in."""
