"""Inputs to reports: text, HTML, JSON, JSON Lines, CSV, Parquet, feed and WARC files, and standard input.

A report that cannot be read is yielded as the error that says why, in its place in the order, so that
one bad input never loses another.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Literal

from crossclaim.clean.archives import archive_drafts, is_archive
from crossclaim.clean.columns import csv_records, parquet_records
from crossclaim.clean.drafts import Draft, InputOptions, draft_of, parse_record
from crossclaim.clean.feeds import feed_drafts, is_feed
from crossclaim.clean.finish import Cleaner, finish
from crossclaim.clean.mend import mark_broken
from crossclaim.clean.reading import decode, open_file, read_bytes, read_lines, read_stream
from crossclaim.clean.tables import load_tables
from crossclaim.errors import BrokenRecord, CrossclaimError, InputError, ReadingFailed
from crossclaim.records import Report

STANDARD_INPUT = "-"
STANDARD_INPUT_NAME = "standard input"
JSON_LINES = (".jsonl", ".ndjson")
PARQUET = ".parquet"
TABLES = (".csv", ".tsv", PARQUET)
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
UTF8_MARK = b"\xef\xbb\xbf"


def open_reports(
    paths: Sequence[str],
    options: InputOptions | None = None,
    *,
    stdin: BinaryIO | None = None,
    cleaner: Cleaner | None = None,
) -> Iterator[Report | InputError]:
    """Reads reports, one at a time, in the order of the inputs.

    `.json` holds one report, `.jsonl` and `.ndjson` one a line, `.csv`, `.tsv` and `.parquet` one a row, `.warc` and
    `.warc.gz` one a page; RSS and Atom are told by their beginning; all else is text or HTML, as is "-", standard
    input (which may be JSON or a feed too). Reports without an id get one: the file's name without its
    ending for a file of one report ("-2" is added to a name that was taken), else a hash of the content.

    Args:
        paths: files, or "-".
        options: what is said of all inputs.
        stdin: what "-" stands for; the process's standard input where it is not given.
        cleaner: tables to clean with; the package's own where it is not given.

    Yields:
        A `Report`, or an `InputError` where one cannot be read.

    Raises:
        DataError: a data file of the package is broken. Nothing else is raised.

    Example:
        >>> import io
        >>> [r] = open_reports(["-"], stdin=io.BytesIO(b"Rebels left the town on Monday, the army said."))
        >>> r.text
        'Rebels left the town on Monday, the army said.'
    """
    options = options or InputOptions()
    cleaner = cleaner or Cleaner.of(load_tables())
    taken: set[str] = set()
    for path in paths:
        yield from _guarded(path, _drafts(path, options, stdin, cleaner), options, cleaner, taken)


def _guarded(
    path: str,
    drafts: Iterator[Draft | InputError],
    options: InputOptions,
    cleaner: Cleaner,
    taken: set[str],
) -> Iterator[Report | InputError]:
    """The reports that drafts make, each error in its place."""
    while True:
        try:
            draft = next(drafts)
        except StopIteration:
            return
        except InputError as error:
            yield error
            return
        except CrossclaimError:
            raise
        except Exception as error:
            yield cleaning_failed(error, path)
            return
        if isinstance(draft, InputError):
            yield draft
            continue
        try:
            report = finish(draft, options, cleaner)
        except InputError as error:
            yield error
            continue
        except CrossclaimError:
            raise
        except Exception as error:
            yield cleaning_failed(error, draft.where)
            continue
        yield report if draft.stem is None or draft.id else _with_free_id(report, taken)


def cleaning_failed(error: Exception, where: str) -> ReadingFailed:
    """An error of this program, or of a library, on one input: it is said, and the others are read.

    Args:
        error: it.
        where: the input.
    """
    what = f"could not be cleaned: {type(error).__name__}: {error}"
    failed = ReadingFailed(what, where=where, next_step="please report it")
    failed.__cause__ = error
    return failed


def _with_free_id(report: Report, taken: set[str]) -> Report:
    """The report under its file's name, or that with a number where the name was taken."""
    name, n = report.id, 1
    while name in taken:
        n += 1
        name = f"{report.id}-{n}"
    taken.add(name)
    return replace(report, id=name)


