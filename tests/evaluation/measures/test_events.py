"""Event types of sentences, actors and targets."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crossclaim.records import Claim, Party, Reading
from evaluation.measures import measure_events
from evaluation.records import GoldEvent, Item

GOLD = GoldEvent("ASSAULT", frozenset({"MLI"}), frozenset({"REB"}))
QUOTE = "12 soldiers died"


@pytest.mark.parametrize(
    ("claims", "event", "actor", "target", "causes"),
    [
        ([("ASSAULT", "MLI", "REB")], (1.0, 1.0), 1.0, 1.0, []),
        ([("ASSAULT", "NER", "REB")], (1.0, 1.0), 0.0, 1.0, ["actor"]),
        ([("ASSAULT", "NER", "REB"), ("ASSAULT", "MLI", None)], (1.0, 1.0), 1.0, 1.0, []),
        ([("ASSAULT", "MLI", "REB"), ("ACCUSE", "MLI", "REB")], (0.5, 1.0), 1.0, 1.0, []),
        ([("ACCUSE", "MLI", "REB")], (0.0, 0.0), 0.0, 0.0, ["event"]),
        ([], (0.0, 0.0), 0.0, 0.0, ["event"]),
    ],
)
def test_event_actor_target(
    claims: list[tuple[str, str, str | None]],
    event: tuple[float, float],
    actor: float,
    target: float,
    causes: list[str],
    make_claim: Callable[..., Claim],
    make_party: Callable[..., Party],
    make_reading: Callable[..., Reading],
) -> None:
    made = [
        make_claim(
            QUOTE, "attack", plover=type_, actors=(make_party("A", who),), targets=(make_party("B", None, whom),)
        )
        for type_, who, whom in claims
    ]
    outcome = measure_events([Item({"id": "r", "text": "..."}, GOLD)], {"r": make_reading(made)})
    assert (outcome.scores[0].precision, outcome.scores[0].recall) == event
    assert [s.value for s in outcome.scores[1:]] == [actor, target]
    assert [m.cause for m in outcome.misses] == causes


def test_no_party_in_the_gold_is_not_asked(make_reading: Callable[..., Reading]) -> None:
    gold = GoldEvent("ASSAULT", frozenset(), frozenset())
    outcome = measure_events([Item({"id": "r", "text": "..."}, gold)], {"r": make_reading()})
    assert [s.n for s in outcome.scores] == [1, 0, 0]
