"""Connections to a ledger's database: an SQLite file, or PostgreSQL by URL.

SQLite is put in WAL mode, so that one may read while another writes; a writer begins with BEGIN IMMEDIATE and waits
for the one before it. In PostgreSQL a writer takes an advisory lock for its transaction, to the same effect. So there
is one writer at a time on both, and what it reads stays true until it commits.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.pool import QueuePool

from crossclaim.errors import LedgerError, NotALedger, OptionError

PATIENCE = 60.0
"""Seconds that one waits for another program to finish its transaction."""

WRITERS_LOCK = 0x63726F7373
"""Number of the advisory lock in PostgreSQL ("cross" in ASCII)."""

HEADER = b"SQLite format 3\x00"
POSTGRESQL = ("postgresql", "postgres", "postgresql+psycopg")
WRITING = "crossclaim_writing"


def is_url(where: str) -> bool:
    """Whether a ledger's name is an address and no path.

    >>> is_url("postgresql://server/name"), is_url("war.ledger")
    (True, False)
    """
    return "://" in where


def postgres_url(where: str) -> URL:
    """The address for SQLAlchemy, with the driver that this package uses.

    Raises:
        OptionError: no address, or one of another kind of database.
    """
    try:
        url = make_url(where)
    except (ArgumentError, ValueError) as error:
        raise OptionError("the ledger's address does not parse; write postgresql://user@host/name") from error
    if url.drivername not in POSTGRESQL:
        raise OptionError(f"no ledger in {url.drivername!r}; give a file, or postgresql://user@host/name")
    return url.set(drivername="postgresql+psycopg")


def shown_name(where: str) -> str:
    """The ledger's name for messages: an address without its password."""
    if not is_url(where):
        return where
    return postgres_url(where).set(drivername="postgresql").render_as_string(hide_password=True)


def open_postgres(where: str) -> Engine:
    """An engine for a ledger on a server.

    Raises:
        OptionError: an address that cannot be used, or the driver is not installed.
    """
    url = postgres_url(where)
    try:
        engine = create_engine(
            url, pool_pre_ping=True, connect_args={"connect_timeout": 10, "application_name": "crossclaim"}
        )
    except ModuleNotFoundError as error:
        raise OptionError("PostgreSQL needs a driver: pip install 'crossclaim[postgres]'") from error
    event.listen(engine, "begin", _begin_postgres)
    return engine


def open_sqlite(path: Path, *, read_only: bool, where: str) -> Engine:
    """An engine for a ledger in a file.

    Args:
        path: the file; it is made where it is not there, unless `read_only`.
        read_only: whether nothing will be written.
        where: the ledger's name in messages.

    Raises:
        NotALedger: a file of another kind.
        LedgerError: no such file (`read_only`), or no such folder.
    """
    _check_file(path, read_only=read_only, where=where)
    engine = create_engine(
        "sqlite+pysqlite://", creator=lambda: _connect_sqlite(path, read_only=read_only), poolclass=QueuePool
    )
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _check_file(path: Path, *, read_only: bool, where: str) -> None:
    try:
        if path.is_dir():
            raise NotALedger("this is a folder", where=where, next_step="name a file in it")
        if not path.exists():
            if read_only:
                raise LedgerError("there is no such file", where=where, next_step="make it with `crossclaim add`")
            if not path.parent.is_dir():
                raise LedgerError(f"there is no folder {path.parent}", where=where, next_step="make it first")
            return
        with path.open("rb") as stream:
            start = stream.read(len(HEADER))
    except OSError as error:
        raise LedgerError(f"it cannot be opened ({error.strerror})", where=where, next_step="check its mode") from error
    if start and start != HEADER:
        raise NotALedger("this file is no ledger", where=where, next_step="name another file")


def _connect_sqlite(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """A connection that begins no transaction by itself."""
    address = "file:" + quote(str(path.absolute())) + "?mode=" + ("ro" if read_only else "rwc")
    try:
        return _set_up(_raw(address), read_only=read_only)
    except sqlite3.OperationalError:
        # Beside a file that nobody may write, SQLite cannot keep the index of the log; without a log it needs none.
        if not read_only or path.with_name(path.name + "-wal").exists():
            raise
        return _set_up(_raw(address + "&immutable=1"), read_only=True)


def _raw(address: str) -> sqlite3.Connection:
    return sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False)


def _set_up(raw: sqlite3.Connection, *, read_only: bool) -> sqlite3.Connection:
    raw.execute("PRAGMA foreign_keys = ON")
    if read_only:
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return raw
    raw.execute("PRAGMA synchronous = FULL")
    return raw


def use_log(engine: Engine) -> None:
    """Puts an SQLite file in WAL mode; it stays so.

    SQLite does not wait for others here by itself, so this does.

    Raises:
        OperationalError: others were at it for too long.
    """
    until = time.monotonic() + PATIENCE
    while True:
        raw = engine.raw_connection()
        try:
            cursor = raw.cursor()
            cursor.execute("PRAGMA journal_mode")
            if cursor.fetchone() != ("wal",):
                cursor.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise OperationalError("PRAGMA journal_mode = WAL", None, error) from error
        finally:
            raw.close()
        time.sleep(0.02)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes; it waits for the writer before it, and commits at the end of the block."""
    with engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads, and sees what was committed when it began."""
    with engine.connect() as connection, connection.begin():
        yield connection


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get(WRITING))


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writes(connection) else "BEGIN")


def _begin_postgres(connection: Connection) -> None:
    if _writes(connection):
        parameters: dict[str, Any] = {"lock": WRITERS_LOCK}
        connection.execute(text(f"SET LOCAL lock_timeout = '{int(PATIENCE)}s'"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), parameters)
    else:
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
