"""Tables and pictures as files: their types, names and headers."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Any

from starlette.responses import Response

from crossclaim.accounts.chart import Picture
from crossclaim.accounts.plain import to_plain
from crossclaim.accounts.png import png
from crossclaim.accounts.svg import svg
from crossclaim.desk.security.headers import FILE_CSP
from crossclaim.export.csv_rows import guarded

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl; charset=utf-8",
    "geojson": "application/geo+json",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "svg": "image/svg+xml",
    "png": "image/png",
    "zip": "application/zip",
}


def table_file(head: Sequence[str], rows: Iterable[Sequence[Any]], name: str) -> Response:
    """A table as CSV.

    Args:
        head: names of columns.
        rows: their cells; texts that a spreadsheet would run are guarded.
        name: of the file.
    """
    return file("".join(_lines(head, rows)), name)


def picture_file(picture: Picture, name: str) -> Response:
    """A picture as SVG or PNG, by the ending of its name; a browser shows it.

    Raises:
        OptionError: PNG without Pillow.
    """
    drawn = png(picture) if name.endswith(".png") else svg(picture).encode("utf-8", "replace")
    return file(drawn, name, shown=True)


def file(content: bytes | str, name: str, *, shown: bool = False) -> Response:
    """Any file.

    Args:
        content: of it.
        name: whose ending says what it is.
        shown: whether a browser shows it; else it is saved.
    """
    return Response(content, media_type=type_of(name), headers=saved_as(name, shown=shown))


def type_of(name: str) -> str:
    """The media type of a file, by its ending."""
    return TYPES[name.rpartition(".")[2]]


def saved_as(name: str, *, shown: bool = False) -> dict[str, str]:
    """Headers of a file: its name, and a policy under which it runs and asks for nothing where a browser opens it.

    >>> saved_as("../a b.csv")["content-disposition"]
    'attachment; filename=".._a_b.csv"'
    """
    safe = "".join(c if c.isascii() and (c.isalnum() or c in "-._") else "_" for c in name)
    kept = "inline" if shown else "attachment"
    return {"content-disposition": f'{kept}; filename="{safe}"', "content-security-policy": FILE_CSP}


def _lines(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    for row in (head, *rows):
        line = StringIO()
        csv.writer(line, lineterminator="\r\n").writerow([guarded(to_plain(cell)) for cell in row])
        yield line.getvalue()
