"""Web archives: each page that a WARC file holds is a report. ISO 28500; `.warc` and `.warc.gz`."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from crossclaim.clean.drafts import Draft
from crossclaim.clean.reading import decode, open_file
from crossclaim.errors import BrokenRecord, InputError

ENDINGS = (".warc", ".warc.gz")
PAGES = ("text/html", "application/xhtml+xml")
TEXTS = ("text/plain",)
FOUND = "200"


def is_archive(path: Path) -> bool:
    """Whether a file is a web archive, by its name.

    >>> is_archive(Path("crawl.warc.gz"))
    True
    """
    return path.name.casefold().endswith(ENDINGS)


def archive_drafts(path: Path, *, most: int, article: bool) -> Iterator[Draft | InputError]:
    """One draft a page, in the order of the archive.

    Taken are answers with status 200 and files that are HTML, and texts made of pages ("conversion" records); not
    requests, pictures, scripts, redirects or repeats. The day of the crawl is not the day of publication.

    Args:
        path: the archive.
        most: bytes that a page may have.
        article: whether texts are kept as they are.

    Raises:
        InputError: no archive, a broken one, or one without a page.
    """
    with open_file(path) as stream:
        found = False
        for draft in page_drafts(stream, where=str(path), most=most, article=article):
            found = True
            yield draft
    if not found:
        raise InputError("no page in it", where=str(path), next_step="check what was crawled")


def page_drafts(stream: BinaryIO, *, where: str, most: int, article: bool) -> Iterator[Draft | InputError]:
    """One draft a page of an open archive, as `archive_drafts` takes them; none where it holds no page.

    Args:
        stream: the archive, or a part of it that begins with a record.
        where: its name in errors.
        most: bytes that a page may have.
        article: whether texts are kept as they are.

    Raises:
        BrokenRecord: no archive, or a broken one.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for record in ArchiveIterator(stream):
            if _is_page(record):
                yield _draft(record, where, most, article)
    except (ArchiveLoadFailed, OSError, EOFError, ValueError, zlib.error, AttributeError) as error:
        # warcio takes for granted that a record has an address: without one it raises AttributeError.
        lines = str(error).splitlines() or [type(error).__name__]
        what = f"not a web archive that can be read ({lines[0][:80]})"
        raise BrokenRecord(what, where=where, next_step="fetch it again") from error


def _is_page(record: Any) -> bool:
    if record.rec_type == "response":
        return bool(record.http_headers) and record.http_headers.get_statuscode() == FOUND and _type(record) in PAGES
    return record.rec_type in ("resource", "conversion") and _type(record) in (*PAGES, *TEXTS)


def _type(record: Any) -> str:
    headers = record.http_headers if record.rec_type == "response" else record.rec_headers
    return str(headers.get_header("Content-Type") or "").split(";", 1)[0].strip().casefold()


def _draft(record: Any, where: str, most: int, article: bool) -> Draft | InputError:
    address = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    place = f"{where}, {address or 'a page'}"
    data = record.content_stream().read(most + 1)
    if len(data) > most:
        return InputError(f"larger than {most:,} bytes", where=place, next_step="leave it out")
    try:
        text = decode(data, where=place)
    except InputError as error:
        return error
    return Draft(
        where=place, text=text, kind="article" if article else "page", html=_type(record) in PAGES, url=address or None
    )
