"""Ledgers that older versions made, with what is in them, brought to the newest format."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect, text

from crossclaim.errors import LedgerError
from crossclaim.ledger import Ledger, opening
from crossclaim.ledger.tables import FORMAT, FORMAT_TABLE, metadata
from crossclaim.records import Reading, Report

Open = Callable[..., Ledger]
FORMATS = [f"{n:04}" for n in range(1, int(FORMAT))]
SCRIPT = ScriptDirectory(str(Path(opening.__file__).with_name("migrations")))


def shape(revision: str) -> dict[str, set[str]]:
    """The tables of a format and their columns."""
    with create_engine("sqlite://").begin() as connection:
        steps = {"version_table": FORMAT_TABLE, "fn": lambda rev, _: SCRIPT._upgrade_revs(revision, rev)}
        context = MigrationContext.configure(connection, opts=steps)
        with Operations.context(context):
            context.run_migrations()
        seen = inspect(connection)
        return {t: {c["name"] for c in seen.get_columns(t)} for t in seen.get_table_names()}


def turn_back(connection: Connection, revision: str) -> None:
    """Makes a ledger what it was in an older format: tables and columns that came later are taken away."""
    old = shape(revision)
    tables = [t.name for t in reversed(metadata.sorted_tables)]
    for table in (t for t in tables if t not in old):
        connection.execute(text(f'DROP TABLE "{table}"'))
    for table in (t for t in tables if t in old):
        for column in {c["name"] for c in inspect(connection).get_columns(table)} - old[table]:
            connection.execute(text(f'ALTER TABLE "{table}" DROP COLUMN "{column}"'))
    connection.execute(text(f"UPDATE {FORMAT_TABLE} SET version_num = '{revision}'"))


def told(ledger: Ledger) -> list[Any]:
    """What a ledger says of its reports, claims and incidents."""
    found = [f for query in ("shelled", "army") for f in ledger.search(query)]
    return [*ledger.reports(), *ledger.entries(), *ledger.incidents(), *found]


def readings(fakes: ModuleType, number: int) -> Iterable[Reading]:
    """What a cheap reader finds in invented reports."""
    for record in fakes.records(number, 3):
        known = record | {"published": date.fromisoformat(record["published"])}
        yield fakes.read(Report(**known))


@pytest.mark.parametrize("revision", FORMATS)
def test_an_older_ledger(where: str, revision: str, open_ledger: Open, fakes: ModuleType) -> None:
    given = list(readings(fakes, 12))
    with open_ledger(where) as ledger:
        list(ledger.add(given[:10]))
        before = told(ledger)
        assert before
        with ledger.changing() as connection:
            turn_back(connection, revision)
    with pytest.raises(LedgerError, match=rf"older format \({revision}\); run `crossclaim add` on it first"):
        open_ledger(where, read_only=True)
    with open_ledger(where) as ledger:
        assert told(ledger) == before
        assert [a.outcome for a in ledger.add(given[:10])] == ["unchanged"] * 10
        assert [a.outcome for a in ledger.add(given[10:])] == ["added"] * 2
        with ledger._engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"version_table": FORMAT_TABLE})
            assert [d for d in compare_metadata(context, metadata) if "_search" not in str(d)] == []
