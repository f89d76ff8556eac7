"""Odd values in every name of every page's address and form: each is answered, none with a failure of ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from crossclaim.ledger import Ledger

ODD = (
    "",
    " ",
    "%00",
    "%0d%0aset-cookie:%20a=b",
    "%ED%A0%80",
    "%ff%fe",
    quote("\u0663\u0663"),
    quote("\u202e\U0001f4a5\ufdfd"),
    "9" * 400,
    "-1",
    "1e309",
    "nan",
    "0x10",
    quote("<script>alert(1)</script>"),
    quote("'; DROP TABLE reports;--"),
    quote("../../../../etc/passwd"),
    quote('" OR NEAR( * ^ -'),
    "2031-02-30",
    "0001-01-01",
    "9999-12-31",
    quote("a" * 3_000),
)
PAGES = {
    "/": ("q", "from", "to", "country", "party", "event", "standing", "box", "sort", "page", "disputed", "empty"),
    "/series": ("show", "by", "from", "to", "country", "party"),
    "/review": ("claim", "report", "incident", "blind", "kept"),
    "/review/agreement": ("first", "second"),
    "/login": ("next",),
    "/export/incidents.csv": ("q", "from", "country", "box", "sort"),
    "/export/incidents/map.svg": ("q", "from", "box"),
    "/export/series.csv": ("show", "by", "from"),
    "/export/review/gold.zip": ("partly",),
}
PATHS = (
    "/static/",
    "/incidents/",
    "/reports/",
    "/claims/",
    "/add/",
    "/export/",
    "/export/incidents/",
    "/export/series.",
    "/users/",
)


@pytest.mark.parametrize("path", PAGES)
def test_odd_values_in_an_address(client: TestClient, path: str) -> None:
    for name in PAGES[path]:
        for odd in ODD:
            answer = client.get(f"{path}?{name}={odd}")
            assert answer.status_code < 500, (name, odd)
            assert "<script>alert" not in answer.text
            assert "a=b" not in answer.headers.get("set-cookie", "")


@pytest.mark.parametrize("path", PATHS)
def test_odd_names_in_a_path(client: TestClient, path: str) -> None:
    for odd in ODD:
        answer = client.get(path + odd)
        assert answer.status_code < 500, odd
        assert "<script>alert" not in answer.text and "root:" not in answer.text


def test_odd_values_in_a_pages_own_incident_and_report(client: TestClient, ledger: Ledger) -> None:
    incident, report = next(iter(ledger.incidents())).id, next(iter(ledger.reports())).key
    for odd in ODD:
        for address in (f"/incidents/{incident}?reading={odd}", f"/reports/{report}?version={odd}"):
            assert client.get(address).status_code < 500, address


FORMS = {
    "/review/decide": ("claim", "kind", "seen", "reason", "claimant", "stance", "date", "place", "casualties", "next"),
    "/review/missed": ("claim", "version", "seen", "quote", "start", "end", "event", "place", "casualties"),
    "/review/merge": ("claim", "into", "other", "others", "seen"),
    "/review/split": ("claim", "from", "leave", "seen"),
    "/add": ("text", "address", "title", "source", "published", "kind"),
    "/login": ("name", "password", "next"),
    "/users": ("name", "role", "password"),
}


@pytest.mark.parametrize("path", FORMS)
def test_odd_values_in_a_form(client: TestClient, form: Callable[..., Any], ledger: Ledger, path: str) -> None:
    claim = next(ledger.entries())
    given = {"claim": claim.id, "kind": "correct", "seen": "0", "version": "1", "into": str(claim.incident)}
    values = [*ODD, "\ud800", "\x00", "\r\nlocation: https://evil.example"]
    for name in FORMS[path]:
        for odd in values:
            fields = (given if path.startswith("/review") else {}) | {name: odd.encode("utf-8", "surrogatepass")}
            answer = form(client, path, fields, at="/users")
            assert answer.status_code < 500, (name, odd)
            assert "evil.example" not in answer.headers.get("location", "")
