"""Violations of a truce, by who says how many."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from crossclaim.ledger.records import StoredEntry
from crossclaim.series import violations_of
from crossclaim.series.truce import read_numbers, said
from crossclaim.series.words import load_truce_words

Tell = Callable[..., list[StoredEntry]]
BROKE: dict[str, Any] = {"event": "violate_ceasefire", "actor": "front"}


@pytest.mark.parametrize(
    ("quote", "violations", "kinds"),
    [
        ("violated the ceasefire", 1, {}),
        ("violated the truce 27 times", 27, {}),
        ("recorded twelve ceasefire violations, including 4 explosions", 12, {"explosions": 4}),
        ("broke the truce with mortars and small arms", 1, {"shelling": 1, "small_arms": 1}),
        ("broke the truce, firing 30 mortar rounds and 112 bursts", 1, {"shelling": 30, "small_arms": 112}),
        ("3 soldiers fled. Violations went on", 1, {}),
    ],
)
def test_what_is_said(quote: str, violations: int, kinds: dict[str, int]) -> None:
    found = said(quote, "violate_ceasefire", load_truce_words(), read_numbers)
    assert (found.violations, found.kinds) == (violations, kinds)


@pytest.mark.parametrize(
    ("claims", "rows"),
    [
        pytest.param([BROKE | {"said": "army"}], [("Mali", 1, False)], id="one"),
        pytest.param([BROKE | {"said": "army"}] * 2, [("Mali", 1, False)], id="retold"),
        pytest.param(
            [BROKE | {"said": "army"}, BROKE | {"said": "watch", "quote": "violated it 5 times"}],
            [("Mali", 1, False), ("Sahel Watch", 5, False)],
            id="each speaker apart",
        ),
        pytest.param(
            [BROKE | {"said": "army"}, BROKE | {"said": "army", "incident": "i2"}], [("Mali", 2, False)], id="added"
        ),
        pytest.param([BROKE | {"said": "front"}], [("Azalay Front", 1, True)], id="own"),
        pytest.param([BROKE | {"said": "front", "stance": "denies"}], [], id="denied"),
        pytest.param([{"actor": "front", "said": "army"}], [], id="no truce"),
    ],
)
def test_rows(tell: Tell, claims: list[dict[str, Any]], rows: list[tuple[Any, ...]]) -> None:
    found = violations_of(tell(*claims))
    assert [(v.speaker, v.violations, v.own) for v in found] == rows
    assert all((v.violator, v.place, v.country) == ("Azalay Front", "Kidal", "MLI") for v in found)


def test_shelling_told_beside_it_is_of_the_violation(tell: Tell) -> None:
    [row] = violations_of(tell(BROKE | {"said": "army"}, {"event": "shelling", "actor": "front", "said": "army"}))
    assert (row.shelling, row.explosions, row.violations) == (1, None, 1)
