"""Decisions as gold, read back by the evaluation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from crossclaim.decisions.effective import reviewed
from crossclaim.decisions.gold import gold_claim, gold_files, gold_report, standing_reading
from crossclaim.export import to_json
from crossclaim.records import Claim, Reading, Report
from evaluation.corpora.claims import load_claims


@pytest.fixture
def reading(text: str, army: Claim, rebels: Claim) -> Reading:
    return Reading(Report("wire-1", text, title="Shells", source="Radio Sahel"), claims=(army, rebels))


def standing(reading: Reading, thread: Any, *, blind: bool = False) -> Any:
    claims = [(f"k1#{c.id}", c) for c in reading.claims]
    decisions = [d for d in thread.all if d.blind] if blind else thread.all
    return reviewed(claims, decisions, reading.report.text, 1, with_blind=blind)


def test_a_report_is_gold_when_all_of_it_was_decided_on(
    reading: Reading, thread: Any, army: Claim, rebels: Claim
) -> None:
    thread.on(army, "correct", field="stance", value="hedged")
    assert gold_report("k1", reading, standing(reading, thread)) is None
    partly = gold_report("k1", reading, standing(reading, thread), partly=True)
    assert partly and [c.stance for c in partly.first] == ["hedged"]
    thread.on(rebels, "reject")
    thread.missed("Aid workers left the town", fields={"event": "withdraw"})
    found = gold_report("k1", reading, standing(reading, thread))
    assert found and [(c.event.type, c.stance) for c in found.first] == [
        ("shelling", "hedged"),
        ("withdraw", "asserts"),
    ]


def test_the_evaluation_reads_it(tmp_path: Path, reading: Reading, thread: Any, army: Claim, rebels: Claim) -> None:
    for claim in (army, rebels):
        thread.on(claim, "accept")
        thread.on(claim, "reject" if claim is rebels else "accept", who="eve", blind=True)
    found = gold_report("k1", reading, standing(reading, thread), standing(reading, thread, blind=True))
    assert found is not None
    for name, content in gold_files([found]).items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    [item] = load_claims(tmp_path)
    assert (item.id, item.record["kind"], item.text) == ("k1", "article", reading.report.text)
    first, second = item.gold.first, item.gold.second
    assert [(c.claimant, c.side, c.stance, c.event) for c in first] == [
        ("army", "Sudan", "asserts", "shelling"),
        ("rebels", "rebels", "denies", "shelling"),
    ]
    assert first[0].figures == {("killed", 12, 12)}
    assert second is not None and [c.claimant for c in second] == ["army"]


def test_format_1_has_the_claims_that_stand(reading: Reading, thread: Any, army: Claim, rebels: Claim) -> None:
    thread.on(army, "reject")
    thread.on(rebels, "accept")
    found = gold_report("k1", reading, standing(reading, thread))
    assert found is not None
    data = to_json(standing_reading(found))
    assert [(c["id"], c["claimant"]["name"]) for c in data["claims"]] == [("c1", "rebels")]
    assert [i["claims"] for i in data["incidents"]] == [["c1"]]
    json.dumps(data, allow_nan=False)


@pytest.mark.parametrize(
    ("first", "last", "day"),
    [
        ("2026-03-02", "2026-03-02", "2026-03-02"),
        ("2026-03-02", "2026-03-05", "2026-03"),
        ("2026-03-30", "2026-04-02", "2026"),
        ("2025-12-30", "2026-01-02", None),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(claim: Any, first: str, last: str, day: str | None) -> None:
    found = claim("c1", "rebels shelled Andakor", date={"from": first, "to": last})
    assert gold_claim(found)["date"] == day
