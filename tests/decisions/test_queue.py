"""What is to be looked at first."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from crossclaim.decisions.queue import killed, queued, weigh
from crossclaim.export import to_json
from crossclaim.records import Claim, Reading, Report


@pytest.mark.parametrize(
    ("confidence", "dead", "disputed", "claims", "score"),
    [
        (1.0, 0, False, 1, 0.05),
        (0.5, 0, False, 1, 0.5),
        (None, 0, False, 0, 0.5),
        (0.5, 9, False, 1, 1.0),
        (0.5, 99, True, 100, 2.5),
        (0.0, 10**9, True, 10**6, 7.0),
    ],
)
def test_uncertainty_times_consequence(
    confidence: float | None, dead: int, disputed: bool, claims: int, score: float
) -> None:
    found = weigh("s", confidence, dead, disputed=disputed, claims=claims)
    assert found.score == pytest.approx(score, abs=0.002)
    assert [w.name for w in found.weights] == ["uncertainty", "deaths", "disputed", "size"]


@pytest.mark.parametrize(("low", "high", "dead"), [(4, 9, 9), (4, None, 4), (None, 9, 9), (None, None, 0)])
def test_the_largest_figure_counts(army: Claim, low: int | None, high: int | None, dead: int) -> None:
    casualties = (replace(army.casualties[0], low=low, high=high), replace(army.casualties[0], kind="wounded"))
    [claim] = to_json(Reading(Report("r", ""), claims=(replace(army, casualties=casualties),)))["claims"]
    assert killed(claim) == dead


def test_where_coders_differ_comes_first() -> None:
    def one(subject: str, dead: int, **more: Any) -> Any:
        return weigh(subject, 0.8, dead, **({"disputed": False, "claims": 1} | more))

    found = queued([one("a", 0), one("b", 12), one("c", 0, differ=True), one("d", 12)])
    assert [w.subject for w in found] == ["c", "b", "d", "a"]
