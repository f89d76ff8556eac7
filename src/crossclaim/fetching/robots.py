"""robots.txt: what a site lets programs fetch, and how fast (RFC 9309)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlunsplit

from crossclaim.fetching.addresses import Target

MOST_BYTES = 500_000
"""Of a robots.txt, as RFC 9309 has it."""

FRESH = timedelta(hours=24)
"""How long a robots.txt holds; RFC 9309 asks for no longer than a day."""

FRESH_UNKNOWN = timedelta(minutes=10)
"""How long it holds that a site's robots.txt could not be had."""

SLOWEST = 60.0
"""Seconds between two requests that a site may ask for, at most; one that asks for more is asked at that pace."""


@dataclass(frozen=True)
class Robots:
    """What one site lets programs fetch.

    Attributes:
        rules: parsed; None where everything or nothing is let.
        open: whether everything is let, where there are no rules.
        until: when it must be asked for again.
    """

    rules: Any
    open: bool
    until: datetime

    def lets(self, url: str, agent: str) -> bool:
        """Whether an address may be fetched.

        Args:
            url: the address.
            agent: one's name.
        """
        return self.open if self.rules is None else bool(self.rules.can_fetch(url, agent))

    def pause(self, agent: str) -> float:
        """Seconds between two requests that the site asks for."""
        asked = self.rules.crawl_delay(agent) if self.rules is not None else None
        return min(float(asked or 0.0), SLOWEST)


def robots_address(wanted: Target) -> str:
    """Where a site keeps its robots.txt.

    >>> from crossclaim.fetching.addresses import target
    >>> robots_address(target("https://news.example:8443/a?b"))
    'https://news.example:8443/robots.txt'
    """
    netloc = wanted.url.split("://", 1)[1].split("/", 1)[0].split("?", 1)[0]
    return urlunsplit((wanted.scheme, netloc, "/robots.txt", "", ""))


def parsed(body: bytes, now: datetime) -> Robots:
    """The rules of a robots.txt.

    Args:
        body: of it; what does not parse is passed over, line by line.
        now: the time.

    >>> from datetime import UTC
    >>> rules = parsed(b"User-agent: *\\nDisallow: /private", datetime(2024, 5, 4, tzinfo=UTC))
    >>> rules.lets("http://a.example/news", "me"), rules.lets("http://a.example/private/x", "me")
    (True, False)
    """
    from protego import Protego

    text = body[:MOST_BYTES].decode("utf-8", "replace").lstrip("\ufeff")
    return Robots(Protego.parse(text), True, now + FRESH)


def absent(now: datetime) -> Robots:
    """What holds where a site has no robots.txt: everything is let."""
    return Robots(None, True, now + FRESH)


def unknown(now: datetime) -> Robots:
    """What holds where it cannot be had: nothing is let for a while."""
    return Robots(None, False, now + FRESH_UNKNOWN)
