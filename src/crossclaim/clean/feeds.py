"""RSS and Atom files: each entry a report, with the entry's title, day and address."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from crossclaim.clean.drafts import Draft
from crossclaim.clean.mend import mark_broken
from crossclaim.clean.page import all_text
from crossclaim.errors import BrokenRecord, InputError

FEED = re.compile(
    rb"^[^<]*(?:<\?[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<(?:rss|rdf:RDF|(?:\w+:)?feed)\b",
    re.DOTALL | re.IGNORECASE,
)
SNIFFED = 4_096


def is_feed(data: bytes) -> bool:
    """Whether a file begins like RSS or Atom.

    >>> is_feed(b'<?xml version="1.0"?><rss version="2.0">'), is_feed(b"<html>")
    (True, False)
    """
    return FEED.match(data[:SNIFFED].lstrip(b"\xef\xbb\xbf")) is not None


def feed_drafts(data: bytes, where: str, *, article: bool) -> Iterator[Draft | InputError]:
    """One draft an entry: its whole content where the feed has it, else its summary.

    Args:
        data: the file.
        where: its name in errors.
        article: whether texts are kept as they are; else furniture is left out, as of a page.

    Raises:
        BrokenRecord: no feed, or one without an entry.
    """
    import feedparser

    feed = feedparser.parse(io.BytesIO(data))
    if not feed.entries:
        what = "a feed without an entry"
        if feed.bozo:
            what = f"a feed that does not parse ({_first_line(feed.bozo_exception)})"
        raise BrokenRecord(what, where=where, next_step="fetch it again")
    source = feed.feed.get("title")
    for number, entry in enumerate(feed.entries, 1):
        yield Draft(
            where=f"{where}, entry {number}",
            text=entry_text(entry),
            kind="article" if article else "page",
            title=plain_text(entry.get("title")),
            source=plain_text(source),
            published=entry_day(entry),
            url=plain_text(entry.get("link")),
            id=None if entry.get("link") else plain_text(entry.get("id")),
        )


def entry_text(entry: Any) -> str:
    """The longest text that an entry gives, plain.

    Args:
        entry: as feedparser has it.
    """
    texts = [str(part.get("value") or "") for part in entry.get("content", ())]
    return mark_broken(_text(max([*texts, str(entry.get("summary") or "")], key=len)))


def entry_day(entry: Any) -> date | None:
    """The day on which an entry was published, or else updated.

    Args:
        entry: as feedparser has it.
    """
    found = entry.get("published_parsed") or entry.get("updated_parsed")
    try:
        return date(found.tm_year, found.tm_mon, found.tm_mday) if found else None
    except ValueError:
        return None


def plain_text(text: object) -> str | None:
    """A title or name in plain text; None for an empty one.

    >>> plain_text("<b>Troops</b> leave &amp; return")
    'Troops leave & return'
    """
    return mark_broken(_text(str(text))).strip() or None if text else None


def _text(html: str) -> str:
    """The text of a piece of HTML; one without markup stays as it is."""
    return all_text(html) if "<" in html or "&" in html else html


def _first_line(error: object) -> str:
    lines = str(error).splitlines()
    return lines[0] if lines else type(error).__name__
