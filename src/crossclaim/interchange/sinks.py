"""How rows become bytes: CSV, tab-separated, JSON Lines, one JSON document, Parquet."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from io import StringIO
from typing import Protocol

from crossclaim.export.csv_rows import guarded
from crossclaim.export.phrases import plain
from crossclaim.interchange.records import Cell, Column, Json, Lost, Row

_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What would break a line or UTF-8 if written raw."""


class Sink(Protocol):
    """Takes rows as they come and gives bytes; holds no more than a batch of rows."""

    def begin(self) -> Iterator[bytes]:
        """What stands before the first row."""

    def add(self, row: Json) -> Iterator[bytes]:
        """One row."""

    def end(self, lost: Lost) -> Iterator[bytes]:
        """What stands after the last row; `lost` is what could not be written."""


def json_text(data: object) -> str:
    r"""JSON on one line, letters as they are, safe to write as UTF-8.

    >>> json_text({"place": "Ménaka\u2028"})
    '{"place": "Ménaka\\u2028"}'
    """
    text = json.dumps(data, ensure_ascii=False, allow_nan=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


class CsvSink:
    """CSV as RFC 4180 has it; with `tags`, the second row holds the columns' HXL hashtags."""

    def __init__(self, columns: Sequence[Column], *, tags: bool = False) -> None:
        self._columns, self._tags = columns, tags

    def begin(self) -> Iterator[bytes]:
        yield _line([c.name for c in self._columns])
        if self._tags:
            yield _line([c.tag for c in self._columns])

    def add(self, row: Row) -> Iterator[bytes]:
        yield _line([guarded(shown(row[c.name])) for c in self._columns])

    def end(self, lost: Lost) -> Iterator[bytes]:
        return iter(())


class TabSink:
    """Tab-separated text without quoting, as the POLECAT files have it: "None" stands for nothing."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = columns

    def begin(self) -> Iterator[bytes]:
        yield "\t".join(c.name for c in self._columns).encode() + b"\n"

    def add(self, row: Row) -> Iterator[bytes]:
        cells = (plain(str(shown(row[c.name]))) for c in self._columns)
        yield "\t".join(cell or "None" for cell in cells).encode("utf-8", "replace") + b"\n"

    def end(self, lost: Lost) -> Iterator[bytes]:
        return iter(())


class LinesSink:
    """JSON Lines: one object a line."""

    def begin(self) -> Iterator[bytes]:
        return iter(())

    def add(self, row: Json) -> Iterator[bytes]:
        yield json_text(row).encode() + b"\n"

    def end(self, lost: Lost) -> Iterator[bytes]:
        return iter(())


class DocumentSink:
    """One JSON document around a list: `head` and `tail` are its text before and after; "%d" in `tail` is the count."""

    def __init__(self, head: str, tail: str) -> None:
        self._head, self._tail, self._count = head, tail, 0

    def begin(self) -> Iterator[bytes]:
        yield self._head.encode()

    def add(self, row: Json) -> Iterator[bytes]:
        yield (",\n" if self._count else "\n").encode() + json_text(row).encode()
        self._count += 1

    def end(self, lost: Lost) -> Iterator[bytes]:
        yield f"\n{self._tail.replace('%d', str(self._count))}\n".encode()


def shown(cell: Cell) -> str | int | float:
    """A cell as text tables show it: days as ISO 8601, flags as "true" and "false", nothing as nothing.

    >>> shown(date(2025, 3, 4)), shown(True), shown(None), shown(12)
    ('2025-03-04', 'true', '', 12)
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return cell.isoformat() if isinstance(cell, date) else cell


def _line(cells: Sequence[str | int | float]) -> bytes:
    line = StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue().encode("utf-8", "replace")
