"""The page of series and its files, and the desk's counts for Prometheus."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from crossclaim.ledger import Ledger
from crossclaim.watching.state import WatchState

TOKEN = "a token of thirty-two letters or more"


def test_every_file_that_the_page_offers_is_there(client: TestClient) -> None:
    for page in ("/series", "/series?by=place&country=TCD&from=2031-03-01", "/series?show=truce"):
        links = re.findall(r'href="(/export/series[^"]+)" download', client.get(page).text)
        assert len(links) == (2 if "truce" in page else 4)
        for link in links:
            answer = client.get(link.replace("&amp;", "&"))
            assert answer.status_code == 200 and answer.content, link
            assert 'filename="series.' in answer.headers["content-disposition"]


def test_counts_of_the_page_are_those_of_the_file(client: TestClient) -> None:
    page = client.get("/series?by=day")
    rows = list(csv.DictReader(io.StringIO(client.get("/export/series.csv?by=day").text)))
    assert rows and all(row["day"] in page.text for row in rows)
    third = next(row for row in rows if row["day"] == "2031-03-03")
    assert int(third["material_conflict_claimed"]) == 2 and int(third["material_conflict_admitted"]) >= 1
    assert "<svg" in page.text and 'aria-current="page">Series' in page.text


def test_the_filter_holds(client: TestClient) -> None:
    rows = csv.DictReader(io.StringIO(client.get("/export/series.csv?by=place&country=NER").text))
    assert {row["country"] for row in rows} == {"NER"}


def test_hostile_names_are_text(client: TestClient) -> None:
    for page in ("/series", "/series?show=truce", "/export/series.svg"):
        assert "<img src=x" not in client.get(page).text


@pytest.mark.parametrize(
    "query", ["by=x&show=y&from=z", "party=%00a", "country=%3Cb%3E", "show=changes", "by=place&by=day"]
)
def test_any_query_is_answered(client: TestClient, query: str) -> None:
    assert client.get(f"/series?{query}").status_code in (200, 400)


@pytest.mark.parametrize("name", ["series.exe", "series.svg?show=truce"])
def test_no_such_file(client: TestClient, name: str) -> None:
    assert client.get(f"/export/{name}").status_code == 404


def values(text: str) -> dict[str, int]:
    lines = [line.rpartition(" ") for line in text.splitlines() if not line.startswith("#")]
    return {name: int(value) for name, _, value in lines}


def test_metrics_say_what_is_in_the_ledger(client: TestClient, ledger: Ledger) -> None:
    WatchState(ledger).count(
        {"added": 3, "later": 2, "skipped": 5, "skipped: failed in reading": 4, "skipped: empty": 1}
        | {"fetch: retries": 6, "fetch: errors": 5, "fetch: posted": 3, "alarms: failed": 2}
        | {"add: added": 7, "add: skipped": 3, "add: skipped: failed in reading": 2, "add: skipped: not a text": 1}
    )
    client.get("/nowhere")
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    found = values(answer.text)
    assert found["crossclaim_ledger_reports"] == len(list(ledger.reports()))
    assert found["crossclaim_ledger_claims"] == len(list(ledger.entries()))
    assert found["crossclaim_ledger_incidents"] == len(list(ledger.incidents()))
    assert found["crossclaim_ledger_near_copies"] == sum(r.copy is not None for r in ledger.reports())
    assert found["crossclaim_watch_retries_total"] == 2
    assert found["crossclaim_watch_request_retries_total"] == 6
    assert found["crossclaim_watch_request_errors_total"] == 5
    assert found['crossclaim_watch_requests_total{outcome="posted"}'] == 3
    assert found['crossclaim_watch_alarms_total{outcome="failed"}'] == 2
    assert 'crossclaim_watch_events_total{outcome="fetch: retries"}' not in found
    assert found['crossclaim_watch_skipped_total{reason="empty"}'] == 1
    assert found["crossclaim_watch_reading_errors_total"] == 4
    assert found['crossclaim_watch_events_total{outcome="added"}'] == 3
    assert found["crossclaim_add_reading_errors_total"] == 2
    assert found['crossclaim_add_skipped_total{reason="not a text"}'] == 1
    assert found['crossclaim_add_events_total{outcome="added"}'] == 7
    assert found['crossclaim_http_requests_total{status="404"}'] == 1


@pytest.mark.parametrize(("who", "status"), [("", 401), ("reader", 401), ("coder", 401), ("editor", 200)])
def test_with_accounts_editors_see_metrics(
    desk: Callable[..., TestClient], log_in: Callable[..., Any], who: str, status: int
) -> None:
    client = desk(accounts=True)
    if who:
        log_in(client, who)
    assert client.get("/metrics").status_code == status


@pytest.mark.parametrize(("given", "status"), [(f"Bearer {TOKEN}", 200), ("Bearer other", 401), (TOKEN, 401)])
def test_with_accounts_a_program_gives_the_token(
    desk: Callable[..., TestClient], people: Any, given: str, status: int
) -> None:
    client = desk(accounts=True, metrics_token=TOKEN)
    assert client.get("/metrics", headers={"authorization": given}).status_code == status
    assert client.get("/series", headers={"authorization": given}).status_code == 303


def test_without_a_token_none_is_taken(desk: Callable[..., TestClient], people: Any) -> None:
    assert desk(accounts=True).get("/metrics", headers={"authorization": "Bearer "}).status_code == 401
