"""What is no ledger is refused untouched; what cannot be written says so, and nothing is half-written."""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, event, text

from crossclaim.errors import LedgerError, NewerLedger, NotALedger, OptionError
from crossclaim.ledger import Ledger, decision_tables, feed_tables, user_tables
from crossclaim.ledger.tables import FORMAT, FORMAT_TABLE, metadata
from crossclaim.records import Reading, Report

Open = Callable[..., Ledger]
TABLES = (decision_tables, feed_tables, user_tables)
"""Rooms that bring tables of their own to the ledger's metadata."""
QUIET = Reading(Report(id="r1", text="All was quiet."))
BIG = Reading(Report(id="big", text="word " * 100_000))


def test_the_migrations_make_the_tables(where: str, open_ledger: Open) -> None:
    with open_ledger(where) as ledger, ledger._engine.connect() as connection:
        assert connection.scalar(text(f"SELECT version_num FROM {FORMAT_TABLE}")) == FORMAT
        context = MigrationContext.configure(connection, opts={"version_table": FORMAT_TABLE})
        differences = [d for d in compare_metadata(context, metadata) if "_search" not in str(d)]
        assert differences == []


def test_opening_again_changes_nothing(where: str, open_ledger: Open, crashing: ModuleType) -> None:
    open_ledger(where).close()
    before = crashing.whole(where)
    open_ledger(where).close()
    assert crashing.whole(where) == before


def test_a_ledger_of_a_newer_version(where: str, open_ledger: Open) -> None:
    with open_ledger(where) as ledger, ledger._engine.begin() as connection:
        connection.execute(text("COMMIT"))
        connection.execute(text("BEGIN"))
        connection.execute(text(f"UPDATE {FORMAT_TABLE} SET version_num = '9999'"))
    for read_only in (False, True):
        with pytest.raises(NewerLedger, match=r"made by a newer version .* update crossclaim"):
            open_ledger(where, read_only=read_only)


def test_reading_makes_nothing(tmp_path: Path, open_ledger: Open) -> None:
    with pytest.raises(LedgerError, match="there is no such file; make it with `crossclaim add`"):
        open_ledger(str(tmp_path / "war.ledger"), read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_database_is_read_as_none(where: str, open_ledger: Open) -> None:
    if "://" not in where:
        Path(where).touch()
    with pytest.raises(LedgerError, match="holds nothing yet"):
        open_ledger(where, read_only=True)
    open_ledger(where).close()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"Rebels left the town.", "this file is no ledger"),
        (b"SQLite format 3\x00" + b"x" * 2000, "this file is no ledger"),
        (None, "this is a folder"),
    ],
)
def test_a_file_that_is_no_ledger(content: bytes | None, message: str, tmp_path: Path, open_ledger: Open) -> None:
    file = tmp_path / "x.ledger"
    if content is None:
        file.mkdir()
    else:
        file.write_bytes(content)
    for read_only in (False, True):
        with pytest.raises(NotALedger, match=message):
            open_ledger(str(file), read_only=read_only)
    assert content is None or file.read_bytes() == content


def test_a_database_with_other_tables(where: str, open_ledger: Open) -> None:
    address = where.replace("postgresql://", "postgresql+psycopg://") if "://" in where else f"sqlite:///{where}"
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE customers (name TEXT)"))
    engine.dispose()
    with pytest.raises(NotALedger, match=r"holds something else \(a table .customers.\)"):
        open_ledger(where)


def test_a_folder_that_is_not_there(tmp_path: Path, open_ledger: Open) -> None:
    with pytest.raises(LedgerError, match="there is no folder"):
        open_ledger(str(tmp_path / "no" / "war.ledger"))


@pytest.mark.parametrize(
    ("address", "message"),
    [("mysql://host/x", "no ledger in 'mysql'"), ("postgresql://host:port/x", "does not parse")],
)
def test_an_address_of_another_kind(address: str, message: str, open_ledger: Open) -> None:
    with pytest.raises(OptionError, match=message):
        open_ledger(address)


def test_a_server_that_is_not_there_and_no_password_is_shown(open_ledger: Open) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(LedgerError, match="cannot connect") as raised:
        open_ledger("postgresql://me:secret@127.0.0.1:9/x")
    assert "secret" not in str(raised.value) and "\n" not in str(raised.value)


