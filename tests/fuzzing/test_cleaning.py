"""Any text and any file: reports or clear errors, in time."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import inputs_made as made
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossclaim.clean import Cleaner, InputOptions, load_tables, open_reports, report_of
from crossclaim.errors import InputError
from crossclaim.records import Reading, Report

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")


@pytest.fixture(scope="module")
def cleaner() -> Cleaner:
    return Cleaner.of(load_tables())


@pytest.fixture(scope="module")
def valid() -> Any:
    return made.validator()


@made.fuzzing
@given(text=made.texts(), kind=st.sampled_from(["article", "page"]), language=st.sampled_from([None, "en"]))
def test_texts(text: str, kind: str, language: str | None, cleaner: Cleaner, valid: Any) -> None:
    with made.in_time():
        try:
            report = report_of(text, InputOptions(kind=kind, language=language), cleaner=cleaner)
        except InputError as error:
            assert made.is_told(error)
            return
    assert report.text.strip()
    made.check(Reading(report), valid)


@made.fuzzing
@given(file=made.files(), kind=st.sampled_from(["auto", "article", "page"]))
def test_files(file: tuple[str, bytes], kind: str, cleaner: Cleaner, valid: Any) -> None:
    with tempfile.TemporaryDirectory() as folder, made.in_time():
        path = Path(folder) / f"report{file[0]}"
        path.write_bytes(file[1])
        found = list(open_reports([str(path)], InputOptions(kind=kind), cleaner=cleaner))
    for item in found:
        if isinstance(item, Report):
            made.check(Reading(item), valid)
        else:
            assert made.is_told(item)
