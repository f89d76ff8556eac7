"""The lists of parties: what phrases stand for, and how a broken list is reported."""

from __future__ import annotations

import re

import pytest

from crossclaim.errors import DataError
from crossclaim.lexicon import parties
from crossclaim.lexicon.countries import load_countries
from crossclaim.lexicon.parties import PartyBook, key_of, load_parties, pieces, plural_of

SECTORS = {
    *(
        "COP",
        "GOV",
        "JUD",
        "LEG",
        "MIL",
        "PRM",
        "PTY",
        "REB",
        "SPY",
        "UAF",
        "UNK",
        "AGR",
        "BUS",
        "CRM",
        "CVL",
    ),
    *("CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"),
    *("IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"),
}
"""Sectors and non-state names of the PLOVER manual."""


@pytest.fixture(scope="module")
def book() -> PartyBook:
    return load_parties(load_countries())


@pytest.mark.parametrize(
    ("phrase", "name", "country", "sector"),
    [
        ("the Kremlin", "Kremlin", "RUS", "GOV"),
        ("KREMLIN", "Kremlin", "RUS", "GOV"),
        ("U.N.", "United Nations", None, "IGO"),
        ("Nato", "NATO", None, "IGO"),
        ("Daesh", "Islamic State", None, "IMG"),
        ("ISIL", "Islamic State", None, "IMG"),
        ("Al-Shabaab", "al-Shabab", "SOM", "REB"),
        ("ministry of defense", "Ministry of Defence", None, "GOV"),
        ("gunmen", "gunman", None, "UAF"),
        ("chiefs of staff", "chief of staff", None, "MIL"),
        ("Tass", "TASS", "RUS", "JRN"),
        ("Red Cross", "International Committee of the Red Cross", None, "NGO"),
        ("U.S.", "United States", "USA", "GOV"),
        ("Burmese", "Myanmar", "MMR", None),
        ("Ouagadougou", "Burkina Faso", "BFA", "GOV"),
    ],
)
def test_a_phrase_has_its_term(
    phrase: str, name: str, country: str | None, sector: str | None, book: PartyBook
) -> None:
    term = book.look_up(phrase)
    assert term is not None
    assert (term.name, term.country, term.sector) == (name, country, sector)


@pytest.mark.parametrize("phrase", ["us", "is", "who", "it", "the", "bridge"])
def test_everyday_words_are_no_parties(phrase: str, book: PartyBook) -> None:
    assert book.look_up(phrase) is None


def test_every_sector_and_country_is_a_known_code(book: PartyBook) -> None:
    for key, term in book.terms.items():
        assert term.sector is None or term.sector in SECTORS, key
        assert term.country is None or book.countries.iso(term.country) is not None, key


def test_armed_organisations_are_listed_world_wide(book: PartyBook) -> None:
    armed = {t.name: t.country for t in book.terms.values() if t.kind == "armed"}
    assert len(armed) > 150
    assert len(set(armed.values())) > 40


@pytest.mark.parametrize(
    ("word", "want"),
    [
        ("al-Qaeda's", ("al", "qaeda")),
        ("U.S.-backed", ("US", "backed")),
        ("Élysée", ("elysee",)),
        ("'s", ()),
        ("defense", ("defence",)),
    ],
)
def test_words_are_compared_in_pieces(word: str, want: tuple[str, ...], book: PartyBook) -> None:
    assert pieces(word, book.words.spellings) == want


def test_the_article_is_no_part_of_a_key(book: PartyBook) -> None:
    assert key_of("The Hague", book.words.spellings) == ("hague",)


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("gunman", "gunmen"),
        ("ministry", "ministries"),
        ("chief of staff", "chiefs of staff"),
        ("person", "people"),
    ],
)
def test_plurals_are_made(one: str, many: str, book: PartyBook) -> None:
    assert plural_of(one, book.words.plurals) == many


def test_a_short_row_is_reported_with_file_and_line(monkeypatch: pytest.MonkeyPatch) -> None:
    class Folder:
        def __truediv__(self, name: str) -> Folder:
            return self

        def read_text(self, encoding: str) -> str:
            return "# a list\nKremlin\tRUS\n"

    monkeypatch.setattr(parties, "files", lambda package: Folder())
    with pytest.raises(DataError, match=re.escape("party_seats.tsv:2: 2 columns, not 4")):
        list(parties.named_phrases("party_seats.tsv", "seat", parties.rows("party_seats.tsv", 4)))
