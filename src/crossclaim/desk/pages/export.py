"""Every table and picture of the pages as a file: CSV, JSON Lines, GeoJSON, SVG, PNG.

Addresses are those of the pages with `/export` before them; a list's filter stands in the query, as it does there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response, StreamingResponse

from crossclaim.accounts.chart import chart
from crossclaim.desk.assets import land
from crossclaim.desk.context import Context, Looking
from crossclaim.desk.drawing.origins import origins_picture
from crossclaim.desk.drawing.timeline import timeline_picture
from crossclaim.desk.drawing.world import map_picture
from crossclaim.desk.failures import NotFound
from crossclaim.desk.pages.common import boards_of
from crossclaim.desk.pages.files import picture_file, saved_as, table_file, type_of
from crossclaim.desk.pages.incident import layer_of, see
from crossclaim.desk.pages.incidents import search
from crossclaim.desk.pages.report import entries_of, version_number
from crossclaim.desk.views.filters import Filter, parse
from crossclaim.desk.views.finding import counted, passed
from crossclaim.desk.views.incident import claim_rows
from crossclaim.desk.views.origins import flow, ways
from crossclaim.desk.views.places import dots
from crossclaim.desk.views.timeline import timeline
from crossclaim.desk.views.tolls import toll_steps
from crossclaim.interchange import Account, Form, cases, export, form, told
from crossclaim.interchange.records import Told
from crossclaim.ledger import EntryFilter, IncidentFilter

router = APIRouter(prefix="/export")

LISTS = {"incidents": ("csv", "jsonl", "geojson"), "accounts": ("csv", "jsonl")}
CLAIMS = ("csv", "jsonl", "geojson")


@router.get("/incidents/{name}")
def list_file(context: Looking, name: str) -> Response:
    """A picture or count beside the list of incidents."""
    stem, ending = _parts(name)
    wanted = parse(context.request.query_params.multi_items())
    found = passed(boards_of(context).now(), wanted, search(context.ledger, wanted.q).ids)
    if stem == "map" and ending in ("svg", "png"):
        return picture_file(map_picture("Map of the incidents", dots(found.but("box")), land), name)
    line = timeline(found.but("time"))
    if stem == "timeline" and ending in ("svg", "png"):
        return picture_file(timeline_picture("Incidents over time", line), name)
    if name == "timeline.csv":
        head = ("from", "to", "incidents", "with conflicting accounts")
        return table_file(head, ((b.first, b.last, b.number, b.conflicts) for b in line.bins), name)
    if name == "counts.csv":
        kinds = {
            "country": counted(found.but("country"), lambda x: [x.item.country] if x.item.country else []),
            "party": counted(found.but("party"), lambda x: x.item.parties),
            "event": counted(found.but("event"), lambda x: [x.item.event]),
            "standing": counted(found.but("standing"), lambda x: x.standings),
        }
        rows = ((kind, value, number) for kind, some in kinds.items() for value, number in some)
        return table_file(("kind", "value", "incidents"), rows, name)
    raise _nothing(name)


@router.get("/incidents/{id}/{name}")
def incident_file(context: Looking, id: str, name: str, reading: str = "") -> Response:
    """A table or picture of one incident's page."""
    stem, ending = _parts(name)
    ledger, layer = context.ledger, layer_of(reading)
    id = ledger.incident(id).id
    saved = f"{id}-{name}"
    if stem == "claims" and ending in CLAIMS:
        return _stream(told(ledger, wanted=EntryFilter(incidents=(id,)), layer=layer), form("claims", ending), saved)
    if stem == "reactions" and ending in CLAIMS:
        return _stream(told(ledger, wanted=EntryFilter(about=(id,)), layer=layer), form("claims", ending), saved)
    if stem == "accounts" and ending in LISTS["accounts"]:
        return _stream(cases(ledger, IncidentFilter(ids=(id,)), layer=layer), form("accounts", ending), saved)
    seen = see(ledger, id, layer)
    if stem == "tolls" and ending in ("svg", "png"):
        return picture_file(chart("Tolls", seen.accounts.tolls), saved)
    if stem == "origins" and ending in ("svg", "png"):
        return picture_file(origins_picture("Who first said it, and who repeats it", flow(ways(seen.entries))), saved)
    if name == "tolls.csv":
        return _steps(toll_steps(seen.accounts.tolls, claim_rows(seen.stood)), saved)
    if name == "origins.csv":
        head = ("first_said_by", "relayed_by", "printed_in", "reprint", "claims", "reports")
        rows = (
            (w.origin, "; ".join(w.relays), w.outlet, w.reprint, w.claims, len(w.reports)) for w in ways(seen.entries)
        )
        return table_file(head, rows, saved)
    raise _nothing(name)


@router.get("/reports/{key}/{name}")
def report_file(context: Looking, key: str, name: str, version: str = "") -> Response:
    """The claims of one version of a report."""
    stored = context.ledger.report(key, version_number(version))
    entries = entries_of(context.ledger, stored)
    saved = f"{stored.key}-{name}"
    if name == "claims.annotations.json":
        text = context.ledger.reading(stored.key, stored.version).report.text
        return _stream((Told(e, text) for e in entries), form("claims", "annotations"), saved)
    stem, ending = _parts(name)
    if stem == "claims" and ending in CLAIMS:
        return _stream((Told(e, None) for e in entries), form("claims", ending), saved)
    raise _nothing(name)


@router.get("/{name}")
def list_table(context: Looking, name: str) -> Response:
    """The incidents that pass a filter, or their accounts, as a table."""
    kind, ending = _parts(name)
    if ending not in LISTS.get(kind, ()):
        raise _nothing(name)
    wanted = parse(context.request.query_params.multi_items())
    return _stream(cases(context.ledger, _chosen(context, wanted)), form(kind, ending), name)


def _chosen(context: Context, wanted: Filter) -> IncidentFilter | None:
    """The incidents that pass a page's filter; None for all of the ledger."""
    if not wanted.narrow:
        return None
    found = passed(boards_of(context).now(), wanted, search(context.ledger, wanted.q).ids)
    return IncidentFilter(ids=tuple(line.item.id for line in found.lines) or ("",))


def _parts(name: str) -> tuple[str, str]:
    stem, _, ending = name.rpartition(".")
    return stem, ending


def _nothing(name: str) -> NotFound:
    return NotFound(f"there is no export {name!r}")


def _stream(items: Iterable[Any], to: Form, name: str) -> Response:
    return StreamingResponse(export(items, to, Account()), media_type=type_of(name), headers=saved_as(name))


def _steps(steps: Sequence[Any], name: str) -> Response:
    fields = ("toll", "day", "low", "high", "speaker", "of", "stance", "superseded", "href")
    return table_file(fields, ([getattr(step, f) for f in fields] for step in steps), name)
