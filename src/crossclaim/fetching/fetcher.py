"""Addresses fetched with care and manners: limits, robots.txt, a pause for each host, and second attempts."""

from __future__ import annotations

import asyncio
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Protocol, TypeVar

from crossclaim.errors import FetchError, FetchLater, FetchRefused
from crossclaim.fetching import robots
from crossclaim.fetching.addresses import Target, check_port, shown_address, target
from crossclaim.fetching.exchange import Elsewhere, Fetched, Wanted, exchange
from crossclaim.fetching.pace import Pace
from crossclaim.fetching.resolving import Resolver, system_resolver
from crossclaim.fetching.retrying import tried
from crossclaim.fetching.robots import Robots
from crossclaim.fetching.settings import FetchSettings

T = TypeVar("T")

MOST_SITES = 5_000
"""Sites whose robots.txt is kept at hand."""


class Fetches(Protocol):
    """What fetches; tests give their own."""

    def get(
        self, address: str, *, etag: str | None = None, modified: str | None = None, packed: bool = False
    ) -> Fetched: ...

    def post(self, address: str, body: bytes, headers: dict[str, str]) -> Fetched: ...


def system_now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


class Fetcher:
    """Fetches addresses; many threads may use one.

    Args:
        settings: limits and manners.
        resolver: names to addresses.
        now: the time.
        sleep: waits so many seconds.

    Attributes:
        counts: fetched, unchanged, posted, retries, errors.
    """

    def __init__(
        self,
        settings: FetchSettings | None = None,
        *,
        resolver: Resolver = system_resolver,
        now: Callable[[], datetime] = system_now,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.settings = settings or FetchSettings()
        self.counts: Counter[str] = Counter()
        self._resolver, self._now, self._sleep = resolver, now, sleep
        self._pace = Pace(now)
        self._sites: dict[str, Robots] = {}
        self._lock = threading.Lock()

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return ssl.create_default_context()

    def get(
        self, address: str, *, etag: str | None = None, modified: str | None = None, packed: bool = False
    ) -> Fetched:
        """What stands at an address.

        Args:
            address: http or https.
            etag, modified: of the last time; the answer may be that nothing changed since.
            packed: whether files packed with gzip are taken too.

        Raises:
            FetchRefused: it may not be fetched.
            FetchLater: it may be fetched later; `after` says when, where the site does.
            FetchError: it is not there, or too large.
        """
        headers = {"if-none-match": etag, "if-modified-since": modified}
        wanted = Wanted(address, {k: v for k, v in headers.items() if v}, packed=packed)
        return self._counted(lambda: self._polite(wanted))

    def post(self, address: str, body: bytes, headers: dict[str, str]) -> Fetched:
        """Sends something to an address; no redirect is followed, and robots.txt is not asked.

        Args:
            address: http or https.
            body: what is sent.
            headers: with it.

        Raises:
            FetchRefused, FetchLater, FetchError: as for `get`.
        """
        wanted = Wanted(address, headers, body, any_type=True)
        return self._counted(lambda: self._plainly(wanted), "posted")

    def _counted(self, work: Callable[[], Fetched], done: str = "fetched") -> Fetched:
        settings = self.settings
        try:
            found = tried(
                work,
                attempts=settings.attempts,
                most_wait=settings.most_wait,
                sleep=self._sleep,
                again=lambda _: self._count("retries"),
            )
        except FetchError:
            self._count("errors")
            raise
        self._count("unchanged" if found.unchanged else done)
        return found

    def _count(self, what: str) -> None:
        with self._lock:
            self.counts[what] += 1

    def _polite(self, wanted: Wanted) -> Fetched:
        """One attempt at an address, each of its hops asked for in robots.txt and in its turn."""
        return self._followed(wanted, self._turn)

    def _plainly(self, wanted: Wanted) -> Fetched:
        """One attempt at an address, without manners."""
        return self._followed(wanted, self._check)

    def _followed(self, wanted: Wanted, before: Callable[[Target], None]) -> Fetched:
        """One attempt, redirects followed; the time for all of them is that of the sites alone, not of waiting."""
        settings, where = self.settings, shown_address(wanted.address)
        left, seen = settings.seconds, set[str]()
        for _ in range(settings.most_redirects + 1):
            goal = target(wanted.address)
            if goal.url in seen:
                break
            seen.add(goal.url)
            before(goal)
            begun = self._now()
            answer = self._asked(wanted, goal, max(left, 0.0))
            left -= (self._now() - begun).total_seconds()
            if isinstance(answer, Fetched):
                return answer
            if wanted.body is not None:
                raise FetchError("it redirects what is sent to it", where=where, next_step="give the new address")
            wanted = replace(wanted, address=answer.address)
        raise FetchError("it redirects in circles", where=where, next_step="check the address")

    def _asked(self, wanted: Wanted, goal: Target, seconds: float) -> Fetched | Elsewhere:
        """One hop; an answer that asks for patience keeps the host's other requests back too."""
        try:
            return _run(exchange(wanted, self.settings, self._resolver, self._tls, self._now, seconds))
        except FetchLater as error:
            if error.after:
                self._pace.hold(goal.host, error.after)
            raise

    def _check(self, goal: Target) -> None:
        check_port(goal, self.settings.allow_hosts)

    def _turn(self, goal: Target) -> None:
        """Waits for a host's turn, where robots.txt lets the address be fetched at all."""
        self._check(goal)
        settings, pause = self.settings, self.settings.pause
        if settings.robots:
            site = self._site(goal)
            if not site.lets(goal.url, settings.agent):
                raise _kept(goal, site)
            pause = max(pause, site.pause(settings.agent))
        most = max(settings.most_wait, 2 * pause)
        away = self._pace.turn(goal.host, pause, most)
        if away > most:
            later = FetchLater(f"{goal.host} asked to wait", where=shown_address(goal.url), next_step="try later")
            later.after = away
            raise later
        if away > 0:
            self._sleep(away)

    def _site(self, goal: Target) -> Robots:
        """The robots.txt of a target's site."""
        address = robots.robots_address(goal)
        with self._lock:
            known = self._sites.get(address)
        if known is not None and known.until > self._now():
            return known
        found = self._ask_site(address)
        with self._lock:
            self._sites.pop(address, None)
            self._sites[address] = found
            while len(self._sites) > MOST_SITES:
                del self._sites[next(iter(self._sites))]
        return found

    def _ask_site(self, address: str) -> Robots:
        try:
            found = self._plainly(Wanted(address, any_type=True))
        except FetchRefused:
            raise
        except FetchLater:
            return robots.unknown(self._now())
        except FetchError as error:
            gone = error.status is not None and 400 <= error.status < 500
            return robots.absent(self._now()) if gone else robots.unknown(self._now())
        return robots.parsed(found.body, self._now())


def _kept(goal: Target, site: Robots) -> FetchError:
    where = shown_address(goal.url)
    if site.rules is None:
        later = FetchLater("its site's robots.txt cannot be had now", where=where, next_step="try later")
        later.after = robots.FRESH_UNKNOWN.total_seconds()
        return later
    return FetchRefused("its site's robots.txt keeps programs out", where=where, next_step="leave it out")


def _run(work: Coroutine[Any, Any, T]) -> T:
    """The result of a coroutine; in a thread of its own where this one has a loop already, as in a notebook."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()
