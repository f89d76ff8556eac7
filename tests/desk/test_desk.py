"""The whole of a desk: headers, failures, who may do what."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from crossclaim.decisions.records import Draft
from crossclaim.desk.boards import Boards
from crossclaim.desk.keeping import Kept
from crossclaim.desk.security.headers import HEADERS
from crossclaim.ledger import Ledger
from crossclaim.ledger.review import Coder


@pytest.mark.parametrize("address", ["/healthz", "/nothing", "/static/nothing.css"])
def test_every_answer_carries_the_safe_headers(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_a_page_that_is_not_there(client: TestClient) -> None:
    answer = client.get("/nothing/<script>")
    assert answer.status_code == 404
    assert "<h1>Not Found</h1>" in answer.text
    assert "<script>" not in answer.text


def test_what_is_kept_stays_under_its_weight() -> None:
    kept = Kept(10, len)
    for name in "abc":
        kept.get(name, lambda: "xxxx")
    made: list[str] = []
    for name in "bca":
        kept.get(name, lambda name=name: made.append(name) or "xxxx")  # type: ignore[misc]
    assert made == ["a"], "the one asked for longest ago went"
    assert kept.get("large", lambda: "x" * 99) == "x" * 99, "what is too heavy is made and not kept"
    kept.get("large", lambda: made.append("large") or "x")  # type: ignore[func-returns-value]
    assert made == ["a", "large"]


def test_the_board_knows_which_incidents_are_others_now(ledger: Ledger) -> None:
    boards = Boards(ledger)
    one, other = sorted(boards.now().by_id)[:2]
    before = {id: boards.mark_of(id) for id in (one, other)}
    claim = next(e.id for e in ledger.entries() if e.incident == one)
    ledger.review.decide(claim, [Draft("reject")], Coder("ada"), seen=0)
    assert boards.mark_of(one) != before[one] and boards.mark_of(other) == before[other]
    assert boards.mark_of("i0") is None
