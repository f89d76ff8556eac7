"""When a feed is asked next, and when something it offers is tried again: pure functions of what happened."""

from __future__ import annotations

from datetime import datetime, timedelta

from crossclaim.errors import FetchError, FetchLater, FetchRefused, InputError

DEAD = 4
"""Failures in a row after which a feed counts as dead."""

SLOWEST = timedelta(days=1)
"""How rarely a dead feed is asked."""

FIRST = timedelta(minutes=5)
"""After which an article is tried again the first time; each later one takes three times as long."""

FEW = 4
"""Attempts at an article whose site says that it is not there: feeds are now and then faster than their pages."""

STILL_OFFERED = timedelta(days=3)
"""How long after a feed offered it last something is tried again."""

MOST_VISITS = 6
"""Times that one article is fetched because its feed says that it changed."""


def feed_next(every: timedelta, failures: int, now: datetime, after: float | None = None) -> datetime:
    """When a feed is asked next.

    Args:
        every: how often it is asked while it is well.
        failures: in a row.
        now: the time.
        after: seconds that the site asks to wait.

    >>> feed_next(timedelta(hours=1), 0, datetime(2024, 5, 4)), feed_next(timedelta(hours=1), 3, datetime(2024, 5, 4))
    (datetime.datetime(2024, 5, 4, 1, 0), datetime.datetime(2024, 5, 4, 8, 0))
    """
    slower: timedelta = max(min(every * 2.0 ** min(failures, 20), SLOWEST), every)
    return now + max(slower, timedelta(seconds=min(after or 0.0, SLOWEST.total_seconds())))


def item_next(error: InputError, attempts: int, offered: datetime, now: datetime) -> datetime | None:
    """When something is tried again that could not be read; None for never, unless its feed says that it changed.

    Args:
        error: that came of the last attempt.
        attempts: so far, the last one among them.
        offered: when the feed offered it last.
        now: the time.
    """
    wait = min(FIRST * 3.0 ** min(attempts - 1, 10), SLOWEST)
    if isinstance(error, FetchLater):
        asked = timedelta(seconds=min(error.after or 0.0, SLOWEST.total_seconds()))
        return now + max(wait, asked) if now - offered <= STILL_OFFERED else None
    if isinstance(error, FetchRefused) or not isinstance(error, FetchError):
        return None
    return now + wait if attempts < FEW else None
