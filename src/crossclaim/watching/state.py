"""How far one is with the feeds, kept in the ledger: each step is one transaction, so it may stop at any time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, and_, insert, select, update

from crossclaim.ledger import Ledger
from crossclaim.ledger.feed_tables import feed_items, feeds, watch_counts
from crossclaim.ledger.prepare import storable
from crossclaim.watching.offers import Item, Offers
from crossclaim.watching.schedule import MOST_VISITS

AT_ONCE = 500

FETCHING, SENDING = "fetch: ", "alarms: "
"""Before the names of what `watch` counts of its requests, and of the alarms it sends."""

ADDING = "add: "
"""How the names of counts begin that are of `crossclaim add`, not of watching."""


@dataclass(frozen=True, slots=True)
class FeedState:
    """How far one is with a feed.

    Attributes:
        etag, modified: to ask with.
        next: when it is to be asked.
        failures: in a row.
        dead: whether it was reported as dead.
        title: its own name.
    """

    etag: str | None = None
    modified: str | None = None
    next: datetime | None = None
    failures: int = 0
    dead: bool = False
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that a feed offered and that is to be fetched.

    Attributes:
        key, address, title, published, text: as of `Item`.
        feed: the feed's address.
        attempts: so far.
        visits: times that it was kept before.
        offered: when the feed offered it last.
        report: key of the report that it became before.
        etag, modified: to ask with.
    """

    key: str
    feed: str
    address: str | None
    title: str | None
    published: date | None
    text: str
    attempts: int
    visits: int
    offered: datetime
    report: str | None
    etag: str | None
    modified: str | None


