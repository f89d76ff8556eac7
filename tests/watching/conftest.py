"""A site with a feed on the loopback, a watcher over it, and the cheap reader."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.sax.saxutils import escape

import pytest
from click.testing import CliRunner, Result

from crossclaim.cli import main
from crossclaim.commands.add import AddServices
from crossclaim.commands.watch import FeedServices
from crossclaim.fetching import Fetcher
from crossclaim.ledger import Ledger, Origin
from crossclaim.watching.state import WatchState

TESTS = Path(__file__).parents[1]


def module(name: str, path: Path) -> ModuleType:
    """A module of these tests."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None and spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@pytest.fixture(scope="session")
def serving() -> ModuleType:
    """What plays sites."""
    return module("fetching_site", TESTS / "fetching" / "site.py")


@pytest.fixture(scope="session")
def fakes() -> ModuleType:
    """The cheap reader: `sentence` makes what it finds a claim in."""
    return module("fake_add", TESTS / "ledger" / "fake_add.py")


@pytest.fixture
def site(serving: ModuleType) -> Iterator[Any]:
    """A site that is up."""
    with serving.site() as made:
        yield made


def article(text: str, title: str = "Report") -> str:
    """A page with a text that is long enough to be one."""
    filler = "The road along the river has been closed since the spring, and few people travel on it by day or night."
    return (
        f"<html><head><title>{title}</title></head><body><article><p>{text}</p><p>{filler}</p></article></body></html>"
    )


def rss(*items: tuple[str, str], title: str = "Radio River", ids: str = "") -> str:
    """A feed of titles and links; the latest first."""
    made = "".join(
        f"<item><title>{escape(name)}</title><link>{escape(link)}</link><guid>{ids}{escape(link)}</guid>"
        f"<pubDate>Sat, 04 May 2024 10:00:00 GMT</pubDate></item>"
        for name, link in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{made}</channel></rss>'


@pytest.fixture(scope="session")
def pages() -> Any:
    """`article` and `rss`."""
    return _Here


class _Here:
    article = staticmethod(article)
    rss = staticmethod(rss)


class Time:
    """A clock that is put forward by hand and by sleeping."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        return datetime(2024, 5, 4, 12, tzinfo=UTC) + self.ahead

    def forward(self, **more: float) -> None:
        self.ahead += timedelta(**more)

    def sleep(self, seconds: float) -> None:
        self.ahead += timedelta(seconds=seconds)


@pytest.fixture
def time() -> Time:
    """A clock."""
    return Time()


class Watcher:
    """Runs `crossclaim watch --once` over a file of feeds, and looks at what came of it."""

    def __init__(self, folder: Path, time: Time, fakes: ModuleType) -> None:
        self.folder, self.time, self._fakes = folder, time, fakes
        self.ledger = str(folder / "war.ledger")
        self.read: list[str] = []
        self.add: Callable[..., Any] | None = None

    def plan(self, *feeds: str, more: str = "", **watch: str) -> None:
        """Writes the file: tables of feeds, each a TOML text or an address."""
        told = {"allow_hosts": '["localhost"]', "pause": '"0s"', "time": '"1s"', "every": '"10m"', **watch}
        lines = ["[watch]", *(f"{key} = {value}" for key, value in told.items())]
        for n, feed in enumerate(feeds, 1):
            lines += ["[[feed]]", feed if "=" in feed else f'name = "feed {n}"\naddress = "{feed}"']
        (self.folder / "feeds.toml").write_text("\n".join(lines) + "\n" + more, encoding="utf-8")

    def services(self) -> FeedServices:
        def read(report: Any) -> Any:
            self.read.append(report.text)
            return self._fakes.read(report)

        add = AddServices(
            load_read=lambda _: read,
            make_ready=lambda: None,
            origin=lambda: Origin("1", "cheap"),
            ledger={"clock": self.time.now},
        )

        def fetcher(settings: Any) -> Fetcher:
            return Fetcher(settings, now=self._real_now, sleep=self.time.sleep)

        return FeedServices(add, fetcher, self.time.now, self.time.sleep)

    def _real_now(self) -> datetime:
        return datetime.now(UTC) + self.time.ahead

    def once(self, *options: str) -> Result:
        """One round."""
        arguments = [str(self.folder / "feeds.toml"), self.ledger, "--once", "--stats", *options]
        return CliRunner().invoke(main, ["watch", *arguments], obj=self.services(), catch_exceptions=False)

    def later(self, **more: float) -> Result:
        """One round, some time later."""
        self.time.forward(**more)
        return self.once()

    def reports(self, *, old_versions: bool = False) -> list[Any]:
        """What is in the ledger."""
        with Ledger.open(self.ledger, read_only=True) as ledger:
            return list(ledger.reports(old_versions=old_versions))

    def counts(self) -> Mapping[str, int]:
        """What the ledger counts since it is watched for."""
        with Ledger.open(self.ledger, read_only=True) as ledger:
            return WatchState(ledger).counts()

    def titles(self) -> list[str | None]:
        return [report.title for report in self.reports()]


@pytest.fixture
def watcher(tmp_path: Path, time: Time, fakes: ModuleType) -> Watcher:
    """Watches."""
    return Watcher(tmp_path, time, fakes)


@pytest.fixture
def offer(site: Any, fakes: ModuleType) -> Callable[..., str]:
    """Puts articles on the site and a feed that offers them; gives the feed's address."""

    def run(*names: str, path: str = "/feed", ids: str = "", **more: Any) -> str:
        items = []
        for name in reversed(names):
            place, number = list(fakes.PLACES)[len(name) % 6], 3 + len(name)
            site.pages.setdefault(f"/{name}", None)
            if site.pages[f"/{name}"] is None:
                site.page(f"/{name}", article(fakes.sentence("army", "said", "shelled", place, number) + f" {name}."))
            items.append((f"On {name}", site.url(f"/{name}")))
        site.page(path, rss(*items, ids=ids), **({"type": "application/rss+xml"} | more))
        return str(site.url(path))

    return run
