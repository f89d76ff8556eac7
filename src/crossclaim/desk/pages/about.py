"""What this desk is, whose data it shows, and how its words are meant."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from crossclaim.desk.context import Looking

router = APIRouter()


@router.get("/about")
def about_page(context: Looking) -> Response:
    """The ledger, the version, the account."""
    board = context.desk.boards.now()
    return context.page("about.html", ledger=context.ledger.name, incidents=len(board.lines))
