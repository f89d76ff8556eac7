"""An incident's place and days, for formats that want one of each with a code for how exact it is."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from crossclaim.interchange.records import Case, Where
from crossclaim.lexicon.countries import Countries, load_countries
from crossclaim.records import PlacePrecision

PRECISIONS: tuple[PlacePrecision, ...] = ("exact", "near", "admin1", "country", "unknown")


@cache
def world() -> Countries:
    """The packaged table of countries, read once.

    Raises:
        DataError: it breaks its form.
    """
    return load_countries()


def where(case: Case) -> Where:
    """The incident's place, with what its claims know of it besides.

    Args:
        case: its claims' places of the same name give division, GeoNames id and precision, the most exact first.
    """
    incident = case.incident
    if incident.place is None and incident.country is None:
        return Where()
    places = [e.claim.place for e in case.entries if e.claim.place is not None]
    same = [p for p in places if p.name == incident.place and p.country == incident.country]
    same = [p for p in same if incident.lat is None or p.lat == incident.lat] or same
    best = min(same, key=lambda p: PRECISIONS.index(p.precision), default=None)
    return Where(
        incident.place,
        best.admin1 if best else None,
        incident.country,
        incident.lat,
        incident.lon,
        best.geonameid if best else None,
        best.precision if best else "unknown",
    )


def country_name(iso3: str | None) -> str | None:
    """The short English name of a country; None where there is no such code.

    >>> country_name("SDN")
    'Sudan'
    """
    found = world().iso(iso3) if iso3 else None
    return found.name if found else None


def length(case: Case) -> int | None:
    """Days that the incident covers, both ends counted; None where it is not dated."""
    first, last = case.incident.first, case.incident.last
    if first is None or last is None:
        return None
    return (last - first).days + 1


def middle(case: Case) -> date | None:
    """The day in the middle; of an even number of days the earlier."""
    first, days = case.incident.first, length(case)
    return first + timedelta(days=(days - 1) // 2) if first and days else None
