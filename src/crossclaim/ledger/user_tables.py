"""The tables of accounts, and of the tokens of programs."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, Table

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

tokens = Table(
    "tokens",
    metadata,
    Column("id", Words, primary_key=True),
    Column("user", Words, ForeignKey("users.name"), nullable=False),
    Column("label", Words, nullable=False),
    Column("hash", Words, nullable=False, unique=True),
    Column("created", Instant, nullable=False),
    Column("expires", Instant),
    Column("revoked", Instant),
)
"""One row a token with which a program acts for an account: the SHA-256 of the token, which is nowhere else."""
