"""The data file of dates and what its loader says of a broken one."""

from __future__ import annotations

from importlib.resources import files

import pytest

from crossclaim.dates import load_date_words
from crossclaim.dates.resolve import READERS
from crossclaim.dates.words import READS
from crossclaim.errors import DataError

TEXT = (files("crossclaim") / "data" / "dates.yaml").read_text(encoding="utf-8")


def test_every_arithmetic_is_used_and_exists() -> None:
    assert {f.reads for f in load_date_words().forms} == set(READS) == set(READERS)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("january: 1", "january: first", "'january': 'first' is not a whole number"),
        ("today: [0, 0]", "today: 0", "'today': 0 is not a pair of whole numbers"),
        ("reads: ymd", "reads: dmy", "entry 'forms' 1"),
        ("@year[-/.]", "@jahr[-/.]", "jahr"),
        ("@year[-/.]", "@year[-/.", "mend the pattern"),
        ("months:", "month_names:", "entry 'months' is missing"),
        ("rolling: [past, the last]", "rolling: past", "entry 'rolling' is missing or no list of words"),
        ("rolling: [past, the last]", "rolling: [past", "not YAML"),
    ],
)
def test_a_broken_file_is_told_with_its_mend(old: str, new: str, says: str) -> None:
    assert old in TEXT
    with pytest.raises(DataError, match=r"dates\.yaml") as error:
        load_date_words(TEXT.replace(old, new, 1))
    assert says in str(error.value)