def _drafts(path: str, options: InputOptions, stdin: BinaryIO | None, cleaner: Cleaner) -> Iterator[Draft | InputError]:
    if path == STANDARD_INPUT:
        yield from _standard_input(stdin or sys.stdin.buffer, options, cleaner)
        return
    file = Path(path)
    suffix = file.suffix.casefold()
    if suffix in JSON_LINES:
        with open_file(file) as stream:
            yield from _json_lines(stream, path, options, cleaner)
        return
    if suffix in TABLES:
        yield from _table_rows(file, options, cleaner)
        return
    if is_archive(file):
        yield from archive_drafts(file, most=options.max_bytes, article=options.kind == "article")
        return
    data = read_bytes(file, most=options.max_bytes)
    if is_feed(data):
        yield from feed_drafts(data, path, article=options.kind == "article")
        return
    text = decode(data, where=path)
    if suffix == ".json":
        record = parse_record(text, where=path)
        yield draft_of(record, where=path, kind=options.kind, patterns=cleaner.datelines, stem=_stem(file))
    else:
        yield _text_draft(text, path, options, stem=_stem(file))


def _table_rows(file: Path, options: InputOptions, cleaner: Cleaner) -> Iterator[Draft | InputError]:
    """One draft a row."""
    if file.suffix.casefold() == PARQUET:
        records = parquet_records(file, options.columns)
    else:
        records = csv_records(file, options.columns, most=options.max_bytes)
    for where, record in records:
        if isinstance(record, InputError):
            yield record
            continue
        try:
            yield draft_of(record, where=where, kind=options.kind, patterns=cleaner.datelines)
        except InputError as error:
            yield error


def _stem(file: Path) -> str:
    return mark_broken(file.stem)


def _text_draft(text: str, where: str, options: InputOptions, stem: str | None) -> Draft:
    kind: Literal["article", "page"] = "article" if options.kind == "article" else "page"
    return Draft(where=where, text=text, kind=kind, html=True, stem=stem)


def _standard_input(stream: BinaryIO, options: InputOptions, cleaner: Cleaner) -> Iterator[Draft | InputError]:
    """Standard input is JSON where its first line begins an object, else one text."""
    where = STANDARD_INPUT_NAME
    start = b""
    for _, line in read_lines(stream, where=where, most=options.max_bytes):
        start += line or b""
        if line is None or line.strip() or len(start) > options.max_bytes:
            break
    if _is_record(start):
        yield from _json_lines(stream, where, options, cleaner, begun=start)
        return
    data = start + read_stream(stream, where=where, most=max(options.max_bytes - len(start), 0))
    if is_feed(data):
        yield from feed_drafts(data, where, article=options.kind == "article")
        return
    text = decode(data, where=where)
    if text.lstrip().startswith("{"):
        try:
            record = parse_record(text, where=where)
        except BrokenRecord:
            record = {}
        if isinstance(record.get("text"), str):
            yield draft_of(record, where=where, kind=options.kind, patterns=cleaner.datelines)
            return
    yield _text_draft(text, where, options, stem=None)


def _is_record(line: bytes) -> bool:
    """Whether a line is a whole JSON object."""
    if not line.removeprefix(UTF8_MARK).lstrip().startswith(b"{"):
        return False
    try:
        parse_record(decode(line, where=STANDARD_INPUT_NAME), where=STANDARD_INPUT_NAME)
    except InputError:
        return False
    return True


def _json_lines(
    stream: BinaryIO, name: str, options: InputOptions, cleaner: Cleaner, begun: bytes = b""
) -> Iterator[Draft | InputError]:
    """One draft a line; a line that is broken gives its error, and the next is read."""
    number = begun.count(b"\n") if begun else 0
    if begun:
        yield line_draft(begun, f"{name}:{number or 1}", options, cleaner)
    for offset, line in read_lines(
        _narrow(stream, name, options, at_start=not begun), where=name, most=options.max_bytes
    ):
        where = f"{name}:{number + offset}"
        if line is None:
            what = f"the line is longer than {options.max_bytes:,} bytes"
            yield BrokenRecord(what, where=where, next_step="leave it out")
        elif line.strip():
            yield line_draft(line, where, options, cleaner)


def _narrow(stream: BinaryIO, name: str, options: InputOptions, *, at_start: bool) -> BinaryIO:
    """The stream in UTF-8: one in UTF-16 is read whole, since its lines cannot be told by bytes."""
    peek: Callable[[int], bytes] | None = getattr(stream, "peek", None)
    if not at_start or peek is None or peek(2)[:2] not in WIDE_MARKS:
        return stream
    text = decode(read_stream(stream, where=name, most=options.max_bytes), where=name)
    return io.BytesIO(text.encode("utf-8", "replace"))


def line_draft(line: bytes, where: str, options: InputOptions, cleaner: Cleaner) -> Draft | InputError:
    """The draft that one line of JSON Lines makes, or the error that says why it makes none.

    Args:
        line: the line.
        where: its name in errors.
        options: what is said of all inputs.
        cleaner: tables to clean with.
    """
    try:
        record = parse_record(decode(line, where=where), where=where)
        return draft_of(record, where=where, kind=options.kind, patterns=cleaner.datelines)
    except InputError as error:
        return error
