"""Feeds that behave badly, on a real server: nothing hangs, nothing twice, nothing lost."""

from __future__ import annotations

import gzip
import time as real
from types import ModuleType
from typing import Any

import pytest

from crossclaim.errors import LedgerError
from crossclaim.ledger import Ledger


def test_feed(watcher: Any, offer: Any) -> None:
    watcher.plan(offer("north", "south"))
    done = watcher.once()
    assert done.exit_code == 0, done.output
    assert watcher.titles() == ["On north", "On south"], "the oldest first"
    first = watcher.reports()[0]
    assert (first.source, str(first.published)) == ("Radio River", "2024-05-04")
    assert first.url.endswith("/north") and first.claims == 1
    assert "added 2" in done.stderr and done.stdout.count("added ") == 2


def test_nothing_twice(watcher: Any, offer: Any, site: Any) -> None:
    watcher.plan(offer("north", "south"))
    watcher.once()
    asked = len(site.paths())
    watcher.once()
    assert len(site.paths()) == asked, "not due yet"
    watcher.later(minutes=11)
    assert site.paths()[asked:] == ["/feed"], "the feed alone is asked again"
    offer("north", "south", "west")
    watcher.later(minutes=11)
    assert watcher.titles() == ["On north", "On south", "On west"]
    assert len(watcher.read) == 3


def test_conditional_requests(watcher: Any, offer: Any, site: Any) -> None:
    address = offer("north", etag='"1"', last_modified="Sat, 04 May 2024 10:00:00 GMT")
    watcher.plan(address)
    watcher.once()
    site.page("/feed", b"", status=304, type=None)
    done = watcher.later(minutes=11)
    headers = site.asked[-1][1]
    assert (headers["if-none-match"], headers["if-modified-since"]) == ('"1"', "Sat, 04 May 2024 10:00:00 GMT")
    assert "unchanged 1" in done.stderr
    site.page("/feed", b"", status=304, type=None)
    watcher.later(minutes=11)
    assert site.asked[-1][1]["if-none-match"] == '"1"', "kept over an answer that nothing changed"


def test_items_repeated_with_new_ids(watcher: Any, offer: Any) -> None:
    watcher.plan(offer("north", ids="a"))
    watcher.once()
    offer("north", ids="b")
    watcher.later(minutes=11)
    assert len(watcher.reports(old_versions=True)) == 1 and len(watcher.read) == 1


def test_items_repeated_at_new_addresses(watcher: Any, offer: Any, site: Any, pages: Any) -> None:
    watcher.plan(offer("north"))
    watcher.once()
    site.pages["/other"] = site.pages["/north"]
    links = [site.url("/other"), site.url("/north?utm_source=rss"), site.url("/north#comments")]
    site.page("/feed", pages.rss(*(("On north", link) for link in links)))
    done = watcher.later(minutes=11)
    assert len(watcher.reports(old_versions=True)) == 1 and "repeated 1" in done.stderr


def test_article_offered_by_two_feeds(watcher: Any, offer: Any, site: Any) -> None:
    watcher.plan(offer("north", "south"), offer("south", "west", path="/feed2"))
    watcher.once()
    assert sorted(watcher.titles()) == ["On north", "On south", "On west"]
    assert site.paths().count("/south") == 1


def test_correction(watcher: Any, site: Any, fakes: ModuleType, pages: Any) -> None:
    def state(number: int, hour: int) -> None:
        site.page("/north", pages.article(fakes.sentence("army", "said", "shelled", "Gao", number)))
        entry = (
            f'<entry><title>On north</title><link href="{site.url("/north")}"/><id>n</id>'
            f"<updated>2024-05-04T{hour}:00:00Z</updated></entry>"
        )
        site.page("/feed", f'<feed xmlns="http://www.w3.org/2005/Atom"><title>R</title>{entry}</feed>')

    watcher.plan(site.url("/feed"))
    for number, hour in ((3, 10), (5, 11), (5, 12)):
        state(number, hour)
        watcher.later(minutes=11)
    versions = watcher.reports(old_versions=True)
    assert [(v.version, v.current) for v in versions] == [(1, False), (2, True)]


