"""One round over what is due: feeds are asked, what they offer is fetched, read, and put in the ledger.

Feeds and articles of several hosts are fetched at once, in threads; reading and writing is this thread's alone. What a
feed offers is noted before any of it is fetched, and an article is noted as kept after it is in the ledger: a run that
is stopped in between fetches it again, and the ledger, which knows it, stays as it is.
"""

from __future__ import annotations

import hashlib
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from crossclaim.batch import reason
from crossclaim.clean import Cleaner, InputOptions
from crossclaim.clean.drafts import Draft
from crossclaim.clean.finish import finish
from crossclaim.errors import CrossclaimError, FetchError, FetchLater, InputError
from crossclaim.fetching.addresses import shown_address
from crossclaim.fetching.exchange import Fetched
from crossclaim.fetching.fetcher import Fetches
from crossclaim.fetching.pages import page_draft
from crossclaim.ledger import Added, Ledger
from crossclaim.ledger.prepare import Prepared
from crossclaim.records import Report
from crossclaim.watching.offers import Offers, offers
from crossclaim.watching.plan import Feed, WatchPlan
from crossclaim.watching.schedule import DEAD, feed_next, item_next
from crossclaim.watching.state import FeedState, Waiting, WatchState

In = TypeVar("In")
Out = TypeVar("Out")

THREADS = 4
"""That fetch at once."""

AT_ONCE = 40
"""Articles of one round, after which alarms are looked for."""

GONE = 410


@dataclass(frozen=True)
class WatchServices:
    """What watching uses.

    Attributes:
        fetcher: of addresses.
        cleaner: tables to clean with.
        read: a report, read and made ready for the ledger, or why not.
        add: to the ledger.
        now: the time.
        tell: says one line.
        added: told of each report that came in, or was there.
    """

    fetcher: Fetches
    cleaner: Cleaner
    read: Callable[[Report], Prepared | InputError]
    add: Callable[[Prepared], Added | InputError]
    now: Callable[[], datetime]
    tell: Callable[[str], None]
    added: Callable[[Added], None] = lambda _: None


@dataclass(frozen=True, slots=True)
class Page:
    """An article as it was fetched: a report, that it has not changed, or why it could not be had."""

    item: Waiting
    found: Report | InputError | None
    etag: str | None = None
    modified: str | None = None


