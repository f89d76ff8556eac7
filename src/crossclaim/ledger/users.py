"""Accounts of people at the desk, kept in the ledger."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, get_args

from sqlalchemy import Connection, func, insert, select, update

from crossclaim.errors import OptionError
from crossclaim.ledger.user_tables import users

if TYPE_CHECKING:
    from crossclaim.ledger.ledger import Ledger

Role = Literal["reader", "coder", "editor"]
ROLES: tuple[Role, ...] = get_args(Role)
RANK: dict[str, int] = {role: rank for rank, role in enumerate(ROLES)}
"""A reader looks, a coder also adds reports and decides, an editor also merges, splits and manages accounts."""

NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")


@dataclass(frozen=True, slots=True)
class User:
    """An account, without its password.

    Attributes:
        name: in lower case.
        role: what it may do.
        epoch: sessions begun in an earlier one are over.
        active: whether it may log in.
    """

    name: str
    role: Role
    epoch: int
    active: bool


class Users:
    """The accounts of a ledger.

    Args:
        ledger: that keeps them.
        clock: the time, for when one was made.
    """

    def __init__(self, ledger: Ledger, clock: Callable[[], datetime]) -> None:
        self._ledger, self._clock = ledger, clock

    def all(self) -> tuple[User, ...]:
        """All accounts, by name."""
        with self._ledger.looking() as connection:
            return tuple(_user(row) for row in connection.execute(select(users).order_by(users.c.name)))

    def any_editor(self) -> bool:
        """Whether somebody may log in who manages accounts."""
        return any(user.active and user.role == "editor" for user in self.all())

    def find(self, name: str) -> User | None:
        """The account of a name; None where there is none."""
        with self._ledger.looking() as connection:
            row = connection.execute(select(users).where(users.c.name == name)).first()
        return _user(row) if row else None

    def hash_of(self, name: str) -> str | None:
        """The hash of an account's password."""
        with self._ledger.looking() as connection:
            found: str | None = connection.scalar(select(users.c.password).where(users.c.name == name))
        return found

    def add(self, name: str, role: Role, password: str) -> User:
        """Makes an account.

        Args:
            name: of it; letters, digits and . _ @ - in any case.
            role: what it may do.
            password: the hash of its password.

        Raises:
            OptionError: a name that cannot be used, or is taken.
        """
        name = checked_name(name)
        row = {"name": name, "role": role, "password": password, "epoch": 1, "active": True, "created": self._clock()}
        with self._ledger.changing() as connection:
            if connection.scalar(select(users.c.name).where(users.c.name == name)):
                raise OptionError(f"there is an account {name!r} already")
            connection.execute(insert(users), row)
        return User(name, role, 1, True)

    def change(
        self, name: str, *, role: Role | None = None, active: bool | None = None, password: str | None = None
    ) -> User:
        """Changes an account and ends its sessions; with nothing to change it only ends them.

        Args:
            name: of it.
            role, active: others.
            password: the hash of a new password.

        Raises:
            OptionError: there is no such account, or no editor would be left to manage accounts.
        """
        given = {"role": role, "active": active, "password": password}
        values: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
        with self._ledger.changing() as connection:
            done = connection.execute(
                update(users).where(users.c.name == name).values(epoch=users.c.epoch + 1, **values)
            )
            if not done.rowcount:
                raise OptionError(f"there is no account {name!r}")
            if (role or active is False) and not _editors(connection):
                raise OptionError("one editor must be left to manage accounts")
            return _user(connection.execute(select(users).where(users.c.name == name)).one())


def checked_name(name: str) -> str:
    """A name as it is kept.

    Raises:
        OptionError: it cannot be used.

    >>> checked_name(" Ada ")
    'ada'
    """
    folded = name.strip().casefold()
    if not NAME.fullmatch(folded):
        raise OptionError("a name is 1 to 64 of the letters a-z, digits and . _ @ -, a letter or digit first")
    return folded


def _editors(connection: Connection) -> int:
    query = select(func.count()).select_from(users).where(users.c.role == "editor", users.c.active)
    return connection.scalar(query) or 0


def _user(row: Any) -> User:
    return User(row.name, row.role, row.epoch, row.active)
