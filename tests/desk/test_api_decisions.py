"""The API's decisions: kept, listed, told apart from what others decided."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from crossclaim.ledger import EntryFilter, IncidentFilter, Ledger

BASE = "/api/v1/decisions"


def claim_of(ledger: Ledger, report: str = "niger-1") -> str:
    return next(iter(ledger.entries(EntryFilter(reports=(ledger.report(report).key,))))).id


def accept(claim: str, seen: int = 0, **more: Any) -> dict[str, Any]:
    return {"claim": claim, "decisions": [{"kind": "accept"}], "seen": seen} | more


def test_decisions_are_kept_and_listed(client: TestClient, ledger: Ledger) -> None:
    claim = claim_of(ledger)
    correct = {"kind": "correct", "field": "stance", "value": "hedged", "reason": "so it reads"}
    answer = client.post(BASE, json={"claim": claim, "decisions": [correct, {"kind": "accept"}], "seen": 0})
    assert answer.status_code == 201
    kept = answer.json()["items"]
    assert [(d["number"], d["kind"], d["field"], d["value"], d["who"]) for d in kept] == [
        (1, "correct", "stance", "hedged", "local"),
        (2, "accept", None, None, "local"),
    ]
    assert kept[0]["anchor"]["machine"]["stance"] == "denies"
    first = client.get(BASE, params={"limit": 1}).json()
    assert first["items"] == kept[:1]
    assert client.get(first["next"]).json() == {"items": kept[1:], "next": None}
    assert client.get(BASE, params={"who": "nobody"}).json()["items"] == []
    key = claim.split("#")[0]
    standing = client.get(f"{BASE}/standing", params={"report": key}).json()
    [found] = [s for s in standing["items"] if s["entry"] == claim]
    assert (found["state"], found["corrected"], found["last"]) == ("corrected", ["stance"], 2)
    assert found["claim"]["stance"] == "hedged"


def test_the_second_of_two_is_told(client: TestClient, ledger: Ledger) -> None:
    claim = claim_of(ledger)
    assert client.post(BASE, json=accept(claim)).status_code == 201
    answer = client.post(BASE, json=accept(claim))
    assert (answer.status_code, answer.headers["content-type"]) == (409, "application/problem+json")
    assert answer.json()["errors"] == [{"where": "decision 1 by local", "what": "accepted"}]
    assert client.post(BASE, json=accept(claim, 1)).status_code == 201
    assert len(ledger.review.decisions()) == 2


def test_missed_merge_and_split(client: TestClient, ledger: Ledger) -> None:
    claim = claim_of(ledger)
    key = claim.split("#")[0]
    body = {"report": key, "version": 1, "fields": {"quote": {"start": 0, "end": 6}, "event": "aid"}, "seen": 0}
    assert client.post(f"{BASE}/missed", json=body).status_code == 201
    [entry] = ledger.entries(EntryFilter(ids=(claim,)))
    other = next(i.id for i in ledger.incidents(IncidentFilter()) if i.id != entry.incident)
    merged = client.post(f"{BASE}/merge", json={"into": entry.incident, "others": [other], "seen": 1})
    assert merged.status_code == 201
    split = client.post(f"{BASE}/split", json={"incident": entry.incident, "entries": [claim], "seen": 2})
    assert split.json()["items"][0]["value"]["entries"] == [claim]


@pytest.mark.parametrize(
    ("address", "body", "status"),
    [
        ("", {}, 422),
        ("", {"claim": "k#c1", "decisions": [], "seen": 0}, 422),
        ("", {"claim": "k#c1", "decisions": [{"kind": "accept"}], "seen": 0}, 404),
        ("", {"claim": "\x00", "decisions": [{"kind": "accept"}], "seen": 0}, 404),
        ("", {"claim": "\ud800", "decisions": [{"kind": "accept"}], "seen": 0}, 422),
        ("", {"decisions": [{"kind": "correct", "field": "stance", "value": {"a": [1]}}], "seen": 0}, 400),
        (
            "",
            {"decisions": [{"kind": "correct", "field": "claimant", "value": {"name": "\ud800\x00"}}], "seen": 0},
            201,
        ),
        ("", {"decisions": [{"kind": "correct"}], "seen": 0}, 400),
        ("", {"decisions": [{"kind": "accept"}], "seen": 2**31}, 422),
        ("/missed", {"report": "k", "version": 1, "fields": {}, "seen": 0}, 404),
        ("/merge", {"into": "i\x00", "others": ["j\x00"], "seen": 0}, 404),
        ("/split", {"incident": "i", "entries": ["\x00"], "seen": 0}, 404),
    ],
)
def test_odd_bodies_are_answered(
    client: TestClient, ledger: Ledger, address: str, body: dict[str, Any], status: int
) -> None:
    if body and not address and "claim" not in body:
        body = body | {"claim": claim_of(ledger)}
    answer = client.post(BASE + address, content=json.dumps(body), headers={"content-type": "application/json"})
    assert answer.status_code == status, answer.text
    if status == 201:
        assert client.get("/review", params={"claim": body["claim"]}).status_code == 200


def test_roles(
    desk: Callable[..., TestClient], log_in: Callable[..., TestClient], header: Callable[..., Any], ledger: Ledger
) -> None:
    claim = claim_of(ledger)
    reader = log_in(desk(accounts=True), "reader")
    reader.headers.update(header(reader))
    assert "takes the role coder" in reader.post(BASE, json=accept(claim)).text
    coder = log_in(desk(accounts=True), "coder")
    assert coder.post(BASE, json=accept(claim)).status_code == 403
    coder.headers.update(header(coder))
    assert coder.post(BASE, json=accept(claim)).status_code == 201
    assert coder.post(f"{BASE}/merge", json={"into": "i", "others": ["j"], "seen": 0}).status_code == 403
    assert reader.get(BASE).json()["items"][0]["who"] == "coder"
    cross = coder.post(BASE, json=accept(claim, 1), headers={"origin": "https://evil.example"})
    assert cross.status_code == 403
