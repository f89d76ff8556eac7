"""What stands beside our figures."""

from __future__ import annotations

import pytest

from crossclaim.errors import DataError
from evaluation.corpora import NAMES
from evaluation.published import load_published


def test_every_entry_is_of_a_set_and_names_its_source() -> None:
    found = load_published()
    assert set(found) <= set(NAMES)
    assert all(p.system and p.source and p.scores for beside in found.values() for p in beside.published)


@pytest.mark.parametrize(
    "text", ["lgl: [1]", "lgl: {aims: high}", "lgl: {published: [{system: x}]}", "lgl: {published: [x]}"]
)
def test_a_broken_entry_is_named(text: str) -> None:
    with pytest.raises(DataError, match=r"published\.yaml: set 'lgl'"):
        load_published(text)
