"""What a database says when it fails, in one clear line that says what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from crossclaim.errors import LedgerError, NotALedger

SQLITE = (
    ("database or disk is full", "the disk is full", "make room and run it again"),
    ("disk i/o error", "the disk could not be read or written; it may be full or gone", "check it and run it again"),
    ("readonly database", "it cannot be written", "change its mode or folder, or name another"),
    ("is locked", "another program has been writing for too long", "run it again when that is done"),
    ("unable to open database", "it cannot be opened", "check the path and its mode"),
    ("malformed", "the file is damaged", "take a copy of it, and see docs/ledger.md"),
    ("no such module: fts5", "this Python's SQLite has no full-text search", "take another build of Python"),
)
"""Words in SQLite's messages; what is wrong; what to do."""

POSTGRESQL = (
    ("53100", "the server's disk is full", "make room and run it again"),
    ("53200", "the server is out of memory", "run it again later"),
    ("53300", "the server takes no more connections", "run it again later"),
    ("25006", "it cannot be written: the server is read-only", "name the server that takes writes"),
    ("42501", "this user may not do that", "ask for the right to create and write tables"),
    ("55P03", "another program has been writing for too long", "run it again when that is done"),
    ("57014", "the server stopped the query", "run it again"),
    ("57P", "the connection to the server is lost", "run it again when the server is there"),
    ("08", "the connection to the server is lost", "run it again when the server is there"),
)
"""How SQLSTATE codes begin; what is wrong; what to do."""

LOST = ("the connection to the server is lost", "run it again when the server is there")


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turns a database's error into a `LedgerError`.

    Args:
        where: the ledger's name in the message, without a password.

    Raises:
        LedgerError: in place of any error of SQLAlchemy.
    """
    try:
        yield
    except DBAPIError as error:
        raise explain(error, where) from error
    except SQLAlchemyError as error:
        raise LedgerError(f"{type(error).__name__}: {_first_line(error)}", where=where) from error


def explain(error: DBAPIError, where: str) -> LedgerError:
    """The clear line for an error of the database driver.

    Args:
        error: as SQLAlchemy raised it.
        where: the ledger's name.
    """
    code = getattr(error.orig, "sqlstate", None)
    said = _first_line(error.orig)
    if "file is not a database" in said:
        return NotALedger("this file is no ledger", where=where, next_step="name another file")
    for start, what, next_step in POSTGRESQL:
        if code and code.startswith(start):
            return LedgerError(what, where=where, next_step=next_step)
    if not code and _connecting(said):
        return LedgerError(f"cannot connect ({said})", where=where, next_step="check the address and the server")
    for words, what, next_step in SQLITE:
        if words in said.casefold():
            return LedgerError(what, where=where, next_step=next_step)
    if error.connection_invalidated:
        return LedgerError(LOST[0], where=where, next_step=LOST[1])
    return LedgerError(said, where=where, next_step="what was added before is kept")


def _connecting(said: str) -> bool:
    return "connection failed" in said or "could not translate host" in said or "failed to resolve" in said


def _first_line(error: object) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].strip() if lines else type(error).__name__