def test_slow_feed(watcher: Any, offer: Any, site: Any, serving: ModuleType) -> None:
    site.pages["/slow"] = serving.drip(30)
    watcher.plan(site.url("/slow"), offer("north"))
    begun = real.monotonic()
    done = watcher.once()
    assert real.monotonic() - begun < 8
    assert watcher.titles() == ["On north"] and "feed_errors 1" in done.stderr


def test_feed_cut_off_by_the_connection(watcher: Any, offer: Any, site: Any, serving: ModuleType, pages: Any) -> None:
    address = offer("north", "south")
    whole = site.pages["/feed"]
    text = pages.rss(("On south", site.url("/south")), ("On north", site.url("/north")))
    site.pages["/feed"] = serving.cut_off(text[:300].encode(), said=len(text))
    watcher.plan(address)
    watcher.once()
    assert watcher.reports() == []
    site.pages["/feed"] = whole
    watcher.later(minutes=45)
    assert len(watcher.reports()) == 2


def test_feed_cut_off_in_the_text(watcher: Any, offer: Any, site: Any, pages: Any) -> None:
    address = offer("north", "south")
    text = pages.rss(("On south", site.url("/south")), ("On north", site.url("/north")))
    half = text[: text.index("/north</link>") + 3]
    site.page("/feed", half, etag='"half"')
    watcher.plan(address)
    watcher.once()
    assert watcher.titles() == ["On south"], "what is half there is not taken for a link"
    site.page("/feed", text)
    watcher.later(minutes=11)
    assert "if-none-match" not in site.asked[-2][1], "the whole is asked for"
    assert sorted(watcher.titles()) == ["On north", "On south"]


def test_feed_that_redirects_in_circles(watcher: Any, offer: Any, site: Any, serving: ModuleType) -> None:
    site.pages |= {"/a": serving.to("/b"), "/b": serving.to("/a")}
    watcher.plan(site.url("/a"), offer("north"))
    done = watcher.once()
    assert watcher.titles() == ["On north"] and "feed_errors 1" in done.stderr


def test_feed_of_200_mb(watcher: Any, offer: Any, site: Any, serving: ModuleType) -> None:
    site.pages |= {"/big": serving.endless(200), "/told": serving.endless(200, told=True)}
    watcher.plan(site.url("/big"), site.url("/told"), offer("north"), size='"1 MB"')
    begun = real.monotonic()
    watcher.once()
    assert real.monotonic() - begun < 8 and watcher.titles() == ["On north"]


@pytest.mark.parametrize(
    ("encoding", "charset"), [("cp1252", "utf-8"), ("utf-8", "iso-8859-1"), ("utf-16", "utf-8"), ("cp1252", "")]
)
def test_feed_that_lies_about_its_encoding(
    watcher: Any, site: Any, fakes: ModuleType, pages: Any, encoding: str, charset: str
) -> None:
    text = pages.article(fakes.sentence("army", "said", "shelled", "Ménaka", 4) + " “Enough”, said a café’s owner.")
    told = f"; charset={charset}" if charset else ""
    site.page("/north", text.encode(encoding), type="text/html" + told)
    feed = pages.rss(("Café in Ménaka", site.url("/north"))).replace("<?xml", f'<?xml encoding="{charset}"')
    site.page("/feed", feed.encode(encoding), type="application/rss+xml" + told)
    watcher.plan(site.url("/feed"))
    watcher.once()
    [report] = watcher.reports()
    assert report.title == "Café in Ménaka" and report.claims == 1
    assert "café’s owner" in watcher.read[0]


def test_feed_that_goes_away_and_comes_back(watcher: Any, offer: Any, site: Any) -> None:
    address = offer("north")
    watcher.plan(address)
    watcher.once()
    site.page("/feed", b"", status=500)
    said, asked = "", len(site.paths())
    for _ in range(40):
        said += watcher.later(minutes=11).stderr
    assert said.count("is dead") == 1, "reported once, over runs that begin anew"
    tries = site.paths()[asked:].count("/feed")
    assert tries <= 3 * 7, "asked less and less often"
    offer("north", "south")
    said = "".join(watcher.later(hours=9).stderr for _ in range(3))
    assert said.count("is back") == 1
    assert watcher.titles() == ["On north", "On south"]
    assert len(watcher.reports(old_versions=True)) == 2


