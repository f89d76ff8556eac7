"""The API: the records of the command line's JSON under `/api/v1`.

One module a kind of record, each with a `router`; `ROUTERS` lists them. Lists come in pages of one form, failures in
one form (RFC 9457), and an answer that one has already is not sent again (ETag).
"""

from __future__ import annotations

from crossclaim.desk.api import claims, decisions, incidents, reading, reports, schema, search

PREFIX = "/api/v1"

ROUTERS = (
    incidents.router,
    reports.router,
    claims.router,
    search.router,
    decisions.router,
    reading.router,
    schema.router,
)
"""Every part of the API."""
