"""Review without scripts: the queue, each decision, two at once, a second reading, agreement, gold."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from starlette.testclient import TestClient

from crossclaim.decisions.records import Draft
from crossclaim.ledger import EntryFilter, IncidentFilter, Ledger, Origin
from crossclaim.ledger.review import Coder

Desk = Callable[..., TestClient]
Form = Callable[..., Any]
LogIn = Callable[[TestClient, str], TestClient]


def hidden(page: str, action: str) -> dict[str, str]:
    """The hidden fields of the first form with an action."""
    form = page[page.index(f'action="{action}"') :]
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form[: form.index("</form>")])
    return dict(found)


def inputs(page: str, id: str) -> dict[str, str]:
    """What the form with an id would send as it stands."""
    form = page[page.index(f'<details id="{id}"') :]
    form = form[: form.index("</form>")]
    found = dict(re.findall(r'<input (?:type="\w+" )?(?:id="[^"]*" )?name="(\w+)" value="([^"]*)"', form))
    found |= dict(re.findall(r'<textarea id="[^"]*" name="(\w+)"[^>]*>([^<]*)</textarea>', form))
    for name, choices in re.findall(r'<select id="[^"]*" name="(\w+)">(.*?)</select>', form):
        chosen = re.search(r'<option value="(\w+)" selected>|<option selected>(\w+)<', choices)
        found[name] = (chosen[1] or chosen[2]) if chosen else ""
    return {name: unescape(value) for name, value in found.items()}


def claim_ids(ledger: Ledger, report: str = "") -> list[str]:
    wanted = EntryFilter(reports=(ledger.report(report).key,)) if report else EntryFilter()
    return [e.id for e in ledger.entries(wanted)]


def test_the_queue_begins_with_what_is_unsure_and_grave(client: TestClient, ledger: Ledger) -> None:
    page = client.get("/review").text
    number = len(claim_ids(ledger))
    assert f"{number} claims wait." in page
    assert re.search(r"uncertainty 0\.\d+ \(confidence 0\.\d+\)", page)
    scores = [float(s) for s in re.findall(r'<span class="quiet">(\d+\.\d\d)<', page)]
    assert len(scores) == 12 and scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(("kind", "state"), [("accept", "accepted"), ("reject", "rejected")])
def test_a_claim_is_decided_on_and_the_next_comes(
    client: TestClient, ledger: Ledger, form: Form, kind: str, state: str
) -> None:
    page = client.get("/review").text
    sent = hidden(page, "/review/decide")
    answer = form(client, "/review/decide", sent | {"kind": kind, "reason": "as it says"}, at="/review")
    assert answer.status_code == 303
    shown = client.get(answer.headers["location"]).text
    assert f"Kept as decision 1: {state}." in shown
    assert hidden(shown, "/review/decide")["claim"] == sent["next"]
    [decision] = ledger.review.decisions()
    assert (decision.kind, decision.who, decision.subject, decision.reason) == (
        kind,
        "local",
        sent["claim"],
        "as it says",
    )
    again = client.get("/review", params={"claim": sent["claim"]}).text
    assert f'<span class="state {state}">{state}</span>' in again


def test_fields_are_corrected_and_the_others_left(client: TestClient, ledger: Ledger, form: Form) -> None:
    claim = claim_ids(ledger, "niger-1")[1]
    page = client.get("/review", params={"claim": claim}).text
    sent = hidden(page, "/review/decide") | inputs(page, "correct") | {"kind": "correct"}
    assert form(client, "/review/decide", sent, at="/review").status_code == 400
    changes = {
        "claimant": "General Staff (NER, MIL)",
        "stance": "hedged",
        "casualties": "killed 12+ soldiers; Niger army (NER, MIL); military",
        "date_from": "2031-03-01",
        "date_to": "2031-03-02",
    }
    assert form(client, "/review/decide", sent | changes, at="/review").status_code == 303
    kept = {d.field: d.value for d in ledger.review.decisions()}
    assert set(kept) == {"claimant", "stance", "casualties", "date"}
    assert kept["casualties"][0]["low"] == 12 and kept["casualties"][0]["high"] is None
    again = client.get("/review", params={"claim": claim}).text
    assert "General Staff (NER, MIL)" in again and again.count('<tr class="corrected">') == 4


def test_what_cannot_be_read_is_said_and_typed_again(client: TestClient, ledger: Ledger, form: Form) -> None:
    page = client.get("/review").text
    sent = hidden(page, "/review/decide") | inputs(page, "correct") | {"kind": "correct", "casualties": "ate <b> 12"}
    answer = form(client, "/review/decide", sent, at="/review")
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text and "ate &lt;b&gt; 12</textarea>" in answer.text
    assert '<details id="correct" open>' in answer.text
    assert ledger.review.decisions() == ()


def test_a_missed_claim_is_marked(client: TestClient, ledger: Ledger, form: Form) -> None:
    claim = claim_ids(ledger, "niger-1")[0]
    page = client.get("/review", params={"claim": claim}).text
    sent = hidden(page, "/review/missed") | {"event": "negotiate", "claimant": "officers", "start": "", "end": ""}
    nowhere = form(client, "/review/missed", sent | {"quote": "not in it"}, at="/review")
    assert nowhere.status_code == 400 and "not in the report" in nowhere.text
    answer = form(client, "/review/missed", sent | {"quote": "Diplomats from three neighbouring states"}, at="/review")
    assert answer.status_code == 303
    [decision] = ledger.review.decisions()
    assert decision.kind == "missed" and decision.anchor and decision.anchor.quote.startswith("Diplomats")
    shown = client.get("/review", params={"claim": decision.subject}).text
    assert '<span class="state missed">missed</span>' in shown and "negotiate" in shown


def test_the_second_of_two_sees_both_and_can_decide_again(client: TestClient, ledger: Ledger, form: Form) -> None:
    page = client.get("/review").text
    sent = hidden(page, "/review/decide") | inputs(page, "correct") | {"kind": "correct", "stance": "denies"}
    ledger.review.decide(sent["claim"], [Draft("correct", "stance", "hedged", "I doubt it")], Coder("ada"), seen=0)
    answer = form(client, "/review/decide", sent, at="/review")
    assert answer.status_code == 409
    for words in ("ada decided on this claim in the meantime", "stance: hedged", "I doubt it", "stance: denies"):
        assert words in answer.text
    assert [d.who for d in ledger.review.decisions()] == ["ada"]
    seen = re.search(r'name="seen" value="(\d+)"', answer.text)
    assert seen and form(client, "/review/decide", sent | {"seen": seen[1]}, at="/review").status_code == 303
    assert [d.who for d in ledger.review.decisions()] == ["ada", "local"]


def test_incidents_are_merged_and_split(client: TestClient, ledger: Ledger, form: Form) -> None:
    claim = claim_ids(ledger, "niger-1")[0]
    [entry] = ledger.entries(EntryFilter(ids=(claim,)))
    others = [i.id for i in ledger.incidents(IncidentFilter()) if i.id != entry.incident]
    page = client.get("/review", params={"claim": claim}).text
    answer = form(client, "/review/merge", hidden(page, "/review/merge") | {"other": others[0]}, at="/review")
    assert answer.status_code == 303
    assert ledger.incident(others[0]).id == entry.incident
    page = client.get(answer.headers["location"]).text
    assert "merged" in page
    answer = form(client, "/review/split", hidden(page, "/review/split") | {"leave": [claim]}, at="/review")
    assert answer.status_code == 303
    [moved] = ledger.entries(EntryFilter(ids=(claim,)))
    assert moved.incident != entry.incident
    assert [d.kind for d in ledger.review.decisions()] == ["merge", "split"]
    stale = form(client, "/review/merge", hidden(page, "/review/merge") | {"other": moved.incident}, at="/review")
    assert stale.status_code == 409


def test_a_second_reading_shows_no_other_decision(desk: Desk, ledger: Ledger, log_in: LogIn, form: Form) -> None:
    claim = claim_ids(ledger)[0]
    ledger.review.decide(claim, [Draft("correct", "stance", "hedged", "my secret")], Coder("ada"), seen=0)
    client = log_in(desk(accounts=True), "coder")
    page = client.get("/review", params={"blind": "1"}).text
    assert "1 claim waits." in page and "my secret" not in page and "corrected" not in page
    sent = hidden(page, "/review/decide")
    assert (sent["blind"], sent["claim"], sent["seen"]) == ("1", claim, "0")
    assert form(client, "/review/decide", sent | {"kind": "accept"}, at="/review").status_code == 303
    assert "Nothing waits for a second reading" in client.get("/review", params={"blind": "1"}).text
    assert "coders differ" in client.get("/review").text
    table = client.get("/review/agreement").text
    assert re.search(r'stance</th><td class="num" data-name="alpha">0\.000', table) and "Where they differ" in table
    sheet, _ = ledger.review.find(claim)
    assert sheet.reviewed().claims[0].claim.stance == "hedged"


def test_roles(desk: Desk, ledger: Ledger, log_in: LogIn, form: Form) -> None:
    reader = log_in(desk(accounts=True), "reader")
    assert reader.get("/review").status_code == 403
    assert reader.get("/review/agreement").status_code == 200
    coder = log_in(desk(accounts=True), "coder")
    page = coder.get("/review").text
    assert 'id="merge"' not in page
    assert form(coder, "/review/merge", {"claim": "x", "into": "i", "seen": "0"}, at="/review").status_code == 403
    assert desk(read_only=True).get("/review").status_code == 403


def test_forms_need_their_token(client: TestClient, ledger: Ledger) -> None:
    sent = hidden(client.get("/review").text, "/review/decide") | {"kind": "accept", "csrf": "x"}
    assert client.post("/review/decide", data=sent).status_code == 403
    assert ledger.review.decisions() == ()


@pytest.mark.parametrize(
    ("address", "fields", "status"),
    [
        ("/review/decide", {}, 400),
        ("/review/decide", {"claim": "nothing", "kind": "accept", "seen": "0"}, 404),
        ("/review/decide", {"kind": "eat", "seen": "0"}, 400),
        ("/review/decide", {"kind": "accept", "seen": "-1"}, 400),
        ("/review/decide", {"kind": "accept", "seen": "٣"}, 400),
        ("/review/missed", {"seen": "0", "version": "9", "quote": "Smoke"}, 409),
        ("/review/merge", {"into": "i", "other": "j", "seen": "0"}, 400),
        ("/review/split", {"from": "i", "seen": "0"}, 400),
    ],
)
def test_what_is_sent_by_hand_is_answered(
    client: TestClient, ledger: Ledger, form: Form, address: str, fields: dict[str, str], status: int
) -> None:
    sent = {"claim": claim_ids(ledger, "tchad-1")[0]} | fields if fields else fields
    assert form(client, address, sent, at="/review").status_code == status
    assert ledger.review.decisions() == ()


def test_hostile_words_are_shown_harmless(client: TestClient, ledger: Ledger, form: Form) -> None:
    claim = claim_ids(ledger, "hostile")[0]
    page = client.get("/review", params={"claim": claim}).text
    assert "<script>alert" not in page and "<img src=x" not in page
    sent = hidden(page, "/review/decide") | inputs(page, "correct") | {"kind": "correct"}
    sent |= {"claimant": "<script>alert(9)</script>", "reason": "<img src=x onerror=alert(8)>"}
    assert form(client, "/review/decide", sent, at="/review").status_code == 303
    again = client.get("/review", params={"claim": claim}).text
    assert "<script>alert" not in again and "<img src=x" not in again
    assert "<script>alert" not in client.get("/review/agreement").text


def test_decisions_without_a_claim_are_shown(client: TestClient, ledger: Ledger) -> None:
    from dataclasses import replace

    key = ledger.report("niger-1").key
    first, *rest = claim_ids(ledger, "niger-1")
    ledger.review.decide(first, [Draft("reject", reason="no such thing")], Coder("ada"), seen=0)
    old = ledger.reading(key)
    ledger.reread(key, replace(old, claims=old.claims[1:], incidents=()), Origin("2", "m"))
    page = client.get("/review", params={"report": key}).text
    assert "Decisions without a claim" in page and "<b>ada</b> rejected" in page
    gone = client.get("/review", params={"claim": first})
    assert gone.status_code == 200 and "no such thing" in gone.text
    assert client.get("/review", params={"claim": rest[0]}).status_code == 404


def test_gold_is_a_folder_in_a_zip(client: TestClient, ledger: Ledger) -> None:
    assert client.get("/export/review/gold.zip").status_code == 404
    for claim in claim_ids(ledger, "niger-1"):
        ledger.review.decide(claim, [Draft("accept")], Coder("ada"), seen=0)
    answer = client.get("/export/review/gold.zip")
    with ZipFile(BytesIO(answer.content)) as archive:
        assert archive.namelist() == ["review/reports.jsonl", "review/gold.A.json", "review/readings.jsonl"]


def test_a_text_keeps_its_offsets(client: TestClient, ledger: Ledger) -> None:
    claim = claim_ids(ledger, "hostile")[0]
    text = ledger.reading(ledger.report("hostile").key).report.text
    page = client.get("/review", params={"claim": claim}).text
    starts = [int(n) for n in re.findall(r'data-start="(\d+)"', page)]
    assert starts and all(n == 0 or text[n - 1] == "\n" for n in starts)
