"""Incidents on a map: one dot a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isfinite, sqrt

from crossclaim.desk.views.board import Line


@dataclass(frozen=True, slots=True)
class Dot:
    """The incidents at one position.

    Attributes:
        lat, lon: WGS 84 degrees.
        name: of the place, with its country's code; that by which most of them go.
        number: of incidents.
        conflicts: those of them in which accounts conflict.
        id: of the incident, where there is one only.
        vague: whether the position stands for a whole province or country.
    """

    lat: float
    lon: float
    name: str
    number: int
    conflicts: int
    id: str | None
    vague: bool = False


def dots(lines: Iterable[Line]) -> tuple[Dot, ...]:
    """One dot for each position, the greatest first, so that small ones are drawn over great ones.

    Args:
        lines: of a board; those without a position are left aside.
    """
    groups: dict[tuple[float, float], list[Line]] = {}
    for line in lines:
        if line.lat is not None and line.lon is not None and isfinite(line.lat) and isfinite(line.lon):
            groups.setdefault((line.lat, line.lon), []).append(line)
    found = [
        Dot(
            lat,
            lon,
            _name(some),
            len(some),
            sum(bool(x.conflicts) for x in some),
            _one(some),
            all(x.within for x in some),
        )
        for (lat, lon), some in groups.items()
    ]
    return tuple(sorted(found, key=lambda dot: (-dot.number, dot.name)))


def radius(number: int) -> float:
    """Of a dot for so many incidents, in pixels: its area grows with them.

    >>> radius(1), radius(100)
    (4.0, 14.8)
    """
    return round(min(18.0, 2.8 + 1.2 * sqrt(number)), 1)


def _name(lines: Sequence[Line]) -> str:
    """By what a place goes: reports call one place by several names, and some misread it."""
    vague = all(x.within for x in lines)
    whole = [(x.within if vague else x.item.place, x.item.country) for x in lines]
    found = Counter(", ".join(part for part in parts if part) for parts in whole)
    return min(found, key=lambda name: (-found[name], len(name), name)) or "no name"


def _one(lines: list[Line]) -> str | None:
    return lines[0].item.id if len(lines) == 1 else None
