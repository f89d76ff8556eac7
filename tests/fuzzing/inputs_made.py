"""What is thrown at the program: texts like news and unlike it, files of each kind whole and damaged."""

from __future__ import annotations

import csv
import gzip
import io
import json
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from crossclaim.errors import CrossclaimError
from crossclaim.export.contract import dumps
from crossclaim.export.schema import schema_text
from crossclaim.records import Reading

fuzzing: settings

SECONDS = 5
"""Processor time that one input may take."""

PIECES = (
    "The army said", "rebels denied", "killed", "17 people", "and wounded", "at least", "in Goma", "on Friday",
    "shelled", "the village of", "Ménaka", '"We did not', 'do it,"', "he said.", "Reuters reported", "according to",
    "a spokesman for the Ministry of Defence", "troops", "between 3 and", "dozens", "last night", "5 March 2024",
    "according to him", "it", "they", "who", "that", "(", ")", ",", ".", "—", "“", "”", "'", "1,2,3", "10.000", "%",
    "1e999", "\N{ZERO WIDTH SPACE}", "\N{RIGHT-TO-LEFT OVERRIDE}", "🚀", "İ", "ﬁ", "e\N{COMBINING ACUTE ACCENT}",
    "\ud800", "\x00",
    "\t", "\n", "\n\n", "\r\n", "\u2028", "<p>", "</div>", "<br", "&amp;", "&#x;", "<!--", "<script>", "]]>",
    "http://example.org/a?b=c", "Share", "Read more:", "Photo: Reuters", "2024-13-45", "Published", "Feb 30",
    "New York", "Washington", "the Syrian", "government", "president", "Mr", "U.S.", "al-", "-", "|", "*",
    "#", "{", "}",
)  # fmt: skip


def texts(most: int = 60) -> st.SearchStrategy[str]:
    """Pieces of news in any order, among any letters."""
    words = st.one_of(st.sampled_from(PIECES), st.sampled_from(PIECES), st.text(max_size=8))
    joined = st.lists(words, max_size=most).flatmap(
        lambda found: st.sampled_from([" ", "", "\n"]).map(lambda between: between.join(found))
    )
    return st.one_of(joined, st.text(max_size=200), joined.map(lambda text: (text + " ") * 20))


def sentences() -> st.SearchStrategy[str]:
    """Texts that are more like news: pieces of it alone."""
    return st.lists(st.sampled_from(PIECES[:26]), min_size=1, max_size=50).map(" ".join)


def values() -> st.SearchStrategy[Any]:
    """Anything that JSON holds."""
    plain = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), texts(5))
    return st.recursive(
        plain,
        lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts(1), inner, max_size=3)),
        max_leaves=6,
    )


def records() -> st.SearchStrategy[dict[str, Any]]:
    """JSON records of reports, some fields of the wrong kind."""
    names = ("text", "title", "published", "source", "url", "id", "kind", "language")
    return st.fixed_dictionaries(
        {"text": st.one_of(texts(20), values())}, optional={n: st.one_of(texts(3), values()) for n in names[1:]}
    )


@st.composite
def files(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file's ending, and what is in it: well made, damaged, or anything."""
    ending = draw(
        st.sampled_from([".txt", ".html", ".json", ".jsonl", ".csv", ".tsv", ".xml", ".warc", ".warc.gz", ".parquet"])
    )
    data = draw(st.one_of(st.binary(max_size=300), _whole(ending)))
    if draw(st.booleans()) and data:
        at, more = draw(st.integers(0, len(data) - 1)), draw(st.binary(max_size=6))
        data = data[:at] + more + data[at + draw(st.integers(0, 8)) :]
    return ending, data


def _whole(ending: str) -> st.SearchStrategy[bytes]:
    if ending in (".json", ".jsonl"):
        return st.lists(records(), max_size=3 if ending == ".jsonl" else 1).map(
            lambda rows: "\n".join(json.dumps(row) for row in rows).encode()
        )
    if ending in (".csv", ".tsv"):
        return st.lists(st.tuples(texts(10), texts(2), texts(2)), max_size=4).map(_csv)
    if ending.startswith(".warc"):
        return texts(20).map(lambda text: _crawl(text, packed=ending.endswith("gz")))
    if ending == ".parquet":
        return st.lists(texts(10), max_size=3).map(_parquet)
    if ending == ".xml":
        return texts(20).map(
            lambda text: f"<rss version='2.0'><channel><item><title>{text}</title></item></channel></rss>".encode(
                "utf-8", "replace"
            )
        )
    return texts(40).map(
        lambda text: f"<html><body><article><p>{text}</p></article></body></html>".encode("utf-8", "replace")
    )


def _csv(rows: list[tuple[str, str, str]]) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerows([("text", "title", "published"), *([cell.replace("\x00", "") for cell in row] for row in rows)])
    return stream.getvalue().encode("utf-8", "replace")


def _parquet(rows: list[str]) -> bytes:
    import pyarrow
    from pyarrow import parquet

    stream = io.BytesIO()
    plain = [row.encode("utf-8", "replace").decode() for row in rows]
    parquet.write_table(pyarrow.table({"text": pyarrow.array(plain, pyarrow.string())}), stream)
    return stream.getvalue()


def _crawl(text: str, packed: bool) -> bytes:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + f"<p>{text}</p>".encode("utf-8", "replace")
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/1\r\nWARC-Date: 2024-05-09T00:00:00Z"
        f"\r\nWARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    record = head.encode() + body + b"\r\n\r\n"
    return gzip.compress(record) if packed else record


@contextmanager
def in_time() -> Iterator[None]:
    """Fails where the block takes too much of the processor; a busy machine makes no difference."""

    def late(*_: object) -> None:
        raise AssertionError(f"took more than {SECONDS} seconds")

    before = signal.signal(signal.SIGVTALRM, late)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def validator() -> Any:
    """What checks format 1."""
    import jsonschema

    return jsonschema.Draft202012Validator(json.loads(schema_text()))


def check(reading: Reading, validator: Any) -> None:
    """A reading that keeps its promises: valid, its offsets those of its words, its JSON one line of UTF-8."""
    line = dumps(reading, explain=True)
    line.encode("utf-8")
    assert len(line.splitlines()) == 1
    data = json.loads(line)
    validator.validate(data)
    text = data["report"]["text"]
    for claim in data["claims"]:
        assert text[claim["start"] : claim["end"]] == claim["quote"]
        spans = [claim["event"]["trigger"], claim["claimant"], *claim["actors"], *claim["targets"], claim["place"]]
        for span in filter(None, spans):
            assert text[span["start"] : span["end"]] == span["text"], span
    for attribution in data["attributions"]:
        for span in (attribution["cue"], attribution["source"], *attribution["content"]):
            assert span is None or text[span["start"] : span["end"]] == span["text"]


def is_told(error: CrossclaimError) -> bool:
    """Whether an error says something in one line."""
    assert str(error), repr(error)
    assert len(str(error).split("\n")) == 1, repr(str(error))
    return True
