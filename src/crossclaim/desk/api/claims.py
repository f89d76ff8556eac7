"""Claims, as `crossclaim export claims` gives them, with what leads on from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from crossclaim.decisions.records import Reviewed
from crossclaim.desk.api.answering import PROBLEMS, After, Limit, Values, limit_of, page, send
from crossclaim.desk.context import Context, Looking
from crossclaim.desk.failures import NotFound
from crossclaim.interchange.claims import claim_json, decided_json
from crossclaim.ledger import EntryFilter, StoredEntry
from crossclaim.ledger.ledger import Slice
from crossclaim.ledger.standing import Layer, Standing
from crossclaim.records import Stance, Tense

AsRead = Annotated[
    Layer, Query(description="reviewed: with what people decided, rejected claims left out; machine: as it was read.")
]

router = APIRouter(prefix="/claims", tags=["claims"], responses=PROBLEMS)


@dataclass(frozen=True, slots=True)
class ClaimsPage:
    """Some claims."""

    items: list[dict[str, Any]]
    next: str | None


def claim_record(entry: StoredEntry, review: Reviewed | None = None) -> dict[str, Any]:
    """A claim as `crossclaim export claims` gives it, with its id in the ledger and its report's key and version.

    Args:
        entry: the claim as it is shown.
        review: how it stands, where somebody decided on it.
    """
    said = {"report": entry.report_id, "incident": entry.incident, "about": entry.about}
    leads = {
        "entry": entry.id,
        "report_key": entry.report,
        "version": entry.version,
        "current": entry.current,
        "source": entry.source,
        "published": entry.published,
        "report_title": entry.title,
        "url": entry.url,
        "copy_of": entry.copy_of,
    }
    return {**claim_json(entry), **said, **leads, **decided_json(entry, review)}


def claim_records(context: Context, found: Slice[StoredEntry], layer: Layer) -> Slice[dict[str, Any]]:
    """Claims as they stand; a page of which some were rejected is the shorter."""
    stood = Standing(context.ledger, layer).of(found.items)
    return Slice(tuple(claim_record(e, stood.decided.get(e.id)) for e in stood.entries), found.after)


@router.get("", response_model=ClaimsPage)
def claims(
    context: Looking,
    first: Annotated[date | None, Query(alias="from", description="Of events on or after this day.")] = None,
    last: Annotated[date | None, Query(alias="to", description="Of events on or before this day.")] = None,
    country: Annotated[Values, Query(description="ISO 3166 alpha-3 of the place.")] = [],  # noqa: B006
    party: Annotated[Values, Query(description="Names or country codes of parties in any part.")] = [],  # noqa: B006
    claimant: Annotated[Values, Query(description="Names or country codes of claimants.")] = [],  # noqa: B006
    event: Annotated[Values, Query(description="Event types.")] = [],  # noqa: B006
    stance: Annotated[list[Stance], Query(max_length=3)] = [],  # noqa: B006
    tense: Annotated[list[Tense], Query(max_length=5)] = [],  # noqa: B006
    report: Annotated[Values, Query(description="Keys of reports.")] = [],  # noqa: B006
    old_versions: Annotated[bool, Query(description="Those of corrected versions too.")] = False,
    reading: AsRead = "reviewed",
    limit: Limit = None,
    after: After = 0,
) -> Response:
    """Claims that pass a filter, in the order they came; the filter looks at what was read."""
    wanted = EntryFilter(
        reports=tuple(report),
        first=first,
        last=last,
        countries=tuple(country),
        parties=tuple(party),
        claimants=tuple(claimant),
        events=tuple(event),
        stances=tuple(stance),
        tenses=tuple(tense),
        old_versions=old_versions,
    )
    found = context.ledger.some_entries(wanted, after, limit_of(context, limit))
    return send(context.request, page(context, claim_records(context, found, reading)))


@router.get("/{id:path}", response_model=dict[str, Any])
def claim(context: Looking, id: str, reading: AsRead = "reviewed") -> Response:
    """One claim, by its id in the ledger, such as k1f…#c3 (write # as %23); a rejected one, too."""
    found = context.ledger.some_entries(EntryFilter(ids=(id,), old_versions=True), 0, 1)
    if not found.items:
        raise NotFound(f"there is no claim {id!r}")
    stood = Standing(context.ledger, reading).of(found.items)
    [shown] = stood.entries or stood.rejected
    return send(context.request, claim_record(shown, stood.decided.get(shown.id)))