class Rounds:
    """Watches the feeds of a plan.

    Args:
        plan: what is watched.
        ledger: that it goes to.
        services: what is used.

    Attributes:
        counts: of this run.
    """

    def __init__(self, plan: WatchPlan, ledger: Ledger, services: WatchServices) -> None:
        self._plan, self._ledger, self._services = plan, ledger, services
        self._state = WatchState(ledger)
        self._feeds = {feed.address: feed for feed in plan.feeds}
        self.counts: Counter[str] = Counter()

    def round(self) -> None:
        """Asks the feeds that are due, and takes in some of what they offer that is due.

        Raises:
            CrossclaimError: what concerns all reports, such as a ledger that cannot be written.
        """
        pool = ThreadPoolExecutor(THREADS, thread_name_prefix="crossclaim-fetch")
        try:
            due = [(feed, state) for feed, state in self._states() if state.next is None or self._is_due(state.next)]
            for feed, state, found in ahead(pool, self._ask, due):
                self._note(feed, state, found)
            self._take_in(pool)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    @property
    def busy(self) -> bool:
        """Whether more is due now of what the feeds offered."""
        return bool(self._due(1))

    def next(self) -> datetime | None:
        """When something is due next; None where nothing is watched."""
        times = [state.next for _, state in self._states() if state.next is not None]
        item = self._state.next_item(tuple(self._feeds))
        return min([*times, *([item] if item else [])], default=None)

    def _states(self) -> list[tuple[Feed, FeedState]]:
        return [(feed, self._state.feed(feed.address)) for feed in self._plan.feeds]

    def _is_due(self, at: datetime) -> bool:
        return at <= self._services.now()

    # Feeds

    def _ask(self, due: tuple[Feed, FeedState]) -> tuple[Feed, FeedState, tuple[Fetched, Offers] | InputError]:
        """Asks a feed; in a thread."""
        feed, state = due
        try:
            page = self._services.fetcher.get(feed.address, etag=state.etag, modified=state.modified, packed=True)
            if page.unchanged:
                return feed, state, (page, Offers(()))
            found = offers(page, feed.kind, self._plan.fetch.most_bytes)
            return feed, state, (page, self._with_parts(found))
        except InputError as error:
            return feed, state, error
        except Exception as error:
            return feed, state, _ours(error, feed.address)

    def _with_parts(self, found: Offers) -> Offers:
        """What a sitemap index offers: what its sitemaps do; where one fails, it is as if it had broken off."""
        if not found.parts:
            return found
        items, cut = list(found.items), False
        for address in found.parts:
            try:
                page = self._services.fetcher.get(address, packed=True)
                part = offers(page, "sitemap", self._plan.fetch.most_bytes)
            except InputError:
                cut = True
                continue
            items, cut = [*items, *part.items], cut or part.cut
        return replace(found, items=tuple({item.key: item for item in items}.values()), cut=cut)

    def _note(self, feed: Feed, state: FeedState, found: tuple[Fetched, Offers] | InputError) -> None:
        """Notes what came of asking a feed, and says it once when it dies or comes back."""
        now = self._services.now()
        if isinstance(found, InputError):
            self._note_failure(feed, state, found, now)
            return
        page, offered = found
        if state.dead:
            self._services.tell(f"the feed {feed.name} is back")
        # What broke off is asked for whole the next time.
        whole = not offered.cut and not offered.parts
        etag, modified = (page.etag, page.modified) if whole else (None, None)
        if page.unchanged:
            etag, modified = page.etag or state.etag, page.modified or state.modified
        after = FeedState(etag, modified, feed_next(feed.every, 0, now), title=offered.title or state.title)
        counts = {"feeds_unchanged" if page.unchanged else "feeds_fetched": 1}
        fresh = self._state.offered(feed.address, None if page.unchanged else offered, after, now, counts)
        self.counts.update(counts)
        self.counts["offered"] += fresh

    def _note_failure(self, feed: Feed, state: FeedState, error: InputError, now: datetime) -> None:
        failures = state.failures + 1
        gone = isinstance(error, FetchError) and error.status == GONE
        dead = state.dead or gone or failures >= DEAD
        if dead and not state.dead:
            self._services.tell(f"the feed {feed.name} is dead, and asked less often from now on: {error}")
        asked = error.after if isinstance(error, FetchLater) else None
        next_ = feed_next(feed.every, max(failures, DEAD * 2) if gone else failures, now, asked)
        counts = {"feed_errors": 1}
        self.counts.update(counts)
        after = replace(state, next=next_, failures=failures, dead=dead)
        self._state.failed(feed.address, after, str(error), now, counts)

    # What they offer

    def _take_in(self, pool: ThreadPoolExecutor) -> None:
        for page in ahead(pool, self._fetch, self._due(AT_ONCE)):
            self._settle(page)

    def _due(self, limit: int) -> list[Waiting]:
        return self._state.due(tuple(self._feeds), self._services.now(), limit)

    def _fetch(self, item: Waiting) -> Page:
        """The report behind something that is offered; in a thread."""
        feed = self._feeds[item.feed]
        try:
            if feed.text == "entry" or item.address is None:
                return Page(item, self._of_entry(item, feed))
            return self._of_article(item, item.address, feed)
        except InputError as error:
            return Page(item, error)
        except CrossclaimError:
            raise
        except Exception as error:
            return Page(item, _ours(error, item.address or item.feed))

    def _of_article(self, item: Waiting, address: str, feed: Feed) -> Page:
        page = self._services.fetcher.get(address, etag=item.etag, modified=item.modified)
        if page.unchanged:
            return Page(item, None, item.etag, item.modified)
        options = InputOptions(source=feed.source, max_bytes=self._plan.fetch.most_bytes)
        draft = page_draft(page, shown_address(page.address), options)
        # A feed's headline comes without the outlet's name; a page knows its own day best.
        report = finish(draft, options, self._services.cleaner)
        report = replace(
            report,
            title=item.title or report.title,
            published=report.published or item.published,
            source=report.source or self._state_title(item.feed),
        )
        return Page(item, report, page.etag, page.modified)

    def _of_entry(self, item: Waiting, feed: Feed) -> Report:
        draft = Draft(
            where=shown_address(item.address or item.feed),
            text=item.text,
            kind="page",
            title=item.title,
            source=feed.source or self._state_title(item.feed),
            published=item.published,
            url=item.address,
        )
        return finish(draft, InputOptions(source=feed.source), self._services.cleaner)

    def _state_title(self, address: str) -> str | None:
        return self._state.feed(address).title or self._feeds[address].name

    def _settle(self, page: Page) -> None:
        """Reads a report, puts it in the ledger, and then notes what became of what was offered."""
        item, found = page.item, page.found
        tags = {"etag": page.etag, "modified": page.modified}
        if isinstance(found, InputError):
            self._miss(item, found)
            return
        if found is None:
            self._keep(item, tags, "unchanged")
            return
        digest = text_digest(found)
        same = self._state.same(item.feed, digest, item.key)
        if same is not None:
            self._keep(item, {**tags, "report": same, "digest": digest}, "repeated")
            return
        done = self._in_ledger(found)
        if isinstance(done, InputError):
            self._miss(item, done)
            return
        self._services.added(done)
        self._keep(item, {**tags, "report": done.key, "digest": digest}, done.outcome)

    def _in_ledger(self, report: Report) -> Added | InputError:
        known = self._ledger.find(report)
        if known is not None:
            return known
        read = self._services.read(report)
        return read if isinstance(read, InputError) else self._services.add(read)

    def _keep(self, item: Waiting, values: dict[str, str | None], outcome: str) -> None:
        counts = {outcome: 1}
        self.counts.update(counts)
        self._state.kept(item, values, counts)

    def _miss(self, item: Waiting, error: InputError) -> None:
        next_ = item_next(error, item.attempts + 1, item.offered, self._services.now())
        counts = {"later": 1} if next_ else {"skipped": 1, f"skipped: {_why(error)}": 1}
        if next_ is None:
            self._services.tell(f"skipped {error}")
        self.counts.update(counts)
        self._state.missed(item, str(error), next_, counts)


