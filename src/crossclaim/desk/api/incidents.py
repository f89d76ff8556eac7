"""Incidents: the list as `crossclaim incidents` gives it, one as `crossclaim show` does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from starlette.responses import Response

from crossclaim.accounts.listing import Listed
from crossclaim.accounts.records import Accounts, Standing
from crossclaim.commands.show import look
from crossclaim.desk.api.answering import PROBLEMS, After, Limit, Values, limit_of, page, send
from crossclaim.desk.api.claims import AsRead, ClaimsPage, claim_records
from crossclaim.desk.context import Looking
from crossclaim.desk.views.board import Line
from crossclaim.desk.views.filters import Filter
from crossclaim.desk.views.finding import ordered, passed
from crossclaim.ledger import Change, EntryFilter
from crossclaim.ledger.ledger import Slice

router = APIRouter(prefix="/incidents", tags=["incidents"], responses=PROBLEMS)


@dataclass(frozen=True, slots=True)
class IncidentsPage:
    """Some incidents; `total` says how many pass the filter."""

    items: list[Listed]
    total: int
    next: str | None


@dataclass(frozen=True, slots=True)
class ShownIncident:
    """All that is shown of one incident; `reactions` are claims with their reports."""

    incident: Listed
    accounts: Accounts
    reactions: list[dict[str, Any]]
    trail: list[Change]


@router.get("", response_model=IncidentsPage)
def incidents(
    context: Looking,
    first: Annotated[date | None, Query(alias="from", description="Incidents on or after this day.")] = None,
    last: Annotated[date | None, Query(alias="to", description="Incidents on or before this day.")] = None,
    country: Annotated[Values, Query(description="ISO 3166 alpha-3 of the place.")] = [],  # noqa: B006
    party: Annotated[Values, Query(description="Names or country codes of parties.")] = [],  # noqa: B006
    event: Annotated[Values, Query(description="Event types of claims.")] = [],  # noqa: B006
    standing: Annotated[list[Standing], Query(max_length=10, description="How something in it stands.")] = [],  # noqa: B006
    disputed: Annotated[bool, Query(description="Only those in which something is disputed or denied.")] = False,
    empty: Annotated[bool, Query(description="Also those all of whose claims were rejected.")] = False,
    q: Annotated[str, Query(max_length=300, description="Words to search for in claims and reports.")] = "",
    sort: Literal["oldest", "newest", "claims", "conflicts"] = "oldest",
    limit: Limit = None,
    after: After = 0,
) -> Response:
    """Incidents that pass a filter, the oldest first; those without a day last."""
    wanted = Filter(
        first=first,
        last=last,
        countries=tuple(code.strip().upper() for code in country),
        parties=tuple(party),
        events=tuple(event),
        empty=empty,
        standings=tuple(standing) + (("disputed", "denied") if disputed else ()),
    )
    only = context.ledger.search_incidents(q) if q.strip() else None
    lines = in_order(passed(context.desk.boards.now(), wanted, only).lines, sort)
    wide = limit_of(context, limit)
    shown = tuple(line.item for line in lines[after : after + wide])
    more = after + wide if len(lines) > after + wide else None
    return send(context.request, page(context, Slice(shown, more), total=len(lines)))


@router.get("/{id}", response_model=ShownIncident)
def incident(context: Looking, id: str, reading: AsRead = "reviewed") -> Response:
    """One incident with its accounts, its reactions, and how it grew; a merged one gives what it became."""
    return send(context.request, look(context.ledger, id, reading))


@router.get("/{id}/accounts", response_model=Accounts)
def incident_accounts(context: Looking, id: str, reading: AsRead = "reviewed") -> Response:
    """What each side says of an incident, side by side."""
    return send(context.request, look(context.ledger, id, reading).accounts)


@router.get("/{id}/claims", response_model=ClaimsPage)
def incident_claims(
    context: Looking,
    id: str,
    relation: Annotated[Literal["states", "about"], Query(description="Tell of it, or react to it.")] = "states",
    reading: AsRead = "reviewed",
    limit: Limit = None,
    after: After = 0,
) -> Response:
    """The claims that tell of an incident, or react to it, in the order they came."""
    of = (context.ledger.incident(id).id,)
    wanted = EntryFilter(incidents=of) if relation == "states" else EntryFilter(about=of)
    found = context.ledger.some_entries(wanted, after, limit_of(context, limit))
    return send(context.request, page(context, claim_records(context, found, reading)))


def in_order(lines: Sequence[Line], sort: str) -> list[Line]:
    """Lines of a board in an order; the oldest first is the command line's own.

    Args:
        lines: in the board's order.
        sort: oldest, newest, claims or conflicts.
    """
    if sort != "oldest":
        return ordered(lines, sort)
    return sorted(lines, key=lambda line: (line.item.first is None, line.item.first or date.min, line.item.id))
