"""Small files that would become huge, deep or other files when they are opened: none does, and none takes long."""

from __future__ import annotations

import gzip
import io
import tracemalloc
from collections.abc import Callable
from datetime import date
from time import process_time

import pytest

from crossclaim.clean import InputOptions
from crossclaim.desk.incoming import MOST_REPORTS, Material, Opened, package_opener
from crossclaim.records import Report

MOST_BYTES = 1024 * 1024
WORDS = "The army said that 12 soldiers were killed in Gao on Friday. "


@pytest.fixture(scope="module")
def opened() -> Callable[[str, bytes], Opened]:
    opener = package_opener()
    options = InputOptions(date(2031, 3, 4), max_bytes=MOST_BYTES)
    return lambda name, content: opener(Material("", "", None, ((name, content),), options))


def entities(inner: str, name: str = "a9") -> bytes:
    """An RSS feed whose words are an entity."""
    item = f"<item><title>t</title><link>http://a.example/1</link><description>{WORDS}&{name};</description></item>"
    return f'<?xml version="1.0"?><!DOCTYPE rss [{inner}]><rss version="2.0"><channel>{item}</channel></rss>'.encode()


def laughs() -> bytes:
    """Nine lines that stand for a thousand million letters."""
    inner = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return entities('<!ENTITY a0 "aaaaaaaaaa">' + inner)


def record() -> bytes:
    """A web archive whose one page unpacks to a hundred times the limit."""
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + b"a" * 100 * MOST_BYTES
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2031-03-04T00:00:00Z\r\n"
    head += "WARC-Target-URI: http://a.example/\r\nContent-Type: application/http; msgtype=response\r\n"
    return gzip.compress(f"{head}Content-Length: {len(page)}\r\n\r\n".encode() + page + b"\r\n\r\n", 9)


def columns() -> bytes:
    """A table whose many rows are one long text."""
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    made = io.BytesIO()
    parquet.write_table(arrow.table({"text": arrow.array([WORDS * 1_000] * 3_000)}), made, compression="zstd")
    return made.getvalue()


BOMBS = {
    "laughs.xml": laughs,
    "outside.xml": lambda: entities('<!ENTITY a9 SYSTEM "file:///etc/passwd">'),
    "asking.xml": lambda: entities('<!ENTITY a9 SYSTEM "http://127.0.0.1:9/secret">'),
    "page.warc.gz": record,
    "packed.txt": lambda: gzip.compress(b"a" * 100 * MOST_BYTES),
    "deep.json": lambda: b"[" * 400_000 + b"]" * 400_000,
    "deep.html": lambda: b"<div>" * 150_000,
    "tags.html": lambda: b"<p>" + b"<b " * 300_000,
    "wide.csv": lambda: b"text," + b"a," * 400_000 + b"\n",
    "long.csv": lambda: b'text\n"' + b"a" * (MOST_BYTES - 10),
    "lines.jsonl": lambda: b'{"text": "a"}\n' * 70_000,
    "many.parquet": columns,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_that_means_harm(opened: Callable[[str, bytes], Opened], name: str) -> None:
    content = BOMBS[name]()
    tracemalloc.start()
    start = process_time()
    found, _ = opened(name, content)
    took, (_, most) = process_time() - start, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found) <= MOST_REPORTS
    texts = [item.text for item in found if isinstance(item, Report)]
    assert all(len(text) <= MOST_BYTES and "root:" not in text for text in texts)
    assert all("\n" not in str(item) for item in found if isinstance(item, Exception))
    assert took < 60 and most < 400 * MOST_BYTES
