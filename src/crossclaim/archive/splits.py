"""An input's files in pieces that one worker reads at a time.

JSON Lines are cut anywhere: a line belongs to the piece in which it begins. So are WARC files of gzip members, one a
record, as crawlers write them. CSV is cut where a row begins, which takes one pass over the file, since a line end may
stand in quotation marks. Parquet goes by row groups. What is compressed whole is one piece.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator

from crossclaim.archive.records import Kind, Split
from crossclaim.archive.storage import Folder
from crossclaim.clean.columns import WIDE_MARKS, separator_of
from crossclaim.errors import CrossclaimError

ENDINGS: tuple[tuple[str, Kind], ...] = (
    (".jsonl", "jsonl"),
    (".ndjson", "jsonl"),
    (".jsonl.gz", "jsonl.gz"),
    (".ndjson.gz", "jsonl.gz"),
    (".csv", "csv"),
    (".tsv", "csv"),
    (".parquet", "parquet"),
    (".warc", "warc"),
    (".warc.gz", "warc.gz"),
)

LONGEST_CELL = 1 << 30
"""Characters of one cell of CSV while rows are counted; what is too long is said when it is read."""

CHUNK = 1 << 16


def kind_of(name: str) -> Kind | None:
    """How a file is written, by its name; None for one that is no input.

    >>> kind_of("2024/CC-NEWS-1.warc.gz"), kind_of("readme.md")
    ('warc.gz', None)
    """
    return next((kind for ending, kind in ENDINGS if name.casefold().endswith(ending)), None)


def splits(source: Folder, files: list[tuple[str, int]], size: int) -> list[Split]:
    """All pieces of an input, numbered in the order of its files.

    Args:
        source: the input.
        files: its files with their sizes.
        size: bytes of a piece, nearly.

    Raises:
        CrossclaimError: a file cannot be opened.
    """
    found: list[Split] = []
    for path, length in files:
        kind = kind_of(path or source.shown)
        if kind is None:
            continue
        for start, stop, line in _ranges(source, path, kind, length, size):
            found.append(Split(len(found), path, kind, start, stop, line))
    return found


def _ranges(source: Folder, path: str, kind: Kind, length: int, size: int) -> Iterator[tuple[int, int, int]]:
    if kind in ("jsonl", "warc.gz"):
        yield from ((start, min(start + size, length), 1) for start in range(0, length, size))
    elif kind == "csv":
        yield from _csv_ranges(source, path, length, size)
    elif kind == "parquet":
        yield from _row_groups(source, path, size)
    else:
        yield 0, length, 1


def _csv_ranges(source: Folder, path: str, length: int, size: int) -> Iterator[tuple[int, int, int]]:
    """Stretches that begin where a row does; the first has the line of the columns' names before its rows."""
    if length <= size:
        yield 0, length, 1
        return
    start, line = 0, 1
    with source.reading(path) as stream:
        first = next(byte_lines(stream), b"")
        stream.seek(0)
        if first[:2] in WIDE_MARKS:
            yield 0, length, 1
            return
        for at, number in _row_starts(stream, separator_of(first.decode("latin-1"))):
            if at - start >= size:
                yield start, at, line
                start, line = at, number
    yield start, length, line


def _row_starts(stream: object, separator: str) -> Iterator[tuple[int, int]]:
    """Where each row begins, and on which line; rows that are no CSV are passed over."""
    at, numbers = [0], [0]

    def lines() -> Iterator[str]:
        for line in byte_lines(stream):
            at[0] += len(line)
            numbers[0] += 1
            yield line.decode("latin-1")

    taken, before = lines(), csv.field_size_limit(LONGEST_CELL)
    try:
        rows = csv.reader(taken, delimiter=separator)
        while True:
            start = at[0], numbers[0] + 1
            try:
                if next(rows, None) is None:
                    return
            except csv.Error:
                continue
            yield start
    finally:
        csv.field_size_limit(before)


def byte_lines(stream: object) -> Iterator[bytes]:
    """The lines of an open Arrow stream, from where it stands."""
    rest = b""
    while chunk := stream.read(CHUNK):  # type: ignore[attr-defined]
        *whole, rest = (rest + bytes(chunk)).split(b"\n")
        yield from (line + b"\n" for line in whole)
    if rest:
        yield rest


def _row_groups(source: Folder, path: str, size: int) -> Iterator[tuple[int, int, int]]:
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    with source.reading(path) as stream:
        try:
            data = ParquetFile(stream).metadata
        except (ArrowException, OSError):
            yield 0, 1, 1
            return
        start, held = 0, 0
        for n in range(data.num_row_groups):
            held += data.row_group(n).total_byte_size
            if held >= size or n == data.num_row_groups - 1:
                yield start, n + 1, 1
                start, held = n + 1, 0


def checked(source: Folder) -> list[tuple[str, int]]:
    """The files of an input that are read, with their sizes.

    Raises:
        CrossclaimError: there is none.
    """
    files = [(path, size) for path, size in source.files() if kind_of(path or source.shown)]
    if not files:
        kinds = ", ".join(ending for ending, _ in ENDINGS)
        raise CrossclaimError(f"{source.shown}: no file to read in it; files that end in {kinds} are read")
    return files
