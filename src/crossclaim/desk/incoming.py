"""What is given to the desk to read, made reports: a text, files, an address."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Protocol

from crossclaim.clean import Cleaner, InputOptions, open_reports
from crossclaim.clean.drafts import Draft
from crossclaim.clean.finish import finish, packaged_cleaner
from crossclaim.clean.mend import mark_broken
from crossclaim.errors import InputError
from crossclaim.fetching.exchange import Fetched
from crossclaim.fetching.fetcher import Fetches
from crossclaim.fetching.pages import plain_address, reports_in
from crossclaim.records import Report

MOST_FILES = 10
MOST_REPORTS = 20
"""That are read at once; `crossclaim add` takes any number."""

UNSAFE = re.compile(r"[^\w.-]+")


class Upload(Protocol):
    """A file that was sent."""

    @property
    def filename(self) -> str | None: ...
    @property
    def file(self) -> BinaryIO: ...


@dataclass(frozen=True)
class Given:
    """What was given at one time.

    Attributes:
        text: that was pasted; "" for none.
        address: to fetch, or where there is a text that the text is from; "" for none.
        files: that were sent.
        options: what is said of all of it.
    """

    text: str
    address: str
    files: Sequence[Upload]
    options: InputOptions

    @property
    def nothing(self) -> bool:
        """Whether nothing was given."""
        return not (self.text.strip() or self.address or self.files)


@dataclass(frozen=True)
class Material:
    """What was given, fetched and whole, for another process to open.

    Attributes:
        text, address: as in `Given`.
        page: what was fetched, or why it was not; None where there was a text or no address.
        files: names and contents.
        options: what is said of all of it.
    """

    text: str
    address: str
    page: Fetched | InputError | None
    files: tuple[tuple[str, bytes], ...]
    options: InputOptions


Opened = tuple[list[Report | InputError], bool]
"""The first `MOST_REPORTS` reports, and whether there are more."""


def gathered(given: Given, fetcher: Fetches) -> Material:
    """All that was given; an address without a text is fetched.

    Args:
        given: what was.
        fetcher: of addresses.
    """
    page: Fetched | InputError | None = None
    if given.address and not given.text.strip():
        try:
            page = fetcher.get(given.address)
        except InputError as error:
            page = error
    files = tuple((upload.filename or "", upload.file.read()) for upload in given.files)
    return Material(given.text, given.address, page, files, given.options)


def package_opener() -> Callable[[Material], Opened]:
    """Opens what was given with the package's own tables."""
    cleaner = packaged_cleaner()
    return lambda material: at_most(incoming(material, cleaner), MOST_REPORTS)


def incoming(given: Material, cleaner: Cleaner) -> Iterator[Report | InputError]:
    """The reports in what was given: of the text, else of the page, and of the files.

    Args:
        given: what was.
        cleaner: tables to clean with.

    Yields:
        A `Report`, or an `InputError` where one cannot be read; nothing of it is kept anywhere.
    """
    if given.text.strip():
        yield _pasted(given, cleaner)
    elif isinstance(given.page, InputError):
        yield given.page
    elif given.page:
        try:
            yield from reports_in(given.page, given.options, cleaner)
        except InputError as error:
            yield error
    for name, content in given.files:
        yield from _file(name, content, given.options, cleaner)


def _pasted(given: Material, cleaner: Cleaner) -> Report | InputError:
    kept = given.options.kind == "article"
    draft = Draft(
        where="the text",
        text=mark_broken(given.text.replace("\r\n", "\n")),
        kind="article" if kept else "page",
        html=not kept,
        url=plain_address(given.address) if given.address else None,
    )
    try:
        return finish(draft, given.options, cleaner)
    except InputError as error:
        return error


def _file(name: str, content: bytes, options: InputOptions, cleaner: Cleaner) -> Iterator[Report | InputError]:
    """The reports of a file, which stands in a folder of its own while it is read."""
    with TemporaryDirectory(prefix="crossclaim-") as folder:
        path = Path(folder) / file_name(name)
        path.write_bytes(content)
        for item in open_reports([str(path)], options, cleaner=cleaner):
            yield _without(item, folder) if isinstance(item, InputError) else item


def file_name(name: str) -> str:
    """The name under which a file is kept while it is read; its ending says what it is.

    >>> file_name("../../etc/passwd"), file_name("C:\\\\reports\\\\day 1.html"), file_name("-")
    ('passwd', 'day_1.html', '_-')
    """
    last = re.split(r"[/\\]", name)[-1]
    plain = UNSAFE.sub("_", mark_broken(last)).lstrip(".")[-100:]
    return plain if plain[:1].isalnum() else f"_{plain}"


def _without(error: InputError, folder: str) -> InputError:
    """An error that names the file as its sender does."""
    return type(error)(error.what, where=error.where.replace(folder, "").lstrip("/\\"), next_step=error.next_step)


def at_most(reports: Iterator[Report | InputError], most: int) -> tuple[list[Report | InputError], bool]:
    """The first so many, and whether there are more.

    >>> at_most(iter(()), 3)
    ([], False)
    """
    found = list(islice(reports, most + 1))
    return found[:most], len(found) > most
