"""Every route of the desk: who may ask for it, that forms need their token, and what programs may not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from starlette.routing import Mount
from starlette.testclient import TestClient

from crossclaim.desk.api import PREFIX, ROUTERS
from crossclaim.desk.app import PAGES
from crossclaim.ledger import Ledger

Desk = Callable[..., TestClient]
LogIn = Callable[[TestClient, str], TestClient]

EVERYBODY = "GET /login, POST /login, GET /healthz"
READERS = """GET /, GET /incidents/{id}, GET /reports/{key}, GET /claims/{id:path}, GET /series, GET /about,
GET /review/agreement, GET /password, POST /password, POST /logout, GET /export/review/gold.zip,
GET /export/review/agreement.csv, GET /export/review/differences.csv,
GET /export/series.{ending}, GET /export/incidents/{name}, GET /export/incidents/{id}/{name},
GET /export/reports/{key}/{name}, GET /export/{name}, GET /api/v1/incidents, GET /api/v1/incidents/{id},
GET /api/v1/incidents/{id}/accounts, GET /api/v1/incidents/{id}/claims, GET /api/v1/reports, GET /api/v1/reports/{key},
GET /api/v1/claims, GET /api/v1/claims/{id:path}, GET /api/v1/search, GET /api/v1/decisions,
GET /api/v1/decisions/standing, POST /api/v1/read, GET /api/v1/openapi.json"""
CODERS = """GET /review, POST /review/decide, POST /review/missed, GET /add, POST /add, GET /add/{token},
POST /add/{token}, POST /api/v1/decisions, POST /api/v1/decisions/missed"""
EDITORS = """POST /review/merge, POST /review/split, GET /users, POST /users, POST /users/{name},
POST /api/v1/decisions/merge, POST /api/v1/decisions/split, GET /metrics"""
RANKS = {"nobody": 0, "reader": 1, "coder": 2, "editor": 3}
LISTED = dict(zip(RANKS, (EVERYBODY, READERS, CODERS, EDITORS), strict=True))
LEAST = {route.strip(): role for role, routes in LISTED.items() for route in routes.split(",")}
"""The lowest role that may ask for each route; `nobody` for those that are open."""

SENDING = [route for route in LEAST if route.startswith("POST")]


def routes() -> Iterator[str]:
    for prefix, routers in (("", PAGES), (PREFIX, ROUTERS)):
        for router in routers:
            for route in router.routes:
                yield from (f"{method} {prefix}{route.path}" for method in route.methods)  # type: ignore[attr-defined]


def ask(client: TestClient, route: str, token: str | None, **more: Any) -> Any:
    """Asks for a route with names that stand for nothing; a form or JSON goes with its token."""
    method, _, path = route.partition(" ")
    address = path.replace("{id:path}", "x").replace("{ending}", "csv")
    for name in ("id", "key", "token", "name"):
        address = address.replace(f"{{{name}}}", "x")
    if method == "GET":
        return client.get(address, **more)
    if address.startswith("/api/"):
        return client.post(address, json={}, headers={"x-csrf-token": token} if token else {}, **more)
    return client.post(address, data={"csrf": token} if token else {}, **more)


def test_every_route_is_listed_here(desk: Desk) -> None:
    assert sorted(routes()) == sorted(LEAST)
    built: Any = desk(app=True)
    assert [r.path for r in built.routes if isinstance(r, Mount)] == ["/static"]
    assert len(built.routes) == len(PAGES) + len(ROUTERS) + 1


def test_nobody_sees_or_sends_anything(desk: Desk, people: Any, form_token: Callable[..., str]) -> None:
    client = desk(accounts=True)
    token = form_token(client, "/login")
    for route, role in LEAST.items():
        answer = ask(client, route, token)
        if role == "nobody":
            assert answer.status_code in (200, 401), route
        elif "/api/" in route or route == "GET /metrics":
            assert answer.status_code == 401, route
        else:
            assert answer.status_code == 303 and answer.headers["location"].startswith("/login"), route


@pytest.mark.parametrize("name", ["reader", "coder", "editor"])
def test_each_role_may_what_is_its_own(desk: Desk, log_in: LogIn, form_token: Callable[..., str], name: str) -> None:
    client = log_in(desk(accounts=True), name)
    token = form_token(client, "/about")
    for route, role in LEAST.items():
        if route == "POST /logout":
            continue
        status = ask(client, route, token).status_code
        # An empty name and password do not fit, whoever gives them.
        refused = RANKS[name] < RANKS[role] or route == "POST /login"
        assert (status in (401, 403)) == refused and status < 500, (route, status)


def test_without_its_form_token_nothing_is_taken(desk: Desk, log_in: LogIn, ledger: Ledger) -> None:
    client = log_in(desk(accounts=True), "editor")
    before = ledger.touched()[0]
    for route in SENDING:
        for token in (None, "", "0" * 64):
            assert ask(client, route, token).status_code == 403, route
    assert ledger.touched()[0] == before


def test_on_a_desk_that_only_shows_nothing_is_taken(desk: Desk, form_token: Callable[..., str]) -> None:
    client = desk(read_only=True)
    for route in SENDING:
        if RANKS[LEAST[route]] >= RANKS["coder"]:
            assert ask(client, route, "x" * 64).status_code == 403, route


def test_a_token_of_a_program_is_for_no_page(desk: Desk, people: Any, ledger: Ledger) -> None:
    client = desk(accounts=True)
    _, made = ledger.tokens.add("editor")
    given = {"authorization": f"Bearer {made}"}
    for route, role in LEAST.items():
        method, _, path = route.partition(" ")
        if path.startswith(("/api/", "/export/")) or path in ("/metrics", "/healthz") or role == "nobody":
            continue
        address = path.replace("{id:path}", "x")
        for name in ("id", "key", "token", "name"):
            address = address.replace(f"{{{name}}}", "reader")
        assert client.request(method, address, headers=given).status_code == 403, route
    added = client.post("/users", data={"name": "eve", "role": "editor", "password": "long enough now"}, headers=given)
    assert added.status_code == 403 and ledger.users.find("eve") is None
