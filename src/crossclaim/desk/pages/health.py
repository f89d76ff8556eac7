"""A page for whoever watches over a desk: it is there, and its ledger can be read."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import JSONResponse

from crossclaim.desk.context import Looking

router = APIRouter()


@router.get("/healthz")
def health(context: Looking) -> JSONResponse:
    """Says that all is well."""
    context.ledger.touched()
    return JSONResponse({"status": "ok"})
