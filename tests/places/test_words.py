"""The data files of places: their form, and what a broken one says."""

from __future__ import annotations

import pytest

from crossclaim.errors import DataError
from crossclaim.places.demonyms import load_demonyms
from crossclaim.places.sources import read_table, region_places
from crossclaim.places.words import load_place_words


def test_words_are_lower_case() -> None:
    words = load_place_words()
    assert all(w == w.lower() for w in words.before | words.titles | words.never)


def test_unknown_kind() -> None:
    with pytest.raises(DataError, match=r"place_words.yaml: .*'castle' is no kind"):
        load_place_words("heads: {keep: [castle]}")


def test_regions_are_sound() -> None:
    for place in region_places():
        assert abs(place.lat) <= 90 and abs(place.lon) <= 180, place.name


def test_wrong_columns() -> None:
    with pytest.raises(DataError, match="columns"):
        list(read_table("regions.tsv", 3))


@pytest.mark.parametrize(
    ("text", "name"),
    [("Kurds", "Kurdistan"), ("Texans", "Texas"), ("European", "Europe"), ("Chechens", "Chechnya")],
)
def test_demonyms(text: str, name: str) -> None:
    assert load_demonyms().of(text)[0][0] == name
