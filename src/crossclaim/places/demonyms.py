"""Demonyms: "Turkish", "Syrians", "Texan", and the country, division or region each is of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crossclaim.lexicon.countries import Countries, load_countries
from crossclaim.places.entries import Kind
from crossclaim.places.keys import name_key
from crossclaim.places.sources import DIVISION_WORDS, DIVISIONS, REGIONS, read_table, several


@dataclass(frozen=True)
class Demonyms:
    """Names of places by the key of a demonym; the longest has `longest` words."""

    places: Mapping[str, tuple[tuple[str, Kind], ...]]
    longest: int

    def of(self, text: str) -> tuple[tuple[str, Kind], ...]:
        """The names and kinds of the places that a demonym is of; none for another word.

        >>> load_demonyms().of("Georgian")
        (('Georgia', 'country'),)
        """
        return self.places.get(name_key(text), ())


def load_demonyms(countries: Countries | None = None) -> Demonyms:
    """Read the demonyms of countries, first-order divisions and regions.

    Raises:
        DataError: a table breaks its form.
    """
    table: dict[str, tuple[tuple[str, Kind], ...]] = {}
    for country in (countries or load_countries()).all:
        add(table, country.demonyms, country.name, "country")
    for _, cells in read_table(REGIONS, 7):
        add(table, several(cells[5]), cells[0], "region")
    names = {cells[0]: cells[1] for _, cells in read_table(DIVISIONS, 5)}
    for _, (code, _, demonyms) in read_table(DIVISION_WORDS, 3):
        add(table, several(demonyms), names[code], "admin1")
    return Demonyms(table, max(len(key.split()) for key in table))


def add(table: dict[str, tuple[tuple[str, Kind], ...]], demonyms: tuple[str, ...], name: str, kind: Kind) -> None:
    """Enter one place's demonyms."""
    for key in dict.fromkeys(map(name_key, demonyms)):
        table[key] = (*table.get(key, ()), (name, kind))
