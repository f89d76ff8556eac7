"""What all tests share: the language model and the reader, opened once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from spacy.tokens import Doc

from crossclaim.pipeline import Reader, load_reader
from crossclaim.records import Reading, Report


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The default reader."""
    return load_reader()


@pytest.fixture(scope="session")
def language(reader: Reader) -> Callable[[str], Doc]:
    """The packaged language model: text to `Doc`."""
    return reader.language


@pytest.fixture(scope="session")
def read(reader: Reader) -> Callable[..., Reading]:
    """Read a text as an article published on a Saturday, 4 May 2024, unless told otherwise."""

    def run(text: str, published: date | None = date(2024, 5, 4), title: str | None = None) -> Reading:
        return reader.read(Report("t", text, title=title, published=published))

    return run
