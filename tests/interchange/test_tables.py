"""Tables of every kind as CSV, Parquet and JSON Lines; GeoJSON; HXL."""

from __future__ import annotations

import builtins
import csv
import io
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crossclaim.accounts.listing import listed
from crossclaim.errors import OptionError
from crossclaim.export import from_json
from crossclaim.export.contract_back import claim_from_json
from crossclaim.interchange import FORMATS, KINDS, Account, accounts, claims, export, form, incidents, reports
from crossclaim.interchange.exporter import FORMS
from crossclaim.interchange.records import Case, Told
from crossclaim.interchange.sinks import CsvSink, json_text
from crossclaim.ledger.records import Copy

DOCS = Path(__file__).parents[2] / "docs" / "exports.md"


def given(items: Iterable[Any], kind: str, format: str) -> bytes:
    return b"".join(export(items, form(kind, format), Account()))


def rows(text: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.decode(), newline="")))


def items(kind: str, make: Any, clash: Case) -> list[Any]:
    if kind == "claims":
        return [Told(e) for e in clash.entries]
    return [make.report(), make.report(key="k2", copy=Copy("k1", "k1", 0.93))] if kind == "reports" else [clash]


@pytest.mark.parametrize("kind", KINDS)
def test_parquet_and_csv_hold_the_same(make: Any, clash: Case, kind: str) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(io.BytesIO(given(items(kind, make, clash), kind, "parquet")))
    plain = rows(given(items(kind, make, clash), kind, "csv"))
    assert table.column_names == list(plain[0]) and table.num_rows == len(plain)
    for ours, theirs in zip(table.to_pylist(), plain, strict=True):
        for name, cell in ours.items():
            text = "" if cell is None else str(cell).lower() if isinstance(cell, bool) else str(cell)
            assert theirs[name] in (text, f"'{text}"), name


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_export_has_columns(kind: str) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    assert rows(given([], kind, "csv")) == [] and given([], kind, "jsonl") == b""
    assert parquet.read_table(io.BytesIO(given([], kind, "parquet"))).num_rows == 0


def test_without_pyarrow_there_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ModuleNotFoundError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(OptionError, match=r"install crossclaim\[parquet\]"):
        given([], "claims", "parquet")


def test_a_claim_comes_back_from_json_lines(make: Any, clash: Case) -> None:
    lines = [json.loads(line) for line in given(items("claims", make, clash), "claims", "jsonl").splitlines()]
    assert [claim_from_json(line) for line in lines] == [e.claim for e in clash.entries]
    assert [(x["report"], x["id"], x["incident"], x["about"]) for x in lines] == [
        (f"mali-{n}", f"c{n}", "i0001", None) for n in range(1, 5)
    ]


def test_the_claim_is_the_contracts_with_three_fields_more(make: Any, clash: Case) -> None:
    (line, *_) = [json.loads(x) for x in given(items("claims", make, clash), "claims", "jsonl").splitlines()]
    head = {"id": "r", "title": None, "source": None, "published": None, "url": None, "language": "en", "text": ""}
    bare = {"format": 1, "report": head, "attributions": [], "places": [], "claims": [line], "incidents": []}
    assert from_json(bare).claims == (clash.entries[0].claim,)
    names = "id start end quote attribution claimant via stance tense event actors targets casualties losses place date"
    assert set(names.split()) | {"report", "incident", "about"} <= set(line)


def test_a_row_of_claims(make: Any) -> None:
    dead = (make.killed(12, 12, make.army), make.killed(3, None, kind="captured"))
    (found,) = rows(given([Told(make.entry(make.claim(casualties=dead), about="i9"))], "claims", "csv"))
    assert (found["entry"], found["report"], found["report_id"], found["claim"]) == ("k1#c1", "k1", "mali-1", "c1")
    assert (found["incident"], found["about"], found["date_from"]) == ("i0001", "i9", "2025-03-04")
    assert (found["killed_low"], found["lat"], found["actors"]) == ("12", "15.9", "Azalay Front")
    assert claims.table_row(Told(make.entry(make.claim(casualties=dead)))).lost["figures kept in words alone"] == 1


def test_a_row_of_an_incident(clash: Case) -> None:
    (found,) = rows(given([clash], "incidents", "csv"))
    assert (found["killed"], found["killed_low"], found["killed_high"], found["killed_civilians"]) == (
        "17",
        "14",
        "32",
        "2",
    )
    assert (found["actor"], found["target"], found["precision"]) == ("Azalay Front", "Mali army", "near")
    assert (found["claims"], found["denials"], found["reports"]) == ("4", "1", "4")
    assert found["standing"] == listed(clash.incident, clash.accounts).standing
    assert found["disputed"] in ("true", "false")


def test_without_a_toll_deaths_are_empty_not_nought(make: Any) -> None:
    (found,) = rows(given([make.case(make.claim())], "incidents", "csv"))
    assert {found[name] for name in found if name.startswith("killed")} == {""}


def test_an_incident_as_json_keeps_every_claimants_figure(clash: Case) -> None:
    (found,) = [json.loads(line) for line in given([clash], "incidents", "jsonl").splitlines()]
    toll = next(t for t in found["tolls"] if t["kind"] == "killed" and t["victims"] == "military")
    assert sorted((s["speaker"]["name"], s["low"]) for s in toll["steps"] if s["stance"] == "asserts") == [
        ("Azalay Front", 30),
        ("Mali", 12),
        ("Sahel Watch", 15),
    ]
    assert found["claims"] == [e.id for e in clash.entries] and found["first"] == "2025-03-04"


