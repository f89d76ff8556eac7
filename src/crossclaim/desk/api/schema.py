"""The OpenAPI document of the API."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter
from starlette.responses import Response
from starlette.routing import BaseRoute

from crossclaim import __version__
from crossclaim.desk.api.answering import Problem, send
from crossclaim.desk.context import Looking
from crossclaim.desk.security.sessions import COOKIE
from crossclaim.export.schema import schema_text

router = APIRouter()

REFERENCES = "#/components/schemas/"
ABOUT = """The records of a Crossclaim ledger: reports, claims, incidents, and what each side says of them.

Lists come in pages of `items`; `next` is the address of the next page, null on the last one. Failures have the form of
RFC 9457. Answers carry an `ETag`; sent back in `If-None-Match`, an answer that did not change is 304 and empty. Offsets
are Unicode code points, end-exclusive; days are ISO 8601. The form of `reading` is that of `crossclaim read`."""

SCHEMES = {
    "token": {"type": "http", "scheme": "bearer", "description": "A token of `crossclaim tokens add`."},
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": COOKIE,
        "description": "A log-in; what is not GET takes its form token in X-CSRF-Token, too.",
    },
}
"""How one says who one is at a desk with accounts; an open desk asks nobody."""


@router.get("/openapi.json", include_in_schema=False)
def openapi(context: Looking) -> Response:
    """The document."""
    app: FastAPI = context.request.app
    app.openapi_schema = app.openapi_schema or document(app.routes)
    return send(context.request, app.openapi_schema)


def document(routes: Sequence[BaseRoute]) -> dict[str, Any]:
    """The OpenAPI document of some routes.

    Args:
        routes: of a desk; its pages are left out.
    """
    made = get_openapi(title="Crossclaim", version=__version__, description=ABOUT, routes=routes)
    schemas: dict[str, Any] = made.setdefault("components", {}).setdefault("schemas", {})
    schemas["Problem"] = TypeAdapter(Problem).json_schema()
    schemas.update(_reading_schemas())
    reading = {"$ref": f"{REFERENCES}Reading"}
    made["components"]["securitySchemes"] = SCHEMES
    made["security"] = [{name: []} for name in SCHEMES] + [{}]
    for path, item in made["paths"].items():
        if path.endswith("/read"):
            _content(item["post"])["schema"] = reading
        elif path.endswith("/reports/{key}"):
            report = {"allOf": [{"$ref": f"{REFERENCES}StoredReport"}, {"properties": {"reading": reading}}]}
            _content(item["get"])["schema"] = report
        for operation in item.values():
            if "requestBody" in operation:
                operation["responses"]["415"] = operation["responses"]["422"] | {"description": "It is no JSON."}
            operation["responses"].pop("304", None)
            if "get" in item:
                operation["responses"]["304"] = {"description": "It did not change."}
    return made


def _content(operation: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = operation["responses"]["200"]["content"]["application/json"]
    return found


def _reading_schemas() -> dict[str, Any]:
    """The schema of format 1, its parts moved to where an OpenAPI document has them."""
    moved = schema_text().replace('"#/$defs/', f'"{REFERENCES}Reading.')
    whole: dict[str, Any] = json.loads(moved)
    parts = whole.pop("$defs")
    for name in ("$id", "$schema", "$comment"):
        whole.pop(name, None)
    return {"Reading": whole} | {f"Reading.{name}": part for name, part in parts.items()}
