"""Groupings compared."""

from __future__ import annotations

import pytest

from evaluation.measures import measure_clusters


@pytest.mark.parametrize(
    ("claims", "pairwise", "b_cubed"),
    [
        ([("a", 1), ("a", 1), ("b", 2)], (1.0, 1.0), (1.0, 1.0)),
        ([("a", 1), ("a", 2), ("b", 3)], (0.0, 0.0), (1.0, 2 / 3)),  # all alone
        ([("a", 1), ("a", 1), ("b", 1)], (1 / 3, 1.0), (5 / 9, 1.0)),  # all together
        ([("a", 1), ("a", 1), ("a", 2), ("b", 2)], (0.5, 1 / 3), (0.75, 2 / 3)),
        ([], (0.0, 0.0), (0.0, 0.0)),
    ],
)
def test_scores(claims: list[tuple[str, int]], pairwise: tuple[float, float], b_cubed: tuple[float, float]) -> None:
    scores = measure_clusters(claims)
    assert [s.key for s in scores] == ["pairwise", "b_cubed"]
    assert (scores[0].precision, scores[0].recall) == pytest.approx(pairwise)
    assert (scores[1].precision, scores[1].recall) == pytest.approx(b_cubed)