def test_accounts_have_a_row_for_each_word(clash: Case) -> None:
    found = rows(given([clash], "accounts", "csv"))
    words = sum(len(p.said) for p in clash.accounts.points)
    words += sum(len(s.said) for t in clash.accounts.tolls for s in t.steps)
    assert len(found) == words
    denied = next(r for r in found if r["question"] == "toll" and r["stance"] == "denies")
    assert (denied["side"], denied["kind"], denied["class"], denied["low"]) == ("Mali", "killed", "military", "30")
    assert (denied["entry"], denied["of"], denied["quote"]) == ("k3#c3", "own", "a clash near")


def test_a_claim_that_says_nothing_to_the_accounts_is_counted(make: Any) -> None:
    silent = make.claim(event=make.event("other", None, "CONSULT"), actors=(), targets=())
    for convert in (accounts.table_rows, accounts.json_line):
        assert convert(make.case(silent)).lost == {"claims without a word on any attribute or toll": 1}


def test_a_row_of_reports(make: Any) -> None:
    first, second = rows(given(items("reports", make, None), "reports", "csv"))  # type: ignore[arg-type]
    assert (first["report"], first["published"], first["copy_of"]) == ("k1", "2025-03-05", "")
    assert (second["copy_of"], second["copy_similarity"]) == ("k1", "0.93")


def test_no_cell_is_a_formula(make: Any) -> None:
    (found,) = rows(given([make.report(title="=1+1")], "reports", "csv"))
    assert found["title"] == "'=1+1"


def test_geojson_of_incidents(clash: Case, make: Any) -> None:
    nowhere = replace(clash, incident=replace(clash.incident, id="i2", place=None, country=None, lat=None, lon=None))
    found = json.loads(given([clash, nowhere], "incidents", "geojson"))
    assert (found["type"], [f["type"] for f in found["features"]]) == ("FeatureCollection", ["Feature"] * 2)
    here, there = found["features"]
    assert here["geometry"] == {"type": "Point", "coordinates": [2.4, 15.9]} and here["id"] == "i0001"
    assert {"precision", "standing", "disputed", "killed_low"} <= set(here["properties"])
    assert here["properties"]["precision"] == "near" and here["properties"]["date_from"] == "2025-03-04"
    assert there["geometry"] is None and set(there["properties"]) == set(here["properties"])
    assert incidents.map_feature(nowhere).lost["positions, where no place is known"] == 1


def test_geojson_of_claims(make: Any) -> None:
    told = [Told(make.entry(make.claim())), Told(make.entry(make.claim("c2", place=None)))]
    found = json.loads(given(told, "claims", "geojson"))
    assert [bool(f["geometry"]) for f in found["features"]] == [True, False]
    assert found["features"][0]["properties"]["place_precision"] == "near"


def test_geojson_of_nothing() -> None:
    assert json.loads(given([], "claims", "geojson")) == {"type": "FeatureCollection", "features": []}


def test_hxl_has_hashtags_in_its_second_row(clash: Case) -> None:
    header, tags, *body = csv.reader(io.StringIO(given([clash], "incidents", "hxl").decode(), newline=""))
    tagged = dict(zip(header, tags, strict=True))
    expected = {
        "event": "#event+type",
        "date_from": "#date+start",
        "admin1": "#adm1+name",
        "country": "#country+code+iso3",
        "lat": "#geo+lat",
        "lon": "#geo+lon",
        "killed": "#affected+killed",
        "sources": "#meta+source",
    }
    assert {name: tagged[name] for name in expected} == expected
    assert len(set(tags)) == len(tags) and len(body) == 1


TAGS = {"event", "date", "loc", "adm1", "country", "geo", "group", "status", "affected", "meta"}
"""Hashtags of the HXL 1.1 dictionary that are used."""


@pytest.mark.parametrize("tag", [c.tag for c in incidents.COLUMNS])
def test_a_hashtag_is_one_of_hxl(tag: str) -> None:
    hashtag, *attributes = tag.removeprefix("#").split("+")
    assert tag.startswith("#") and hashtag in TAGS and all(a.isalnum() and a.islower() for a in attributes)


@pytest.mark.parametrize(("kind", "format"), [("claims", "ucdp"), ("incidents", "plover"), ("reports", "hxl")])
def test_a_kind_without_the_format_is_told_which_has_it(kind: str, format: str) -> None:
    with pytest.raises(OptionError, match=f"{kind} have no format {format}; they have jsonl, .*is a format of"):
        form(kind, format)


def test_the_account_of_an_export(clash: Case, make: Any) -> None:
    so_far = Account()
    list(export([clash, make.case(make.claim(stance="denies"))], form("incidents", "ucdp"), so_far))
    assert (so_far.items, so_far.rows) == (2, 1)
    assert so_far.dropped().startswith("claims' attribution: 4, denials: 1, incidents that nobody says")


@pytest.mark.parametrize("columns", [claims.COLUMNS, incidents.COLUMNS, accounts.COLUMNS, reports.COLUMNS])
def test_every_column_and_format_is_documented(columns: Any) -> None:
    text = DOCS.read_text(encoding="utf-8") + DOCS.with_name("formats.md").read_text(encoding="utf-8")
    assert [c.name for c in columns if f"`{c.name}`" not in text] == []
    assert [f for f in FORMATS if f"`{f}`" not in text] == [] and set(FORMS) == set(KINDS)


def test_csv_writes_days_and_flags_plainly() -> None:
    from crossclaim.interchange.records import Column

    sink = CsvSink([Column("a", "day"), Column("b", "flag"), Column("c")])
    assert list(sink.add({"a": date(2025, 3, 4), "b": False, "c": None})) == [b"2025-03-04,false,\r\n"]


def test_json_breaks_no_line() -> None:
    assert "\u2028" not in json_text("a\u2028b") and json.loads(json_text("a\u2028b")) == "a\u2028b"
