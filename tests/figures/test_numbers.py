"""Number expressions and what they are worth."""

from __future__ import annotations

from datetime import date

import pytest
import spacy

from crossclaim.dates import find_dates
from crossclaim.figures.numbers import Quantity, find_numbers

NLP = spacy.blank("en")


def found(text: str) -> list[Quantity]:
    return list(find_numbers(NLP(text)))


WORTH = [
    ("At least 12 soldiers died.", "At least 12", 12, None, "bound"),
    ("More than 100 soldiers died.", "More than 100", 100, None, "bound"),
    ("Well over 100 soldiers died.", "Well over 100", 100, None, "bound"),
    ("No fewer than five soldiers died.", "No fewer than five", 5, None, "bound"),
    ("They lost a minimum of 7 men.", "a minimum of 7", 7, None, "bound"),
    ("They lost upwards of 2,000 men.", "upwards of 2,000", 2000, None, "bound"),
    ("They lost 12 or more men.", "12 or more", 12, None, "bound"),
    ("They lost 100+ men.", "100+", 100, None, "bound"),
    ("They lost more than a dozen men.", "more than a dozen", 12, None, "bound"),
    ("They lost at least two dozen men.", "at least two dozen", 24, None, "bound"),
    ("They lost at least some 40 men.", "at least some 40", 40, None, "bound"),
    ("Over 1.2 million people fled.", "Over 1.2 million", 1_200_000, None, "bound"),
    ("Up to 70 people fled.", "Up to 70", None, 70, "bound"),
    ("As many as 70 people fled.", "As many as 70", None, 70, "bound"),
    ("Fewer than 10 people fled.", "Fewer than 10", None, 10, "bound"),
    ("No more than 10 people fled.", "No more than 10", None, 10, "bound"),
    ("Up to several hundred people fled.", "Up to several hundred", None, None, "bound"),
    ("About 30 people fled.", "About 30", 30, 30, "approximate"),
    ("Some 30,000 people fled.", "Some 30,000", 30_000, 30_000, "approximate"),
    ("Nearly 100 people fled.", "Nearly 100", 100, 100, "approximate"),
    ("Close to 100 people fled.", "Close to 100", 100, 100, "approximate"),
    ("An estimated 300 people fled.", "An estimated 300", 300, 300, "approximate"),
    ("About a dozen people fled.", "About a dozen", 12, 12, "approximate"),
    ("Twenty or so people fled.", "Twenty or so", 20, 20, "approximate"),
    ("Between 10 and 15 people fled.", "Between 10 and 15", 10, 15, "range"),
    ("Some 10-15 people fled.", "Some 10-15", 10, 15, "range"),
    ("Some 10–15 people fled.", "Some 10–15", 10, 15, "range"),
    ("From 10 to 15 people fled.", "From 10 to 15", 10, 15, "range"),
    ("Two or three people fled.", "Two or three", 2, 3, "range"),
    ("Two to three thousand people fled.", "Two to three thousand", 2000, 3000, "range"),
    ("3,200-3,500 people fled.", "3,200-3,500", 3200, 3500, "range"),
    ("Dozens fled.", "Dozens", 24, None, "vague"),
    ("Scores of people fled.", "Scores", 40, None, "vague"),
    ("Hundreds fled.", "Hundreds", 200, None, "vague"),
    ("Thousands fled.", "Thousands", 2000, None, "vague"),
    ("Tens of thousands fled.", "Tens of thousands", 20_000, None, "vague"),
    ("Hundreds of thousands fled.", "Hundreds of thousands", 200_000, None, "vague"),
    ("Millions fled.", "Millions", 2_000_000, None, "vague"),
    ("Several men fled.", "Several", 3, None, "vague"),
    ("A number of men fled.", "A number", 3, None, "vague"),
    ("A large number of men fled.", "A large number", 3, None, "vague"),
    ("Many men fled.", "Many", 3, None, "vague"),
    ("A few men fled.", "A few", 3, None, "vague"),
    ("A handful of men fled.", "A handful", 3, None, "vague"),
    ("Several hundred men fled.", "Several hundred", 200, None, "vague"),
    ("A few dozen men fled.", "A few dozen", 24, None, "vague"),
    ("Dozens more fled.", "Dozens", 24, None, "vague"),
    ("A couple of men fled.", "A couple", 2, 2, "exact"),
    ("A dozen men fled.", "A dozen", 12, 12, "exact"),
    ("Two dozen men fled.", "Two dozen", 24, 24, "exact"),
    ("Half a dozen men fled.", "Half a dozen", 6, 6, "exact"),
    ("A hundred men fled.", "A hundred", 100, 100, "exact"),
    ("Half a million people fled.", "Half a million", 500_000, 500_000, "exact"),
    ("One man fled.", "One", 1, 1, "exact"),
    ("12 of its men fled.", "12", 12, 12, "exact"),
    ("Another three men fled.", "Another three", 3, 3, "exact"),
    ("A further 12 men fled.", "A further 12", 12, 12, "exact"),
    ("A total of 14 men fled.", "A total of 14", 14, 14, "exact"),
    ("Three others fled.", "Three", 3, 3, "exact"),
    ("1.5 million people fled.", "1.5 million", 1_500_000, 1_500_000, "exact"),
    ("3m people fled.", "3m", 3_000_000, 3_000_000, "exact"),
    ("10k people fled.", "10k", 10_000, 10_000, "exact"),
    ("Twenty-five people fled.", "Twenty-five", 25, 25, "exact"),
    ("One hundred and twenty people fled.", "One hundred and twenty", 120, 120, "exact"),
    ("Two thousand three hundred people fled.", "Two thousand three hundred", 2300, 2300, "exact"),
    ("Two hundred thousand people fled.", "Two hundred thousand", 200_000, 200_000, "exact"),
    ("12,000 people fled.", "12,000", 12_000, 12_000, "exact"),
    ("30 000 people fled.", "30 000", 30_000, 30_000, "exact"),
    ("30\u00a0000 people fled.", "30\u00a0000", 30_000, 30_000, "exact"),
    ("2000 people fled.", "2000", 2000, 2000, "exact"),
    ("There were no casualties.", "no", 0, 0, "exact"),
    ("Nobody died.", "Nobody", 0, 0, "exact"),
    ("Of them, none died.", "none", 0, 0, "exact"),
    ("Zero losses were reported.", "Zero", 0, 0, "exact"),
    ("A boy died.", "A", 1, 1, "article"),
    ("An officer died.", "An", 1, 1, "article"),
    ("Another civilian died.", "Another", 1, 1, "article"),
    ("A 12-year-old boy died.", "A", 1, 1, "article"),
    ("They drove 12 kilometres.", "12", 12, 12, "exact"),
    ("AT LEAST 12 SOLDIERS DIED.", "AT LEAST 12", 12, None, "bound"),
]

