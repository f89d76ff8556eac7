"""Search, as `crossclaim search` gives it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from crossclaim.desk.api.answering import PROBLEMS, Limit, limit_of, page, send
from crossclaim.desk.context import Looking
from crossclaim.ledger import Found
from crossclaim.ledger.ledger import Slice

router = APIRouter(prefix="/search", tags=["search"], responses=PROBLEMS)


@dataclass(frozen=True, slots=True)
class FoundPage:
    """What a search found; `next` is always null."""

    items: list[Found]
    next: str | None


@router.get("", response_model=FoundPage)
def search(
    context: Looking,
    q: Annotated[str, Query(max_length=300, description='Words, "phrases", beginnings (shell*), -words, OR.')],
    limit: Limit = None,
) -> Response:
    """Claims and reports with all words of a query, the newest first."""
    found = context.ledger.search(q, limit_of(context, limit))
    return send(context.request, page(context, Slice(found, None)))
