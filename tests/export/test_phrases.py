"""Wordings of a claim's fields."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from crossclaim.export import phrases
from crossclaim.records import DatePrecision, DateSpan, Party, Place, PlacePrecision, Reading


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (12, 12, "12"),
        (12, None, "12+"),
        (None, 70, "up to 70"),
        (4000, 4500, "4,000-4,500"),
        (0, 0, "0"),
        (None, None, "some"),
    ],
)
def test_amount(low: int | None, high: int | None, words: str) -> None:
    assert phrases.amount(low, high) == words


@pytest.mark.parametrize(
    ("first", "last", "precision", "words"),
    [
        ("2025-03-04", "2025-03-04", "day", "2025-03-04"),
        ("2025-03-04", "2025-03-05", "day", "2025-03-04 to 2025-03-05"),
        ("2025-03-03", "2025-03-09", "week", "2025-03-03 to 2025-03-09"),
        ("2025-03-01", "2025-03-31", "month", "2025-03"),
        ("2025-01-01", "2025-12-31", "year", "2025"),
        ("2024-01-01", "2025-12-31", "year", "2024-01-01 to 2025-12-31"),
    ],
)
def test_day(first: str, last: str, precision: DatePrecision, words: str) -> None:
    span = DateSpan("then", 0, 4, date.fromisoformat(first), date.fromisoformat(last), precision)
    assert phrases.day(span) == words


@pytest.mark.parametrize(
    ("precision", "country", "words"),
    [
        ("exact", "MLI", "Ménaka (MLI)"),
        ("near", "MLI", "near Ménaka (MLI)"),
        ("admin1", None, "Ménaka"),
        ("country", "MLI", "Ménaka"),
        ("unknown", None, "Ménaka (?)"),
    ],
)
def test_place(precision: PlacePrecision, country: str | None, words: str) -> None:
    place = Place(0, 6, "Ménaka", "place", "Ménaka", None, country, None, None, None, precision)
    assert phrases.place(place) == words


def test_claims_in_words(reading: Reading) -> None:
    first, second, third, fourth, fifth = reading.claims
    assert phrases.what(first) == "attack: -Front -> Mali army"
    assert phrases.figures(first) == ["killed 12 soldiers (MLI, mil.)", "lost 1 truck (MLI)"]
    assert phrases.stance(second) == "hedged, background"
    assert phrases.via(third) == "via Radio Sahel"
    assert phrases.who(fourth.claimant) == "reporter"
    assert phrases.when(fourth) == '"in 2019" (?)'
    assert phrases.stance(fifth) == "asserts, called for"


def test_a_part_of_another_figure_says_so(reading: Reading) -> None:
    (dead,) = reading.claims[0].casualties
    part = replace(dead, low=3, high=3, who="children", party=None, victims="civilian", subset=True)
    assert phrases.casualty(part) == "incl. killed 3 children (civ.)"


def test_counted(reading: Reading, empty: Reading) -> None:
    assert phrases.counted(reading) == "5 claims by 4 claimants: 2 asserted, 1 denied, 2 hedged; 2 incidents"
    assert phrases.counted(replace(reading, claims=reading.claims[:1], incidents=())) == (
        "1 claim by 1 claimant: 1 asserted"
    )
    assert phrases.counted(empty) == "no claim found"


def test_a_tally_keeps_every_figure_with_its_claimant(reading: Reading) -> None:
    tally = reading.incidents[0].tallies[0]
    assert phrases.tally(tally) == "killed, Mali army, military: 12 (Mali army 12 [c1]; -Front denies 12 [c3])"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("red \x1b[31malert\x1b[0m", "red [31malert[0m"),
        ("a\u202eb\u2066c", "abc"),
        ("\ud83dhalf", "half"),
        (" two \r\n\tlines\u2028now ", "two lines now"),
        (
            "\u200f\u0645\u0631\u062d\u0628\u0627 👩\u200d🚒",
            "\u200f\u0645\u0631\u062d\u0628\u0627 👩\u200d🚒",
        ),
    ],
)
def test_nothing_that_a_terminal_obeys(text: str, words: str) -> None:
    assert phrases.plain(text) == words


def test_names_are_given_once(reading: Reading) -> None:
    army = Party("army", 0, 4, "Mali army")
    assert phrases.names([army, replace(army, start=9, end=13), Party("x", 0, 1, "UN")]) == "Mali army, UN"
