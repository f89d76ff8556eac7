"""Tokens of programs: what they may do, when they end, and why a form of another site cannot use the API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from crossclaim.errors import OptionError
from crossclaim.ledger import Ledger
from crossclaim.ledger.tokens import PREFIX

V1 = "/api/v1"
Desk = Callable[..., TestClient]


def bearer(ledger: Ledger, name: str, **more: Any) -> dict[str, str]:
    _, made = ledger.tokens.add(name, **more)
    return {"authorization": f"Bearer {made}"}


def accepting(ledger: Ledger) -> dict[str, Any]:
    claim = next(ledger.entries()).id
    return {"claim": claim, "decisions": [{"kind": "accept"}], "seen": 0}


@pytest.mark.parametrize(
    ("name", "look", "decide", "merge"),
    [("reader", 200, 403, 403), ("coder", 200, 201, 403), ("editor", 200, 201, 404)],
)
def test_a_token_may_what_its_account_may(
    desk: Desk, people: Any, ledger: Ledger, name: str, look: int, decide: int, merge: int
) -> None:
    client = desk(accounts=True)
    given = bearer(ledger, name)
    assert client.get(f"{V1}/incidents", headers=given).status_code == look
    assert client.post(f"{V1}/decisions", json=accepting(ledger), headers=given).status_code == decide
    merging = {"into": "i1", "others": ["i2"], "seen": 0}
    assert client.post(f"{V1}/decisions/merge", json=merging, headers=given).status_code == merge
    assert client.cookies.jar.__len__() == 0, "a program gets no session"
    assert {d.who for d in ledger.review.decisions()} <= {name}


def test_a_token_gets_files_and_metrics_and_a_text_read(desk: Desk, people: Any, ledger: Ledger) -> None:
    client, given = desk(accounts=True), bearer(ledger, "editor")
    assert client.get("/export/incidents.csv", headers=given).status_code == 200
    assert client.get("/metrics", headers=given).status_code == 200
    assert client.post(f"{V1}/read", json={"text": "They shelled it."}, headers=given).status_code == 200


def test_a_token_follows_its_account_and_ends(desk: Desk, people: Any, ledger: Ledger, clock: Any) -> None:
    client, given = desk(accounts=True), bearer(ledger, "coder", days=30)
    asked = lambda: client.get(f"{V1}/incidents", headers=given).status_code  # noqa: E731
    assert asked() == 200
    ledger.users.change("coder", role="reader")
    assert client.post(f"{V1}/decisions", json=accepting(ledger), headers=given).status_code == 403
    ledger.users.change("coder", active=False)
    assert asked() == 401
    ledger.users.change("coder", active=True)
    assert asked() == 200, "log-outs and new passwords end sessions, not tokens"
    clock.forward(days=30)
    assert asked() == 401


def test_a_revoked_token_ends_at_once(desk: Desk, people: Any, ledger: Ledger) -> None:
    kept, made = ledger.tokens.add("reader", "nightly")
    client, given = desk(accounts=True), {"authorization": f"bearer {made}"}
    assert client.get(f"{V1}/incidents", headers=given).status_code == 200
    revoked = ledger.tokens.revoke(kept.id)
    assert ledger.tokens.revoke(kept.id) == revoked and ledger.tokens.all() == (revoked,)
    assert client.get(f"{V1}/incidents", headers=given).status_code == 401


@pytest.mark.parametrize("given", ["Bearer wrong", f"Bearer {PREFIX}", "Bearer \u00e9", "Bearer " + "x" * 5000])
def test_an_unknown_token_is_nobody(desk: Desk, log_in: Any, given: str) -> None:
    client = log_in(desk(accounts=True), "editor")
    answer = client.get(f"{V1}/incidents", headers={"authorization": given.encode("latin-1")})
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer"), "also beside a session"
    assert client.get("/", headers={"authorization": given.encode("latin-1")}).status_code == 303


def test_the_ledger_keeps_no_token(people: Any, ledger: Ledger) -> None:
    from pathlib import Path

    _, made = ledger.tokens.add("reader")
    files = [Path(ledger.name), Path(f"{ledger.name}-wal")]
    assert made.startswith(PREFIX) and len(made) > 50
    assert all(made.encode() not in path.read_bytes() for path in files if path.exists())


@pytest.mark.parametrize(("name", "label"), [("nobody", ""), ("reader", "x" * 101), ("reader", "a\nb")])
def test_tokens_that_cannot_be_made(people: Any, ledger: Ledger, name: str, label: str) -> None:
    with pytest.raises(OptionError):
        ledger.tokens.add(name, label)
    with pytest.raises(OptionError, match="there is no token"):
        ledger.tokens.revoke("t0")


def test_a_session_takes_its_form_token_to_the_api(desk: Desk, log_in: Any, header: Any, ledger: Ledger) -> None:
    client = log_in(desk(accounts=True), "coder")
    other = log_in(desk(accounts=True), "coder")
    for headers in ({}, {"x-csrf-token": "0" * 64}, header(other)):
        answer = client.post(f"{V1}/decisions", json=accepting(ledger), headers=headers)
        assert answer.status_code == 403 and "X-CSRF-Token" in answer.json()["detail"]
        assert client.post(f"{V1}/read", json={"text": "x"}, headers=headers).status_code == 403
    assert ledger.review.decisions() == ()
    assert client.post(f"{V1}/decisions", json=accepting(ledger), headers=header(client)).status_code == 201


@pytest.mark.parametrize("kind", [None, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_what_a_form_could_send_is_no_request_to_the_api(client: TestClient, ledger: Ledger, kind: str | None) -> None:
    import json

    headers = {"content-type": kind} if kind else {}
    answer = client.post(f"{V1}/decisions", content=json.dumps(accepting(ledger)), headers=headers)
    assert answer.status_code == 415 and answer.headers["content-type"] == "application/problem+json"
    assert ledger.review.decisions() == ()


@pytest.mark.parametrize("headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}])
def test_other_sites_cannot_use_the_api(client: TestClient, ledger: Ledger, headers: dict[str, str]) -> None:
    assert client.post(f"{V1}/decisions", json=accepting(ledger), headers=headers).status_code == 403
    asked = {"access-control-request-method": "POST", "access-control-request-headers": "content-type"}
    answer = client.options(f"{V1}/decisions", headers=asked | {"origin": "https://evil.example"})
    assert not any(name.startswith("access-control") for name in answer.headers), "a browser is never allowed to ask"


def test_pages_are_the_same_bytes_but_for_who_looks(desk: Desk, log_in: Any, ledger: Ledger) -> None:
    incident = next(iter(ledger.incidents())).id
    ada, eve = log_in(desk(accounts=True), "coder"), log_in(desk(accounts=True), "coder2")
    for path in ("/", f"/incidents/{incident}", f"/reports/{next(iter(ledger.reports())).key}"):
        mine, theirs = ada.get(path), eve.get(path)
        assert "coder, coder" in mine.text and "coder2, coder" in theirs.text
        assert mine.headers["etag"] != theirs.headers["etag"]
        again = ada.get(path, headers={"if-none-match": mine.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert eve.get(path, headers={"if-none-match": mine.headers["etag"]}).status_code == 200


def test_a_kept_page_is_anew_when_something_changed(client: TestClient, ledger: Ledger) -> None:
    entry = next(e for e in ledger.entries() if e.incident)
    path = f"/incidents/{entry.incident}"
    tag = client.get(path).headers["etag"]
    assert client.get(path, headers={"if-none-match": tag}).status_code == 304
    body = {"claim": entry.id, "decisions": [{"kind": "reject"}], "seen": 0}
    assert client.post(f"{V1}/decisions", json=body).status_code == 201
    after = client.get(path, headers={"if-none-match": tag})
    assert after.status_code == 200 and "rejected by local" in after.text


def test_a_page_kept_for_one_role_is_not_for_another(desk: Desk, log_in: Any, ledger: Ledger) -> None:
    app = desk(app=True, accounts=True)
    path = f"/incidents/{next(e.incident for e in ledger.entries() if e.incident)}"
    for name, sees in (("coder", True), ("reader", False), ("editor", True)):
        client = TestClient(app, base_url="http://127.0.0.1:8750", follow_redirects=False)
        assert ("Review this claim" in log_in(client, name).get(path).text) is sees


def test_plain_files_are_kept_and_small(client: TestClient) -> None:
    import re

    address = re.search(r'href="(/static/desk.css\?\w+)"', client.get("/about").text)
    assert address
    plain = client.get(address[1], headers={"accept-encoding": "identity"})
    packed = client.get(address[1], headers={"accept-encoding": "gzip"})
    assert plain.content == packed.content and "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip" and "immutable" in packed.headers["cache-control"]
    assert int(packed.headers["content-length"]) < len(plain.content) / 2
    assert client.get(address[1], headers={"if-none-match": packed.headers["etag"]}).status_code == 304
    assert "immutable" not in client.get("/static/desk.css").headers.get("cache-control", "")
    assert "content-encoding" not in client.get("/").headers, "pages hold form tokens, and are not packed"
