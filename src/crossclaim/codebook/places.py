"""A user's own places: a tab-separated file of names with positions."""

from __future__ import annotations

import re

from crossclaim.codebook.files import OUT, Change, UserFile
from crossclaim.errors import DataError
from crossclaim.lexicon.countries import Countries
from crossclaim.places.entries import KINDS
from crossclaim.places.extra import ExtraPlaces, OwnPlace
from crossclaim.places.keys import name_key
from crossclaim.places.sources import RawPlace, is_abbreviation

FILE, COLUMNS = "places.tsv", 8
"""Columns: name, other names, country, first-order division, lat, lon, kind, inhabitants."""

KINDS_OF_PLACE = tuple(kind for kind in KINDS if kind != "country")
HAMLET = 1000
"""Inhabitants of a place for which none are given."""


def laid_places(file: UserFile, countries: Countries) -> tuple[ExtraPlaces, tuple[Change, ...]]:
    """The places that a user's file adds, puts in place of packaged ones, or takes out.

    Args:
        file: rows of name, other names (| between them), ISO3 country, first-order division, lat, lon, kind and
            inhabitants, "-" for none; `-Name` takes out, in the country behind a tab where there is one.
        countries: the table of countries, for their codes.

    Raises:
        DataError: a row of another form, an unknown country or kind, a position that is none.
    """

    def country(code: str, line: int) -> str | None:
        if code == OUT:
            return None
        if not re.fullmatch("[A-Z]{3}", code) or countries.iso(code) is None:
            raise file.error(f"{code!r} is no country", line, "write its ISO 3166 alpha-3 code, or '-'")
        return code

    places = []
    changes = []
    for line, cells in file.rows(COLUMNS, lambda _cells, _line: None):
        own = _place(file, cells, country(cells[2], line), line)
        places.append(own)
        at = f"{own.place.lat:g}, {own.place.lon:g}"
        changes.append(Change(FILE, line, f"adds {own.place.kind} {own.place.name!r} ({cells[2]}) at {at}"))
    gone = set()
    for line, cells in file.outs():
        code = country(cells[1], line) if len(cells) > 1 else None
        gone.add((name_key(cells[0]), code))
        changes.append(Change(FILE, line, f"takes out {cells[0]!r}" + (f" of {code}" if code else "")))
    return ExtraPlaces(tuple(places), frozenset(gone)), tuple(changes)


def _place(file: UserFile, cells: list[str], country: str | None, line: int) -> OwnPlace:
    name, others, _, division, lat, lon, kind, people = cells
    found = next((k for k in KINDS_OF_PLACE if k == kind), None)
    if found is None:
        raise file.error(f"unknown kind {kind!r}", line, "use one of " + ", ".join(KINDS_OF_PLACE))
    if not name_key(name):
        raise file.error(f"{name!r} is no name", line, "write letters")
    names = tuple(n for n in others.split("|") if n and n != OUT)
    short = tuple(n for n in names if is_abbreviation(n))
    raw = RawPlace(
        name,
        found,
        country,
        None,
        _degrees(file, lat, 90, line),
        _degrees(file, lon, 180, line),
        HAMLET if people == OUT else _count(file, people, line),
        None,
        tuple(n for n in names if n not in short),
        short,
    )
    return OwnPlace(raw, None if division == OUT else division)


def _degrees(file: UserFile, cell: str, limit: int, line: int) -> float:
    found = float(cell) if re.fullmatch(r"-?\d+(\.\d+)?", cell) else None
    if found is None or abs(found) > limit:
        raise _position(file, cell, limit, line)
    return found


def _position(file: UserFile, cell: str, limit: int, line: int) -> DataError:
    return file.error(f"{cell!r} is no position", line, f"write degrees from -{limit} to {limit}, as in 15.25")


def _count(file: UserFile, cell: str, line: int) -> int:
    if not cell.isascii() or not cell.isdigit():
        raise file.error(f"{cell!r} is no number of inhabitants", line, "write digits, or '-'")
    return int(cell)


__all__ = ["FILE", "laid_places"]
