"""What a feed or a sitemap offers: pure functions of what was fetched."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.sax import SAXParseException

import feedparser
from lxml import etree

from crossclaim.clean.feeds import entry_day, entry_text, plain_text
from crossclaim.errors import BrokenRecord
from crossclaim.fetching.addresses import shown_address
from crossclaim.fetching.bodies import unpacked_file
from crossclaim.fetching.exchange import Fetched
from crossclaim.fetching.pages import plain_address

MOST_ITEMS = 50_000
"""That are taken of one feed at one time: as many as the protocol lets a sitemap hold."""

MOST_PARTS = 10
"""Sitemaps of an index that are asked, the latest first."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that a feed offers.

    Attributes:
        key: equal for the same thing under whatever id the feed gives it: made of its address, or without one of its
            title and text.
        address: of the article; None where the feed gives none.
        title, published: as the feed says.
        stamp: what changes when the article does: the day and time of its update; "" where the feed does not say.
        text: of the entry itself; "" in sitemaps.
    """

    key: str
    address: str | None
    title: str | None
    published: date | None
    stamp: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Offers:
    """All that a feed offers at one time.

    Attributes:
        items: the oldest first, as far as it can be told.
        title: of the feed.
        cut: whether it breaks off; then there may be more.
        parts: sitemaps that an index names.
    """

    items: tuple[Item, ...]
    title: str | None = None
    cut: bool = False
    parts: tuple[str, ...] = ()


def offers(page: Fetched, kind: str, most_bytes: int) -> Offers:
    """What a feed offers.

    Args:
        page: the feed as it came.
        kind: "feed" or "sitemap".
        most_bytes: that it may have, unpacked.

    Raises:
        BrokenRecord: no feed, or no sitemap.
        FetchError: a packed one that is broken or too large.
    """
    return sitemap_offers(page, most_bytes) if kind == "sitemap" else feed_offers(page)


def feed_offers(page: Fetched) -> Offers:
    """What an RSS or Atom feed offers; an empty one is one too.

    Raises:
        BrokenRecord: it is none.
    """
    said = page.type + (f"; charset={page.charset}" if page.charset else "")
    headers = {"content-type": said or "application/xml", "content-location": page.address}
    feed = feedparser.parse(io.BytesIO(page.body), response_headers=headers)
    if not feed.entries and not feed.get("version"):
        raise BrokenRecord("this is no feed", where=shown_address(page.address), next_step="check the address")
    cut = isinstance(feed.get("bozo_exception"), SAXParseException)
    # Where a feed breaks off, its last entry may be half there.
    entries = feed.entries[:-1] if cut else feed.entries
    found = [_entry(entry, page.address) for entry in entries[:MOST_ITEMS]]
    return Offers(_oldest_first(found), plain_text(feed.feed.get("title")), cut)


def _entry(entry: Any, base: str) -> Item:
    link = _web(str(entry.get("link") or ""), base)
    title, text = plain_text(entry.get("title")), entry_text(entry)
    # Asked by itself, feedparser gives the day of publication for a day of update that is not there, and warns.
    stamp = str(dict.get(entry, "updated") or dict.get(entry, "published") or "")[:100]
    key = item_key(link) if link else item_key(title or "", text)
    return Item(key, link, title, entry_day(entry), stamp, text)


def sitemap_offers(page: Fetched, most_bytes: int) -> Offers:
    """What a sitemap offers, or the sitemaps that an index names.

    Raises:
        BrokenRecord: it is none.
        FetchError: a packed one that is broken or too large.
    """
    where = shown_address(page.address)
    body = unpacked_file(page.body, most_bytes, where)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    name = etree.QName(root).localname if root is not None else ""
    if name == "sitemapindex":
        return Offers((), parts=_parts(root, page.address))
    if name != "urlset":
        raise BrokenRecord("this is no sitemap", where=where, next_step="check the address")
    cut = any(error.level >= etree.ErrorLevels.ERROR for error in parser.error_log)
    elements = list(_children(root, "url"))
    found = [item for e in (elements[:-1] if cut else elements)[:MOST_ITEMS] if (item := _url(e, page.address))]
    return Offers(_oldest_first(found), cut=cut)


def _parts(root: Any, base: str) -> tuple[str, ...]:
    """The sitemaps of an index on its own host, the latest first."""
    found = [(_first(e, "lastmod"), _web(_first(e, "loc"), base)) for e in _children(root, "sitemap")]
    host = urlsplit(base).hostname
    own = [(at, address) for at, address in found if address and urlsplit(address).hostname == host]
    return tuple(address for _, address in sorted(own, key=lambda pair: pair[0], reverse=True)[:MOST_PARTS])


def _url(element: Any, base: str) -> Item | None:
    link = _web(_first(element, "loc"), base)
    if link is None:
        return None
    published = _first(element, "publication_date")
    stamp = _first(element, "lastmod") or published
    return Item(item_key(link), link, _first(element, "title") or None, _day(published), stamp[:100])


def _children(element: Any, name: str) -> Iterator[Any]:
    return (e for e in element.iter() if isinstance(e.tag, str) and etree.QName(e).localname == name)


def _first(element: Any, name: str) -> str:
    found = next(_children(element, name), None)
    return " ".join((found.text or "").split()) if found is not None else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _web(link: str, base: str) -> str | None:
    """An address of the web, whole; None for anything else."""
    try:
        address = urljoin(base, link.strip())
        parts = urlsplit(address)
    except ValueError:
        return None
    return plain_address(address) if link.strip() and parts.scheme in ("http", "https") and parts.hostname else None


def item_key(*parts: str) -> str:
    """What an item is known by, whatever id a feed gives it.

    Args:
        parts: its address, or its title and text; http or https makes no difference.

    >>> item_key("https://a.example/x") == item_key("http://a.example/x")
    True
    """
    content = "\x1f".join(part.replace("https://", "http://", 1) for part in parts)
    return hashlib.blake2b(content.encode("utf-8", "replace"), digest_size=12).hexdigest()


def _oldest_first(items: list[Item]) -> tuple[Item, ...]:
    """Without repetition; feeds put the latest first, so among those of one day the last comes first."""
    ordered = sorted(reversed(items), key=lambda item: item.published or date.max)
    return tuple({item.key: item for item in ordered}.values())
