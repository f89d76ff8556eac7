"""What a gazetteer holds: one entry a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["country", "admin1", "admin2", "city", "region", "site"]
KINDS: tuple[Kind, ...] = ("country", "admin1", "admin2", "city", "region", "site")
Match = Literal["name", "other", "abbreviation", "loose"]
MATCHES: tuple[Match, ...] = ("name", "other", "abbreviation", "loose")


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the gazetteer, as found under a name.

    Attributes:
        id: its number in this index.
        name: its usual name.
        kind: country; first- or second-order division; city (any settlement); region (a sea, river, range,
            historic region); site (an airport, a base).
        country: ISO 3166 alpha-3; None for a sea or a region of several countries.
        division: code of its first-order division, "US.IL"; None where it has none.
        admin1: name of that division.
        lat, lon: WGS 84 degrees.
        population: inhabitants, or what a place as well known would have.
        geonameid: its GeoNames id, where it has one.
        capital: whether it is a country's capital or seat of government.
        match: how the name fits: its usual name, another one, an abbreviation, or only a like spelling.
    """

    id: int
    name: str
    kind: Kind
    country: str | None
    division: str | None
    admin1: str | None
    lat: float
    lon: float
    population: int
    geonameid: int | None
    capital: bool = False
    match: Match = "name"
