"""Reports read by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from crossclaim.errors import DataError
from evaluation.corpora.claims import claims_files, load_claims

CLAIM = {
    "quote": "two died",
    "claimant": "reporter",
    "claimant_side": "reporter",
    "stance": "asserts",
    "event": "killing",
    "tense": "past",
    "casualties": [{"kind": "killed", "low": 2, "high": 2}],
}


def folder(tmp_path: Path, **files: Any) -> Path:
    reports = [
        {"id": "r", "text": "In Gao two died.", "published": "2031-03-08", "extra": 1},
        {"id": "s", "text": "No."},
    ]
    (tmp_path / "reports.jsonl").write_text("".join(json.dumps(r) + "\n" for r in reports))
    for name, content in files.items():
        (tmp_path / f"{name.replace('_', '.')}.json").write_text(json.dumps(content))
    return tmp_path


def test_one_and_two_readings(tmp_path: Path) -> None:
    [one] = load_claims(folder(tmp_path, x_A={"r": [CLAIM]}))
    assert one.record == {"id": "r", "published": "2031-03-08", "text": "In Gao two died."}
    assert one.gold.second is None
    assert one.gold.first[0].figures == {("killed", 2, 2)}
    [two] = load_claims(folder(tmp_path, x_B={"r": []}))
    assert two.gold.second == ()


def test_incidents_label_the_first_reading(tmp_path: Path) -> None:
    labels = {"labels": {"r": [{"incident": "gao", "about": None}]}}
    there = folder(tmp_path, x_A={"r": [CLAIM]}, incidents=labels)
    [item] = load_claims(there)
    assert item.gold.first[0].incident == "gao"
    assert [p.name for p in claims_files(there)] == ["reports.jsonl", "x.A.json", "incidents.json"]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "no reports.jsonl or no reading"),
        ({"x_A": {"r": [{"quote": "two died"}]}}, r"x\.A\.json: not a record of this corpus \(KeyError: 'claimant'\)"),
        ({"x_A": {"r": [CLAIM]}, "incidents": {"labels": {"r": []}}}, "0 labels for 1 claims"),
        ({"x_A": {"r": [CLAIM]}, "incidents": {}}, "no 'labels' in it"),
    ],
)
def test_what_is_broken_is_named(files: dict[str, Any], said: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=said):
        list(load_claims(folder(tmp_path, **files)))
