"""Bytes to text: files and standard input, with the encoding found out.

UTF-8 and UTF-16 with a mark, UTF-8 without, the encoding that an HTML page names, else Windows-1252
where the bytes can be such a text. What is binary is refused.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from crossclaim.errors import InputError, NotText

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "an RTF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
)
CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
HIGH = re.compile(rb"[\x80-\xff]")
MOST_HIGH = 0.3
"""A text in Windows-1252 with a larger share of bytes beyond ASCII is in another encoding."""
MOST_BROKEN = 0.02
"""Broken sequences to sound ones in a text that is UTF-8 but for a few bytes."""


def read_bytes(path: Path, *, most: int) -> bytes:
    """All of a file.

    Args:
        path: the file.
        most: bytes that it may have.

    Raises:
        InputError: it is missing, a folder, not to be read, or too large.
    """
    with open_file(path) as stream:
        return read_stream(stream, where=str(path), most=most)


def open_file(path: Path) -> BinaryIO:
    """Opens a file for reading bytes.

    Raises:
        InputError: it is missing, a folder, or not to be read.
    """
    where = str(path)
    try:
        if path.is_dir():
            raise InputError("this is a folder", where=where, next_step="name the files in it")
        return path.open("rb")
    except FileNotFoundError:
        raise InputError("there is no such file", where=where, next_step="check the path") from None
    except PermissionError:
        raise InputError("no permission to read it", where=where, next_step="change its mode") from None
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be opened ({_reason(error)})", where=where, next_step="check the path") from error


def read_stream(stream: BinaryIO, *, where: str, most: int) -> bytes:
    """All of an open stream.

    Raises:
        InputError: it has more than `most` bytes, or reading fails.
    """
    try:
        data = stream.read(most + 1)
    except (OSError, ValueError) as error:
        raise InputError(f"reading failed ({_reason(error)})", where=where, next_step="try again") from error
    if len(data) > most:
        what = f"larger than {most:,} bytes"
        raise InputError(what, where=where, next_step="split it, one report each, or give a .jsonl")
    return data


def read_lines(stream: BinaryIO, *, where: str, most: int) -> Iterator[tuple[int, bytes | None]]:
    """The lines of an open stream with their numbers from 1, one at a time.

    Args:
        stream: the stream.
        where: its name in errors.
        most: bytes that a line may have; None is given in place of a longer one.

    Raises:
        InputError: reading fails.
    """
    number = 0
    try:
        while line := stream.readline(most + 1):
            number += 1
            if len(line) <= most:
                yield number, line
                continue
            while line and not line.endswith(b"\n"):
                line = stream.readline(most + 1)
            yield number, None
    except (OSError, ValueError) as error:
        raise InputError(f"reading failed ({_reason(error)})", where=where, next_step="try again") from error


def decode(data: bytes, *, where: str) -> str:
    """The text that bytes hold; line ends stay as they are.

    Args:
        data: a whole file or line.
        where: its name in errors.

    Raises:
        NotText: binary, or in an encoding that cannot be told.

    Example:
        >>> decode("caf\\u00e9".encode("cp1252"), where="menu.txt") == "caf\\u00e9"
        True
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], encoding, where)
    for signature, name in SIGNATURES:
        if data.startswith(signature):
            raise NotText(f"this is {name}", where=where, next_step="save its text as .txt in UTF-8")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data, where)
    if "\x00" in text:
        raise NotText("this is binary, not text", where=where, next_step="give a text, HTML or JSON file")
    return text


def _decode_as(data: bytes, encoding: str, where: str) -> str:
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        what = f"not in the encoding it says ({encoding})"
        raise NotText(what, where=where, next_step="save it as UTF-8") from error
    if "\x00" in text:
        raise NotText("this is binary, not text", where=where, next_step="give a text, HTML or JSON file")
    return text


def _not_utf8(data: bytes, where: str) -> str:
    if BINARY.search(data):
        raise NotText("this is binary, not text", where=where, next_step="give a text, HTML or JSON file")
    named = CHARSET.search(data[:4096])
    if named and named[1].decode("ascii").casefold() not in ("utf-8", "utf8"):
        return _decode_as(data, named[1].decode("ascii"), where)
    mended = data.decode("utf-8", errors="replace")
    broken = mended.count("\N{REPLACEMENT CHARACTER}")
    sound = sum(c > "\x7f" for c in mended) - broken
    if broken <= MOST_BROKEN * sound:
        return mended
    if len(HIGH.findall(data)) <= MOST_HIGH * len(data):
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    raise NotText("not in UTF-8, and its encoding cannot be told", where=where, next_step="save it as UTF-8")


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
