"""Pages of incidents and reports without a browser, and every export that they name."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from crossclaim.decisions.records import Draft
from crossclaim.ledger import EntryFilter, Ledger
from crossclaim.ledger.review import Coder


@pytest.fixture
def incident(ledger: Ledger) -> str:
    """The incident with the most claims."""
    return max(ledger.incidents(), key=lambda i: i.entries).id


@pytest.fixture
def report(ledger: Ledger) -> str:
    """A report that was corrected."""
    return next(r.key for r in ledger.reports() if r.id == "tchad-1")


def test_every_file_that_a_page_offers_is_there(client: TestClient, ledger: Ledger, incident: str, report: str) -> None:
    claim = next(ledger.entries(EntryFilter(incidents=(incident,)))).id
    ledger.review.decide(claim, [Draft("accept")], Coder("ada"), seen=0)
    ledger.review.decide(claim, [Draft("correct", "event", "clash")], Coder("eve", True), seen=0)
    seen = set()
    for page in (
        "/",
        "/?country=TCD&q=Mao",
        f"/incidents/{incident}",
        f"/reports/{report}",
        f"/reports/{report}?version=1",
        "/review/agreement?first=ada&second=eve",
        "/series",
    ):
        links = re.findall(r'href="(/export/[^"]+)" download', client.get(page).text)
        assert links, page
        for link in links:
            answer = client.get(link.replace("&amp;", "&"))
            assert answer.status_code == 200 and answer.content, link
            assert 'filename="' in answer.headers["content-disposition"], link
            _check(link.partition("?")[0].rpartition(".")[2], answer.content)
            seen.add(link.partition("?")[0])
    assert len(seen) >= 31


def _check(kind: str, content: bytes) -> None:
    text = content.decode("utf-8", "replace")
    if kind == "csv":
        widths = {len(row) for row in csv.reader(io.StringIO(text))}
        assert len(widths) == 1
    elif kind == "jsonl":
        assert all(json.loads(row) for row in text.splitlines())
    elif kind in ("geojson", "json"):
        assert json.loads(text)["type"] in ("FeatureCollection", "AnnotationCollection")
    elif kind == "svg":
        assert text.startswith("<svg") and "<script" not in text and "javascript:" not in text
    elif kind == "png":
        assert content.startswith(b"\x89PNG")
    elif kind == "zip":
        assert content.startswith(b"PK")
    else:
        assert content.startswith(b"PAR1")


@pytest.mark.parametrize("name", ["map.svg", "timeline.svg", "map.png", "counts.csv"])
def test_a_file_that_a_browser_opens_runs_nothing(client: TestClient, name: str) -> None:
    policy = client.get(f"/export/incidents/{name}").headers["content-security-policy"]
    assert "default-src 'none'" in policy and "sandbox" in policy and "self" not in policy


def test_an_export_of_a_list_holds_what_the_list_shows(client: TestClient) -> None:
    page = client.get("/?country=TCD").text
    shown = set(re.findall(r'href="/incidents/(\w+)"', page))
    rows = csv.DictReader(io.StringIO(client.get("/export/incidents.csv?country=TCD").text))
    assert {row["incident"] for row in rows} == shown != set()
    assert client.get("/export/incidents.csv?country=FRA").text.count("\n") == 1


@pytest.mark.parametrize(
    "path",
    [
        "/incidents/none",
        "/reports/none",
        "/claims/none",
        "/export/none.csv",
        "/export/incidents.xlsx",
        "/export/incidents/map.gif",
        "/export/incidents/none/claims.csv",
        "/export/reports/none/claims.csv",
    ],
)
def test_what_is_not_there_is_a_404(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("version", ["0", "9", "one", "-1", "1" * 40, "²"])
def test_no_such_version(client: TestClient, report: str, version: str) -> None:
    assert client.get(f"/reports/{report}", params={"version": version}).status_code == 404


def test_an_old_version_says_so_and_leads_to_the_new_one(client: TestClient, report: str) -> None:
    old, new = client.get(f"/reports/{report}?version=1").text, client.get(f"/reports/{report}").text
    assert "was corrected since" in old and f'href="/reports/{report}"' in old
    assert "was corrected since" not in new and "version=1" in new


def test_a_claim_leads_to_its_words(client: TestClient, ledger: Ledger) -> None:
    for entry in ledger.entries():
        answer = client.get(f"/claims/{entry.id.replace('#', '%23')}")
        assert answer.status_code == 307
        path, _, anchor = answer.headers["location"].partition("#")
        assert f'id="{anchor}"' in client.get(path).text


def test_every_number_of_an_incident_leads_to_words(client: TestClient, ledger: Ledger) -> None:
    for incident in ledger.incidents():
        page = client.get(f"/incidents/{incident.id}").text
        for path, anchor in set(re.findall(r'class="ref" href="([^"#]+)#([^"]+)"', page)):
            assert f'id="{anchor}"' in client.get(path).text


def test_a_merged_incident_leads_on(client: TestClient, ledger: Ledger) -> None:
    from crossclaim.ledger.review import Coder

    into, other = sorted(ledger.incidents(), key=lambda i: -i.entries)[:2]
    ledger.review.merge(into.id, [other.id], Coder("ana"), seen=ledger.review.last())
    answer = client.get(f"/incidents/{other.id}")
    assert (answer.status_code, answer.headers["location"]) == (307, f"/incidents/{into.id}")


def test_the_list_follows_the_ledger(client: TestClient, ledger: Ledger, made: Any) -> None:
    before = client.get("/").text
    fact = made.replace(
        made.SHELLED, place="Agadez", days=("9 March", made.date(2031, 3, 9)), event="airstrike", verb="bombed"
    )
    [added] = ledger.add([made.made("late", "A clash", "Late Press", made.date(2031, 3, 10), fact, lead="Late. " * 30)])
    entry = next(e for e in ledger.entries() if e.report == added.key)
    assert entry.incident not in before
    assert f"/incidents/{entry.incident}" in client.get("/").text


def test_decisions_stand_beside_the_reading(client: TestClient, ledger: Ledger, report: str) -> None:
    from crossclaim.decisions.records import Draft
    from crossclaim.ledger.review import Coder

    entry = next(e for e in ledger.entries() if e.report == report)
    drafts = [Draft("correct", "stance", "hedged", "the source was unsure")]
    ledger.review.decide(entry.id, drafts, Coder("ana"), seen=0)
    page = client.get(f"/reports/{report}").text
    assert "stance: hedged (ana, " in page and "the source was unsure" in page
    assert f'<span class="{entry.claim.stance}">' in page


@pytest.mark.parametrize("q", ["-only", '"', "*", "OR", "a" * 2000, "' OR 1=1 --"])
def test_odd_searches_are_answered(client: TestClient, q: str) -> None:
    assert client.get("/", params={"q": q}).status_code == 200


def test_what_is_filtered_can_be_taken_away_again(client: TestClient) -> None:
    page = client.get("/?country=TCD&party=Niger%20army&sort=claims&disputed=1").text
    for link in re.findall(r'<a href="(/\?[^"]*)" data-filter>', page):
        assert client.get(link.replace("&amp;", "&")).status_code == 200
    assert 'name="country" value="TCD"' in page and 'name="party" value="Niger army"' in page


def test_readers_see_all_pages(
    desk: Callable[..., TestClient], log_in: Callable[..., TestClient], incident: str
) -> None:
    reader = log_in(desk(accounts=True), "reader")
    for path in ("/", f"/incidents/{incident}", "/export/incidents.csv"):
        assert reader.get(path).status_code == 200
    stranger = desk(accounts=True)
    assert stranger.get("/export/incidents.csv").status_code == 303
