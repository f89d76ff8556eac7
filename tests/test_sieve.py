"""What a sieve finds is what each pattern finds by itself."""

from __future__ import annotations

import random
import re

import pytest

from crossclaim.dates.words import date_words
from crossclaim.figures.number_words import number_words
from crossclaim.patterns import compiled
from crossclaim.sieve import Sieve

TEXTS = (
    "On Friday night, 3 May 2019, two dozen men were held; by 4 May between 10 and 15 had left.",
    "More than 1,200 fled in mid-August (2014), some 30-40 of them on the 3rd of September at 5:30 p.m.",
    "LATE LAST WEEK nobody was hurt. Two days earlier, a boy and his aunt, 12, died; 5% of homes burnt.",
    "‘90s rifles, a 105mm gun and T-72 tanks; the year 2003 saw no fewer than two thousand, five hundred raids.",
    "Saturdays blast and yesterdays raid: 3/4/2016, 2016-04-03, the night of 5-6 April, a day after Monday’s talks.",
    "",
)

OPENERS = ("a", "an", "the", "no", "another", "1900", "in 2000", "one", "on", "last", "5", "the next", "a few")
FOLLOWING = ("day", "week", "few", "hour", "comment", "further", "one", "april", "people", "day of", "dozen", "sooner")
ENDINGS = ("", "", "light", "s", "ton", "-long", "9", "'s", ",", "%", "ing of")
"""Behind a word, so that it goes on otherwise than it seems at first: "a daylight raid" is no "a day"."""

WORDS = sorted({word for text in TEXTS for word in re.findall(r"\w+|[^\w\s]", text)})


def plainly(patterns: list[re.Pattern[str]], text: str) -> list[tuple[int, tuple[int, int]]]:
    return [(n, m.span()) for n, p in enumerate(patterns) for m in p.finditer(text)]


def through(patterns: list[re.Pattern[str]], text: str, learn_from: int = 0) -> list[tuple[int, tuple[int, int]]]:
    return [(n, m.span()) for n, m in Sieve(patterns, learn_from=learn_from).matches(text)]


PACKAGED = {
    "dates": [form.pattern for form in date_words().forms],
    "numbers": list(number_words().forms.values()),
    "masks": list(number_words().masks),
}


@pytest.mark.parametrize("name", PACKAGED)
@pytest.mark.parametrize("text", TEXTS)
def test_packaged_patterns_find_the_same(name: str, text: str) -> None:
    assert through(PACKAGED[name], text) == plainly(PACKAGED[name], text)


@pytest.mark.parametrize("name", PACKAGED)
def test_words_in_any_order_find_the_same(name: str) -> None:
    rng = random.Random(7)
    sieve = Sieve(PACKAGED[name], learn_from=0)
    for _ in range(150):
        text = "".join(rng.choice(WORDS) + rng.choice(["", " ", " ", "\n", "-"]) for _ in range(25))
        assert [(n, m.span()) for n, m in sieve.matches(text)] == plainly(PACKAGED[name], text)


@pytest.mark.parametrize("name", PACKAGED)
def test_words_that_go_on_find_the_same(name: str) -> None:
    rng = random.Random(8)
    sieve = Sieve(PACKAGED[name], learn_from=0)
    for _ in range(150):
        next_word = (rng.choice(FOLLOWING) + rng.choice(ENDINGS) for _ in range(12))
        text = " ".join(f"{rng.choice(OPENERS)} {word}" for word in next_word)
        assert [(n, m.span()) for n, m in sieve.matches(text)] == plainly(PACKAGED[name], text)


@pytest.mark.parametrize(
    ("form", "text", "found"),
    [
        ("(?<=[a-z],) @age(?=,)", "his aunt, 12, died", [" 12"]),
        ("@age", "12 of 120", ["12"]),
        ("@age (?:men|women)", "12 MEN and 13\nwomen", ["12 MEN", "13\nwomen"]),
        ("\\(@age\\)", "aged (31)", ["(31)"]),
        ("an? (?!(?:day|hour)\\b)[a-z]+", "a day, a daylight raid, an hourglass", ["a daylight", "an hourglass"]),
        ("the (?![a-z]+s\\b)[a-z]+", "the gas, the gasworks, the gasket", ["the gasket"]),
    ],
)
def test_what_a_form_begins_with(form: str, text: str, found: list[str]) -> None:
    pattern = compiled(form, {"age": "[0-9]{1,2}"}, before=r"(?<!\w)", after=r"(?!\w)")
    assert [m[0] for _, m in Sieve([pattern], learn_from=0).matches(text)] == found


def test_matches_of_one_pattern_do_not_overlap() -> None:
    assert through([re.compile("a b a")], "a b a b a") == [(0, (0, 5))]


def test_the_first_texts_are_searched_plainly() -> None:
    sieve = Sieve([re.compile("men")], learn_from=10)
    assert [sieve.starts("ten men or"), sieve.starts("two men"), sieve.starts("men")] == [None, {0: [4]}, {0: [0]}]
