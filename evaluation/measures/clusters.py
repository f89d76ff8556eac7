"""Two groupings of the same things compared: which claims are about one occurrence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

from evaluation.records import Score, f1

Labelled = tuple[Hashable, Hashable]
"""Gold group and ours of one claim."""


def measure_clusters(claims: Sequence[Labelled]) -> tuple[Score, ...]:
    """Pairwise and B-cubed F1 over the gold claims that were found.

    Pairwise: of all pairs of claims put together, those that belong together. B-cubed: for each claim the share
    of its group that belongs with it, averaged (Bagga and Baldwin, Algorithms for Scoring Coreference Chains,
    LREC 1998).

    Args:
        claims: for each claim its gold incident and ours.

    >>> [round(s.value, 2) for s in measure_clusters([("a", 1), ("a", 1), ("b", 1)])]
    [0.5, 0.71]
    """
    return (
        f1("pairwise", "same incident, pairs of claims", *_pairwise(claims), len(claims)),
        f1("b_cubed", "same incident, B-cubed", *_b_cubed(claims), len(claims)),
    )


def _pairwise(claims: Sequence[Labelled]) -> tuple[float, float]:
    both = _pairs(Counter(claims))
    gold = _pairs(Counter(g for g, _ in claims))
    ours = _pairs(Counter(o for _, o in claims))
    return both / ours if ours else 0.0, both / gold if gold else 0.0


def _pairs(sizes: Counter[Labelled] | Counter[Hashable]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes.values())


def _b_cubed(claims: Sequence[Labelled]) -> tuple[float, float]:
    both, gold, ours = Counter(claims), Counter(g for g, _ in claims), Counter(o for _, o in claims)
    n = len(claims)
    if not n:
        return 0.0, 0.0
    precision = sum(size * size / ours[o] for (_, o), size in both.items()) / n
    recall = sum(size * size / gold[g] for (g, _), size in both.items()) / n
    return precision, recall
