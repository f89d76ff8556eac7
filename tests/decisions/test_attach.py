"""Which claim of a newer reading a decision is about."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from crossclaim.decisions.attach import attach, located, matches
from crossclaim.records import Claim


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, True),
        ({"stance": "hedged"}, True),
        ({"casualties": ()}, True),
        ({"claimant": None}, True),
        ({"claimant": None, "stance": "denies"}, False),
        ({"start": 19, "end": 40}, True),
        ({"start": 100, "end": 120}, False),
    ],
)
def test_quote_and_fields_must_go_together(
    text: str, thread: Any, army: Claim, changes: dict[str, Any], found: bool
) -> None:
    thread.on(army, "accept")
    now = replace(army, id="c9", **changes)
    where = attach(thread.all, [("k1/2#c9", now)], text, 2)
    assert where.entry_of == ({"k1#c1": "k1/2#c9"} if found else {})
    assert where.unattached == (() if found else ("k1#c1",))


def test_of_two_claims_with_one_quote_each_keeps_its_own(text: str, thread: Any, army: Claim) -> None:
    other = replace(army, id="c2", claimant=None, stance="denies")
    thread.on(army, "accept")
    thread.on(other, "reject")
    now = [("k1/2#c1", replace(other, id="c1")), ("k1/2#c2", replace(army, id="c2"))]
    assert attach(thread.all, now, text, 2).entry_of == {"k1#c1": "k1/2#c2", "k1#c2": "k1/2#c1"}


def test_a_correction_that_is_read_now_counts_as_agreeing(text: str, thread: Any, army: Claim) -> None:
    thread.on(army, "correct", field="event", value="airstrike")
    thread.on(army, "correct", field="claimant", value=None)
    thread.on(army, "correct", field="stance", value="denies")
    now = replace(army, event=replace(army.event, type="airstrike"), claimant=None, stance="denies")
    assert attach(thread.all, [("k1/2#c1", now)], text, 2).entry_of == {"k1#c1": "k1/2#c1"}


def test_the_same_version_needs_no_search(text: str, thread: Any, army: Claim, rebels: Claim) -> None:
    thread.on(rebels, "accept")
    assert attach(thread.all, [("k1#c1", army), ("k1#c2", rebels)], text, 1).entry_of == {"k1#c2": "k1#c2"}


@pytest.mark.parametrize(
    ("quote", "start", "text", "at"),
    [("left", 0, "left", 0), ("left", 9, "left, and left again", 10), ("gone", 0, "left", None), ("", 3, "left", 3)],
)
def test_words_are_located(quote: str, start: int, text: str, at: int | None) -> None:
    assert located(quote, start, text) == at


def test_versions_are_matched_claim_by_claim(text: str, army: Claim, rebels: Claim) -> None:
    old = [("k1#c1", army), ("k1#c2", rebels)]
    new = [("k1/2#c1", rebels), ("k1/2#c2", army)]
    assert matches(old, new, text) == {"k1/2#c1": "k1#c2", "k1/2#c2": "k1#c1"}