def _ours(error: Exception, address: str) -> InputError:
    """An error of this program, which concerns one feed or article and not the others."""
    what = f"could not be taken apart: {type(error).__name__}: {error}"
    failed = InputError(what, where=shown_address(address), next_step="please report it")
    failed.__cause__ = error
    return failed


def _why(error: InputError) -> str:
    return "could not be fetched" if isinstance(error, FetchError) else reason(error)


def text_digest(report: Report) -> str:
    """What a report's title and words are known by, whatever its address.

    >>> text_digest(Report("a", "Two  died.")) == text_digest(Report("b", "Two died.", url="http://a.example/"))
    True
    """
    content = "\x1f".join(" ".join((part or "").split()).casefold() for part in (report.title, report.text))
    return hashlib.blake2b(content.encode("utf-8", "replace"), digest_size=16).hexdigest()


def ahead(pool: ThreadPoolExecutor, work: Callable[[In], Out], inputs: Sequence[In] | Iterable[In]) -> Iterator[Out]:
    """What some work gives for each input, in their order, a few of them under way at any time.

    Args:
        pool: that works.
        work: on one input.
        inputs: taken as they are needed.
    """
    waiting: deque[Future[Out]] = deque()
    for item in inputs:
        waiting.append(pool.submit(work, item))
        if len(waiting) >= 2 * THREADS:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
