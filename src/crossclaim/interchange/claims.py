"""Claims as JSON Lines, a table and GeoJSON.

JSON Lines are the claims of format 1 (`docs/formats.md`) with three fields besides: `report`, the id of the report;
`incident`, the id of the incident that the claim tells of; `about`, of the one it reacts to. Ids of incidents are the
ledger's; null where there is none.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from crossclaim.decisions.records import Reviewed
from crossclaim.export.contract import to_json
from crossclaim.export.csv_rows import COLUMNS as READ_COLUMNS
from crossclaim.interchange.geojson import feature, finite
from crossclaim.interchange.records import Cell, CellType, Column, Converted, Json, Row, Told
from crossclaim.ledger.records import StoredEntry
from crossclaim.ledger.standing import decided_by
from crossclaim.records import Claim, Reading, Report

LEFT_TO_OTHERS = frozenset({"report", "claim", "incidents", "published", "date_from", "date_to"})
"""Columns of `read --format csv` whose place others take here: `report` is the ledger's key."""

_TYPES: dict[str, CellType] = {
    **dict.fromkeys(("killed_low", "killed_high", "wounded_low", "wounded_high", "geonameid", "start", "end"), "whole"),
    **dict.fromkeys(("lat", "lon", "confidence"), "number"),
}

COLUMNS: tuple[Column, ...] = (
    Column("entry"),
    Column("report"),
    Column("version", "whole"),
    Column("report_id"),
    Column("claim"),
    Column("incident"),
    Column("about"),
    Column("url"),
    Column("copy_of"),
    Column("published", "day"),
    Column("date_from", "day"),
    Column("date_to", "day"),
    *(Column(name, _TYPES.get(name, "text")) for name in READ_COLUMNS if name not in LEFT_TO_OTHERS),
)
"""The table's columns; `docs/exports.md` explains them."""


def contract_line(told: Told) -> Converted:
    """The claim of format 1 with its `report`, `incident` and `about`; nothing is lost.

    Args:
        told: a claim of the ledger.
    """
    entry = told.entry
    return Converted(
        (
            claim_json(entry)
            | {"report": entry.report_id, "incident": entry.incident, "about": entry.about}
            | decided_json(entry, told.review),
        )
    )


def decided_json(entry: StoredEntry, review: Reviewed | None) -> Json:
    """`decision` and `machine` of a claim on which somebody decided; nothing for any other.

    Args:
        entry: the claim in the ledger.
        review: how it stands.
    """
    last = decided_by(review) if review else None
    if review is None or last is None:
        return {}
    decision = {
        "state": review.state,
        "by": last.who,
        "at": last.at.isoformat(),
        "corrected": list(review.corrected),
    }
    machine = claim_json(replace(entry, claim=review.machine)) if review.machine else None
    return {"decision": decision, "machine": machine}


def claim_json(entry: StoredEntry) -> Json:
    """The claim as it stands in the claims of format 1."""
    found: Json = to_json(_reading(entry))["claims"][0]
    return found


def table_row(told: Told) -> Converted:
    """The claim as a row.

    Args:
        told: a claim of the ledger.
    """
    return Converted((_row(told.entry),), _lost(told.entry.claim))


def map_feature(told: Told) -> Converted:
    """The claim as a feature of GeoJSON, at its place; without geometry where it has none.

    Args:
        told: a claim of the ledger.
    """
    row, claim = _row(told.entry), told.entry.claim
    place = claim.place
    position = (place.lon, place.lat) if place else (None, None)
    lost = _lost(claim)
    if finite(*position) is None:
        lost["positions, where no place is known"] += 1
    return Converted((feature(str(row["entry"]), *position, row),), lost)


def _row(entry: StoredEntry) -> Row:
    claim, reading = entry.claim, _reading(entry)
    found: dict[str, Cell] = {
        name: cell(reading, claim) or None if _TYPES.get(name, "text") == "text" else cell(reading, claim)
        for name, cell in READ_COLUMNS.items()
        if name not in LEFT_TO_OTHERS
    }
    day = claim.date
    return found | {
        "entry": entry.id,
        "report": entry.report,
        "version": entry.version,
        "report_id": entry.report_id,
        "claim": claim.id,
        "incident": entry.incident,
        "about": entry.about,
        "url": entry.url,
        "copy_of": entry.copy_of,
        "published": entry.published,
        "date_from": day.first if day else None,
        "date_to": day.last if day else None,
    }


def _reading(entry: StoredEntry) -> Reading:
    """A reading with this claim alone, for what is made for readings; its text is left out."""
    report = Report(entry.report_id, "", entry.title, entry.source, entry.published, entry.url)
    return Reading(report, claims=(entry.claim,))


def _lost(claim: Claim) -> Counter[str]:
    """Figures that have no column of their own, and where in the text parties, places and figures stand."""
    columns = sum(1 for kind in ("killed", "wounded") if any(c.kind == kind and not c.subset for c in claim.casualties))
    return Counter(
        {
            "spans of parties, places, dates and figures": len(_spans(claim)),
            "figures kept in words alone": len(claim.casualties) - columns + len(claim.losses),
        }
    )


def _spans(claim: Claim) -> list[object]:
    parties = [p for p in (claim.claimant, *claim.via, *claim.actors, *claim.targets) if p]
    rest = [x for x in (claim.place, claim.date, claim.unresolved_date) if x]
    return [*parties, *rest, *claim.casualties, *claim.losses]
