"""The countries of the world: codes, names, capitals, demonyms and position, from a data file."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files

from crossclaim.errors import DataError

FILE = "countries.tsv"
COLUMNS = (
    "iso3",
    "iso2",
    "geonameid",
    "name",
    "names",
    "capitals",
    "adjectives",
    "nouns",
    "plurals",
    "lat",
    "lon",
)


@dataclass(frozen=True, slots=True)
class Country:
    """One country or territory.

    Attributes:
        iso3, iso2: ISO 3166-1 codes ("XKX", "XK" for Kosovo).
        geonameid: its GeoNames id.
        name: short English name, "Turkey".
        names: other names, older names and abbreviations ("U.S.", "Burma").
        capitals: the capital first, then its other spellings and other seats of government.
        adjectives, nouns, plurals: the demonyms ("Turkish"; "Turk"; "Turks").
        lat, lon: its position, WGS 84 degrees.
    """

    iso3: str
    iso2: str
    geonameid: int
    name: str
    names: tuple[str, ...]
    capitals: tuple[str, ...]
    adjectives: tuple[str, ...]
    nouns: tuple[str, ...]
    plurals: tuple[str, ...]
    lat: float
    lon: float

    @property
    def demonyms(self) -> tuple[str, ...]:
        """All its demonyms, adjectives first, each once."""
        return tuple(dict.fromkeys(self.adjectives + self.nouns + self.plurals))


@dataclass(frozen=True)
class Countries:
    """All countries, in the order of the file, with lookups by what a text may call them.

    Lookups ignore case, diacritics, full stops and a leading "the". Where two countries share a word
    ("Congolese"), `by_name` and `by_demonym` give both, and the singular lookups the first of the file.
    """

    all: tuple[Country, ...]
    by_iso: Mapping[str, Country]
    by_name: Mapping[str, tuple[Country, ...]]
    by_demonym: Mapping[str, tuple[Country, ...]]
    by_capital: Mapping[str, tuple[Country, ...]]

    def iso(self, code: str) -> Country | None:
        """The country of a two- or three-letter code; None where there is none."""
        return self.by_iso.get(code.upper())

    def named(self, text: str) -> Country | None:
        """The country of a name or abbreviation.

        >>> load_countries().named("the U.S.").iso3
        'USA'
        """
        return first(self.by_name, text)

    def demonym(self, text: str) -> Country | None:
        """The country of a demonym, adjective or noun, singular or plural."""
        return first(self.by_demonym, text)

    def capital(self, text: str) -> Country | None:
        """The country whose capital or seat of government has this name."""
        return first(self.by_capital, text)

    def mentioned(self, text: str) -> Country | None:
        """The country that a word names directly or by a demonym."""
        return self.named(text) or self.demonym(text)


def country_key(text: str) -> str:
    """What lookups compare: lower case without diacritics, full stops, and a leading "the".

    >>> country_key("The U.S.")
    'us'
    """
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace(".", "").casefold()
    words = plain.replace("-", " ").split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def load_countries(text: str | None = None) -> Countries:
    """Read the packaged table, or `text` in its place.

    Returns:
        The countries with their lookups.

    Raises:
        DataError: a line breaks the columns, or a code stands twice.

    >>> load_countries().demonym("Turks").capitals
    ('Ankara',)
    """
    if text is None:
        text = (files("crossclaim") / "data" / FILE).read_text(encoding="utf-8")
    rows = tuple(
        parse_row(line, number)
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip() and not line.startswith("#")
    )
    return Countries(
        all=rows,
        by_iso=by_code(rows),
        by_name=index(rows, lambda c: (c.name, *c.names)),
        by_demonym=index(rows, lambda c: c.demonyms),
        by_capital=index(rows, lambda c: c.capitals),
    )


def parse_row(line: str, number: int) -> Country:
    """One line of the table."""
    cells = line.split("\t")
    if len(cells) != len(COLUMNS):
        raise DataError(f"{len(cells)} columns", file=FILE, line=number, mend=f"write {len(COLUMNS)} columns")
    cell = dict(zip(COLUMNS, cells, strict=True))
    try:
        geonameid, lat, lon = int(cell["geonameid"]), float(cell["lat"]), float(cell["lon"])
    except ValueError as error:
        raise DataError(f"not a number ({error})", file=FILE, line=number, mend="write digits") from error
    if not (len(cell["iso3"]) == 3 and len(cell["iso2"]) == 2 and cell["name"] and abs(lat) <= 90 and abs(lon) <= 180):
        raise DataError("code, name or position is none", file=FILE, line=number, mend="see the columns")
    return Country(
        iso3=cell["iso3"],
        iso2=cell["iso2"],
        geonameid=geonameid,
        name=cell["name"],
        names=split(cell["names"]),
        capitals=split(cell["capitals"]),
        adjectives=split(cell["adjectives"]),
        nouns=split(cell["nouns"]),
        plurals=split(cell["plurals"]),
        lat=lat,
        lon=lon,
    )


def split(cell: str) -> tuple[str, ...]:
    """The values of a cell."""
    return tuple(value for value in cell.split(";") if value)


def by_code(rows: Iterable[Country]) -> dict[str, Country]:
    """Countries by both codes.

    Raises:
        DataError: a code stands twice.
    """
    table: dict[str, Country] = {}
    for row in rows:
        for code in (row.iso2, row.iso3):
            if code in table:
                raise DataError(f"code {code!r} stands twice", file=FILE, mend="keep one line")
            table[code] = row
    return table


def index(rows: Iterable[Country], words: Callable[[Country], Iterable[str]]) -> dict[str, tuple[Country, ...]]:
    """Countries by the keys of some of their words."""
    table: dict[str, tuple[Country, ...]] = {}
    for row in rows:
        for key in dict.fromkeys(country_key(word) for word in words(row)):
            table[key] = (*table.get(key, ()), row)
    return table


def first(table: Mapping[str, tuple[Country, ...]], text: str) -> Country | None:
    """The first country under a word."""
    found = table.get(country_key(text))
    return found[0] if found else None
