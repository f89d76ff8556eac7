"""Incidents as a table, JSON Lines, GeoJSON and HXL-tagged CSV.

HXL: the second row holds hashtags of the HXL 1.1 standard (hxlstandard.org), spelled as the Humanitarian Data Exchange
has them on its conflict tables (`#event+type`, `#date+start`, `#adm1+name`, `#geo+lat`, `#affected+killed`); `+low` and
`+high` mark the ends of the range around `#affected+killed`.
"""

from __future__ import annotations

from collections import Counter

from crossclaim.accounts.listing import listed
from crossclaim.accounts.records import disputed
from crossclaim.interchange.deaths import deaths
from crossclaim.interchange.geojson import feature, finite
from crossclaim.interchange.plain_json import plain_json
from crossclaim.interchange.records import Case, Column, Converted, Json, Row
from crossclaim.interchange.where_when import country_name, where

COLUMNS: tuple[Column, ...] = (
    Column("incident", tag="#event+id"),
    Column("event", tag="#event+type"),
    Column("date_from", "day", "#date+start"),
    Column("date_to", "day", "#date+end"),
    Column("place", tag="#loc+name"),
    Column("admin1", tag="#adm1+name"),
    Column("country", tag="#country+code+iso3"),
    Column("country_name", tag="#country+name"),
    Column("lat", "number", "#geo+lat"),
    Column("lon", "number", "#geo+lon"),
    Column("geonameid", "whole", "#loc+code+geonames"),
    Column("precision", tag="#geo+precision"),
    Column("actor", tag="#group+name+first"),
    Column("target", tag="#group+name+second"),
    Column("parties", tag="#group+name+list"),
    Column("standing", tag="#status+standing"),
    Column("disputed", "flag", "#status+disputed"),
    Column("killed", "whole", "#affected+killed"),
    Column("killed_low", "whole", "#affected+killed+low"),
    Column("killed_high", "whole", "#affected+killed+high"),
    Column("killed_civilians", "whole", "#affected+civilians+killed"),
    Column("claims", "whole", "#meta+claims+num"),
    Column("denials", "whole", "#meta+denials+num"),
    Column("reactions", "whole", "#meta+reactions+num"),
    Column("reports", "whole", "#meta+reports+num"),
    Column("origins", "whole", "#meta+origins+num"),
    Column("sources", tag="#meta+source"),
    Column("changed", tag="#date+updated"),
)
"""The table's columns; `docs/exports.md` explains them."""


def table_row(case: Case) -> Converted:
    """The incident as a row.

    Args:
        case: an incident with all that is said of it.
    """
    return Converted((_row(case),), lost_attribution(case))


def map_feature(case: Case) -> Converted:
    """The incident as a feature of GeoJSON; without geometry where no place is known."""
    place, lost = where(case), lost_attribution(case)
    if finite(place.lon, place.lat) is None:
        lost["positions, where no place is known"] += 1
    return Converted((feature(case.incident.id, place.lon, place.lat, _row(case)),), lost)


def json_line(case: Case) -> Converted:
    """The incident with its standings, ids of its claims, and its tolls as claimants give them; nothing is lost."""
    line = listed(case.incident, case.accounts)
    found: Json = plain_json(case.incident)
    found["standing"], found["disputed"] = line.standing, disputed(case.accounts)
    found["standings"] = {standing: number for standing, number in line.standings}
    found["sources"] = plain_json(case.accounts.sources)
    found["tolls"] = [plain_json(t) for t in case.accounts.tolls]
    found["claims"] = [e.id for e in case.entries]
    return Converted((found,))


def _row(case: Case) -> Row:
    incident, place, line = case.incident, where(case), listed(case.incident, case.accounts)
    dead = deaths(case.accounts.tolls, _key(case.actor), _key(case.target))
    told = any(t.kind == "killed" for t in case.accounts.tolls)
    return {
        "incident": incident.id,
        "event": incident.event,
        "date_from": incident.first,
        "date_to": incident.last,
        "place": place.name,
        "admin1": place.admin1,
        "country": place.country,
        "country_name": country_name(place.country),
        "lat": place.lat,
        "lon": place.lon,
        "geonameid": place.geonameid,
        "precision": place.precision,
        "actor": case.actor.name if case.actor else None,
        "target": case.target.name if case.target else None,
        "parties": "; ".join(case.accounts.parties) or None,
        "standing": line.standing,
        "disputed": disputed(case.accounts),
        "killed": dead.total.best if told else None,
        "killed_low": dead.total.low if told else None,
        "killed_high": dead.total.high if told else None,
        "killed_civilians": dead.civilians.best if told else None,
        "claims": incident.entries,
        "denials": sum(e.claim.stance == "denies" for e in case.entries),
        "reactions": incident.reactions,
        "reports": line.reports,
        "origins": line.origins,
        "sources": "; ".join(dict.fromkeys(e.source for e in case.entries if e.source)) or None,
        "changed": incident.changed.isoformat(),
    }


def _key(side: object) -> str | None:
    return getattr(side, "key", None)


def lost_attribution(case: Case) -> Counter[str]:
    """What no row of one number a cell can hold: who said what, denials, spans of figures, figures of other kinds.

    Args:
        case: an incident that becomes one row.
    """
    tolls = case.accounts.tolls
    dead = deaths(tolls, _key(case.actor), _key(case.target))
    return Counter(
        {
            "claims' attribution": sum(e.claim.claimant is not None for e in case.entries),
            "denials": sum(e.claim.stance == "denies" for e in case.entries),
            "ranges' owners": sum(len({(s.low, s.high) for s in t.steps}) > 1 for t in tolls if t.kind == "killed"),
            "alleged tolls that are denied (only in the high figure)": dead.refused,
            "tolls of other kinds than killed": sum(t.kind != "killed" for t in tolls),
            "losses of equipment": sum(len(e.claim.losses) for e in case.entries),
        }
    )
