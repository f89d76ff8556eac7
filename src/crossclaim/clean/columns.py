"""Tables of reports: CSV and Parquet files, one report a row, the columns named."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from crossclaim.clean.reading import open_file
from crossclaim.errors import BrokenRecord, InputError, NotText, OptionError

WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
SNIFFED = 65_536
"""Bytes at the start of a CSV file by which its separator is told."""

SEPARATORS = ",;\t|"
ROWS = 200
"""Rows of a Parquet file that are held at a time."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of the columns; None for the usual name, which need not be there (but for the text's).

    Attributes:
        text, title, source, published, url, id: names of columns. Capitals make no difference.
        date_format: how the day of publication is written, such as "%d/%m/%Y"; None for any clear form.

    Raises:
        OptionError: a form of dates that is none.
    """

    text: str | None = None
    title: str | None = None
    source: str | None = None
    published: str | None = None
    url: str | None = None
    id: str | None = None
    date_format: str | None = None

    def __post_init__(self) -> None:
        if self.date_format is None:
            return
        try:
            datetime.strptime(date(2001, 12, 31).strftime(self.date_format), self.date_format)
        except ValueError as error:
            what = f"date format {self.date_format!r} is none; write it like %d/%m/%Y"
            raise OptionError(what) from error


FIELDS = tuple(f.name for f in fields(Columns) if f.name != "date_format")
"""Fields of a report that a column can give, in the names of a JSON record."""

Record = dict[str, Any]


def csv_records(path: Path, columns: Columns, *, most: int) -> Iterator[tuple[str, Record | InputError]]:
    """The rows of a CSV file as JSON records, each with its place.

    The separator is the one of comma, semicolon, tab and bar that the first line has most of.

    Args:
        path: in UTF-8, or UTF-16 with a mark.
        columns: which column gives which field.
        most: bytes that a report may have.

    Raises:
        InputError: the file cannot be read, or has no column with the text.
    """
    with open_file(path) as raw:
        for number, record in csv_rows(raw, columns, where=str(path), most=most):
            yield f"{path}:{number}", record


def csv_rows(raw: BinaryIO, columns: Columns, *, where: str, most: int) -> Iterator[tuple[int, Record | InputError]]:
    """The rows of an open CSV file as JSON records, each with the number of the line on which it begins.

    Args:
        raw: in UTF-8, or UTF-16 with a mark; it begins with the line of the columns' names. It is closed at the end.
        columns: which column gives which field.
        where: its name in errors.
        most: bytes that a report may have.

    Raises:
        InputError: it cannot be read, or has no column with the text.
    """
    with _text_stream(raw) as stream:
        rows = _rows(stream, where, most)
        _, header = next(rows, (0, None))
        if isinstance(header, InputError):
            raise header
        named = _places(header or [], columns, where)
        for number, row in rows:
            if isinstance(row, InputError):
                yield number, row
            elif any(cell.strip() for cell in row):
                cells = {name: row[at] for name, at in named.items() if at < len(row)}
                yield number, _record(cells, columns, f"{where}:{number}")


def _text_stream(raw: BinaryIO) -> io.TextIOWrapper:
    peek = getattr(raw, "peek", None)
    start = peek(2)[:2] if peek else b""
    encoding = "utf-16" if start in WIDE_MARKS else "utf-8-sig"
    return io.TextIOWrapper(raw, encoding=encoding, newline="")


def _rows(stream: io.TextIOWrapper, where: str, most: int) -> Iterator[tuple[int, list[str] | InputError]]:
    """The rows with the numbers of the lines on which they begin."""
    try:
        start = stream.read(SNIFFED)
        lines = csv.reader(_lines(start, stream), delimiter=separator_of(start.split("\n", 1)[0]), strict=False)
        while True:
            number = lines.line_num + 1
            try:
                row = _with_limit(lines, most)
            except csv.Error as error:
                what = f"a row that is no CSV ({error})"
                yield number, BrokenRecord(what, where=f"{where}:{number}", next_step="leave it out")
                continue
            if row is None:
                return
            yield number, row
    except UnicodeDecodeError as error:
        raise NotText("not in UTF-8", where=where, next_step="save it as CSV in UTF-8") from error
    except UnicodeError as error:
        raise NotText("not in the encoding it says", where=where, next_step="save it as CSV in UTF-8") from error
    except OSError as error:
        raise InputError(f"reading failed ({error.strerror})", where=where, next_step="try again") from error


def separator_of(first: str) -> str:
    """The separator of a CSV file: the one of comma, semicolon, tab and bar that its first line has most of.

    >>> separator_of("id;text;published")
    ';'
    """
    return max(SEPARATORS, key=lambda mark: (first.count(mark), -SEPARATORS.index(mark)))


def _lines(start: str, rest: io.TextIOWrapper) -> Iterator[str]:
    """The lines of what was read ahead and of what follows."""
    ahead = start + rest.readline()
    if "\x00" in ahead:
        raise UnicodeError("NUL")
    yield from io.StringIO(ahead, newline="")
    yield from rest


def _with_limit(lines: Any, most: int) -> list[str] | None:
    """The next row; the longest cell is a setting of the whole process, so it is put back."""
    before = csv.field_size_limit(most)
    try:
        found: list[str] | None = next(lines, None)
        return found
    finally:
        csv.field_size_limit(before)


def _places(header: Sequence[str], columns: Columns, where: str) -> dict[str, int]:
    """Where in a row each field stands.

    Raises:
        InputError: a column that was named is not there, or none holds the text.
    """
    there = {name.strip().casefold(): at for at, name in reversed(list(enumerate(header)))}
    found = {}
    for field in FIELDS:
        named = getattr(columns, field)
        at = there.get((named or field).strip().casefold())
        if at is not None:
            found[field] = at
        elif named or field == "text":
            option = "date" if field == "published" else field
            what = f"has no column {named or field!r}; its columns are {', '.join(header) or 'none'}"
            raise InputError(what, where=where, next_step=f"name it with --{option}-column")
    return found


def _record(cells: Mapping[str, Any], columns: Columns, where: str) -> Record | InputError:
    """A row as a JSON record: days in the form that was told, numbers as ids, nothing for empty cells."""
    record: Record = {"text": ""}
    for name, value in cells.items():
        if isinstance(value, datetime | date):
            record[name] = value.isoformat()
        elif name == "id" and isinstance(value, float) and value.is_integer():
            record[name] = str(int(value))
        elif value is not None and value == value and value != "":
            record[name] = value
    if columns.date_format and isinstance(record.get("published"), str):
        try:
            day = datetime.strptime(record["published"].strip(), columns.date_format).date()
        except ValueError:
            what = f"'published' is {record['published'][:40]!r}, not written as {columns.date_format}"
            return BrokenRecord(what, where=where, next_step="mend it, or give another --date-format")
        record["published"] = day.isoformat()
    return record


def parquet_records(path: Path, columns: Columns) -> Iterator[tuple[str, Record | InputError]]:
    """The rows of a Parquet file as JSON records, each with its place; only the columns that are needed are read.

    Args:
        path: the file.
        columns: which column gives which field.

    Raises:
        InputError: the file cannot be read, has no column with the text, or pyarrow is not installed.
    """
    where = str(path)
    try:
        import pyarrow
        from pyarrow.parquet import ParquetFile
    except ModuleNotFoundError as error:
        what = "Parquet files need pyarrow"
        raise InputError(what, where=where, next_step="pip install 'crossclaim[parquet]'") from error
    with open_file(path) as stream:
        try:
            for number, record in parquet_rows(ParquetFile(stream), columns, where=where):
                yield f"{where}, row {number}", record
        except (pyarrow.ArrowException, OSError) as error:
            what = f"not a Parquet file that can be read ({str(error).splitlines()[0]})"
            raise InputError(what, where=where, next_step="write it anew") from error


def parquet_rows(
    file: Any, columns: Columns, *, where: str, groups: Sequence[int] | None = None
) -> Iterator[tuple[int, Record | InputError]]:
    """The rows of an open `pyarrow.parquet.ParquetFile` as JSON records, each with its number in the file, from 1.

    Args:
        file: the file.
        columns: which column gives which field; others are not read.
        where: its name in errors.
        groups: row groups to read, one after the other; None for all.

    Raises:
        InputError: it has no column with the text.
    """
    names = file.schema_arrow.names
    named = {field: names[at] for field, at in _places(names, columns, where).items()}
    wanted = sorted(set(named.values()))
    chosen = list(range(file.num_row_groups)) if groups is None else list(groups)
    number = sum(file.metadata.row_group(i).num_rows for i in range(chosen[0])) if chosen else 0
    for batch in file.iter_batches(batch_size=ROWS, row_groups=chosen, columns=wanted) if chosen else ():
        for row in batch.to_pylist():
            number += 1
            cells = {field: row[name] for field, name in named.items()}
            yield number, _record(cells, columns, f"{where}, row {number}")