class WatchState:
    """The state of all feeds, in a ledger.

    Args:
        ledger: that keeps it.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def feed(self, address: str) -> FeedState:
        """How far one is with a feed."""
        f = feeds.c
        query = select(f.etag, f.modified, f.next, f.failures, f.dead, f.title).where(f.address == address)
        with self._ledger.looking() as connection:
            row = connection.execute(query).first()
        return FeedState(row.etag, row.modified, row.next, row.failures, row.dead, row.title) if row else FeedState()

    def offered(
        self, address: str, found: Offers | None, state: FeedState, now: datetime, counts: Mapping[str, int]
    ) -> int:
        """Notes what a feed offers, and with it, in one step, that it was asked.

        Args:
            address: the feed's.
            found: what it offers; None where nothing changed.
            state: from now on.
            now: the time.
            counts: to add.

        Returns:
            How many things are new, or changed.
        """
        with self._ledger.changing() as connection:
            _put_feed(connection, address, state, None, now)
            fresh = _put_items(connection, address, found.items, now) if found else 0
            _count(connection, counts)
        return fresh

    def failed(self, address: str, state: FeedState, problem: str, now: datetime, counts: Mapping[str, int]) -> None:
        """Notes that a feed could not be had."""
        with self._ledger.changing() as connection:
            _put_feed(connection, address, state, problem, now)
            _count(connection, counts)

    def due(self, addresses: Sequence[str], now: datetime, limit: int) -> list[Waiting]:
        """What is to be fetched now, in the order that it came.

        Args:
            addresses: of the feeds that are watched.
            now: the time.
            limit: at most so many.
        """
        i = feed_items.c
        columns = (i.key, i.feed, i.address, i.title, i.published, i.text, i.attempts, i.visits, i.offered)
        query = (
            select(*columns, i.report, i.etag, i.modified)
            .where(and_(i.state == "waiting", i.next <= now, i.feed.in_(addresses)))
            .order_by(i.seen, i.place, i.key)
            .limit(limit)
        )
        with self._ledger.looking() as connection:
            return [Waiting(**row._asdict()) for row in connection.execute(query)]

    def next_item(self, addresses: Sequence[str]) -> datetime | None:
        """When the next thing that waits is due."""
        i = feed_items.c
        query = select(i.next).where(i.state == "waiting", i.feed.in_(addresses)).order_by(i.next).limit(1)
        with self._ledger.looking() as connection:
            found: datetime | None = connection.scalar(query)
        return found

    def same(self, feed: str, digest: str, key: str) -> str | None:
        """The report that another thing of a feed became which has the same title and text."""
        i = feed_items.c
        query = select(i.report).where(i.feed == feed, i.digest == digest, i.key != key, i.report.is_not(None))
        with self._ledger.looking() as connection:
            found: str | None = connection.scalar(query.limit(1))
        return found

    def kept(self, item: Waiting, values: Mapping[str, Any], counts: Mapping[str, int]) -> None:
        """Notes that something is in the ledger.

        Args:
            item: that was fetched.
            values: its report's key, digest, etag and modified, those that are known.
            counts: to add.
        """
        more = {"state": "kept", "problem": None, "attempts": 0, "visits": item.visits + 1, "text": ""}
        self._settle(item, {**more, **values}, counts)

    def missed(self, item: Waiting, problem: str, next: datetime | None, counts: Mapping[str, int]) -> None:
        """Notes that something could not be read, and when it is tried again; None for never."""
        told = {"problem": storable(problem), "attempts": item.attempts + 1}
        self._settle(item, told | ({"next": next} if next else {"state": "skipped", "text": ""}), counts)

    def counts(self) -> Counter[str]:
        """How much was done since the ledger is watched for."""
        with self._ledger.looking() as connection:
            return Counter({row.name: row.number for row in connection.execute(select(watch_counts))})

    def count(self, counts: Mapping[str, int]) -> None:
        """Adds to the counts."""
        if any(counts.values()):
            with self._ledger.changing() as connection:
                _count(connection, counts)

    def _settle(self, item: Waiting, values: Mapping[str, Any], counts: Mapping[str, int]) -> None:
        with self._ledger.changing() as connection:
            connection.execute(update(feed_items).where(feed_items.c.key == item.key).values(**values))
            _count(connection, counts)


def _put_feed(connection: Connection, address: str, state: FeedState, problem: str | None, now: datetime) -> None:
    values = {
        "title": storable(state.title),
        "etag": storable(state.etag),
        "modified": storable(state.modified),
        "checked": now,
        "next": state.next or now,
        "failures": state.failures,
        "problem": storable(problem),
        "dead": state.dead,
    }
    done = connection.execute(update(feeds).where(feeds.c.address == address).values(**values))
    if not done.rowcount:
        connection.execute(insert(feeds), {"address": address, **values})


def _put_items(connection: Connection, feed: str, items: Sequence[Item], now: datetime) -> int:
    """Notes what is offered: what is new waits, and what changed waits again."""
    known = {row.key: row for row in _known(connection, [item.key for item in items])}
    fresh = 0
    for place, item in enumerate(items):
        row = known.get(item.key)
        if row is None:
            connection.execute(insert(feed_items), _new_row(feed, item, place, now))
        elif row.state != "waiting" and item.stamp and item.stamp != row.stamp and row.visits < MOST_VISITS:
            _again(connection, item, now)
        else:
            continue
        fresh += 1
    _offered(connection, list(known), now)
    return fresh


def _known(connection: Connection, keys: Sequence[str]) -> Iterable[Any]:
    i = feed_items.c
    for at in range(0, len(keys), AT_ONCE):
        query = select(i.key, i.state, i.stamp, i.visits).where(i.key.in_(keys[at : at + AT_ONCE]))
        yield from connection.execute(query)


def _offered(connection: Connection, keys: Sequence[str], now: datetime) -> None:
    for at in range(0, len(keys), AT_ONCE):
        some = feed_items.c.key.in_(keys[at : at + AT_ONCE])
        connection.execute(update(feed_items).where(some).values(offered=now))


def _new_row(feed: str, item: Item, place: int, now: datetime) -> dict[str, Any]:
    return {
        "key": item.key,
        "feed": feed,
        "address": storable(item.address),
        "title": storable(item.title),
        "published": item.published,
        "stamp": storable(item.stamp),
        "text": storable(item.text),
        "state": "waiting",
        "seen": now,
        "place": place,
        "offered": now,
        "next": now,
        "attempts": 0,
        "visits": 0,
    }


def _again(connection: Connection, item: Item, now: datetime) -> None:
    told = {"title": storable(item.title), "text": storable(item.text), "stamp": storable(item.stamp)}
    values = {**told, "published": item.published, "state": "waiting", "next": now, "attempts": 0}
    connection.execute(update(feed_items).where(feed_items.c.key == item.key).values(**values))


def _count(connection: Connection, counts: Mapping[str, int]) -> None:
    c = watch_counts.c
    for name, number in counts.items():
        if not number:
            continue
        done = connection.execute(update(watch_counts).where(c.name == name).values(number=c.number + number))
        if not done.rowcount:
            connection.execute(insert(watch_counts), {"name": name, "number": number})
