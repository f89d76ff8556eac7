"""Cutting a text at the ends of overlapping quotes."""

from __future__ import annotations

import random
from dataclasses import replace

from crossclaim.export.marks import paragraphs
from crossclaim.records import Claim, Reading


def claims_at(reading: Reading, *spans: tuple[int, int]) -> list[Claim]:
    return [replace(reading.claims[0], start=start, end=end) for start, end in spans]


def test_overlap_is_a_stretch_of_its_own(reading: Reading) -> None:
    (line,) = paragraphs("abcdefgh", claims_at(reading, (0, 5), (3, 8)))
    assert [(s.text, s.claims, s.ends) for s in line] == [
        ("abc", (0,), ()),
        ("de", (0, 1), (0,)),
        ("fgh", (1,), (1,)),
    ]


def test_longest_outside(reading: Reading) -> None:
    (line,) = paragraphs("abcdefgh", claims_at(reading, (2, 4), (0, 8), (2, 4)))
    assert [(s.text, s.claims) for s in line] == [("ab", (1,)), ("cd", (1, 0, 2)), ("efgh", (1,))]


def test_a_quote_over_two_lines_ends_once(reading: Reading) -> None:
    lines = paragraphs("abcd\n\nefgh\n", claims_at(reading, (2, 8), (0, 6), (6, 11)))
    assert [[s.text for s in line] for line in lines] == [["ab", "cd"], ["ef", "gh"]]
    assert [end for line in lines for s in line for end in s.ends] == [1, 0, 2]


def test_offsets_outside_the_text_are_left_aside(reading: Reading) -> None:
    (line,) = paragraphs("abcd", claims_at(reading, (-3, 2), (3, 99), (50, 60), (2, 2)))
    assert [(s.text, s.claims) for s in line] == [("ab", (0,)), ("c", ()), ("d", (1,))]


def test_whatever_the_quotes_no_character_is_lost_and_each_ends_once(reading: Reading) -> None:
    dice = random.Random(7)
    for _ in range(300):
        text = "".join(dice.choice("ab \n") for _ in range(dice.randint(1, 40)))
        starts = [dice.randrange(len(text)) for _ in range(dice.randint(0, 6))]
        claims = claims_at(reading, *((s, dice.randint(s + 1, len(text))) for s in starts))
        lines = paragraphs(text, claims)
        assert ["".join(s.text for s in line) for line in lines] == [x for x in text.split("\n") if x.strip()]
        shown = [i for i, c in enumerate(claims) if text[c.start : c.end].strip()]
        ends = [end for line in lines for s in line for end in s.ends]
        assert len(ends) == len(set(ends)) and set(shown) <= set(ends)
