"""Distances on the globe, and the cells of a grid over it."""

from __future__ import annotations

from math import asin, cos, floor, radians, sin, sqrt

EARTH = 6371.0
"""Mean radius in kilometres (IUGG)."""


def kilometres(lat: float, lon: float, to_lat: float, to_lon: float) -> float:
    """Great-circle distance of two WGS 84 positions (haversine).

    >>> round(kilometres(0, 0, 0, 1))
    111
    """
    a, b = radians(lat), radians(to_lat)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(to_lon - lon) / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(half)))


def cell(lat: float, lon: float, size: float) -> tuple[int, int]:
    """Row and column of the cell that a position is in; `size` in degrees.

    >>> cell(15.9, 2.4, 0.5)
    (31, 4)
    """
    return floor(lat / size), floor(lon / size)


def cells_around(lat: float, lon: float, size: float) -> tuple[tuple[int, int], ...]:
    """The cell of a position and the eight around it, those over the date line included."""
    row, column = cell(lat, lon, size)
    across = round(360 / size)
    half = across // 2
    return tuple((row + down, (column + right + half) % across - half) for down in (-1, 0, 1) for right in (-1, 0, 1))
