"""Incidents on a map: one dot a place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite, sqrt

from crossclaim.desk.views.board import Line


@dataclass(frozen=True, slots=True)
class Dot:
    """The incidents at one position.

    Attributes:
        lat, lon: WGS 84 degrees.
        name: of the place, with its country's code.
        number: of incidents.
        conflicts: those of them in which accounts conflict.
        id: of the incident, where there is one only.
    """

    lat: float
    lon: float
    name: str
    number: int
    conflicts: int
    id: str | None


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
        Dot(lat, lon, _name(some[0]), len(some), sum(bool(x.conflicts) for x in some), _one(some))
        for (lat, lon), some in groups.items()
    ]
    return tuple(sorted(found, key=lambda dot: (-dot.number, dot.name)))


def radius(number: int) -> float:
    """Of a dot for so many incidents, in pixels: its area grows with them.

    >>> radius(1), radius(100)
    (4.0, 14.8)
    """
    return round(min(18.0, 2.8 + 1.2 * sqrt(number)), 1)


def _name(line: Line) -> str:
    return ", ".join(part for part in (line.item.place, line.item.country) if part) or "no name"


def _one(lines: list[Line]) -> str | None:
    return lines[0].item.id if len(lines) == 1 else None
