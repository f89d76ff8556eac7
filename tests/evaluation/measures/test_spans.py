"""Stretches of text, and pairing."""

from __future__ import annotations

import pytest

from evaluation.measures.spans import context, covered, jaccard, of_shorter, paired
from evaluation.records import Spans


@pytest.mark.parametrize(
    ("a", "b", "shared", "shorter"),
    [
        (((0, 10),), ((0, 10),), 1.0, 1.0),
        (((0, 10),), ((5, 15),), 1 / 3, 0.5),
        (((0, 10),), ((2, 4),), 0.2, 1.0),
        (((0, 2), (4, 6)), ((0, 6),), 4 / 6, 1.0),
        (((0, 5),), ((5, 9),), 0.0, 0.0),
        ((), ((0, 5),), 0.0, 0.0),
        ((), (), 0.0, 0.0),
    ],
)
def test_shares(a: Spans, b: Spans, shared: float, shorter: float) -> None:
    assert jaccard(covered(a), covered(b)) == pytest.approx(shared)
    assert of_shorter(covered(a), covered(b)) == pytest.approx(shorter)


@pytest.mark.parametrize(
    ("scores", "pairs"),
    [
        ([[1.0]], [(0, 0)]),
        ([[0.0]], []),
        ([[0.9, 0.8], [0.7, 0.0]], [(0, 0)]),
        ([[0.5, 0.8], [0.7, 0.6]], [(0, 1), (1, 0)]),
        ([[0.5, 0.5], [0.5, 0.5]], [(1, 1), (0, 0)]),
        ([], []),
    ],
)
def test_pairs_best_first_and_one_to_one(scores: list[list[float]], pairs: list[tuple[int, int]]) -> None:
    ours = range(len(scores[0])) if scores else range(0)
    assert paired(range(len(scores)), ours, lambda i, j: scores[i][j]) == pairs


def test_context_is_one_line_within_the_text() -> None:
    assert context("one\ntwo  three", 4, 7, around=100) == "one two three"