def test_a_driver_that_is_missing(open_ledger: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(OptionError, match=r"pip install 'crossclaim\[postgres\]'"):
        open_ledger("postgresql://host/x")


def test_a_full_disk(tmp_path: Path, open_ledger: Open, crashing: ModuleType) -> None:
    where = str(tmp_path / "war.ledger")
    with open_ledger(where) as ledger:
        event.listen(ledger._engine, "begin", lambda c: c.exec_driver_sql("PRAGMA max_page_count = 120"))
        assert len(list(ledger.add([QUIET]))) == 1
        with pytest.raises(LedgerError, match="the disk is full; make room and run it again"):
            list(ledger.add([BIG]))
        assert len(list(ledger.reports())) == 1, "what was added stays, and it can be read"
    assert crashing.check_whole(where, set()) == 1
    with open_ledger(where) as ledger:
        assert [a.outcome for a in ledger.add([QUIET, BIG])] == ["unchanged", "added"]


@contextmanager
def without_rights() -> Iterator[None]:
    """As a user who may not write everywhere, where the one that tests may."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_file_that_may_only_be_read(open_ledger: Open) -> None:
    with tempfile.TemporaryDirectory() as folder:
        where = os.path.join(folder, "war.ledger")
        with open_ledger(where) as ledger:
            list(ledger.add([QUIET]))
            assert len(list(ledger.reports())) == 1
        os.chmod(where, 0o444)
        os.chmod(folder, 0o555)
        with without_rights():
            with open_ledger(where, read_only=True) as ledger:
                assert len(list(ledger.reports())) == 1
            with (
                pytest.raises(LedgerError, match="it cannot be written; change its mode or folder"),
                open_ledger(where) as ledger,
            ):
                list(ledger.add([BIG]))
            with pytest.raises(LedgerError, match="it cannot be opened"):
                open_ledger(os.path.join(folder, "new.ledger"))
        os.chmod(folder, 0o755)


def test_a_damaged_file(tmp_path: Path, open_ledger: Open) -> None:
    where = tmp_path / "war.ledger"
    with open_ledger(str(where)) as ledger:
        list(ledger.add([BIG]))
    content = where.read_bytes()
    where.write_bytes(content[:4096] + b"\x7f" * 8192 + content[12288:])
    with pytest.raises(LedgerError) as raised, open_ledger(str(where)) as ledger:
        list(ledger.add([QUIET]))
        list(ledger.reports())
    assert "\n" not in str(raised.value)


def test_a_connection_lost_in_the_middle(postgres: str, open_ledger: Open, crashing: ModuleType) -> None:
    from crossclaim.ledger.default_linking import default_linking
    from crossclaim.ledger.incidents import Linking

    usual = default_linking()
    with sys.modules["servers"].database(postgres) as where:
        with open_ledger(where) as ledger:

            def cut(*_: object) -> object:
                _end_others(where)
                return usual.link((), None)  # type: ignore[arg-type]

            list(ledger.add([QUIET]))
            ledger._linking = Linking(cut, usual.profile, usual.dump, usual.load)  # type: ignore[arg-type]
            with pytest.raises(LedgerError, match="the connection to the server is lost"):
                list(ledger.add([BIG]))
            ledger._linking = usual
            assert [a.outcome for a in ledger.add([QUIET, BIG])] == ["unchanged", "added"]
        assert crashing.check_whole(where, set()) == 2


def _end_others(where: str) -> None:
    engine = create_engine(where.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        others = "datname = current_database() AND pid <> pg_backend_pid()"
        connection.execute(text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}"))
    engine.dispose()


def test_a_writer_that_waits_too_long(tmp_path: Path, open_ledger: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crossclaim.ledger.engine.PATIENCE", 0.2)
    where = str(tmp_path / "war.ledger")
    with open_ledger(where) as ledger:
        other = sqlite3.connect(where, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="another program has been writing for too long"):
            list(ledger.add([QUIET]))
        assert list(ledger.reports()) == [], "reading does not wait"
        other.execute("ROLLBACK")
        other.close()
        assert len(list(ledger.add([QUIET]))) == 1


def test_threads_share_a_ledger(where: str, open_ledger: Open) -> None:
    with open_ledger(where) as ledger:

        def add(n: int) -> None:
            list(ledger.add(Reading(Report(id=f"{n}-{m}", text=f"Quiet {n} {m}.")) for m in range(5)))

        threads = [threading.Thread(target=add, args=(n,)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(list(ledger.reports())) == 20
