"""The data file of numbers and what its loader says of a broken one."""

from __future__ import annotations

from importlib.resources import files

import pytest

from crossclaim.errors import DataError
from crossclaim.figures.number_words import load_number_words, number_words
from crossclaim.figures.numbers import value

TEXT = (files("crossclaim") / "data" / "numbers.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("zero", 0),
        ("seventeen", 17),
        ("ninety nine", 99),
        ("a hundred and one", 101),
        ("three hundred thousand", 300_000),
        ("one million two hundred thousand and five", 1_200_005),
        ("three dozen", 36),
        ("2.5 thousand", 2500),
        ("7.62", None),
        ("007", None),
        ("0", 0),
    ],
)
def test_value(amount: str, expected: int | None) -> None:
    assert value(amount, number_words()) == (expected, False)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("dozens: 24", "dozens: many", "'dozens': 'many' is not a whole number"),
        ("at_least: [", "least: [", "entry 'at_least' is missing"),
        ("%nothing|", "%nichts|", "nichts"),
        ("  article: ", "  an_article: ", "entry 'forms' lacks article"),
        ("masks:", "covers:", "entry 'masks' is missing"),
        ("units: {", "units: [", "not YAML"),
    ],
)
def test_a_broken_file_is_told_with_its_mend(old: str, new: str, says: str) -> None:
    assert old in TEXT
    with pytest.raises(DataError, match=r"numbers\.yaml") as error:
        load_number_words(TEXT.replace(old, new, 1))
    assert says in str(error.value)
