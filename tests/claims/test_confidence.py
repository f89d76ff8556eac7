"""Confidence: what counts, and that it lies between 0 and 1."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import pytest

from crossclaim.claims.confidence import Setting, probability, signs
from crossclaim.lexicon.confidence import Sign, Weights, load_weights
from crossclaim.records import Claim, Event, Party, Reading, Reason, Span

EVENT = Event("attack", "ASSAULT", None, None, "19", Span(0, 4, "shot"))
CLAIM = Claim("c1", 0, 9, "shot at it", None, None, (), "asserts", "past", EVENT, (), (), (), (), None, None)
ARMY = Party("army", 0, 4, "army")
SETTING = Setting(words=25, crowd=1)


def because(*why: Reason) -> Claim:
    return replace(CLAIM, why=why)


@pytest.mark.parametrize(
    ("claim", "setting", "name", "value"),
    [
        (CLAIM, SETTING, "reporter", 1.0),
        (replace(CLAIM, claimant=ARMY), SETTING, "reporter", 0.0),
        (replace(CLAIM, via=(ARMY,)), SETTING, "relayed", 1.0),
        (replace(CLAIM, stance="denies"), SETTING, "denied", 1.0),
        (replace(CLAIM, tense="background"), SETTING, "background", 1.0),
        (replace(CLAIM, actors=(ARMY,) * 5), SETTING, "parties", 3.0),
        (CLAIM, SETTING, "nobody", 1.0),
        (CLAIM, SETTING, "short", 1.0),
        (CLAIM, SETTING, "sentence", 0.0),
        (CLAIM, replace(SETTING, words=50), "sentence", 1.0),
        (CLAIM, replace(SETTING, crowd=4), "crowd", 2.0),
        (CLAIM, replace(SETTING, headline=True), "headline", 1.0),
        (CLAIM, replace(SETTING, subordinate=True), "subordinate", 1.0),
        (CLAIM, replace(SETTING, overlapped=True), "overlapped", 1.0),
        (because(Reason("trigger", "attack", "rule", "", "a.yaml: attack, nouns: raid !armed")), SETTING, "noun", 1.0),
        (
            because(Reason("trigger", "attack", "rule", "", "a.yaml: attack, nouns: raid !armed")),
            SETTING,
            "condition",
            1.0,
        ),
        (because(Reason("trigger", "attack", "rule", "", "a: x, verbs: hit; with 'k' (b)")), SETTING, "joined", 1.0),
        (because(Reason("trigger", "deny", "rule", "")), SETTING, "speech", 1.0),
        (because(Reason("cue", "said", "head", "", score=0.5)), SETTING, "cue", 0.0),
        (because(Reason("cue", "said", "head", "", score=1.0)), SETTING, "cue", math.log(999)),
        (because(Reason("cue", "saying", "rule", "relay statement")), SETTING, "ruled", 1.0),
        (because(Reason("claimant", "army", "head", "", "pronoun 'it' resolved", score=0.5)), SETTING, "pronoun", 1.0),
        (because(Reason("place", "Gao", "carried", "main")), SETTING, "placed", 0.0),
        (because(Reason("date", "2024-05-03", "rule", "clause")), SETTING, "dated", 1.0),
    ],
)
def test_signs(claim: Claim, setting: Setting, name: str, value: float) -> None:
    assert signs(claim, setting)[name] == pytest.approx(value)


def test_a_score_that_no_head_gave_is_left_out() -> None:
    found = signs(because(Reason("cue", "said", "rule", "relay")), SETTING)
    assert not {"cue", "link", "arcs"} & set(found)


@pytest.mark.parametrize(
    ("found", "wanted"),
    [({}, 0.5), ({"a": 3.0}, 0.5), ({"a": 5.0}, 1 / (1 + math.exp(-2))), ({"b": 9.0}, 0.5)],
)
def test_a_missing_sign_counts_as_its_mean(found: dict[str, float], wanted: float) -> None:
    assert probability(found, Weights(0.0, {"a": Sign(3.0, 2.0, 2.0)})) == pytest.approx(wanted)


def test_the_packaged_weights_know_every_sign(read: Callable[..., Reading]) -> None:
    claims = read("The army of Chad said on Friday that rebels had shelled Faya, killing 12 soldiers.").claims
    assert all(c.confidence is not None and 0 < c.confidence < 1 for c in claims)
    assert set(signs(claims[0], SETTING)) <= set(load_weights().signs)
