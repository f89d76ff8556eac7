"""The ledger: one object over a file or a server, which adds readings and answers questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Generic, TypeVar

from sqlalchemy import Connection, Engine, select

from crossclaim.errors import NotInLedger, OptionError
from crossclaim.ledger import engine as database
from crossclaim.ledger import queries
from crossclaim.ledger.failures import told
from crossclaim.ledger.freshness import Mark, mark_of, touched
from crossclaim.ledger.incidents import Linking
from crossclaim.ledger.opening import open_engine
from crossclaim.ledger.prepare import Prepared, prepare
from crossclaim.ledger.records import (
    Added,
    Change,
    EntryFilter,
    Found,
    IncidentFilter,
    StoredEntry,
    StoredIncident,
    StoredReport,
)
from crossclaim.ledger.review import Review
from crossclaim.ledger.rows import reading_of, report_query, stored_entry, stored_report
from crossclaim.ledger.store import Home, Origin, add_report, find_home, unchanged
from crossclaim.ledger.tables import readings, versions
from crossclaim.ledger.tokens import Tokens
from crossclaim.ledger.users import Users
from crossclaim.records import Reading, Report

NOT_SAID = Origin("", "")


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Slice(Generic[Item]):
    """Some records of many.

    Attributes:
        items: the records.
        after: where the next slice begins; None where these are the last.
    """

    items: tuple[Item, ...]
    after: int | None


class Ledger:
    """Reports, their claims, and the incidents that the claims tell of. Open one with `Ledger.open`.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, Ledger.open(f"{folder}/war.ledger") as ledger:
    ...     [added] = ledger.add([Reading(Report(id="r", text="All was quiet."))])
    ...     (added.outcome, len(list(ledger.reports())))
    ('added', 1)
    """

    def __init__(self, engine: Engine, name: str, linking: Linking, clock: Callable[[], datetime]) -> None:
        self._engine, self.name, self._linking, self._clock = engine, name, linking, clock

    @classmethod
    def open(
        cls,
        where: str | Path,
        *,
        read_only: bool = False,
        linking: Linking | None = None,
        clock: Callable[[], datetime] = now,
    ) -> Ledger:
        """Opens a ledger; one that is not there is made.

        Args:
            where: a file's path, or an address, `postgresql://user@host/name`.
            read_only: whether nothing will be added; then nothing is made or changed.
            linking: what puts claims in incidents; the package's own where it is not given.
            clock: gives the time that is noted.

        Raises:
            NotALedger: the file or database holds something else.
            NewerLedger: a newer version of this program made it.
            LedgerError: it cannot be opened; with `read_only`, it is not there or in an older format.
            OptionError: an address that cannot be used, or a driver that is missing.
        """
        address = str(where)
        name = database.shown_name(address)
        if linking is None:
            from crossclaim.ledger.default_linking import default_linking

            linking = default_linking()
        return cls(open_engine(address, read_only=read_only, name=name), name, linking, clock)

    def close(self) -> None:
        """Gives all connections back."""
        self._engine.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _reading(self) -> AbstractContextManager[Connection]:
        return self._with(database.reading)

    def _writing(self) -> AbstractContextManager[Connection]:
        return self._with(database.writing)

    @contextmanager
    def _with(self, transaction: Callable[[Engine], AbstractContextManager[Connection]]) -> Iterator[Connection]:
        with ExitStack() as stack:
            stack.enter_context(told(self.name))
            yield stack.enter_context(transaction(self._engine))

    def looking(self) -> AbstractContextManager[Connection]:
        """A transaction that only reads, for rooms of this package that keep tables of their own in a ledger."""
        return self._reading()

    def changing(self) -> AbstractContextManager[Connection]:
        """A transaction that writes, for the same; it is committed at the end of its block."""
        return self._writing()

    @property
    def review(self) -> Review:
        """What people decided about claims and incidents of this ledger."""
        return Review(self, self._linking, self._clock)

    @property
    def users(self) -> Users:
        """The accounts of those who use a desk over this ledger."""
        return Users(self, self._clock)

    @property
    def tokens(self) -> Tokens:
        """The tokens with which programs act for accounts of this ledger."""
        return Tokens(self, self._clock)

    def add(self, readings: Iterable[Reading | Prepared], origin: Origin = NOT_SAID) -> Iterator[Added]:
        """Adds reports with what was read in them, each in a transaction of its own.

        Args:
            readings: taken one at a time; `Prepared` ones save work here.
            origin: what read them.

        Yields:
            What became of each; it is committed by then.

        Raises:
            LedgerError: the ledger cannot be written; what was yielded before stays.
        """
        for reading in readings:
            new = reading if isinstance(reading, Prepared) else prepare(reading)
            with self._writing() as connection:
                added = add_report(connection, new, self._linking, origin, self._clock())
            yield added

    def reread(self, key: str, reading: Reading, origin: Origin = NOT_SAID) -> Added:
        """Adds what was read anew in a report that is there: a new version with the same text.

        The old version stays with its reading. Decisions stay as they are and find their claims again, and incidents
        that somebody merged or split hold theirs (docs/review.md).

        Args:
            key: of the report.
            reading: of its current text.
            origin: what read it.

        Raises:
            OptionError: there is no such report, or its text is another by now.
            LedgerError: the ledger cannot be written.
        """
        new = prepare(reading)
        v = versions.c
        with self._writing() as connection:
            row = connection.execute(select(v.version, v.digest).where(v.report == key, v.current)).first()
            if row is None:
                raise NotInLedger(f"there is no report {key!r}")
            if row.digest != new.digest:
                raise OptionError(f"report {key} was corrected in the meantime; read it again")
            again = Home(key, row.version + 1)
            return add_report(connection, new, self._linking, origin, self._clock(), again)

    def read_by(self) -> tuple[tuple[str, Origin], ...]:
        """What read the current version of each report, in the order they came: key and origin."""
        query = select(versions.c.report, readings.c.program, readings.c.model).join_from(
            versions, readings, readings.c.number == versions.c.number
        )
        with self._reading() as connection:
            rows = connection.execute(query.where(versions.c.current).order_by(versions.c.number)).all()
        return tuple((row.report, Origin(row.program, row.model)) for row in rows)

    def find(self, report: Report) -> Added | None:
        """What `add` would say of a report that is there already, unread; None where it would add it.

        Args:
            report: as it would be read.
        """
        with self._reading() as connection:
            home = find_home(connection, report)
            return None if home.number is None else unchanged(connection, home, report)

    def reports(self, *, old_versions: bool = False) -> Iterator[StoredReport]:
        """The reports, in the order their versions came.

        Args:
            old_versions: whether versions are given that were corrected since.
        """
        after = 0
        while True:
            with self._reading() as connection:
                rows = queries.report_page(connection, after, old_versions=old_versions)
            if not rows:
                return
            yield from (stored_report(row) for row in rows)
            after = rows[-1].number

    def report(self, key: str, version: int | None = None) -> StoredReport:
        """One report, by its key or, where that is clear, by its own id.

        Args:
            key: as in `StoredReport.key`, or the id that its input gave it.
            version: which; None for the current one.

        Raises:
            NotInLedger: there is none.
            OptionError: there are several of that id.
        """
        v = versions.c
        which = v.current if version is None else v.version == version
        with self._reading() as connection:
            rows = connection.execute(report_query().where(v.report == key, which)).all()
            if not rows:
                rows = connection.execute(report_query().where(v.id == key, which)).all()
        if len(rows) != 1:
            if rows:
                raise OptionError(f"{len(rows)} reports have the id {key!r}; give a key")
            raise NotInLedger(f"there is no report {key!r}")
        return stored_report(rows[0])

    def reading(self, key: str, version: int | None = None) -> Reading:
        """All that was read in a report; as for `report`."""
        found = self.report(key, version)
        v = versions.c
        number = select(v.number).where(v.report == found.key, v.version == found.version)
        with self._reading() as connection:
            return reading_of(connection, connection.execute(number).scalar_one())

    def entries(self, wanted: EntryFilter | None = None) -> Iterator[StoredEntry]:
        """The claims that pass a filter, in the order they came; taken page by page.

        Args:
            wanted: the filter; None for all of the current versions.
        """
        after = 0
        while True:
            with self._reading() as connection:
                rows = queries.entry_page(connection, wanted or EntryFilter(), after)
            yield from (stored_entry(row) for row in rows)
            if len(rows) < queries.PAGE:
                return
            after = rows[-1].number

    def some_reports(self, after: int, limit: int) -> Slice[StoredReport]:
        """Some current reports, in the order they came.

        Args:
            after: as in the slice before; 0 to begin.
            limit: at most so many.
        """
        with self._reading() as connection:
            rows = queries.report_page(connection, after, limit + 1)
        return _slice([(row.number, stored_report(row)) for row in rows], limit)

    def some_entries(self, wanted: EntryFilter, after: int, limit: int) -> Slice[StoredEntry]:
        """Some of the claims that pass a filter, in the order they came.

        Args:
            wanted: the filter.
            after: as in the slice before; 0 to begin.
            limit: at most so many.
        """
        with self._reading() as connection:
            rows = queries.entry_page(connection, wanted, after, limit + 1)
        return _slice([(row.number, stored_entry(row)) for row in rows], limit)

    def incidents(self, wanted: IncidentFilter | None = None) -> Iterator[StoredIncident]:
        """The incidents that pass a filter, by first day (those without a day last), then id.

        Args:
            wanted: the filter; None for all that stand for themselves.
        """
        with self._reading() as connection:
            found = queries.find_incidents(connection, wanted or IncidentFilter())
        return iter(found)

    def incident(self, id: str) -> StoredIncident:
        """One incident; a merged one gives what it became.

        Raises:
            NotInLedger: there is none of that id.
        """
        with self._reading() as connection:
            return queries.find_incident(connection, id)

    def touched(self, since: Mark | None = None) -> tuple[Mark, frozenset[str]]:
        """How far the ledger has come, and the ids of the incidents that changed since.

        Args:
            since: the mark that was given last; None asks for the mark alone.
        """
        with self._reading() as connection:
            mark = mark_of(connection)
            return mark, touched(connection, since) if since and since != mark else frozenset()

    def trail(self, id: str) -> tuple[Change, ...]:
        """All that became of an incident, in order, also as one of the others."""
        with self._reading() as connection:
            return queries.find_trail(connection, id)

    def search_incidents(self, query: str) -> frozenset[str]:
        """Ids of the incidents of which claims tell that have the words of a query, or whose report has them.

        Args:
            query: as for `search`.

        Raises:
            OptionError: a query without a word that must occur.
        """
        with self._reading() as connection:
            return queries.find_incidents_by_text(connection, query)

    def search(self, query: str, limit: int = 20) -> tuple[Found, ...]:
        """Claims whose quote, and reports whose text or title, have the words of a query; the newest first.

        Args:
            query: words that must all occur, "phrases", beginnings (shell*), -words, OR between two terms.
            limit: at most so many.

        Raises:
            OptionError: a query without a word that must occur.
        """
        with self._reading() as connection:
            return queries.find_text(connection, query, limit)


def _slice(found: Sequence[tuple[int, Item]], limit: int) -> Slice[Item]:
    """Numbered records, one more than are wanted where there are more."""
    more = len(found) > limit
    return Slice(tuple(item for _, item in found[:limit]), found[limit - 1][0] if more else None)


__all__ = ["Ledger", "Slice", "now"]
