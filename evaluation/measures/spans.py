"""Stretches of text compared character by character, and one-to-one pairing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from crossclaim.records import Span
from evaluation.records import Spans

A = TypeVar("A")
B = TypeVar("B")


def covered(spans: Spans) -> frozenset[int]:
    """The offsets of all characters inside.

    >>> sorted(covered(((1, 3), (2, 4))))
    [1, 2, 3]
    """
    return frozenset(c for start, end in spans for c in range(start, end))


def jaccard(a: frozenset[int], b: frozenset[int]) -> float:
    """Shared characters over all characters; 0 where there are none."""
    union = len(a | b)
    return len(a & b) / union if union else 0.0


def of_shorter(a: frozenset[int], b: frozenset[int]) -> float:
    """Shared characters over those of the shorter stretch; 0 where one is empty."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def spans_of(*spans: Span | None) -> Spans:
    """The offsets of spans of a reading; None gives nothing."""
    return tuple((s.start, s.end) for s in spans if s is not None)


def paired(gold: Sequence[A], ours: Sequence[B], score: Callable[[A, B], float]) -> list[tuple[int, int]]:
    """Pairs of indices, each item in one pair at most: best score first, a score of 0 never.

    Among equal scores those later in the text go first.

    >>> paired([1, 2], [2, 1, 9], lambda a, b: float(a == b))
    [(1, 0), (0, 1)]
    """
    scored = [(score(g, o), i, j) for i, g in enumerate(gold) for j, o in enumerate(ours)]
    free_gold, free_ours = set(range(len(gold))), set(range(len(ours)))
    pairs = []
    for _, i, j in sorted((s for s in scored if s[0] > 0), reverse=True):
        if i in free_gold and j in free_ours:
            free_gold.remove(i)
            free_ours.remove(j)
            pairs.append((i, j))
    return pairs


def context(text: str, start: int, end: int, around: int = 120) -> str:
    """The text from `around` characters before to as many behind, on one line."""
    return " ".join(text[max(start - around, 0) : end + around].split())
