"""Reports: what they are as `crossclaim export reports` gives it, what was read in one as `crossclaim read` does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from crossclaim.desk.api.answering import LARGEST, PROBLEMS, After, Limit, limit_of, page, send
from crossclaim.desk.context import Looking
from crossclaim.export.contract import to_json
from crossclaim.interchange.plain_json import plain_json
from crossclaim.ledger import StoredReport

router = APIRouter(prefix="/reports", tags=["reports"], responses=PROBLEMS)


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """Some reports."""

    items: list[StoredReport]
    next: str | None


@router.get("", response_model=ReportsPage)
def reports(context: Looking, limit: Limit = None, after: After = 0) -> Response:
    """The current versions of reports, in the order they came."""
    return send(context.request, page(context, context.ledger.some_reports(after, limit_of(context, limit))))


@router.get("/{key}", response_model=dict[str, Any])
def report(
    context: Looking,
    key: str,
    version: Annotated[
        int | None, Query(ge=1, le=LARGEST, description="1 for the first; else the current one.")
    ] = None,
    explain: Annotated[bool, Query(description="Say of each claim why it reads so.")] = False,
) -> Response:
    """One report, by its key or its own id, with all that was read in it under `reading`."""
    found = context.ledger.report(key, version)
    reading = context.ledger.reading(found.key, found.version)
    return send(context.request, plain_json(found) | {"reading": to_json(reading, explain=explain)})
