"""The state of feeds and alarms, the same on both kinds of database."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crossclaim.alarms.alert import Alert
from crossclaim.alarms.looks import Look
from crossclaim.alarms.store import AlarmStore
from crossclaim.ledger import Ledger
from crossclaim.ledger.freshness import Mark
from crossclaim.watching.offers import Item, Offers
from crossclaim.watching.state import FeedState, WatchState

NOW = datetime(2024, 5, 4, 12, tzinfo=UTC)
FEED = "https://radio.example/rss"


def servers() -> Any:
    """What starts a PostgreSQL server for tests."""
    name = "servers"
    if name not in sys.modules:
        path = Path(__file__).parents[1] / "ledger" / "servers.py"
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None and spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """A PostgreSQL server's address; the tests that want one are skipped where none can be started."""
    pytest.importorskip("psycopg")
    try:
        started = servers().server()
        address = started.__enter__()
    except servers().NoServer as error:
        pytest.skip(str(error))
    yield address
    started.__exit__(None, None, None)


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger on each kind of database."""
    if request.param == "sqlite":
        with Ledger.open(tmp_path / "war.ledger") as opened:
            yield opened
        return
    with servers().database(request.getfixturevalue("postgres")) as where, Ledger.open(where) as opened:
        yield opened


def item(key: str, stamp: str = "1") -> Item:
    return Item(key, f"https://radio.example/{key}", f"On {key}\x00", date(2024, 5, 4), stamp, "words\ud800")


def test_feeds(ledger: Ledger) -> None:
    state = WatchState(ledger)
    assert state.feed(FEED) == FeedState()
    after = FeedState('"1"', None, NOW + timedelta(minutes=5), title="Radio")
    assert state.offered(FEED, Offers((item("a"), item("b"))), after, NOW, {"fetched": 1}) == 2
    assert state.feed(FEED) == after
    assert state.offered(FEED, Offers((item("a"), item("b"))), after, NOW, {"fetched": 2}) == 0
    first, second = state.due([FEED], NOW, 10)
    assert (first.key, second.key, first.title) == ("a", "b", "On a\ufffd")
    state.kept(first, {"digest": "d", "etag": '"2"'}, {"added": 1})
    state.missed(second, "not there", NOW + timedelta(hours=1), {"later": 1})
    assert state.due([FEED], NOW, 10) == [] and state.next_item([FEED]) == NOW + timedelta(hours=1)
    assert state.offered(FEED, Offers((item("a", "2"), item("b", "2"))), after, NOW, {}) == 1, "it changed"
    [again] = state.due([FEED], NOW, 10)
    assert (again.key, again.visits, again.etag) == ("a", 1, '"2"')
    state.missed(again, "gone", None, {"skipped": 1})
    assert state.due([FEED], NOW, 10) == []
    assert state.counts() == {"fetched": 3, "added": 1, "later": 1, "skipped": 1}


def test_alarms(ledger: Ledger) -> None:
    store = AlarmStore(ledger)
    assert store.mark() is None
    store.begin()
    alert = Alert("al1", "r", "new incident", "new", "i1", NOW.isoformat(), "", ())
    look = {"i1": Look("i1", "attack")}
    assert store.looked(Mark(), Mark(3, 2), look, [(alert, ("hook", "mail"))], NOW) == [alert]
    assert store.looked(Mark(), Mark(9, 9), {}, [(alert, ())], NOW) == [], "another has looked in the meantime"
    assert store.looked(Mark(3, 2), Mark(4, 2), look, [(alert, ("hook",))], NOW) == [], "it was found before"
    assert store.mark() == Mark(4, 2) and store.looks(["i1", "i2"]) == look
    hook, mail = store.due(["hook", "mail"], NOW)
    assert store.due(["hook"], NOW) == [hook]
    store.sent(hook)
    store.failed(mail, "down", NOW + timedelta(hours=1))
    assert store.due(["hook", "mail"], NOW) == [] and store.next(["hook", "mail"]) == NOW + timedelta(hours=1)
    assert store.states("al1") == {"hook": "sent", "mail": "waiting (down)"}
    other = Alert("al2", "r", "new incident", "new", "i2", NOW.isoformat(), "", ())
    store.looked(Mark(4, 2), Mark(5, 2), {}, [(other, ("mail",))], NOW)
    assert store.next(["mail"]) == NOW + timedelta(hours=1), "who could not be told waits for all"
    assert [a.key for a in store.latest()] == ["al2", "al1"] and [a.key for a in store.latest("hook")] == ["al1"]
