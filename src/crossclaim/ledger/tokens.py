"""Tokens with which programs act for an account, kept in the ledger as hashes.

A token is 32 random bytes, so that a plain SHA-256 of it is as hard to turn round as the token is to guess (a slow hash
is for words that people choose). What it may do is what its account may do at the time; a locked account's do nothing.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from crossclaim.errors import OptionError
from crossclaim.ledger.user_tables import tokens, users
from crossclaim.ledger.users import User

if TYPE_CHECKING:
    from crossclaim.ledger.ledger import Ledger

PREFIX = "crossclaim_"
"""What every token begins with, so that those who look for secrets in files find it."""

LONGEST_LABEL = 100


@dataclass(frozen=True, slots=True)
class Token:
    """What is known of a token; not the token.

    Attributes:
        id: by which it is revoked.
        user: whose it is.
        label: what it is for.
        created, expires, revoked: when; None where it is not.
    """

    id: str
    user: str
    label: str
    created: datetime
    expires: datetime | None
    revoked: datetime | None

    def works(self, now: datetime) -> bool:
        """Whether it is neither revoked nor over."""
        return self.revoked is None and (self.expires is None or now < self.expires)


class Tokens:
    """The tokens of a ledger.

    Args:
        ledger: that keeps them.
        clock: the time.
    """

    def __init__(self, ledger: Ledger, clock: Callable[[], datetime]) -> None:
        self._ledger, self._clock = ledger, clock

    def all(self) -> tuple[Token, ...]:
        """All tokens, by when they were made."""
        query = select(tokens).order_by(tokens.c.created, tokens.c.id)
        with self._ledger.looking() as connection:
            return tuple(_token(row) for row in connection.execute(query))

    def add(self, user: str, label: str = "", days: int | None = None) -> tuple[Token, str]:
        """Makes a token for an account.

        Args:
            user: name of the account.
            label: what it is for.
            days: that it lasts; None for until it is revoked.

        Returns:
            What is kept of it, and the token, which cannot be had again.

        Raises:
            OptionError: there is no such account, or the label is too long.
        """
        if len(label) > LONGEST_LABEL or not label.isprintable():
            raise OptionError(f"a label is at most {LONGEST_LABEL} letters on one line")
        now, made = self._clock(), PREFIX + secrets.token_urlsafe(32)
        until = now + timedelta(days=days) if days is not None else None
        kept = Token(f"t{secrets.token_hex(4)}", user.strip().casefold(), label, now, until, None)
        with self._ledger.changing() as connection:
            if not connection.scalar(select(users.c.name).where(users.c.name == kept.user)):
                raise OptionError(f"there is no account {kept.user!r}")
            row = {"id": kept.id, "user": kept.user, "label": label, "hash": hash_of(made)}
            connection.execute(insert(tokens), row | {"created": now, "expires": until, "revoked": None})
        return kept, made

    def revoke(self, id: str) -> Token:
        """Ends a token; one that was revoked stays as it is.

        Raises:
            OptionError: there is none of that id.
        """
        with self._ledger.changing() as connection:
            mine = tokens.c.id == id
            connection.execute(update(tokens).where(mine, tokens.c.revoked.is_(None)).values(revoked=self._clock()))
            row = connection.execute(select(tokens).where(mine)).first()
        if row is None:
            raise OptionError(f"there is no token {id!r}; `crossclaim tokens list` lists them")
        return _token(row)

    def user_of(self, token: str) -> User | None:
        """The account for which a token acts; None for one that is unknown, revoked or over, or of a locked account.

        Args:
            token: as a program gave it.
        """
        u = users.c
        query = (
            select(tokens, u.name, u.role, u.epoch, u.active)
            .join_from(tokens, users, tokens.c.user == u.name)
            .where(tokens.c.hash == hash_of(token))
        )
        with self._ledger.looking() as connection:
            row = connection.execute(query).first()
        if row is None or not row.active or not _token(row).works(self._clock()):
            return None
        return User(row.name, row.role, row.epoch, row.active)


def hash_of(token: str) -> str:
    """The hash by which a token is kept.

    >>> len(hash_of("crossclaim_x"))
    64
    """
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def _token(row: Any) -> Token:
    return Token(row.id, row.user, row.label, row.created, row.expires, row.revoked)
