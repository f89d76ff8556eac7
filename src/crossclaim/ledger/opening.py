"""A ledger found, made or brought to this version's format; anything else is refused before it is touched."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, select, text

from crossclaim.errors import LedgerError, NewerLedger, NotALedger
from crossclaim.ledger.engine import is_url, open_postgres, open_sqlite, reading, use_log, writing
from crossclaim.ledger.failures import told
from crossclaim.ledger.tables import FORMAT, FORMAT_TABLE

FORMAT_QUERY = select(text("version_num")).select_from(text(FORMAT_TABLE))


def open_engine(where: str, *, read_only: bool, name: str) -> Engine:
    """The engine of a ledger that is in this version's format.

    Args:
        where: a file's path, or a PostgreSQL address.
        read_only: whether nothing will be written; then nothing is made or changed.
        name: the ledger's name in messages.

    Raises:
        NotALedger: the file or database holds something else.
        NewerLedger: it is in the format of a later version of this program.
        LedgerError: it cannot be opened, is not there, or (`read_only`) is in an older format.
        OptionError: an address that cannot be used.
    """
    engine = open_postgres(where) if is_url(where) else open_sqlite(Path(where), read_only=read_only, where=name)
    try:
        with told(name):
            _make_ready(engine, read_only=read_only, name=name)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _make_ready(engine: Engine, *, read_only: bool, name: str) -> None:
    with reading(engine) as connection:
        found = format_of(connection, name)
    if found == FORMAT:
        return
    if read_only:
        what = "holds nothing yet" if found is None else f"is in an older format ({found})"
        raise LedgerError(what, where=name, next_step="run `crossclaim add` on it first")
    if engine.dialect.name == "sqlite":
        use_log(engine)
    with writing(engine) as connection:
        if format_of(connection, name) != FORMAT:
            migrate(connection)


def format_of(connection: Connection, name: str) -> str | None:
    """The format of the ledger behind a connection; None for an empty database.

    Raises:
        NotALedger: it holds other tables.
        NewerLedger: its format is later than this version's.
    """
    tables = inspect(connection).get_table_names()
    if FORMAT_TABLE not in tables:
        if tables:
            what = f"it holds something else (a table {sorted(tables)[0]!r})"
            raise NotALedger(what, where=name, next_step="name another file, or an empty database or schema")
        return None
    found = connection.scalar(FORMAT_QUERY)
    if found is None:
        raise NotALedger("its format is not noted in it", where=name, next_step="name another")
    if str(found) > FORMAT:
        what = f"made by a newer version of this program (format {found}; this one knows {FORMAT})"
        raise NewerLedger(what, where=name, next_step="update crossclaim")
    return str(found)


def migrate(connection: Connection) -> None:
    """Brings a ledger to the newest format, or makes one, inside the connection's transaction.

    Raises:
        SQLAlchemyError: the database fails; nothing is changed then.
    """
    from alembic.migration import MigrationContext
    from alembic.operations import Operations
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(Path(__file__).with_name("migrations")))
    context = MigrationContext.configure(
        connection,
        opts={
            "version_table": FORMAT_TABLE,
            "fn": lambda revision, _: script._upgrade_revs("head", revision),
        },
    )
    with Operations.context(context):
        context.run_migrations()
