"""What all parts of the API share: how records are sent, pages of lists, parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Query, Request
from starlette.responses import Response

from crossclaim.desk.context import Context
from crossclaim.desk.failures import PROBLEM, BadRequest
from crossclaim.desk.printing import has
from crossclaim.interchange.plain_json import plain_json
from crossclaim.interchange.sinks import json_text
from crossclaim.ledger.ledger import Slice

LARGEST = 2**31 - 1

Limit = Annotated[int | None, Query(ge=1, description="Records of a page.")]
After = Annotated[int, Query(ge=0, le=LARGEST, description="Where the page begins; `next` of the page before has it.")]
Values = Annotated[list[str], Query(max_length=50)]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a request could not be answered (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[dict[str, str]] | None = None


PROBLEMS: dict[int | str, dict[str, Any]] = {
    code: {"description": words, "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    for code, words in (
        (400, "It cannot be asked so."),
        (401, "Log in first."),
        (403, "Not allowed."),
        (404, "There is no such thing."),
        (422, "A parameter cannot be used."),
    )
}
"""How failures are described; every part of the API may give them."""


def send(request: Request, record: Any, status: int = 200) -> Response:
    """A record as JSON; 304 where the asker has it already.

    Args:
        request: that may name what the asker has, in `If-None-Match`.
        record: of dataclasses, mappings, tuples and plain values.
        status: of the answer.
    """
    return send_text(request, json_text(plain_json(record)), status)


def send_text(request: Request, text: str, status: int = 200) -> Response:
    """JSON that is written already; as `send`."""
    body = text.encode("utf-8", "replace")
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {"etag": tag, "cache-control": "no-cache, private"}
    if request.method == "GET" and has(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    return Response(body, status, headers, "application/json")


def limit_of(context: Context, limit: int | None) -> int:
    """How many records a page has.

    Raises:
        BadRequest: more than the desk gives.
    """
    limits = context.desk.settings.limits
    if limit is not None and limit > limits.most_per_page:
        raise BadRequest(f"limit: a page has at most {limits.most_per_page} records")
    return limit or limits.per_page


def page(context: Context, found: Slice[Any], **more: Any) -> Mapping[str, Any]:
    """A page of a list.

    Args:
        context: of the request.
        found: its records.
        more: that is said of the list.

    Returns:
        `items`, and `next`, the address of the next page, None on the last one.
    """
    return {"items": found.items, **more, "next": _next(context.request, found.after)}


def _next(request: Request, after: int | None) -> str | None:
    if after is None:
        return None
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "after"]
    return f"{request.url.path}?{urlencode([*kept, ('after', after)])}"
