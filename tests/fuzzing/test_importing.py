"""Readings that come back in, whole and damaged; pieces of archives of any bytes."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import fake_add
import inputs_made as made
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossclaim.archive.inputs import drafts
from crossclaim.archive.splits import kind_of, splits
from crossclaim.archive.storage import Folder
from crossclaim.clean import Cleaner, InputOptions, load_tables
from crossclaim.clean.drafts import Draft
from crossclaim.errors import BrokenRecord, InputError
from crossclaim.export.contract import to_json
from crossclaim.export.contract_back import from_json
from crossclaim.records import Report

TEXT = " ".join(fake_add.sentence(s, "said", "shelled", p, 4) for s in fake_add.SPEAKERS for p in fake_add.PLACES)
WHOLE = to_json(fake_add.read(Report("r", TEXT)), explain=True)

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")


@pytest.fixture(scope="module")
def cleaner() -> Cleaner:
    return Cleaner.of(load_tables())


@made.fuzzing
@given(data=st.data())
def test_damaged_readings(data: st.DataObject) -> None:
    reading = json.loads(json.dumps(WHOLE))
    for _ in range(data.draw(st.integers(1, 3))):
        _damage(reading, data)
    with made.in_time():
        try:
            from_json(reading)
        except BrokenRecord as error:
            assert made.is_told(error)


@pytest.mark.parametrize("data", [None, "", [], 5, [WHOLE]])
def test_what_is_no_object_is_no_reading(data: Any) -> None:
    with pytest.raises(BrokenRecord):
        from_json(data)


def _damage(whole: Any, data: st.DataObject) -> None:
    """Another value, or none, somewhere in a reading."""
    at = whole
    for _ in range(6):
        keys = list(at) if isinstance(at, dict) else list(range(len(at)))
        if not keys:
            return
        key = data.draw(st.sampled_from(keys))
        if not isinstance(at[key], dict | list) or data.draw(st.integers(0, 4)) == 0:
            at[key] = data.draw(made.values())
            return
        at = at[key]


@made.fuzzing
@given(file=made.files(), size=st.integers(1, 400))
def test_pieces_of_archives(file: tuple[str, bytes], size: int, cleaner: Cleaner) -> None:
    name = f"reports{file[0]}"
    if kind_of(name) is None:
        return
    with tempfile.TemporaryDirectory() as folder, made.in_time():
        (Path(folder) / name).write_bytes(file[1])
        source = Folder(folder)
        for piece in splits(source, source.files(), size):
            for item in drafts(source, piece, InputOptions(), cleaner):
                assert isinstance(item, Draft) or (isinstance(item, InputError) and made.is_told(item))
