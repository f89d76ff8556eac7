"""The page of incidents, and the search behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from crossclaim.desk.context import Context, Looking
from crossclaim.desk.drawing.colours import on_page
from crossclaim.desk.drawing.timeline import timeline_picture
from crossclaim.desk.pages.common import absolute, boards_of
from crossclaim.desk.views.board import Board
from crossclaim.desk.views.filters import Filter, address, pairs, parse
from crossclaim.desk.views.hits import hits
from crossclaim.desk.views.incidents import IncidentsView, incidents_view, left_out
from crossclaim.desk.views.script import script_json
from crossclaim.errors import OptionError
from crossclaim.export.phrases import number_of
from crossclaim.ledger import Found, Ledger

router = APIRouter()

MOST_HITS = 40
"""Passages of a search that are shown; more are said to be more."""


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search found: incidents (None where nothing is searched), passages, and what was wrong with it."""

    ids: frozenset[str] | None = None
    found: tuple[Found, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """All of the page that depends on the ledger and the filter alone."""

    view: IncidentsView
    searched: Searched
    timeline_svg: Markup
    data: Markup


@router.get("/", response_class=HTMLResponse)
def incidents_page(context: Looking) -> Response:
    """Incidents that pass the filter in the address, as list, map and timeline."""
    wanted = parse(context.request.query_params.multi_items())
    mark, board = boards_of(context).marked()
    return context.kept_page("incidents.html", (mark, wanted), lambda: _values(context, board, wanted))


def _values(context: Context, board: Board, wanted: Filter) -> Mapping[str, Any]:
    """What the page's template prints."""
    shown = _listing(context.ledger, board, wanted)
    view = shown.view
    return dict(
        view=view,
        wanted=wanted,
        kept=_kept(wanted),
        conflicts_only={"disputed", "denied"} <= set(wanted.standings),
        problem=shown.searched.problem,
        found=tuple(hits(shown.searched.found)),
        more_found=len(shown.searched.found) >= MOST_HITS,
        export=partial(_export_address, wanted),
        timeline_svg=shown.timeline_svg,
        time_words=left_out(view.timeline),
        data=shown.data,
        cite_words=f"List of {number_of(view.total, 'incident')} of the ledger {context.ledger.name}"
        + (f", filtered by {'; '.join(r.words for r in view.removals)}" if view.removals else ""),
        cite_address=absolute(context, address(wanted, page=wanted.page)),
    )


def _listing(ledger: Ledger, board: Board, wanted: Filter) -> Listing:
    searched = search(ledger, wanted.q)
    view = incidents_view(board, wanted, searched.ids)
    drawn = Markup(on_page(timeline_picture("Incidents over time", view.timeline)))
    return Listing(view, searched, drawn, _data(view))


def search(ledger: Ledger, words: str) -> Searched:
    """The incidents of which claims or reports with these words tell, and the newest passages.

    Args:
        ledger: to search.
        words: as a reader typed them; none searches nothing.
    """
    if not words:
        return Searched()
    try:
        return Searched(ledger.search_incidents(words), ledger.search(words, MOST_HITS))
    except OptionError as error:
        return Searched(frozenset(), problem=str(error))


def _kept(wanted: Filter) -> list[tuple[str, str]]:
    """What the form has no field for and must not lose."""
    fields = {"q", "from", "to", "sort", "page"}
    left = [
        (n, v) for n, v in pairs(wanted) if n not in fields and not (n == "standing" and v in ("disputed", "denied"))
    ]
    first = next((n for n, pair in enumerate(left) if pair[0] == "party"), None)
    return [pair for n, pair in enumerate(left) if n != first]


def _export_address(wanted: Filter, name: str) -> str:
    return address(wanted, f"/export/{name}")


def _data(view: IncidentsView) -> Markup:
    """What scripts draw: dots, bins and the filter's own days."""
    wanted = view.wanted
    return script_json(
        {
            "dots": [[d.lon, d.lat, d.number, d.conflicts, d.name, d.id, int(d.vague)] for d in view.dots],
            "unit": view.timeline.unit,
            "bins": [[b.first, b.last, b.number, b.conflicts] for b in view.timeline.bins],
            "from": wanted.first,
            "to": wanted.last,
            "box": wanted.box,
            "countries": {v.words: v.value for v in view.facets[0].values},
        }
    )


__all__ = ["Searched", "router", "search"]
