"""A user's own places, laid over the gazetteer: added beside its own, in their place, or taken out of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field

from crossclaim.places.entries import Entry
from crossclaim.places.index import keys_of
from crossclaim.places.keys import name_key
from crossclaim.places.sources import RawPlace


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A place of the user's: as a source gives it, and the name of its first-order division."""

    place: RawPlace
    admin1: str | None = None


@dataclass(frozen=True)
class ExtraPlaces:
    """Places of the user's.

    Attributes:
        places: added; one of the same name and country as a packaged one stands in its place.
        out: names (as keys of `name_key`) that packaged places no longer have, each with the country it is
            taken out of, None for all.
    """

    places: tuple[OwnPlace, ...] = ()
    out: Set[tuple[str, str | None]] = field(default_factory=frozenset)

    def hides(self, key: str, entry: Entry) -> bool:
        """Whether a packaged place found under a key does not count."""
        keys = {key, name_key(entry.name)}
        if any((k, country) in self.out for k in keys for country in (None, entry.country)):
            return True
        return any(p.place.country == entry.country and name_key(p.place.name) in keys for p in self.places)


def entries_by_key(
    extra: ExtraPlaces, division: Callable[[str, str | None], str | None]
) -> Mapping[int, tuple[Entry, ...]]:
    """The user's places by the keys of their names, as the index stores them.

    Args:
        extra: the user's places.
        division: gives the code of a first-order division by its name and country.
    """
    found: dict[int, tuple[Entry, ...]] = {}
    for number, own in enumerate(extra.places, start=1):
        p = own.place
        code = division(own.admin1, p.country) if own.admin1 else None
        for key, match in keys_of(p).items():
            entry = Entry(
                -number, p.name, p.kind, p.country, code, own.admin1, p.lat, p.lon, p.population, None, False, match
            )
            found[key] = (*found.get(key, ()), entry)
    return found
