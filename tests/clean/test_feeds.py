"""RSS and Atom files, and web archives."""

from __future__ import annotations

import io
from datetime import date
from gzip import compress
from pathlib import Path

import pytest

from crossclaim.clean import Cleaner, InputOptions, open_reports
from crossclaim.errors import BrokenRecord, EmptyText, InputError
from crossclaim.records import Report

STORY = "Rebels left the town of Gao on Monday, the army said, and nine of them were killed there."
RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Radio Sahel</title>
<item><title>Rebels leave &amp; go</title><link>https://sahel.example/1</link><guid>x1</guid>
<pubDate>Mon, 06 May 2024 10:00:00 GMT</pubDate><description>Rebels left.</description>
<content:encoded><![CDATA[<p>{STORY}</p><p>They went <b>north</b>.</p><script>x()</script>]]></content:encoded></item>
<item><title>Second</title><guid isPermaLink="false">x2</guid><description>{STORY} No markup here.</description></item>
<item><title>Empty</title><link>https://sahel.example/3</link></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><entry><title>One</title>
<link href="https://post.example/1"/><id>urn:1</id><updated>2024-05-07T01:00:00Z</updated>
<summary>{STORY}</summary></entry></feed>"""


def read(path: Path, cleaner: Cleaner, **options: str) -> list[Report | InputError]:
    return list(open_reports([str(path)], InputOptions(**options), cleaner=cleaner))  # type: ignore[arg-type]


def put(folder: Path, name: str, content: str | bytes) -> Path:
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder / name


@pytest.mark.parametrize("name", ["feed.xml", "feed.rss", "feed"])
def test_rss(name: str, tmp_path: Path, cleaner: Cleaner) -> None:
    first, second, third = read(put(tmp_path, name, RSS), cleaner)
    assert isinstance(first, Report) and isinstance(second, Report)
    assert first.text == f"{STORY}\nThey went north."
    assert (first.title, first.source, first.url) == ("Rebels leave & go", "Radio Sahel", "https://sahel.example/1")
    assert first.published == date(2024, 5, 6)
    assert (second.text, second.id, second.url, second.published) == (f"{STORY} No markup here.", "x2", None, None)
    assert isinstance(third, EmptyText) and f"{name}, entry 3" in str(third)


def test_atom_from_standard_input(cleaner: Cleaner) -> None:
    [report] = open_reports(["-"], InputOptions(source="Mine"), stdin=io.BytesIO(ATOM.encode()), cleaner=cleaner)
    assert isinstance(report, Report)
    assert (report.text, report.source, report.published) == (STORY, "Mine", date(2024, 5, 7))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('<rss version="2.0"><channel><title>x</title></channel></rss>', "a feed without an entry"),
        ("<rss><channel><item", "a feed that does not parse"),
    ],
)
def test_broken_feeds(content: str, words: str, tmp_path: Path, cleaner: Cleaner) -> None:
    [found] = read(put(tmp_path, "a.xml", content), cleaner)
    assert isinstance(found, BrokenRecord) and words in str(found)


def test_a_page_is_no_feed(tmp_path: Path, cleaner: Cleaner) -> None:
    [report] = read(put(tmp_path, "a.html", f"<html><body><p>{STORY} Our rss &lt;feed.</p></body></html>"), cleaner)
    assert isinstance(report, Report) and report.id == "a"


def archive(*records: tuple[str, str, str, str, bytes], gzip: bool) -> bytes:
    """A web archive: kind, address, status, media type and body of each record."""
    made = [_record(*record) for record in records]
    return b"".join(compress(record) if gzip else record for record in made)


def _record(kind: str, address: str, status: str, media: str, body: bytes) -> bytes:
    if kind == "response":
        body = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n\r\n".encode() + body
        media = "application/http; msgtype=response"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-05-09T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


PAGE = f"<!DOCTYPE html><html><head><title>Gao</title></head><body><article><p>{STORY}</p></article></body></html>"
RECORDS = (
    ("response", "https://a.example/1", "200 OK", "text/html; charset=utf-8", PAGE.encode()),
    ("response", "https://a.example/x.png", "200 OK", "image/png", b"\x89PNG"),
    ("response", "https://a.example/2", "404 Not Found", "text/html", b"<html>gone</html>"),
    ("conversion", "https://a.example/3", "", "text/plain", STORY.replace("nine", "ten").encode()),
)


@pytest.mark.parametrize("gzip", [False, True])
def test_pages_of_an_archive(gzip: bool, tmp_path: Path, cleaner: Cleaner) -> None:
    name = "crawl.warc.gz" if gzip else "crawl.warc"
    first, second = read(put(tmp_path, name, archive(*RECORDS, gzip=gzip)), cleaner)
    assert isinstance(first, Report) and isinstance(second, Report)
    assert (first.text, first.title, first.url) == (STORY, "Gao", "https://a.example/1")
    assert first.published is None, "the day of the crawl is not the day of publication"
    assert (second.text, second.url) == (STORY.replace("nine", "ten"), "https://a.example/3")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (archive(*RECORDS[1:3], gzip=False), "no page in it"),
        (b"not an archive at all", "no page in it"),
        (b"\x1f\x8b broken", "not a web archive"),
        (b"", "no page in it"),
    ],
)
def test_archives_that_cannot_be_used(content: bytes, words: str, tmp_path: Path, cleaner: Cleaner) -> None:
    [found] = read(put(tmp_path, "a.warc.gz", content), cleaner)
    assert isinstance(found, InputError) and words in str(found)


def test_a_truncated_archive_gives_what_is_whole(tmp_path: Path, cleaner: Cleaner) -> None:
    whole = archive(RECORDS[0], RECORDS[3], gzip=True)
    got = read(put(tmp_path, "a.warc.gz", whole[:-40]), cleaner)
    assert isinstance(got[0], Report) and len(got) == 2
