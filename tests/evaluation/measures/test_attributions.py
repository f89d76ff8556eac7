"""Attributions found and right, and their characters."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crossclaim.records import Attribution, Reading, Report, Span
from evaluation.measures import measure_attributions
from evaluation.records import GoldAttribution, Item, Outcome

TEXT = "The mayor said that two shells fell. Nobody was hurt, she added."
#       0         10        20        30        40        50        60
SAID = GoldAttribution(((0, 9),), ((10, 14),), ((15, 35),))
ADDED = GoldAttribution(((54, 57),), ((58, 63),), ((37, 52),))


def ours(source: tuple[int, int] | None, cue: tuple[int, int], *content: tuple[int, int]) -> Attribution:
    def span(at: tuple[int, int]) -> Span:
        return Span(*at, TEXT[slice(*at)])

    return Attribution(
        "a1", span(source) if source else None, span(cue), tuple(map(span, content)), False, None, "asserts"
    )


def measured(gold: tuple[GoldAttribution, ...], *found: Attribution) -> Outcome:
    return measure_attributions(
        [Item({"id": "r", "text": TEXT}, gold)], {"r": Reading(Report("r", TEXT), attributions=found)}
    )


GOOD = ours((0, 9), (10, 14), (15, 35))


@pytest.mark.parametrize(
    ("found", "f1_found", "f1_right", "causes"),
    [
        ((GOOD, ours((54, 57), (58, 63), (37, 52))), 1.0, 1.0, []),
        ((GOOD,), 2 / 3, 2 / 3, ["missed"]),
        ((ours((0, 9), (10, 14), (15, 20)), ours((54, 57), (58, 63), (37, 52))), 1.0, 0.5, ["content"]),
        ((ours(None, (10, 14), (15, 35)), ours((54, 57), (58, 63), (37, 52))), 1.0, 0.5, ["source"]),
        ((GOOD, ours((54, 57), (43, 47), (37, 52))), 0.5, 0.5, ["missed", "spurious"]),
        ((), 0.0, 0.0, ["missed", "missed"]),
    ],
)
def test_found_and_right(found: tuple[Attribution, ...], f1_found: float, f1_right: float, causes: list[str]) -> None:
    outcome = measured((SAID, ADDED), *found)
    assert outcome.scores[0].value == pytest.approx(f1_found)
    assert outcome.scores[1].value == pytest.approx(f1_right)
    assert [m.cause for m in outcome.misses] == causes


def test_no_source_in_both_is_right() -> None:
    gold = (GoldAttribution((), ((10, 14),), ((15, 35),)),)
    assert measured(gold, ours(None, (10, 14), (15, 35))).scores[1].value == 1.0


def test_characters() -> None:
    source, content = measured((SAID,), ours((4, 9), (10, 14), (15, 52))).scores[2:]
    assert (source.precision, source.recall) == (1.0, pytest.approx(5 / 9))
    assert (content.precision, content.recall) == (pytest.approx(20 / 37), 1.0)


def test_a_report_without_a_reading_is_read_empty(make_reading: Callable[..., Reading]) -> None:
    outcome = measure_attributions([Item({"id": "r", "text": TEXT}, (SAID,))], {"other": make_reading(ident="other")})
    assert (outcome.scores[0].value, outcome.scores[0].n) == (0.0, 1)


def test_a_miss_shows_its_words() -> None:
    [miss] = measured((SAID,), ours((0, 9), (10, 14), (15, 20))).misses
    assert miss.gold == "The mayor | said | that two shells fell"
    assert miss.ours == "The mayor | said | that "
    assert "two shells" in miss.context
