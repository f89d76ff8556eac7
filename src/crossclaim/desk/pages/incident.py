"""The page of one incident."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response
from markupsafe import Markup

from crossclaim.accounts.account import accounts
from crossclaim.accounts.chart import chart
from crossclaim.accounts.listing import Listed, listed
from crossclaim.accounts.records import Accounts
from crossclaim.desk.context import Looking
from crossclaim.desk.drawing.colours import on_page
from crossclaim.desk.drawing.origins import origins_picture
from crossclaim.desk.pages.common import absolute
from crossclaim.desk.views.addresses import incident_address
from crossclaim.desk.views.incident import IncidentView, incident_view
from crossclaim.desk.views.origins import flow, ways
from crossclaim.desk.views.script import script_json
from crossclaim.desk.views.tolls import toll_steps
from crossclaim.ledger import EntryFilter, Ledger, StoredEntry, StoredIncident

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Seen:
    """An incident with its claims and accounts."""

    incident: StoredIncident
    entries: tuple[StoredEntry, ...]
    item: Listed
    accounts: Accounts


def see(ledger: Ledger, id: str) -> Seen:
    """An incident with all that is said of it; a merged one gives what it became.

    Raises:
        NotInLedger: there is none of that id.
    """
    incident = ledger.incident(id)
    entries = tuple(ledger.entries(EntryFilter(incidents=(incident.id,))))
    side_by_side = accounts(incident.id, entries)
    return Seen(incident, entries, listed(incident, side_by_side), side_by_side)


@router.get("/incidents/{id}", response_model=None)
def incident_page(context: Looking, id: str) -> Response:
    """Accounts side by side, tolls, origins and claims of an incident."""
    ledger = context.ledger
    seen = see(ledger, id)
    if seen.incident.id != id:
        return RedirectResponse(incident_address(seen.incident.id), 307)
    reactions = tuple(ledger.entries(EntryFilter(about=(id,))))
    view = incident_view(seen.item, seen.accounts, seen.entries, reactions, ledger.trail(id))
    taken = ways(seen.entries)
    return context.page(
        "incident.html",
        view=view,
        ways=taken,
        export=partial(_export_address, id),
        tolls_svg=Markup(on_page(chart("Tolls", seen.accounts.tolls))),
        origins_svg=Markup(on_page(origins_picture("Who first said it, and who repeats it", flow(taken)))),
        data=script_json({"tolls": toll_steps(seen.accounts.tolls, view.claims)}),
        cite_words=_cited(view, seen, ledger),
        cite_address=absolute(context, incident_address(id)),
    )


def _export_address(id: str, name: str) -> str:
    return f"/export{incident_address(id)}/{name}"


def _cited(view: IncidentView, seen: Seen, ledger: Ledger) -> str:
    changed = seen.incident.changed
    which = f"Incident {view.id} of the ledger {ledger.name}, {view.counted}"
    return f"{view.title}. {which}, as of {changed:%Y-%m-%d %H:%M} UTC."


__all__ = ["Seen", "router", "see"]
