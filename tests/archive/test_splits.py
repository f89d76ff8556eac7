"""Pieces of inputs: wherever a file is cut, each report is in one piece."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path

import pytest

from crossclaim.archive.inputs import drafts
from crossclaim.archive.splits import checked, splits
from crossclaim.archive.storage import Folder
from crossclaim.clean import Cleaner, InputOptions, load_tables
from crossclaim.clean.drafts import Draft
from crossclaim.errors import BrokenRecord, CrossclaimError, InputError

TEXTS = [f"Number {n}: shells fell on the harbour, the mayor said." + " More." * (n % 7) for n in range(40)]
SIZES = [1, 7, 100, 333, 1000, 100_000]


@pytest.fixture(scope="module")
def cleaner() -> Cleaner:
    return Cleaner.of(load_tables())


def found(folder: Path, size: int, cleaner: Cleaner) -> list[Draft | InputError]:
    source = Folder(str(folder))
    pieces = splits(source, checked(source), size)
    return [draft for piece in pieces for draft in drafts(source, piece, InputOptions(), cleaner)]


def texts(items: list[Draft | InputError]) -> list[str]:
    return [item.text for item in items if isinstance(item, Draft)]


@pytest.mark.parametrize("size", SIZES)
def test_lines(tmp_path: Path, size: int, cleaner: Cleaner) -> None:
    lines = [json.dumps({"text": text}) for text in TEXTS]
    (tmp_path / "a.jsonl").write_text("\n".join(lines[:20]) + "\n\n")
    (tmp_path / "b.ndjson").write_text("\n".join(lines[20:]))
    items = found(tmp_path, size, cleaner)
    assert texts(items) == TEXTS
    assert len({item.where for item in items}) == len(TEXTS)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("separator", [",", ";"])
def test_rows_of_csv_with_line_ends_in_them(tmp_path: Path, size: int, separator: str, cleaner: Cleaner) -> None:
    rows = io.StringIO(newline="")
    writer = csv.writer(rows, delimiter=separator)
    writer.writerow(["id", "text"])
    wanted = [text.replace(": ", f':\n"so"{separator} ') for text in TEXTS]
    writer.writerows([[n, text] for n, text in enumerate(wanted)])
    (tmp_path / "a.csv").write_text(rows.getvalue(), newline="")
    items = found(tmp_path, size, cleaner)
    assert texts(items) == wanted
    assert [item.where for item in items] == [item.where for item in found(tmp_path, 1 << 30, cleaner)]


@pytest.mark.parametrize("size", [1, 1000, 1 << 30])
def test_row_groups_of_parquet(tmp_path: Path, size: int, cleaner: Cleaner) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(pyarrow.table({"text": TEXTS}), tmp_path / "a.parquet", row_group_size=7)
    items = found(tmp_path, size, cleaner)
    assert texts(items) == TEXTS
    assert [item.where for item in items][-1] == "a.parquet, row 40"


def crawl(packed: bool) -> tuple[bytes, list[int]]:
    """A crawl, and where each of its records begins."""
    data, starts = b"", []
    for n, text in enumerate(TEXTS):
        page = f"<html><body><p>{text}</p></body></html>"
        body = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}".encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/{n}\r\n"
            f"WARC-Date: 2024-05-09T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:{n}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        record = head.encode() + body + b"\r\n\r\n"
        starts.append(len(data))
        data += gzip.compress(record, mtime=0) if packed else record
    return data, starts


@pytest.mark.parametrize("size", [1, 100, 1000, 5000, 1 << 30])
def test_pages_of_packed_crawls(tmp_path: Path, size: int, cleaner: Cleaner) -> None:
    (tmp_path / "a.warc.gz").write_bytes(crawl(packed=True)[0])
    items = found(tmp_path, size, cleaner)
    assert [item.url for item in items if isinstance(item, Draft)] == [
        f"https://news.example/{n}" for n in range(len(TEXTS))
    ]


def test_plain_crawls_and_packed_lines(tmp_path: Path, cleaner: Cleaner) -> None:
    (tmp_path / "a.warc").write_bytes(crawl(packed=False)[0])
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(json.dumps({"text": "Talks began."}).encode()))
    assert len(texts(found(tmp_path, 10, cleaner))) == len(TEXTS) + 1


@pytest.mark.parametrize("size", [300, 1 << 30])
@pytest.mark.parametrize("at", [20, 60, 150, 200])
def test_a_damaged_record_of_a_crawl_costs_no_other(tmp_path: Path, size: int, at: int, cleaner: Cleaner) -> None:
    whole, starts = crawl(packed=True)
    data = bytearray(whole)
    data[starts[7] + at : starts[7] + at + 20] = bytes(20)
    (tmp_path / "a.warc.gz").write_bytes(bytes(data))
    items = found(tmp_path, size, cleaner)
    assert sum(isinstance(item, BrokenRecord) for item in items) == 1
    assert len({item.url for item in items if isinstance(item, Draft)} - {"https://news.example/7"}) == len(TEXTS) - 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl", '{"text": "x"}'.encode("utf-16")),
        ("a.jsonl", b'{"text": "x"'),
        ("a.jsonl.gz", b"no gzip"),
        ("a.parquet", b"no parquet"),
        ("a.parquet", b"PAR1" + bytes(range(40)) + b"\x10\x00\x00\x00PAR1"),
        ("a.warc", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 4\r\n\r\nabcd\r\n\r\n"),
        ("a.csv", b"id,title\n1,x\n"),
        ("a.warc", b"no crawl"),
        ("a.warc.gz", b"no crawl either"),
    ],
)
def test_what_is_broken_is_said(tmp_path: Path, name: str, data: bytes, cleaner: Cleaner) -> None:
    (tmp_path / name).write_bytes(data)
    [item] = found(tmp_path, 1 << 20, cleaner)
    assert isinstance(item, InputError)


def test_no_input(tmp_path: Path) -> None:
    (tmp_path / "readme.md").write_text("nothing")
    with pytest.raises(CrossclaimError, match="no file to read"):
        checked(Folder(str(tmp_path)))