def test_feed_that_is_gone_for_good(watcher: Any, site: Any) -> None:
    site.page("/feed", b"", status=410)
    watcher.plan(site.url("/feed"))
    assert "is dead" in watcher.once().stderr
    asked = len(site.paths())
    watcher.later(hours=5)
    assert len(site.paths()) == asked


def test_stopped_anywhere(watcher: Any, offer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ledger fails at each writing in turn, as if the run were killed there; in the end all is there once."""
    watcher.plan(offer("north", "south", "east", etag='"1"'))
    real_changing, writes = Ledger.changing, [0]

    def run(stop_at: int) -> bool:
        writes[0] = 0

        def changing(self: Ledger) -> Any:
            writes[0] += 1
            if writes[0] == stop_at:
                raise LedgerError("stopped here", where="test")
            return real_changing(self)

        monkeypatch.setattr(Ledger, "changing", changing)
        return writes[0] < stop_at and watcher.later(minutes=11).exit_code == 1

    stopped = [run(stop_at) for stop_at in range(1, 6)]
    monkeypatch.setattr(Ledger, "changing", real_changing)
    watcher.later(minutes=11)
    assert any(stopped)
    assert watcher.titles() == ["On north", "On south", "On east"]
    assert len(watcher.reports(old_versions=True)) == 3


def test_article_that_comes_later_than_its_feed_says(watcher: Any, offer: Any, site: Any) -> None:
    address = offer("north")
    page = site.pages["/north"]
    site.page("/north", b"", status=404)
    watcher.plan(address)
    assert "later 1" in watcher.once().stderr
    site.pages["/north"] = page
    watcher.later(minutes=6)
    assert watcher.titles() == ["On north"]


def test_article_that_never_comes_is_skipped_and_said(watcher: Any, offer: Any, site: Any) -> None:
    address = offer("north", "south")
    site.page("/north", b"", status=404)
    watcher.plan(address)
    said = "".join(watcher.later(hours=3).stderr for _ in range(12))
    assert said.count("skipped http") == 1 and "404" in said
    assert site.paths().count("/north") == 4
    assert watcher.titles() == ["On south"]


def test_site_that_is_down_for_a_day(watcher: Any, offer: Any, site: Any) -> None:
    address = offer("north")
    page = site.pages["/north"]
    site.page("/north", b"", status=503)
    watcher.plan(address)
    for _ in range(8):
        watcher.later(hours=3)
    site.pages["/north"] = page
    for _ in range(9):
        watcher.later(hours=3)
    assert watcher.titles() == ["On north"]


def test_retries_and_errors_are_counted_in_the_ledger(watcher: Any, offer: Any, site: Any) -> None:
    watcher.plan(offer("north"))
    site.page("/north", b"", status=503)
    watcher.once()
    first = watcher.counts()
    assert (first["fetch: fetched"], first["fetch: errors"], first["fetch: retries"]) == (1, 1, 2)
    watcher.later(hours=1)
    assert (watcher.counts()["fetch: errors"], watcher.counts()["fetch: retries"]) == (2, 4)


def test_articles_that_cannot_be_read(watcher: Any, offer: Any, site: Any, pages: Any) -> None:
    address = offer("north", "south", "west", "east")
    site.page("/south", pages.article("Войска покинули город в понедельник, сообщило министерство обороны. " * 3))
    site.page("/west", b"%PDF-1.7", type="application/pdf")
    site.page("/robots.txt", "User-agent: *\nDisallow: /east", type="text/plain")
    watcher.plan(address)
    done = watcher.once()
    assert watcher.titles() == ["On north"]
    assert "skipped 3" in done.stderr and "skipped: other language 1" in done.stderr
    asked = len(site.asked)
    watcher.later(minutes=11)
    assert site.paths().count("/south") == 1 and len(site.asked) <= asked + 2, "skipped for good"


def test_links_into_private_networks(watcher: Any, site: Any, pages: Any) -> None:
    site.page("/secret", pages.article("secret"))
    links = [site.url("/secret", host="127.0.0.1"), "http://169.254.169.254/latest/meta-data/", "file:///etc/passwd"]
    site.page("/feed", pages.rss(*((f"n{n}", link) for n, link in enumerate(links))))
    watcher.plan(site.url("/feed"))
    done = watcher.once()
    assert "/secret" not in site.paths() and watcher.reports() == []
    assert done.stderr.count("private network") == 2


def test_feed_itself_in_a_private_network(watcher: Any, offer: Any, site: Any) -> None:
    watcher.plan(offer("north").replace("localhost", "127.0.0.1"))
    watcher.once()
    assert site.asked == []


def test_words_in_the_feed_itself(watcher: Any, site: Any, fakes: ModuleType) -> None:
    text = fakes.sentence("army", "said", "shelled", "Gao", 4) + " It was the third time this week, and no one left."
    items = "".join(f"<item><title>n{n}</title><description>{text} {n}</description></item>" for n in range(2))
    feed = f'<rss version="2.0"><channel><title>R</title>{items}</channel></rss>'
    site.page("/feed", feed)
    watcher.plan(f'name = "own"\naddress = "{site.url("/feed")}"\ntext = "entry"\nsource = "River Wire"')
    watcher.once()
    watcher.later(minutes=11)
    assert [(r.title, r.source) for r in watcher.reports(old_versions=True)] == [
        ("n1", "River Wire"),
        ("n0", "River Wire"),
    ]


def test_news_sitemap(watcher: Any, offer: Any, site: Any) -> None:
    offer("north", "south")
    urls = "".join(
        f"<url><loc>{site.url('/' + name)}</loc><news:news><news:publication_date>2024-05-0{n}T10:00:00Z"
        f"</news:publication_date><news:title>Of {name}</news:title></news:news></url>"
        for n, name in ((3, "south"), (2, "north"))
    )
    spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    site.page(
        "/news.xml.gz", gzip.compress(f"{bomb}<urlset {spaces}>{urls}</urlset>".encode()), type="application/gzip"
    )
    part = (
        f"<sitemap><loc>{site.url('/news.xml.gz')}</loc></sitemap><sitemap><loc>http://other.example/s</loc></sitemap>"
    )
    site.page("/index.xml", f"<sitemapindex {spaces}>{part}</sitemapindex>", type="application/xml")
    watcher.plan(f'name = "map"\nkind = "sitemap"\naddress = "{site.url("/index.xml")}"')
    watcher.once()
    watcher.later(minutes=11)
    assert [(r.title, str(r.published)) for r in watcher.reports(old_versions=True)] == [
        ("Of north", "2024-05-02"),
        ("Of south", "2024-05-03"),
    ]


@pytest.mark.parametrize("body", ["<html><body>not here any more</body></html>", "", "{}", "\x00\x01"])
def test_no_feed(watcher: Any, site: Any, body: str) -> None:
    site.page("/feed", body)
    watcher.plan(site.url("/feed"), f'name = "map"\nkind = "sitemap"\naddress = "{site.url("/feed?")}"')
    done = watcher.once()
    assert done.exit_code == 0 and "feed_errors 2" in done.stderr


def test_empty_feed_is_one(watcher: Any, site: Any, pages: Any) -> None:
    site.page("/feed", pages.rss())
    watcher.plan(site.url("/feed"))
    assert "feeds_fetched 1" in watcher.once().stderr


def test_robots_and_pause_between_articles(watcher: Any, offer: Any, site: Any, time: Any) -> None:
    site.page("/robots.txt", "User-agent: *\nCrawl-delay: 5", type="text/plain")
    watcher.plan(offer("north", "south", "west"))
    watcher.once()
    assert len(watcher.reports()) == 3
    assert time.ahead.total_seconds() > 12, "the clock was put forward by the pauses"


def test_reader_that_fails(watcher: Any, offer: Any, monkeypatch: pytest.MonkeyPatch, fakes: ModuleType) -> None:
    whole = fakes.read

    def failing(report: Any) -> Any:
        if "south" in report.text:
            raise RuntimeError("made to fail")
        return whole(report)

    monkeypatch.setattr(fakes, "read", failing)
    watcher.plan(offer("north", "south"))
    done = watcher.once()
    assert watcher.titles() == ["On north"] and "skipped: failed in reading 1" in done.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[watch\n", "feeds.toml:1: not TOML"),
        ("[watch]\nevrey = 3", "feeds.toml:2: 'evrey' is not known here"),
        ('[watch]\nevery = "soon"', "feeds.toml:2: 'every' is 'soon', no stretch of time"),
        ('[watch]\nevery = "1s"', 'too short or too long; write every = "30s" to "366d"'),
        ("[watch]\nsize = 5", "no size"),
        ("[[feeds]]\nname = 'a'", "feeds.toml:1: 'feeds' is not known"),
        ("[feed]\nname = 'a'", "write it as [[feed]]"),
        ("[[feed]]\nname = 'a'", "feeds.toml:1: [feed] has no 'address'"),
        ("[[feed]]\nname = 'a'\naddress = 'ftp://a.example'", "feeds.toml:3: 'address': only http and https"),
        ("[[feed]]\nname='a'\naddress='http://a.example'\nkind='atom'", "use one of feed, sitemap"),
        (
            "[[feed]]\nname='a'\naddress='http://a.example'\n\n[[feed]]\nname='a'\naddress='http://b.example'",
            "feeds.toml:6: another feed has the name 'a'",
        ),
        ("[[alarm]]\nname='a'\nwhen='sunrise'", "feeds.toml:3: 'when' is 'sunrise'"),
    ],
)
def test_file_is_checked(watcher: Any, text: str, said: str) -> None:
    (watcher.folder / "feeds.toml").write_text(text, encoding="utf-8")
    done = watcher.once()
    assert done.exit_code == 2 and said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 2, "one line, and the counts"


def test_no_file(watcher: Any) -> None:
    done = watcher.once()
    assert done.exit_code != 0 and "cannot be read" in done.stderr


def test_goes_on_until_stopped(watcher: Any, offer: Any, time: Any) -> None:
    from crossclaim.commands.watch import FeedServices, watch

    watcher.plan(offer("north"))
    rounds = [0]

    def sleep(seconds: float) -> None:
        assert 0 < seconds <= 60
        time.sleep(seconds)
        rounds[0] += 1
        if rounds[0] == 3:
            offer("north", "south")
        if rounds[0] == 30:
            raise KeyboardInterrupt

    services = watcher.services()
    services = FeedServices(services.add, services.fetcher, services.now, sleep)
    from collections import Counter

    with pytest.raises(KeyboardInterrupt):
        watch(watcher.folder / "feeds.toml", watcher.ledger, services, once=False, form="text", so_far=Counter())
    assert watcher.titles() == ["On north", "On south"]


def test_alarm_of_what_came(watcher: Any, offer: Any, site: Any) -> None:
    """From a feed to somebody who is told, in one round; what was there before the first run is not told of."""
    site.page("/hook", b"", status=204, type=None)
    more = (
        f'[[deliver]]\nname = "hook"\nkind = "webhook"\naddress = "{site.url("/hook")}"\nsecret_env = "HOOK"\n'
        '[[alarm]]\nname = "any"\nwhen = "new incident"\nto = ["hook"]\n'
    )
    watcher.plan(offer("north"), more=more)
    assert "HOOK is not set" in watcher.once().stderr
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("HOOK", "secret")
        done = watcher.once()
        assert "alarms found 1" in done.stderr and "alarms sent 1" in done.stderr
        offer("north", "south", "west")
        watcher.later(minutes=11)
    assert site.paths().count("/hook") == 2, "one of the two new reports tells of what was known"


def test_extra_that_is_not_installed(watcher: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from crossclaim.commands import watch

    watcher.plan()
    monkeypatch.setattr(watch, "NEEDED", ("no_such_module",))
    done = watcher.once()
    assert done.exit_code == 2 and "pip install 'crossclaim[feeds]'" in done.stderr