NONE = [
    "Its T-72, Mi-8 and BM-21 burned.",
    "The 105mm shell and 7.62mm rounds.",
    "After 9/11 came war.",
    "On April 2 and 3 May 2015.",
    "In 2012 the war began.",
    "At 8:30 pm it rained.",
    "At 8 p.m. and 10.30 it rained.",
    "At 1900 GMT, 0914 UTC+3.",
    "Some 45% of it, five percent and 3.5 per cent.",
    "Worth $3m, €5 million and 40,000 dollars.",
    "The 12-year-old boy, 34 years old or aged 40.",
    "Omar, 34, left.",
    "The 3rd and twenty-first brigades.",
    "The three-day truce, five-man crew and 100-strong unit.",
    "Under UN resolution 2254 and Article 5.",
    "Flight 17, Boeing 777, Brigade 5.",
    "Two-thirds of the town.",
    "They hit one another.",
    "It can no longer stand.",
    "Someone left.",
    "The Ministry, 2014.",
    "Press release 2010-09-CA-005.",
    "They won 5-3.",
]


@pytest.mark.parametrize(("text", "words", "low", "high", "kind"), WORTH)
def test_worth(text: str, words: str, low: int | None, high: int | None, kind: str) -> None:
    first = found(text)[0]
    assert (first.text, first.low, first.high, first.kind) == (words, low, high, kind)


@pytest.mark.parametrize("text", NONE)
def test_no_number_of_things(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "lows"),
    [
        ("The toll rose from 10 to 15.", [10, 15]),
        ("On April 12 300 people fled.", [300]),
        ("In March 12 people fled.", [12]),
        ("In 2012 3000 people fled.", [3000]),
        ("Aid reached 2000 villages; 12 men and three boys died.", [2000, 12, 3]),
        ("It killed 5 and wounded 12 200 metres away.", [5, 12_200]),
        ("Shells killed two soldiers, a nurse and at least a dozen others.", [2, 1, 12]),
        ("Of the 40, one of them and several of their friends left.", [40, 1, 3]),
    ],
)
def test_several_numbers(text: str, lows: list[int]) -> None:
    assert [q.low for q in found(text)] == lows


def test_tokens_and_offsets() -> None:
    doc = NLP("They said at least twenty-five men, 10-15 boys and 3m others fled.")
    for q in find_numbers(doc):
        assert doc.text[q.start : q.end] == q.text == doc[q.first : q.last].text


def test_dates_already_found_are_left_out() -> None:
    doc = NLP("On Friday 12 May 40 people fled.")
    dates = find_dates(doc, date(2017, 5, 13))
    assert [q.text for q in find_numbers(doc, dates=dates)] == ["40"]


def test_empty_text() -> None:
    assert found("") == []
