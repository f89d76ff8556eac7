"""Krippendorff's alpha: how far coders agree beyond chance.

K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011, https://repository.upenn.edu/asc_papers/43; the
differences of interval and ratio values are those of its section D. Written anew, since the package `krippendorff` is
under the GPL.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import combinations
from typing import Any, Literal

Metric = Literal["nominal", "interval", "ratio"]


def alpha(units: Sequence[Sequence[Hashable]], metric: Metric = "nominal") -> float | None:
    """Agreement on one field: 1 for all, 0 for what chance would give, below 0 for less.

    Args:
        units: for each thing that was coded, the values that coders gave it; those with one value say nothing.
        metric: nominal for categories, interval and ratio for numbers (ratio: from 0 on).

    Returns:
        None where nothing was coded twice, or where only one value occurs.

    >>> alpha([("a", "a"), ("b", "b"), ("b", "a"), ("b", "b")]).__round__(3)
    0.533
    """
    paired = [unit for unit in units if len(unit) > 1]
    values = Counter(value for unit in paired for value in unit)
    n = values.total()
    expected = _pairs(values, metric)
    if not expected:
        return None
    observed = sum(_pairs(Counter(unit), metric) / (len(unit) - 1) for unit in paired)
    return 1 - (n - 1) * observed / expected


def _pairs(values: Counter[Hashable], metric: Metric) -> float:
    """The sum of squared differences over all pairs of values, each pair once."""
    delta = DELTAS[metric]
    return sum(m * n * delta(a, b) for (a, m), (b, n) in combinations(values.items(), 2))


def _ratio(a: float, b: float) -> float:
    return ((a - b) / (a + b)) ** 2 if a + b else 0.0


DELTAS: Mapping[Metric, Callable[[Any, Any], float]] = {
    "nominal": lambda a, b: 1.0 if a != b else 0.0,
    "interval": lambda a, b: float((a - b) ** 2),
    "ratio": _ratio,
}
"""Squared difference of two values."""
