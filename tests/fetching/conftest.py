"""A web site on the loopback, and a fetcher whose clock and sleep are the test's."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from crossclaim.fetching import Fetcher, FetchSettings

LOCAL = frozenset({"localhost"})


@pytest.fixture(scope="session")
def serving() -> ModuleType:
    """The module of the site."""
    name = "fetching_site"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name("site.py"))
        assert spec is not None and spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@pytest.fixture
def site(serving: ModuleType) -> Iterator[Any]:
    """A site that is up."""
    with serving.site() as made:
        yield made


class Time:
    """A clock that goes on by sleeping, and as time passes."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self._ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self._ahead += timedelta(seconds=seconds)


@pytest.fixture
def time() -> Time:
    """A clock."""
    return Time()


@pytest.fixture
def fetcher(time: Time) -> Callable[..., Fetcher]:
    """Makes a fetcher that may reach "localhost"."""

    def make(resolver: Any = None, **settings: Any) -> Fetcher:
        told = {"allow_hosts": LOCAL, "seconds": 2.0, "quiet_seconds": 0.5, "attempts": 1, "pause": 0.0, **settings}
        more = {"resolver": resolver} if resolver else {}
        return Fetcher(FetchSettings(**told), now=time.now, sleep=time.sleep, **more)

    return make
