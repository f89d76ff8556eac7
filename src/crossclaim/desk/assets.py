"""Scripts and style sheets made by npm, as far as they were built, and the land of drawn maps."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

FOLDER = "/static/built/"
FILES = {
    "desk": "desk.js",
    "theme": "theme.js",
    "incidents": "incidents.js",
    "incident": "incident.js",
    "report": "report.js",
    "review": "review.js",
    "map_css": "map.css",
    "map_worker": "map-worker.js",
    "countries": "countries.json",
}
FINE, COARSE = "land-50m.json", "land-110m.json"
WIDE = 70.0
"""Degrees from which a map is drawn with coarse outlines."""


@dataclass(frozen=True, slots=True)
class Outline:
    """An outline of land, longitudes and latitudes, with its bounds."""

    west: float
    south: float
    east: float
    north: float
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Assets:
    """Addresses of what was built; empty for what was not, and pages do without it."""

    desk: str = ""
    theme: str = ""
    incidents: str = ""
    incident: str = ""
    report: str = ""
    review: str = ""
    map_css: str = ""
    map_worker: str = ""
    countries: str = ""


@cache
def assets() -> Assets:
    """What is there; each address names its content, so that a browser may keep it.

    >>> assets().desk.startswith(("/static/built/", ""))
    True
    """
    found = {f.name: _address(FILES[f.name]) for f in fields(Assets)}
    return Assets(**found)


def land(across: float = 360.0) -> tuple[Outline, ...]:
    """Outlines of countries; none where they were not built.

    Args:
        across: degrees that the map shows, which decide how fine they are.
    """
    return _outlines(COARSE if across >= WIDE else FINE)


@cache
def _outlines(name: str) -> tuple[Outline, ...]:
    file = _built(name)
    rings = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else []
    return tuple(_outline([(float(lon), float(lat)) for lon, lat in ring]) for ring in rings)


def _outline(points: Sequence[tuple[float, float]]) -> Outline:
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    return Outline(min(lons), min(lats), max(lons), max(lats), tuple(points))


def _built(name: str) -> Traversable:
    return files("crossclaim").joinpath("desk", "static", "built", name)


def _address(name: str) -> str:
    file = _built(name)
    if not file.is_file():
        return ""
    return f"{FOLDER}{name}?v={sha256(file.read_bytes()).hexdigest()[:12]}"
