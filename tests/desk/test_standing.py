"""What people decided, on the desk's pages and over the API."""

from __future__ import annotations

from urllib.parse import quote

from starlette.testclient import TestClient

from crossclaim.decisions.records import Draft
from crossclaim.ledger import EntryFilter, Ledger
from crossclaim.ledger.review import Coder

ADA = Coder("ada")


def busy(ledger: Ledger) -> tuple[str, list[str]]:
    """The incident with the most claims, and their ids."""
    incident = max(ledger.incidents(), key=lambda i: i.entries)
    return incident.id, [e.id for e in ledger.entries(EntryFilter(incidents=(incident.id,)))]


def listed(client: TestClient, more: str = "") -> dict[str, int]:
    return {i["id"]: i["claims"] for i in client.get(f"/api/v1/incidents?limit=100{more}").json()["items"]}


def test_the_board_is_fresh_after_a_decision(client: TestClient, ledger: Ledger) -> None:
    incident, claims = busy(ledger)
    assert listed(client)[incident] == len(claims)
    ledger.review.decide(claims[0], [Draft("reject")], ADA, seen=0)
    assert listed(client)[incident] == len(claims) - 1
    for claim in claims[1:]:
        ledger.review.decide(claim, [Draft("reject")], ADA, seen=0)
    assert incident not in listed(client) and listed(client, "&empty=true")[incident] == 0
    assert f"/incidents/{incident}" not in client.get("/").text
    assert f"/incidents/{incident}" in client.get("/?empty=1").text
    assert client.get(f"/incidents/{incident}").status_code == 200


def test_the_list_of_claims_says_what_was_decided(client: TestClient, ledger: Ledger) -> None:
    incident, claims = busy(ledger)
    ledger.review.decide(claims[0], [Draft("reject")], ADA, seen=0)
    ledger.review.decide(claims[1], [Draft("correct", "stance", "hedged")], ADA, seen=0)
    page = client.get(f"/incidents/{incident}").text
    assert 'class="rejected"' in page and "rejected by ada, 20" in page
    assert "corrected by ada, 20" in page and "UTC: stance" in page
    assert f"/review?claim={quote(claims[0])}" in page
    machine = client.get(f"/incidents/{incident}?reading=machine").text
    assert "by ada" not in machine and 'class="rejected"' not in machine


def test_the_api_has_both_layers(client: TestClient, ledger: Ledger) -> None:
    incident, claims = busy(ledger)
    ledger.review.decide(claims[0], [Draft("reject")], ADA, seen=0)
    address = f"/api/v1/incidents/{incident}/claims?limit=100"
    assert claims[0] not in [c["entry"] for c in client.get(address).json()["items"]]
    assert claims[0] in [c["entry"] for c in client.get(f"{address}&reading=machine").json()["items"]]
    one = client.get(f"/api/v1/claims/{quote(claims[0], safe='')}").json()
    assert one["decision"]["state"] == "rejected" and one["machine"]["id"] == one["id"]
    shown = client.get(f"/api/v1/incidents/{incident}").json()
    read = client.get(f"/api/v1/incidents/{incident}?reading=machine").json()
    assert (shown["incident"]["claims"], read["incident"]["claims"]) == (len(claims) - 1, len(claims))
