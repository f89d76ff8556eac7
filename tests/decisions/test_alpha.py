"""Krippendorff's alpha against the figures of his own examples."""

from __future__ import annotations

import pytest

from crossclaim.decisions.alpha import Metric, alpha

# Four observers, twelve units, "." where one has no value (Krippendorff 2011, section D).
OBSERVERS = ("1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 .")
UNITS = [[int(v) for v in unit if v != "."] for unit in zip(*(row.split() for row in OBSERVERS), strict=True)]
# Two observers, ten units, two values (section A).
BINARY = list(zip("0100000010", "1110010000", strict=True))


@pytest.mark.parametrize(
    ("units", "metric", "expected"),
    [
        (UNITS, "nominal", 0.743),
        (UNITS, "interval", 0.849),
        (UNITS, "ratio", 0.797),
        (BINARY, "nominal", 0.095),
        ([("a", "a"), ("b", "b")], "nominal", 1.0),
        ([(0, 12), (12, 0)], "ratio", -0.5),
    ],
)
def test_published_figures(units: list[tuple[object, ...]], metric: Metric, expected: float) -> None:
    found = alpha(units, metric)  # type: ignore[arg-type]
    assert found is not None and found == pytest.approx(expected, abs=0.0006)


@pytest.mark.parametrize("units", [[], [("a",), ("b",)], [("a", "a"), ("a", "a")], [(0, 0)]])
def test_nothing_to_compare(units: list[tuple[object, ...]]) -> None:
    assert alpha(units) is None  # type: ignore[arg-type]
