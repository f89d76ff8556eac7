"""Claims in the columns of POLECAT, tab-separated.

Columns: the files of the POLECAT Weekly Data (Harvard Dataverse, Scarborough and others 2023), in their order; "None"
stands for nothing and "; " between several values, as there. PLOVER leaves negated events out of event data, so
denials are left out here, and with them what is announced or called for. COW numbers, Wikipedia ids, the people and
places of the whole story, and intensities (a table of the PLOVER manual) are not filled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from crossclaim import __version__
from crossclaim.interchange.happened import HAPPENED
from crossclaim.interchange.plover import auxiliary, lost, mode
from crossclaim.interchange.records import Cell, Column, Converted, Told
from crossclaim.interchange.schemes import load_plover
from crossclaim.interchange.where_when import country_name
from crossclaim.records import Party, Place

NAMES = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
]

COLUMNS: tuple[Column, ...] = tuple(Column(name) for name in NAMES)


def row(told: Told) -> Converted:
    """The claim as a row; none where it is denied, has not happened, or has no day.

    Args:
        told: a claim of the ledger.
    """
    entry, terms = told.entry, load_plover()
    claim = entry.claim
    if claim.stance == "denies":
        return Converted((), Counter({"denials": 1}))
    spoken = claim.tense == "called_for" and not auxiliary(claim, terms)
    if claim.tense not in HAPPENED and not spoken:
        return Converted((), Counter({"claims of what is announced or called for": 1}))
    if claim.date is None or claim.date.first is None:
        return Converted((), Counter({"claims without a day": 1}))
    quad = terms.quads.get(claim.event.plover)
    cells: dict[str, Cell] = dict.fromkeys(NAMES)
    cells |= {
        "Event ID": entry.id,
        "Event Date": claim.date.first,
        "Event Type": claim.event.plover,
        "Event Mode": "; ".join(mode(claim, terms)),
        "Quad Code": quad[1] if quad else None,
        "Contexts": "; ".join(auxiliary(claim, terms)),
        "Source": entry.source,
        "Publication Date": entry.published,
        "Version": f"crossclaim {__version__}",
    }
    cells |= _party("Actor", claim.actors, terms.unknown) | _party("Recipient", claim.targets, "")
    cells |= _place(claim.place) if claim.place else {}
    kept = lost(claim) + Counter({"figures": len(claim.casualties), "claims' attribution": bool(claim.claimant)})
    return Converted((cells,), kept)


def _party(role: str, parties: Sequence[Party], unknown: str) -> dict[str, Cell]:
    sectors = [p.sector for p in parties if p.sector]
    return {
        f"{role} Name": "; ".join(p.name for p in parties),
        f"{role} Country": "; ".join(dict.fromkeys(p.country for p in parties if p.country)),
        f"Primary {role} Sector": sectors[0] if sectors else ("" if parties else unknown),
        f"{role} Sectors": "; ".join(dict.fromkeys(sectors)),
        f"{role} Name Raw": "; ".join(p.text for p in parties),
    }


def _place(place: Place) -> dict[str, Cell]:
    return {
        "Placename": place.name,
        "City": place.name if place.precision in ("exact", "near") else None,
        "Province": place.admin1,
        "Country": country_name(place.country),
        "Latitude": place.lat,
        "Longitude": place.lon,
        "GeoNames ID": place.geonameid,
        "Raw Placename": place.text,
    }
