"""What a report is known by: its key, the digest of its content, and its entries' ids."""

from __future__ import annotations

import hashlib
from urllib.parse import urlsplit

from crossclaim.records import Report

BETWEEN = "\x1f"


def base_key(report: Report) -> str:
    """The key that a report's address gives, or else its id and source; the same on every machine.

    Args:
        report: http or https, capitals in the host and what follows "#" make no difference to its address.

    >>> a = Report(id="1", text="", url="https://News.example/a#top")
    >>> b = Report(id="2", text="", url="http://news.example/a")
    >>> base_key(a) == base_key(b)
    True
    """
    named = ("url", _plain_address(report.url)) if report.url else ("id", report.id, report.source or "")
    return "k" + _hash(named)


def content_digest(report: Report) -> str:
    """A digest of all that a report's reading depends on: where it differs, the report was corrected."""
    day = report.published.isoformat() if report.published else ""
    parts = (report.title or "", report.source or "", day, report.url or "", report.language, report.text)
    return _hash(parts, size=16)


def entry_id(key: str, version: int, claim: str) -> str:
    """The id of a claim in the ledger.

    >>> entry_id("k1", 1, "c3"), entry_id("k1", 2, "c3")
    ('k1#c3', 'k1/2#c3')
    """
    return f"{key}#{claim}" if version == 1 else f"{key}/{version}#{claim}"


def _plain_address(url: str) -> str:
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url.strip()
    if parts.scheme.casefold() not in ("http", "https"):
        return url.strip()
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.casefold()}{parts.path or '/'}{query}"


def _hash(parts: tuple[str, ...], size: int = 8) -> str:
    content = BETWEEN.join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(content, digest_size=size).hexdigest()
