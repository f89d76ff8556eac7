"""Countries: what a text may call them."""

from __future__ import annotations

import pytest

from crossclaim.errors import DataError
from crossclaim.lexicon.countries import Countries, load_countries

ROW = "UTO\tUT\t1\tUtopia\tU.T.\tAmaurot\tUtopian\tUtopian\tUtopians\t10\t20"


@pytest.fixture(scope="module")
def countries() -> Countries:
    return load_countries()


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("Turkey", "TUR"), ("Türkiye", "TUR"), ("the U.S.", "USA"), ("US", "USA"), ("United States", "USA"),
        ("UK", "GBR"), ("U.A.E.", "ARE"), ("DRC", "COD"),
        ("Ivory Coast", "CIV"), ("Cote d’Ivoire", "CIV"),
        ("Burma", "MMR"), ("Czech Republic", "CZE"), ("COLOMBIA", "COL"),
        ("South Sudan", "SSD"), ("Kosovo", "XKX"),
        ("Democratic Republic of Congo", "COD"), ("Guinea-Bissau", "GNB"), ("The Gambia", "GMB"),
    ],
)  # fmt: skip
def test_names(countries: Countries, text: str, iso3: str) -> None:
    found = countries.named(text)
    assert found is not None and found.iso3 == iso3


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("Turkish", "TUR"), ("Turks", "TUR"), ("Syrians", "SYR"), ("Azeri", "AZE"), ("Nigerien", "NER"),
        ("Nigerian", "NGA"), ("Frenchman", "FRA"), ("Burkinabè", "BFA"),
        ("Ukrainian", "UKR"), ("Dutch", "NLD"),
        ("South Sudanese", "SSD"), ("Filipinos", "PHL"), ("Palestinians", "PSE"), ("Dominican", "DOM"),
    ],
)  # fmt: skip
def test_demonyms(countries: Countries, text: str, iso3: str) -> None:
    found = countries.demonym(text)
    assert found is not None and found.iso3 == iso3


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("Kiev", "UKR"),
        ("Kyiv", "UKR"),
        ("The Hague", "NLD"),
        ("Sana'a", "YEM"),
        ("Bogota", "COL"),
        ("Baku", "AZE"),
    ],
)
def test_capitals(countries: Countries, text: str, iso3: str) -> None:
    found = countries.capital(text)
    assert found is not None and found.iso3 == iso3


def test_words_of_two_countries(countries: Countries) -> None:
    assert {c.iso3 for c in countries.by_demonym["congolese"]} == {"COD", "COG"}


def test_unknown(countries: Countries) -> None:
    assert countries.mentioned("Ruritanian") is None
    assert countries.iso("ZZZ") is None


def test_every_country_has_a_position_and_codes(countries: Countries) -> None:
    assert len(countries.all) >= 249
    assert all(countries.iso(c.iso2) is c and countries.iso(c.iso3) is c for c in countries.all)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("UTO\tUT", "2 columns"),
        (ROW.replace("\t10\t", "\tnorth\t"), "not a number"),
        (ROW.replace("\t10\t", "\t100\t"), "position"),
        (f"{ROW}\n{ROW}", "twice"),
    ],
)
def test_broken_table(text: str, says: str) -> None:
    with pytest.raises(DataError, match=says):
        load_countries(f"# head\n{text}")
