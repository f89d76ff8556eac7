"""Incidents in the columns of the UCDP Georeferenced Event Dataset (GED), versions 20.1 and later.

Columns and codes: Högbladh, Stina: UCDP GED Codebook, Department of Peace and Conflict Research, Uppsala University
(https://ucdp.uu.se/downloads/); the names and their order are those of `GEDEvent` CSV files. What only UCDP can give
(ids of conflicts, dyads and sides, Gleditsch-Ward numbers, PRIO-GRID cells, regions, its status of coding) is empty.
The rules by which many claims become one row stand in `docs/exports.md`.
"""

from __future__ import annotations

from collections import Counter

from crossclaim.interchange.deaths import Deaths, deaths
from crossclaim.interchange.happened import missing, notes, outlets
from crossclaim.interchange.incidents import lost_attribution
from crossclaim.interchange.records import Case, Cell, Column, Converted, Side, Where
from crossclaim.interchange.schemes import load_acled
from crossclaim.interchange.where_when import country_name, length, where
from crossclaim.linking.parties import is_named

NAMES = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
]

COLUMNS: tuple[Column, ...] = tuple(Column(name) for name in NAMES)

WHERE_PREC = {"exact": 1, "near": 2, "admin1": 4, "country": 6}
CIVILIANS = "Civilians"
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3


def row(case: Case) -> Converted:
    """The incident as a row of GED; none where nobody says that it happened, or that anybody died.

    Args:
        case: an incident with all that is said of it.
    """
    left_out = missing(case)
    if left_out:
        return Converted((), Counter({left_out: 1}))
    first, second = sides(case)
    dead = deaths(case.accounts.tolls, *(side.key if side else None for side in (first, second)))
    if not dead.total.high:
        return Converted((), Counter({"incidents without a death": 1}))
    cells: dict[str, Cell] = dict.fromkeys(NAMES)
    cells |= _who(case, first, second) | _sources(case) | _where(where(case)) | _when(case) | _deaths(dead)
    cells["event_clarity"] = _clarity(cells)
    return Converted((cells,), lost_attribution(case))


def sides(case: Case) -> tuple[Side | None, Side | None]:
    """Side A and side B: a state comes first; civilians are only ever side B.

    Args:
        case: a party without a name is none.
    """
    actor = None if is_civilian(case.actor) else _named(case.actor)
    target = case.target if is_civilian(case.target) else _named(case.target)
    if actor and target and target.state and not actor.state:
        return target, actor
    return actor, target


def _named(side: Side | None) -> Side | None:
    """The side where it has a name of its own; "gunmen" are no side of GED's."""
    return side if side and is_named(side.key) else None


def is_civilian(side: Side | None) -> bool:
    """Whether a side is unarmed people, and not a state."""
    terms = load_acled()
    return side is not None and not side.state and terms.actors.get(side.sector or "") == terms.civilians


def type_of_violence(first: Side | None, second: Side | None) -> int | None:
    """1 state-based, 2 non-state, 3 one-sided; None where a side is not known."""
    if first is None or second is None:
        return None
    if is_civilian(second):
        return ONE_SIDED
    if first.state or second.state:
        return STATE_BASED
    return NON_STATE


def date_precision(days: int | None) -> int | None:
    """GED's date_prec: 1 one day, 2 up to six, 3 a week, 4 up to a month, 5 longer."""
    if days is None:
        return None
    return next((code for code, most in ((1, 1), (2, 6), (3, 7), (4, 31)) if days <= most), 5)


def _who(case: Case, first: Side | None, second: Side | None) -> dict[str, Cell]:
    names = [_name(first), CIVILIANS if is_civilian(second) else _name(second)]
    return {
        "id": case.incident.id,
        "relid": case.incident.id,
        "year": case.incident.first.year if case.incident.first else None,
        "type_of_violence": type_of_violence(first, second),
        "side_a": names[0],
        "side_b": names[1],
        "dyad_name": " - ".join(n for n in names if n) if all(names) else None,
    }


def _name(side: Side | None) -> str | None:
    """The party's name; a state is "Government of ..." as in GED."""
    if side is None:
        return None
    country = country_name(side.country) if side.state else None
    return f"Government of {country}" if country else side.name


def _sources(case: Case) -> dict[str, Cell]:
    days = [e.published.isoformat() for e in case.entries if e.published]
    titles = [" ".join(e.title.split()) for e in case.entries if e.title]
    says = [e.claim.claimant.name for e in case.entries if e.claim.claimant]
    return {
        "number_of_sources": case.accounts.sources.reports,
        "source_article": notes(case),
        "source_office": outlets(case),
        "source_date": "; ".join(sorted(dict.fromkeys(days))) or None,
        "source_headline": "; ".join(dict.fromkeys(titles)) or None,
        "source_original": "; ".join(dict.fromkeys(says)) or None,
    }


def _where(place: Where) -> dict[str, Cell]:
    known = place.lat is not None and place.lon is not None
    return {
        "where_prec": WHERE_PREC.get(place.precision),
        "where_coordinates": place.name,
        "adm_1": place.admin1,
        "latitude": place.lat,
        "longitude": place.lon,
        "geom_wkt": f"POINT ({place.lon} {place.lat})" if known else None,
        "country": country_name(place.country),
    }


def _when(case: Case) -> dict[str, Cell]:
    return {
        "date_prec": date_precision(length(case)),
        "date_start": case.incident.first,
        "date_end": case.incident.last,
    }


def _deaths(dead: Deaths) -> dict[str, Cell]:
    return {
        "deaths_a": dead.a.best,
        "deaths_b": dead.b.best,
        "deaths_civilians": dead.civilians.best,
        "deaths_unknown": dead.unknown.best,
        "best": dead.total.best,
        "high": dead.total.high,
        "low": dead.total.low,
    }


def _clarity(cells: dict[str, Cell]) -> int:
    """1 where the days (six at most) and the place (near at least) are known, else 2."""
    return 1 if cells["date_prec"] in (1, 2) and cells["where_prec"] in (1, 2) else 2
