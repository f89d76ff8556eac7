"""The API: the command line's records, pages, one form of failure, ETags."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import jsonschema
import pytest
from starlette.testclient import TestClient

from crossclaim.commands.incidents import find
from crossclaim.commands.incidents import lines as incident_lines
from crossclaim.commands.show import lines as show_lines
from crossclaim.commands.show import look
from crossclaim.desk.settings import Limits
from crossclaim.errors import LedgerError
from crossclaim.export.schema import schema_text
from crossclaim.interchange import Account, export, form, told
from crossclaim.ledger import IncidentFilter, Ledger

Desk = Callable[..., TestClient]
V1 = "/api/v1"


def test_incidents_are_those_of_the_command_line(client: TestClient, ledger: Ledger) -> None:
    printed = [json.loads(line) for line in incident_lines(find(ledger, IncidentFilter()), "json", 80)]
    found = client.get(f"{V1}/incidents").json()
    assert found == {"items": printed, "total": len(printed), "next": None}


def test_an_incident_is_that_of_the_command_line(client: TestClient, ledger: Ledger) -> None:
    for incident in ledger.incidents():
        [line] = show_lines(look(ledger, incident.id), "json", 80)
        shown = json.loads(line)
        assert client.get(f"{V1}/incidents/{incident.id}").json() == shown
        assert client.get(f"{V1}/incidents/{incident.id}/accounts").json() == shown["accounts"]


def test_claims_are_those_of_the_command_line_and_more(client: TestClient, ledger: Ledger) -> None:
    pieces = export(told(ledger), form("claims", "jsonl"), Account())
    exported = [json.loads(line) for line in b"".join(pieces).splitlines()]
    found = client.get(f"{V1}/claims").json()["items"]
    assert [{name: claim[name] for name in line} for claim, line in zip(found, exported, strict=True)] == exported
    one = found[0]
    assert client.get(f"{V1}/claims/{quote(one['entry'], safe='')}").json() == one


def test_claims_of_an_incident(client: TestClient, ledger: Ledger) -> None:
    incident = max(ledger.incidents(), key=lambda i: i.entries)
    states = client.get(f"{V1}/incidents/{incident.id}/claims").json()["items"]
    assert {claim["incident"] for claim in states} == {incident.id}
    assert len(states) == incident.entries
    about = client.get(f"{V1}/incidents/{incident.id}/claims?relation=about").json()["items"]
    assert len(about) == incident.reactions


def test_reports_with_what_was_read_in_them(client: TestClient, ledger: Ledger) -> None:
    found = client.get(f"{V1}/reports").json()["items"]
    assert [r["key"] for r in found] == [r.key for r in ledger.reports()]
    corrected = next(r for r in found if r["version"] == 2)
    old = client.get(f"{V1}/reports/{corrected['key']}?version=1").json()
    assert (old["version"], old["current"], old["title"]) == (1, False, "Four dead in Mao")
    assert "why" in client.get(f"{V1}/reports/{corrected['key']}?explain=1").json()["reading"]["claims"][0]
    schema = json.loads(schema_text())
    for report in found:
        jsonschema.validate(client.get(f"{V1}/reports/{report['key']}").json()["reading"], schema)


@pytest.mark.parametrize("kind", ["incidents", "claims", "reports"])
def test_pages_of_a_list_are_the_whole_list(client: TestClient, kind: str) -> None:
    whole = client.get(f"{V1}/{kind}").json()
    pages, address = [], f"{V1}/{kind}?limit=2"
    while address:
        page = client.get(address).json()
        assert 1 <= len(page["items"]) <= 2
        pages += page["items"]
        address = page["next"]
    assert pages == whole["items"]


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("disputed=true", 2),
        ("standing=disputed", 1),
        ("country=ner", 3),
        ("country=NER&country=TCD", 5),
        ("event=airstrike", 1),
        ("party=lakeshore+guard", 1),
        ("from=2031-03-05&to=2031-03-07", 2),
        ("q=Lakeshore", 1),
        ("q=nothingofthekind", 0),
        ("after=4", 1),
        ("after=1000", 0),
    ],
)
def test_filters_of_incidents(client: TestClient, query: str, number: int) -> None:
    assert len(client.get(f"{V1}/incidents?{query}").json()["items"]) == number


@pytest.mark.parametrize(
    ("query", "number"),
    [("stance=denies", 3), ("claimant=Sahel+Watch", 1), ("event=airstrike&stance=hedged", 2), ("country=XXX", 0)],
)
def test_filters_of_claims(client: TestClient, query: str, number: int) -> None:
    assert len(client.get(f"{V1}/claims?{query}").json()["items"]) == number


def test_search(client: TestClient) -> None:
    found = client.get(f"{V1}/search", params={"q": '"Chad in Mao"', "limit": 3}).json()
    assert len(found["items"]) == 3 and found["next"] is None


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/nothing", 404, "there is no page"),
        ("/incidents/i1", 404, "there is no incident 'i1'"),
        ("/incidents/i1/accounts", 404, "there is no incident 'i1'"),
        ("/reports/r1", 404, "there is no report 'r1'"),
        ("/claims/r1%23c1", 404, "there is no claim 'r1#c1'"),
        ("/incidents?limit=0", 422, "query.limit"),
        ("/incidents?limit=501", 400, "at most 500"),
        ("/incidents?after=-1", 422, "query.after"),
        ("/incidents?after=99999999999999999999", 422, "query.after"),
        ("/incidents?from=soon", 422, "query.from"),
        ("/incidents?standing=lost", 422, "query.standing"),
        ("/incidents?q=%00", 400, "NUL"),
        ("/incidents/%00", 400, "NUL"),
        ("/search", 422, "query.q"),
        ("/search?q=-mao", 400, "nothing to search for"),
    ],
)
def test_failures_have_one_form(client: TestClient, address: str, status: int, words: str) -> None:
    answer = client.get(V1 + address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    said = answer.json()
    assert {"type", "title", "status", "detail"} <= set(said) <= {"type", "title", "status", "detail", "errors"}
    assert said["status"] == status
    assert words in said["detail"] and "\n" not in said["detail"]


def test_a_failure_of_our_own_says_so(ledger: Ledger, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr(Ledger, "search", broken)
    client = TestClient(desk(app=True), base_url="http://127.0.0.1", raise_server_exceptions=False)
    answer = client.get(f"{V1}/search?q=mao")
    assert answer.status_code == 500
    assert "secret words" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_a_log_is_one_line_without_words_of_a_query(
    ledger: Ledger, desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any) -> None:
        raise LedgerError("cannot be read", where="war.ledger", next_step="try again")

    monkeypatch.setattr(Ledger, "report", broken)
    client = TestClient(desk(app=True), base_url="http://127.0.0.1", raise_server_exceptions=False)
    assert client.get(f"{V1}/reports/a%0aERROR%20forged?version=1&secret=words").status_code == 503
    [said] = [r.getMessage() for r in caplog.records if r.name == "crossclaim.desk"]
    assert "\n" not in said and "words" not in said and said.startswith(f"GET {V1}/reports/a")


def test_what_one_has_is_not_sent_again(client: TestClient, ledger: Ledger, made: Any) -> None:
    address = f"{V1}/incidents"
    tag = client.get(address).headers["etag"]
    for named in (tag, f"W/{tag}", f'"x", {tag}', "*"):
        again = client.get(address, headers={"if-none-match": named})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(address, headers={"if-none-match": '"x"'}).status_code == 200
    new = made.made("more", "More", "X", made.SEVENTH[1], made.Fact("Chad", "attack", "attacked", place="Diffa"))
    list(ledger.add([new]))
    assert client.get(address, headers={"if-none-match": tag}).status_code == 200


def test_reading_keeps_nothing(client: TestClient, ledger: Ledger) -> None:
    before = ledger.touched()
    said = {"text": "They shelled it.", "title": "A title", "source": "X", "published": "2031-03-04", "explain": True}
    answer = client.post(f"{V1}/read", json=said)
    assert answer.status_code == 200
    reading = answer.json()
    assert (reading["report"]["title"], reading["report"]["published"]) == ("A title", "2031-03-04")
    assert reading["claims"][0]["why"]
    assert ledger.touched() == before


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({}, 422, "body.text"),
        ({"text": ""}, 422, "body.text"),
        ({"text": " \n"}, 422, "nothing to read"),
        ({"text": "x" * 200_001}, 413, "at most 200000 characters"),
        ({"text": "x", "published": "soon"}, 422, "body.published"),
        ({"text": "x", "kind": "poem"}, 422, "body.kind"),
        ({"text": "x", "more": 1}, 422, "body.more"),
        ({"text": "crash now, the army said on Friday in the town."}, 422, "made to crash"),
        ([], 422, "body"),
    ],
)
def test_what_cannot_be_read(client: TestClient, body: Any, status: int, words: str) -> None:
    answer = client.post(f"{V1}/read", json=body)
    assert answer.status_code == status
    assert words in answer.json()["detail"]


def test_a_text_must_come_as_json(client: TestClient) -> None:
    for content, kind in ((b'{"text": "x"}', "text/plain"), (b"{", "application/json"), (b"\xff", "application/json")):
        assert 400 <= client.post(f"{V1}/read", content=content, headers={"content-type": kind}).status_code < 500


def test_one_waits_for_a_text_only_so_long(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    client = desk(limits=Limits(read_seconds=0.0))
    answer = client.post(f"{V1}/read", json={"text": "They shelled it."})
    assert answer.status_code in (200, 504)


def test_the_api_of_a_desk_with_accounts(desk: Desk, log_in: Callable[[TestClient, str], TestClient]) -> None:
    client = desk(accounts=True)
    answer = client.get(f"{V1}/incidents")
    assert (answer.status_code, answer.json()["detail"]) == (401, "log in first")
    assert client.post(f"{V1}/read", json={"text": "x"}).status_code == 401
    assert log_in(client, "reader").get(f"{V1}/incidents").status_code == 200


def test_the_document_describes_every_part(client: TestClient, desk: Desk) -> None:
    document = client.get(f"{V1}/openapi.json").json()
    assert document["openapi"].startswith("3.")
    assert "HTTPValidationError" not in json.dumps(document)
    for path, item in document["paths"].items():
        assert path.startswith(V1)
        for operation in item.values():
            assert operation["summary"] and "422" in operation["responses"]
