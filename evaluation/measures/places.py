"""Place names: found, and how far from the truth they were put."""

from __future__ import annotations

import math
from collections.abc import Sequence

from crossclaim.records import Place
from evaluation.measures.spans import context, covered, jaccard, paired
from evaluation.records import GoldPlace, Item, Miss, Outcome, Readings, counted, share

NEAR_KM = 161
"""A hundred miles: the field's bound for a place put right (Gritta et al., A Pragmatic Guide to Geoparsing
Evaluation, Language Resources and Evaluation 54, 2020)."""

EARTH_KM = 6371.0
"""The earth's mean radius."""


def measure_places(items: Sequence[Item[tuple[GoldPlace, ...]]], readings: Readings) -> Outcome:
    """Compare place names by their stretches of text, and those found by their positions."""
    found = given = wanted = near = 0
    misses: list[Miss] = []
    for item in items:
        reading = readings.get(item.id)
        ours = reading.places if reading else ()
        pairs = paired(item.gold, ours, _likeness)
        given, wanted, found = given + len(ours), wanted + len(item.gold), found + len(pairs)
        near += sum(_is_near(item.gold[i], ours[j]) for i, j in pairs)
        misses += _misses(item, ours, pairs)
    return Outcome(
        (
            counted("found", "place names found", found, given, wanted),
            share("near", f"within {NEAR_KM} km, of those found", near, found),
            share("near_all", f"within {NEAR_KM} km, of all", near, wanted),
        ),
        tuple(misses),
    )


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The way along the great circle between two positions in degrees (haversine formula).

    >>> round(kilometres(52.52, 13.40, 48.86, 2.35))
    877
    """
    p1, p2 = math.radians(lat1), math.radians(lat2)
    half = math.sin((p2 - p1) / 2) ** 2
    half += math.cos(p1) * math.cos(p2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def _likeness(gold: GoldPlace, ours: Place) -> float:
    if ours.end <= gold.start or gold.end <= ours.start:
        return 0.0
    return jaccard(covered(((gold.start, gold.end),)), covered(((ours.start, ours.end),)))


def _distance(gold: GoldPlace, ours: Place) -> float | None:
    if ours.lat is None or ours.lon is None:
        return None
    return kilometres(gold.lat, gold.lon, ours.lat, ours.lon)


def _is_near(gold: GoldPlace, ours: Place) -> bool:
    distance = _distance(gold, ours)
    return distance is not None and distance <= NEAR_KM


def _misses(item: Item[tuple[GoldPlace, ...]], ours: Sequence[Place], pairs: Sequence[tuple[int, int]]) -> list[Miss]:
    def miss(cause: str, start: int, end: int, got: str = "") -> Miss:
        return Miss(item.id, cause, item.text[start:end], got, context(item.text, start, end, 80))

    out = []
    for i, j in pairs:
        gold, place = item.gold[i], ours[j]
        if not _is_near(gold, place):
            distance = _distance(gold, place)
            where = f"{place.name}, {place.admin1}, {place.country}"
            out.append(
                miss("no position", gold.start, gold.end)
                if distance is None
                else miss(f"far ({distance:.0f} km)", gold.start, gold.end, where)
            )
    found, used = {i for i, _ in pairs}, {j for _, j in pairs}
    out += [miss("missed", g.start, g.end) for i, g in enumerate(item.gold) if i not in found]
    out += [miss("spurious", p.start, p.end, p.text) for j, p in enumerate(ours) if j not in used]
    return out
