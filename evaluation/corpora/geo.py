"""TR-News and LGL: news articles with every place name and its position, in XML."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from crossclaim.errors import DataError
from evaluation.records import GoldPlace, Item


def load_geo(path: Path) -> Iterator[Item[tuple[GoldPlace, ...]]]:
    """The articles of a file; names without a position are left out, as in the field's measure.

    Raises:
        DataError: not XML.
    """
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError as error:
        line = error.position[0]
        raise DataError(f"not XML ({error})", file=str(path), line=line, mend="get the file anew") from error
    for number, article in enumerate(root):
        found = (_place(toponym) for toponym in article.iter("toponym"))
        places = tuple(place for place in found if place)
        yield Item({"id": f"a{number}", "text": article.findtext("text") or ""}, places)


def _place(toponym: ElementTree.Element) -> GoldPlace | None:
    """The name's place; None where offsets or position are missing."""
    lat = _first(toponym, "lat", "gaztag/lat", "latitude")
    lon = _first(toponym, "lon", "gaztag/lon", "longitude")
    try:
        return GoldPlace(int(_first(toponym, "start")), int(_first(toponym, "end")), float(lat), float(lon))
    except ValueError:
        return None


def _first(toponym: ElementTree.Element, *paths: str) -> str:
    return next((text for path in paths if (text := toponym.findtext(path))), "")
