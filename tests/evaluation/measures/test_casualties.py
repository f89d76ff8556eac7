"""Press releases: counts, province, day, airstrike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from crossclaim.records import Claim, Incident, Reading, Tally, VictimClass
from evaluation.measures import measure_casualties
from evaluation.measures.casualties import judged, total
from evaluation.records import GoldRelease, Item

GOLD = GoldRelease(12, 0, True, False, False, ("gao",), "2031-03-07")


def incident(*tallies: tuple[str, int | None, VictimClass]) -> Incident:
    made = tuple(Tally(kind, None, victims, low, low, ()) for kind, low, victims in tallies)  # type: ignore[arg-type]
    return Incident("i1", "attack", None, None, (), made)


@pytest.mark.parametrize(
    ("incidents", "killed"),
    [
        ([], 0),
        ([incident(("killed", 3, "military"))], 3),
        ([incident(("killed", 3, "military"), ("killed", 5, "unknown"))], 5),
        ([incident(("killed", 3, "military")), incident(("killed", 4, "military"))], 7),
        ([incident(("killed", 3, "military"), ("killed", 9, "civilian"))], 3),
        ([incident(("wounded", 3, "military"))], 0),
        ([incident(("killed", None, "military"))], 0),
    ],
)
def test_least_number(incidents: list[Incident], killed: int) -> None:
    assert total(incidents, "killed") == killed


@pytest.mark.parametrize(
    ("gold", "more", "wrong"),
    [
        ({}, {}, set()),
        ({"min_killed": 11}, {}, {"min_killed"}),
        ({"min_captured": 1, "captured": True}, {}, {"min_captured", "captured?"}),
        ({"killed": False}, {}, {"killed?"}),
        ({"provinces": ("kidal",)}, {}, {"province"}),
        ({"provinces": ()}, {}, set()),
        ({"provinces": ("kidal", "Gao Region")}, {}, set()),
        ({"day": "2031-03-08"}, {}, {"date"}),
        ({"airstrike": True}, {}, {"airstrike"}),
        ({}, {"type_": "airstrike"}, {"airstrike"}),
        ({}, {"type_": "airstrike", "stance": "denies"}, set()),
        ({}, {"type_": "airstrike", "tense": "background"}, set()),
    ],
)
def test_judged(
    gold: dict[str, Any],
    more: dict[str, Any],
    wrong: set[str],
    make_claim: Callable[..., Claim],
    make_reading: Callable[..., Reading],
) -> None:
    made = make_claim(
        "12 soldiers died near Gao", **{"type_": "killing", "place": "Gao", "day": date(2031, 3, 7)} | more
    )
    reading = make_reading([made], incidents=(incident(("killed", 12, "military")),))
    assert {key for key, ok in judged(replace(GOLD, **gold), reading).items() if not ok} == wrong


def test_shares_and_misses(make_reading: Callable[..., Reading]) -> None:
    items = [Item({"id": "r", "text": "One."}, GOLD), Item({"id": "s", "text": "Two."}, GOLD)]
    outcome = measure_casualties(items, {"r": make_reading()})
    scores = {s.key: s.value for s in outcome.scores}
    assert scores["min_killed"] == 0.0
    assert scores["min_captured"] == 1.0
    assert [m.report for m in outcome.misses] == ["r", "s"]
    assert outcome.misses[0].cause == "min_killed, killed?, province, date"
