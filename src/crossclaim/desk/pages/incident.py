"""The page of one incident."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response
from markupsafe import Markup

from crossclaim.accounts.account import accounts
from crossclaim.accounts.chart import chart
from crossclaim.accounts.listing import Listed, listed
from crossclaim.accounts.records import Accounts
from crossclaim.desk.context import Context, Looking
from crossclaim.desk.drawing.colours import on_page
from crossclaim.desk.drawing.origins import origins_picture
from crossclaim.desk.pages.common import absolute, boards_of
from crossclaim.desk.views.addresses import incident_address
from crossclaim.desk.views.incident import IncidentView, incident_view
from crossclaim.desk.views.origins import flow, ways
from crossclaim.desk.views.script import script_json
from crossclaim.desk.views.tolls import toll_steps
from crossclaim.ledger import Ledger, StoredEntry, StoredIncident
from crossclaim.ledger.standing import Layer, Standing, Stood

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Seen:
    """An incident with its claims as they stand, and accounts."""

    incident: StoredIncident
    stood: Stood
    item: Listed
    accounts: Accounts

    @property
    def entries(self) -> tuple[StoredEntry, ...]:
        """The claims that stand."""
        return self.stood.entries


def see(ledger: Ledger, id: str, layer: Layer = "reviewed") -> Seen:
    """An incident with all that is said of it; a merged one gives what it became.

    Args:
        ledger: that holds it.
        id: of the incident.
        layer: claims with what people decided, or the machine's reading alone.

    Raises:
        NotInLedger: there is none of that id.
    """
    [(incident, stood)] = Standing(ledger, layer).incidents([ledger.incident(id)])
    side_by_side = accounts(incident.id, stood.entries, stood.reactions)
    return Seen(incident, stood, listed(incident, side_by_side), side_by_side)


WHOSE = {"own": "of its own losses", "opponent": "an opponent", "monitor": "a monitor", "other": ""}
"""Who tells a figure, in words, by `StepMark.of`."""


@router.get("/incidents/{id}", response_model=None)
def incident_page(context: Looking, id: str, reading: str = "") -> Response:
    """Accounts side by side, tolls, origins and claims of an incident."""
    layer = layer_of(reading)
    mark = boards_of(context).mark_of(id)
    if mark is None and (became := context.ledger.incident(id).id) != id:
        return RedirectResponse(incident_address(became) + _layer_query(layer), 307)
    return context.kept_page("incident.html", (layer, mark), lambda: _values(context, id, layer))


def _values(context: Context, id: str, layer: Layer) -> Mapping[str, Any]:
    """What the page's template prints."""
    ledger = context.ledger
    seen = see(ledger, id, layer)
    view = incident_view(seen.item, seen.accounts, seen.stood, seen.stood.reactions, ledger.trail(id))
    taken, steps = ways(seen.entries), toll_steps(seen.accounts.tolls, view.claims)
    return dict(
        view=view,
        ways=taken,
        export=lambda name: _export_address(id, name) + _layer_query(layer),
        machine=layer == "machine",
        here=incident_address(id),
        tolls_svg=Markup(on_page(chart("Tolls", seen.accounts.tolls))),
        origins_svg=Markup(on_page(origins_picture("Who first said it, and who repeats it", flow(taken)))),
        steps=steps,
        whose=WHOSE,
        data=script_json({"tolls": steps}),
        cite_words=_cited(view, seen, ledger),
        cite_address=absolute(context, incident_address(id) + _layer_query(layer)),
    )


def layer_of(reading: str) -> Layer:
    """The layer that an address asks for: "machine", or with what people decided."""
    return "machine" if reading == "machine" else "reviewed"


def _layer_query(layer: Layer) -> str:
    return "?" + urlencode({"reading": layer}) if layer == "machine" else ""


def _export_address(id: str, name: str) -> str:
    return f"/export{incident_address(id)}/{name}"


def _cited(view: IncidentView, seen: Seen, ledger: Ledger) -> str:
    changed = seen.incident.changed
    which = f"Incident {view.id} of the ledger {ledger.name}, {view.counted}"
    return f"{view.title}. {which}, as of {changed:%Y-%m-%d %H:%M} UTC."


__all__ = ["Seen", "layer_of", "router", "see"]
