"""What to look at first: claims that are unsure and matter, by a score of named parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log10
from typing import Any

from crossclaim.export.phrases import number_of

UNWEIGHED = 0.5
"""The confidence of a claim that was not weighed."""

LEAST = 0.05
"""Uncertainty that is left to the surest claim, so that a grave one is not hidden."""

MOST_DEATHS = 4.0
MOST_SIZE = 1.0
DISPUTED = 1.0


@dataclass(frozen=True, slots=True)
class Weight:
    """One named part of a score, and what it rests on."""

    name: str
    points: float
    detail: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim in the queue.

    Attributes:
        subject: what decisions name it by.
        score: uncertainty times consequence.
        weights: its parts.
        differ: whether two coders have it differently, and nobody settled it.
    """

    subject: str
    score: float
    weights: tuple[Weight, ...]
    differ: bool = False


def weigh(
    subject: str, confidence: float | None, dead: int, *, disputed: bool, claims: int, differ: bool = False
) -> Waiting:
    """How much a claim asks to be looked at: uncertainty x (1 + deaths + disputed + size).

    Args:
        subject: what decisions name it by.
        confidence: of its reading.
        dead: as `killed` gives it.
        disputed: whether its incident has something disputed or denied.
        claims: how many tell of its incident; 0 for none.
        differ: whether coders differ on it.
    """
    sure = UNWEIGHED if confidence is None else confidence
    unsure = Weight("uncertainty", round(max(1 - sure, LEAST), 3), f"confidence {sure:.2f}")
    parts = (
        Weight("deaths", round(min(log10(1 + dead), MOST_DEATHS), 2), f"{dead:,} killed"),
        Weight("disputed", DISPUTED if disputed else 0.0, "accounts conflict" if disputed else "no conflict"),
        Weight(
            "size",
            round(min(log10(max(claims, 1)) / 2, MOST_SIZE), 2),
            f"{number_of(claims, 'claim')} in the incident",
        ),
    )
    score = unsure.points * (1 + sum(p.points for p in parts))
    return Waiting(subject, round(score, 3), (unsure, *parts), differ)


def killed(claim: Mapping[str, Any]) -> int:
    """The largest number of dead that a claim gives; a denied one counts too, since somebody gave it.

    Args:
        claim: in format 1.
    """
    return max((c["high"] or c["low"] or 0 for c in claim["casualties"] if c["kind"] == "killed"), default=0)


def queued(waiting: Iterable[Waiting]) -> tuple[Waiting, ...]:
    """The queue: where coders differ, then by score; equal ones by id, so that the order is always the same."""
    return tuple(sorted(waiting, key=lambda w: (not w.differ, -w.score, w.subject)))
