"""Any text, read whole: a valid reading, in time."""

from __future__ import annotations

from datetime import date
from typing import Any

import inputs_made as made
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossclaim.pipeline import Reader
from crossclaim.records import Report

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")


@pytest.fixture(scope="module")
def valid() -> Any:
    return made.validator()


@made.fuzzing
@given(
    text=st.one_of(made.sentences(), made.texts()),
    title=st.one_of(st.none(), made.texts(4)),
    source=st.one_of(st.none(), made.texts(2)),
    published=st.one_of(st.none(), st.dates()),
)
def test_any_text(
    text: str, title: str | None, source: str | None, published: date | None, reader: Reader, valid: Any
) -> None:
    with made.in_time():
        reading = reader.read(Report("r", text, title, source, published))
    made.check(reading, valid)
