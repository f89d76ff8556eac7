"""The reports of one piece of an input, as drafts that are not cleaned yet, each with its place."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from crossclaim.archive.records import Split
from crossclaim.archive.splits import byte_lines
from crossclaim.archive.storage import Folder
from crossclaim.clean.archives import page_drafts
from crossclaim.clean.columns import Record, csv_rows, parquet_rows
from crossclaim.clean.drafts import Draft, InputOptions, draft_of
from crossclaim.clean.finish import Cleaner
from crossclaim.clean.formats import WIDE_MARKS, cleaning_failed, line_draft
from crossclaim.clean.reading import read_lines
from crossclaim.errors import BrokenRecord, CrossclaimError, InputError, NotText

MEMBER = b"\x1f\x8b\x08"
"""How a gzip member begins."""

WINDOW = 1 << 16

Drafts = Iterator[Draft | InputError]


def drafts(source: Folder, split: Split, options: InputOptions, cleaner: Cleaner) -> Drafts:
    """The drafts of a piece, in the order of the file; what cannot be read stands in its place.

    Args:
        source: the input.
        split: the piece.
        options: what is said of all inputs.
        cleaner: to read days with.

    Raises:
        CrossclaimError: the file cannot be opened.
    """
    where = split.path or source.shown.rsplit("/", 1)[-1]
    try:
        with source.reading(split.path) as stream:
            yield from READERS[split.kind](stream, where, split, options, cleaner)
    except InputError as error:
        yield error
    except CrossclaimError:
        raise
    except Exception as error:
        yield cleaning_failed(error, where)


def _json_lines(stream: Any, where: str, split: Split, options: InputOptions, cleaner: Cleaner) -> Drafts:
    """Lines are known by the byte at which they begin: nobody has counted those before."""
    if stream.read(2) in WIDE_MARKS:
        raise NotText("in UTF-16, which archives do not read", where=where, next_step="save it as UTF-8")
    at = max(split.start - 1, 0)
    stream.seek(at)
    if split.start:
        at += _rest_of_line(stream)
        stream.seek(at)
    for line in byte_lines(stream):
        if at >= split.stop:
            return
        whole = line if len(line) <= options.max_bytes else None
        yield from _line(whole, f"{where}, byte {at}", options, cleaner)
        at += len(line)


def _rest_of_line(stream: Any) -> int:
    return len(next(byte_lines(stream), b""))


def _line(line: bytes | None, where: str, options: InputOptions, cleaner: Cleaner) -> Drafts:
    if line is None:
        what = f"the line is longer than {options.max_bytes:,} bytes"
        yield BrokenRecord(what, where=where, next_step="leave it out")
    elif line.strip():
        yield line_draft(line, where, options, cleaner)


def _packed_lines(stream: Any, where: str, split: Split, options: InputOptions, cleaner: Cleaner) -> Drafts:
    try:
        with gzip.open(stream) as unpacked:
            for number, line in read_lines(cast(BinaryIO, unpacked), where=where, most=options.max_bytes):
                yield from _line(line, f"{where}:{number}", options, cleaner)
    except (EOFError, zlib.error) as error:
        raise BrokenRecord(f"cannot be unpacked ({error})", where=where, next_step="fetch it again") from error


def _csv(stream: Any, where: str, split: Split, options: InputOptions, cleaner: Cleaner) -> Drafts:
    head, lines = b"", split.line - 1
    if split.start:
        head = next(byte_lines(stream), b"")
        lines -= 1
    stream.seek(split.start)
    rows = io.BytesIO(head + bytes(stream.read(split.stop - split.start)))
    for number, record in csv_rows(rows, options.columns, where=where, most=options.max_bytes):
        yield _draft(record, f"{where}:{number + lines}", options, cleaner)


def _parquet(stream: Any, where: str, split: Split, options: InputOptions, cleaner: Cleaner) -> Drafts:
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        groups = range(split.start, split.stop)
        for number, record in parquet_rows(ParquetFile(stream), options.columns, where=where, groups=groups):
            yield _draft(record, f"{where}, row {number}", options, cleaner)
    except (ArrowException, OSError) as error:
        what = f"not a Parquet file that can be read ({(str(error).splitlines() or ['?'])[0]})"
        raise BrokenRecord(what, where=where, next_step="write it anew") from error


def _draft(record: Record | InputError, where: str, options: InputOptions, cleaner: Cleaner) -> Draft | InputError:
    if isinstance(record, InputError):
        return type(record)(record.what, where=where, next_step=record.next_step)
    try:
        return draft_of(record, where=where, kind=options.kind, patterns=cleaner.datelines)
    except InputError as error:
        return error


def _pages(stream: Any, where: str, split: Split, options: InputOptions, cleaner: Cleaner) -> Drafts:
    yield from page_drafts(stream, where=where, most=options.max_bytes, article=options.kind == "article")


def _packed_pages(stream: Any, where: str, split: Split, options: InputOptions, cleaner: Cleaner) -> Drafts:
    """The records whose gzip members begin in the piece; a file of one member is read whole by its first piece."""
    at: int | None = split.start if split.start == 0 else _next_member(stream, split.start, split.stop)
    while at is not None and at < split.stop:
        member, article = _Member(stream, at), options.kind == "article"
        try:
            yield from page_drafts(cast(BinaryIO, member), where=where, most=options.max_bytes, article=article)
            at = member.end()
        except (BrokenRecord, EOFError) as error:
            what = getattr(error, "what", "not a web archive that can be read")
            yield BrokenRecord(what, where=f"{where}, byte {at}", next_step="fetch it again")
            at = _next_member(stream, (at or 0) + 1, split.stop)
    if at is not None and not _is_record(stream, at):
        # The next piece looks for the beginning of a record and would pass over this one without a word.
        what = "not a web archive that can be read"
        yield BrokenRecord(what, where=f"{where}, byte {at}", next_step="fetch it again")


class _Member:
    """One gzip member of a stream as a file of its own, packed as it is."""

    def __init__(self, stream: Any, start: int) -> None:
        self._stream, self._at = stream, start
        self._unpack = zlib.decompressobj(31)
        self._end: int | None = None

    def read(self, size: int = -1) -> bytes:
        """The next bytes of the member, none after its end."""
        if self._end is not None:
            return b""
        self._stream.seek(self._at)
        chunk = bytes(self._stream.read(WINDOW if size < 0 else min(size, WINDOW)))
        try:
            self._unpack.decompress(chunk)
        except zlib.error as error:
            raise EOFError(str(error)) from error
        used = len(chunk) - len(self._unpack.unused_data)
        self._at += used
        if self._unpack.eof or not chunk:
            self._end = self._at
        return chunk[:used]

    def tell(self) -> int:
        """Where in the file it stands."""
        return self._at

    def end(self) -> int | None:
        """Where the next member begins; None at the end of the file."""
        while self._end is None:
            self.read()
        if not self._unpack.eof:
            raise EOFError("cut off")
        self._stream.seek(self._end)
        return self._end if self._stream.read(1) else None


def _next_member(stream: Any, start: int, stop: int) -> int | None:
    """Where the first record of a WARC begins from a place on; None where none does before another."""
    at = start
    while at < stop:
        stream.seek(at)
        window = bytes(stream.read(WINDOW))
        found = window.find(MEMBER)
        while found >= 0:
            if at + found >= stop:
                return None
            if _is_record(stream, at + found):
                return at + found
            found = window.find(MEMBER, found + 1)
        if len(window) < WINDOW:
            return None
        at += WINDOW - len(MEMBER) + 1
    return None


def _is_record(stream: Any, at: int) -> bool:
    stream.seek(at)
    try:
        return zlib.decompressobj(31).decompress(bytes(stream.read(1024)), 5) == b"WARC/"
    except zlib.error:
        return False


READERS = {
    "jsonl": _json_lines,
    "jsonl.gz": _packed_lines,
    "csv": _csv,
    "parquet": _parquet,
    "warc": _pages,
    "warc.gz": _packed_pages,
}
