"""What a confidence is worth: of the claims with confidence 0.8, how many are right?"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """The confidence of one claim, and whether it was right."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims of like confidence; `accuracy` is the share that is right."""

    low: float
    high: float
    n: int
    confidence: float
    accuracy: float


def reliability(judged: Sequence[Judged], bins: int = BINS) -> tuple[Bin, ...]:
    """The claims in bins of equal width, empty ones left out; a confidence on a border goes down, 0 into the first.

    >>> [(b.n, b.accuracy) for b in reliability([Judged(0.9, True), Judged(0.85, False), Judged(0.1, False)])]
    [(1, 0.0), (2, 0.5)]
    """
    inside: list[list[Judged]] = [[] for _ in range(bins)]
    for one in judged:
        inside[_bin(one.confidence, bins)].append(one)
    return tuple(
        Bin(
            low=i / bins,
            high=(i + 1) / bins,
            n=len(group),
            confidence=sum(j.confidence for j in group) / len(group),
            accuracy=sum(j.right for j in group) / len(group),
        )
        for i, group in enumerate(inside)
        if group
    )


def _bin(confidence: float, bins: int) -> int:
    if not 0 <= confidence <= 1:
        raise ValueError(f"confidence {confidence} is not between 0 and 1")
    upper = next(i for i in range(1, bins + 1) if confidence <= i / bins)
    return upper - 1


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: the gap between confidence and accuracy of a bin, averaged over the claims.

    Source: Naeini, Cooper and Hauskrecht, Obtaining Well Calibrated Probabilities Using Bayesian Binning, AAAI
    2015; as in Guo, Pleiss, Sun and Weinberger, On Calibration of Modern Neural Networks, ICML 2017.

    >>> round(calibration_error(reliability([Judged(0.9, True), Judged(0.9, False)])), 3)
    0.4
    """
    n = sum(b.n for b in bins)
    return sum(b.n * abs(b.accuracy - b.confidence) for b in bins) / n if n else 0.0


SIDE, LEFT, TOP = 300, 52, 34
"""Pixels of the plot's square and of its margins."""


def plot(bins: Sequence[Bin], title: str) -> str:
    """A reliability plot as SVG: a point for each bin, its size for the number of claims; right is the diagonal."""
    most = max((b.n for b in bins), default=1)
    marks = "\n".join(_point(b, most) for b in bins)
    width, height = LEFT + SIDE + 20, TOP + SIDE + 52
    ticks = "\n".join(_ticks(i / 5) for i in range(6))
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"
 font-family="sans-serif" font-size="11" role="img" aria-label="{html.escape(title)}">
<rect width="{width}" height="{height}" fill="#fff"/>
<text x="{LEFT}" y="20" font-size="13">{html.escape(title)}</text>
<rect x="{LEFT}" y="{TOP}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#888"/>
{ticks}
<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="#888" stroke-dasharray="4 3"/>
{marks}
<text x="{_x(0.5)}" y="{height - 12}" text-anchor="middle">confidence</text>
<text x="14" y="{_y(0.5)}" text-anchor="middle" transform="rotate(-90 14 {_y(0.5)})">share that is right</text>
</svg>
"""


def _x(value: float) -> str:
    return f"{LEFT + SIDE * value:.1f}"


def _y(value: float) -> str:
    return f"{TOP + SIDE * (1 - value):.1f}"


def _ticks(value: float) -> str:
    across = f'<text x="{_x(value)}" y="{TOP + SIDE + 16}" text-anchor="middle">{value:.1f}</text>'
    up = f'<text x="{LEFT - 6}" y="{float(_y(value)) + 4:.1f}" text-anchor="end">{value:.1f}</text>'
    return across + up


def _point(b: Bin, most: int) -> str:
    radius = 3 + 9 * (b.n / most) ** 0.5
    said = f"{b.n} claims, confidence {b.confidence:.2f}, right {b.accuracy:.2f}"
    at = f'cx="{_x(b.confidence)}" cy="{_y(b.accuracy)}" r="{radius:.1f}"'
    return f'<circle {at} fill="#2b6cb0" fill-opacity="0.6" stroke="#1a4373"><title>{said}</title></circle>'
