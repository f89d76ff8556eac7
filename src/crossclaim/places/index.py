"""The gazetteer's index: an SQLite file, built once per content and read without loading it."""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from crossclaim.places.entries import KINDS, MATCHES, Match
from crossclaim.places.keys import loose_key, name_key
from crossclaim.places.sources import RawPlace

FORMAT = 5
"""Raised when keys, tables or what goes into them change, so that older files are not read."""

TABLES = """
CREATE TABLE entries (id INTEGER PRIMARY KEY, name TEXT, kind INTEGER, country TEXT, division TEXT,
                      lat REAL, lon REAL, population INTEGER, geonameid INTEGER, capital INTEGER);
CREATE TABLE divisions (code TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID;
CREATE TABLE names (key INTEGER, entry INTEGER, match INTEGER, PRIMARY KEY (key, entry)) WITHOUT ROWID;
"""
FIND = """
SELECT e.id, e.name, e.kind, e.country, e.division, d.name, e.lat, e.lon, e.population, e.geonameid,
       e.capital, n.match
FROM names n JOIN entries e ON e.id = n.entry LEFT JOIN divisions d ON d.code = e.division
WHERE n.key = ? ORDER BY e.population DESC, e.id
"""
ARABIC_ARTICLE = re.compile(r"^A(?:l[- ](?=\w)|(d|r|sh?|t|z|n)[- ](?=\1))", re.IGNORECASE)
ONE_MATCH = "ON CONFLICT (key, entry) DO UPDATE SET match = min(match, excluded.match)"
Row = tuple[int, str, int, str | None, str | None, str | None, float, float, int, int | None, int, int]


def hashed(key: str) -> int:
    """A key as the 64-bit number it is stored under; the same on every machine and run."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


def keys_of(place: RawPlace) -> dict[int, Match]:
    """The stored keys of a place's names, each with the best way in which it matches."""
    found: dict[str, Match] = {}
    named: tuple[tuple[Match, tuple[str, ...]], ...] = (
        ("name", (place.name,)),
        ("name", short_forms(place)),
        ("other", place.names),
        ("other", without_article(place.names)),
    )
    for match, names in named:
        for name in names:
            found.setdefault(name_key(name), match)
    for key in list(found):
        loose = loose_key(key)
        if loose is not None:
            found.setdefault(f"~{loose}", "loose")
    found.pop("", None)
    found |= {f"={short}": "abbreviation" for short in place.abbreviations}
    return {hashed(key): match for key, match in found.items()}


def short_forms(place: RawPlace) -> tuple[str, ...]:
    """Names as usual as the usual one: its beginning ("Newcastle" for "Newcastle upon Tyne"), or it with
    or without the Arabic article ("Al Mukalla" for "Mukalla")."""
    key = name_key(place.name)
    others = tuple((name, name_key(name)) for name in place.names)
    same = (name for name, other in others if key.startswith(f"{other} ") or other == f"al {key}")
    return (*same, *without_article((place.name,)))


def without_article(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names of Arabic form without their article ("Mukalla" for "Al Mukallā")."""
    return tuple(bare for name in names if (bare := ARABIC_ARTICLE.sub("", name)) != name and len(bare) > 2)


def write_index(path: Path, places: Iterable[RawPlace]) -> None:
    """Write the index of some places to a new file.

    Args:
        path: the file; must not exist.
        places: of two with one GeoNames id the first is kept, and takes on the other's names.
    """
    with closing(sqlite3.connect(path)) as db:
        db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + TABLES)
        names: list[tuple[int, int, int]] = []
        db.executemany("INSERT INTO entries VALUES (?,?,?,?,?,?,?,?,?,?)", numbered(places, names))
        names.sort()
        db.executemany(f"INSERT INTO names VALUES (?,?,?) {ONE_MATCH}", names)
        db.execute("INSERT INTO divisions SELECT division, min(name) FROM entries WHERE kind = 1 GROUP BY division")
        db.execute(f"PRAGMA user_version={FORMAT}")
        db.commit()


def numbered(places: Iterable[RawPlace], names: list[tuple[int, int, int]]) -> Iterator[tuple[object, ...]]:
    """Rows of `entries`; the rows of `names` are added to `names`."""
    by_geonameid: dict[int, int] = {}
    count = 0
    for place in places:
        known = by_geonameid.get(place.geonameid) if place.geonameid else None
        number = known or count + 1
        names.extend((key, number, MATCHES.index(match)) for key, match in keys_of(place).items())
        if known:
            continue
        count = number
        if place.geonameid:
            by_geonameid[place.geonameid] = number
        yield (
            number,
            place.name,
            KINDS.index(place.kind),
            place.country,
            place.division,
            place.lat,
            place.lon,
            place.population,
            place.geonameid,
            place.capital,
        )


def build(path: Path, places: Iterable[RawPlace]) -> None:
    """Write an index so that other processes see all of it or nothing.

    Raises:
        OSError: the folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=path.stem, suffix=".part", dir=path.parent)
    os.close(handle)
    part = Path(name)
    try:
        part.unlink()
        write_index(part, places)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def connect(path: Path) -> sqlite3.Connection | None:
    """Open an index for reading; None where there is none that this version reads."""
    try:
        db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        version = db.execute("PRAGMA user_version").fetchone()[0]
        db.execute("SELECT id FROM entries LIMIT 1").fetchone()
        db.execute(FIND, (0,)).fetchone()
    except sqlite3.Error:
        return None
    if version != FORMAT:
        db.close()
        return None
    return db
