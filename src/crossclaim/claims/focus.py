"""The place that a report is about: where most of its violence is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from crossclaim.records import Claim, Place

VIOLENT = frozenset(
    {
        "attack",
        "clash",
        "shelling",
        "airstrike",
        "bombing",
        "chemical_attack",
        "killing",
        "casualties",
        "shootdown",
        "destroy",
        "claim_responsibility",
        "capture_territory",
        "detain",
        "abduct",
        "protest",
    }
)
"""Event types that one occurrence is told with, a march that ends in shots too."""

STANDING = frozenset({"past", "ongoing"})
"""Tenses of what has happened."""


def violent(c: Claim) -> bool:
    """Whether a claim is of violence or a march."""
    return c.event.type in VIOLENT


def focus(claims: Sequence[Claim]) -> Place | None:
    """The place of a report's first placed violence, where half of all, or no other place has more; else None."""
    news = [c for c in claims if violent(c) and c.tense in STANDING and c.place is not None]
    placed = [c.place for c in news if c.place is not None and not c.place.is_country]
    if not placed:
        return None
    main, spots = placed[0], Counter(spot(p) for p in placed)
    times = spots[spot(main)]
    if times <= len(placed) / 2 and (times == 1 or times < max(spots.values())):
        return None
    finer = {p.name: p for p in placed if p.name != main.name and p.precision == "near" and _beside(p, main)}
    return next(iter(finer.values())) if len(finer) == 1 else main


def spot(p: Place) -> tuple[float | None, float | None, str | None]:
    """Where a place is: a quarter counts as its town; what has no position is told by its name."""
    return p.lat, p.lon, p.name if p.lat is None or p.is_country or p.precision == "admin1" else None


def _beside(quarter: Place, main: Place) -> bool:
    """Whether a place with no position of its own was put at another's: a quarter or village of it."""
    return (quarter.lat, quarter.lon) == (main.lat, main.lon)
