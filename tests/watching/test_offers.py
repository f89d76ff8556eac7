"""What feeds and sitemaps offer, whatever they are made of."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossclaim.errors import FetchError, FetchLater, FetchRefused, InputError, OtherLanguage
from crossclaim.fetching.exchange import Fetched
from crossclaim.fetching.pages import plain_address
from crossclaim.watching.offers import offers
from crossclaim.watching.schedule import feed_next, item_next

NOW = datetime(2024, 5, 4)
TAGS = ("rss", "channel", "item", "link", "urlset", "url", "loc", "feed", "entry", "title", "sitemapindex", "sitemap")
WORDS = ("http://a.example/", "javascript:x", "<![CDATA[", "]]>", "&#0;", "&x;", "é", "\x00", "\x1f\x8b", " ")
ENTITY = '<!DOCTYPE a [<!ENTITY x "y">]>'
PARTS = st.sampled_from([*(f"<{t}>" for t in TAGS), *(f"</{t}>" for t in TAGS), *WORDS, ENTITY])


def page(body: bytes | str) -> Fetched:
    return Fetched("https://radio.example/feed", 200, body if isinstance(body, bytes) else body.encode())


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.binary(max_size=200), st.lists(PARTS, max_size=30).map("".join)), st.sampled_from(["feed", "sitemap"])
)
def test_anything(body: bytes | str, kind: str) -> None:
    try:
        found = offers(page(body), kind, 100_000)
    except InputError as error:
        assert "\n" not in str(error)
        return
    assert all(item.address is None or item.address.startswith(("http://", "https://")) for item in found.items)


def test_links_are_made_whole() -> None:
    feed = "<rss version='2.0'><channel><item><link>/a?utm_source=x&amp;id=3</link></item></channel></rss>"
    assert [item.address for item in offers(page(feed), "feed", 1000).items] == ["https://radio.example/a?id=3"]


@pytest.mark.parametrize(
    ("address", "plain"),
    [
        ("https://A.example/x?fbclid=1", "https://a.example/x"),
        ("https://a.example/x?b=%20&utm_medium=rss", "https://a.example/x?b=+"),
        ("https://a.example/x?b=%20", "https://a.example/x?b=%20"),
        ("https://a.example/x#part", "https://a.example/x"),
        ("http://[", "http://["),
    ],
)
def test_plain_address(address: str, plain: str) -> None:
    assert plain_address(address) == plain


def test_entities_are_not_followed() -> None:
    kind = '<!DOCTYPE u [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    bomb = f"{kind}<urlset><url><loc>http://a.example/&a;</loc></url></urlset>"
    assert [item.address for item in offers(page(bomb), "sitemap", 1000).items] in (["http://a.example/"], [])


def error(kind: type[FetchError] = FetchError, after: float | None = None) -> FetchError:
    made = kind("x", where="y")
    if isinstance(made, FetchLater):
        made.after = after
    return made


@pytest.mark.parametrize(
    ("failures", "after", "minutes"), [(0, None, 15), (1, None, 30), (3, None, 120), (9, None, 1440), (0, 3600.0, 60)]
)
def test_feed_next(failures: int, after: float | None, minutes: int) -> None:
    assert feed_next(timedelta(minutes=15), failures, NOW, after) == NOW + timedelta(minutes=minutes)


def test_feed_that_is_asked_rarely_is_not_asked_more_often_when_it_is_dead() -> None:
    assert feed_next(timedelta(days=7), 9, NOW) == NOW + timedelta(days=7)


@pytest.mark.parametrize(
    ("found", "attempts", "offered", "minutes"),
    [
        (error(), 1, NOW, 5),
        (error(), 3, NOW, 45),
        (error(), 4, NOW, None),
        (error(FetchRefused), 1, NOW, None),
        (OtherLanguage("x", where="y"), 1, NOW, None),
        (error(FetchLater), 1, NOW, 5),
        (error(FetchLater), 90, NOW, 1440),
        (error(FetchLater, 3600.0), 1, NOW, 60),
        (error(FetchLater), 2, NOW - timedelta(days=4), None),
    ],
)
def test_item_next(found: InputError, attempts: int, offered: datetime, minutes: int | None) -> None:
    assert item_next(found, attempts, offered, NOW) == (NOW + timedelta(minutes=minutes) if minutes else None)


def test_the_oldest_first() -> None:
    items = "".join(
        f"<item><title>{n}</title><link>http://a.example/{n}</link><pubDate>{day} May 2024 00:00 GMT</pubDate></item>"
        for n, day in (("c", "04"), ("b", "03"), ("a", "03"))
    )
    found = offers(page(f"<rss version='2.0'><channel>{items}</channel></rss>"), "feed", 1000).items
    assert [(item.title, item.published) for item in found] == [
        ("a", date(2024, 5, 3)),
        ("b", date(2024, 5, 3)),
        ("c", date(2024, 5, 4)),
    ]
