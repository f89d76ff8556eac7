"""GeoJSON (RFC 7946): one feature an item; coordinates are longitude, then latitude, WGS 84.

What has no position is a feature with a null geometry, as the RFC has it, so nothing disappears from the file.
"""

from __future__ import annotations

from math import isfinite

from crossclaim.interchange.records import Json, Row
from crossclaim.interchange.sinks import DocumentSink, shown


def collection() -> DocumentSink:
    """The document around the features."""
    return DocumentSink('{"type": "FeatureCollection", "features": [', "]}")


def feature(id: str, lon: float | None, lat: float | None, properties: Row) -> Json:
    """One feature.

    Args:
        id: of the item.
        lon, lat: WGS 84 degrees; None for no position.
        properties: cells by name.

    >>> feature("i1", 2.4, 15.9, {})["geometry"]
    {'type': 'Point', 'coordinates': [2.4, 15.9]}
    """
    position = finite(lon, lat)
    return {
        "type": "Feature",
        "id": id,
        "geometry": {"type": "Point", "coordinates": list(position)} if position else None,
        "properties": {name: _value(cell) for name, cell in properties.items()},
    }


def finite(lon: float | None, lat: float | None) -> tuple[float, float] | None:
    """The position, where there is one."""
    if lon is None or lat is None or not (isfinite(lon) and isfinite(lat)):
        return None
    return lon, lat


def _value(cell: object) -> object:
    return cell if cell is None or isinstance(cell, bool | int | float | str) else shown(cell)  # type: ignore[arg-type]
