"""PLOVER records and POLECAT rows: published names, and what is left out."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from crossclaim.interchange import Account, export, form
from crossclaim.interchange.plover import lost, record
from crossclaim.interchange.polecat import row
from crossclaim.interchange.records import Told
from crossclaim.interchange.schemes import load_plover
from crossclaim.lexicon.events import load_events
from crossclaim.records import Claim

RECORD = {
    *("id", "has_event", "date", "time", "enddate", "endtime", "actor", "recipient", "event", "event_loc"),
    *("event_text", "quad_code", "event_scale", "mode", "context", "link", "text", "text_info", "cite_info", "coder"),
    *("coded_date", "coded_time", "comment", "size"),
}
ENTITY = {
    *("code", "sector", "entity_text", "identifier_id", "identifier_text", "religion", "ethnicity", "office"),
    *("gender", "age"),
}
LOCATION = {
    *("extracted_place", "resolved_place", "geonameid", "lat", "lon", "city", "district", "province", "country"),
    *("country_code", "feature_class", "feature_code", "resolution"),
}
CITATION = {
    *("corpus", "citation", "url", "title", "language", "publication", "license", "copyright", "coder", "codebook"),
    *("version",),
}
OWN = {"claimant", "via", "stance", "tense", "incident", "about"}
"""Names of the tables in the PLOVER manual's chapter on data fields, and this package's besides."""

POLECAT = (
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\tActor Country\t"
    "Actor COW\tPrimary Actor Sector\tActor Sectors\tActor Title\tActor Name Raw\tWikipedia Actor ID\tRecipient Name\t"
    "Recipient Country\tRecipient COW\tPrimary Recipient Sector\tRecipient Sectors\tRecipient Title\t"
    "Recipient Name Raw\tWikipedia Recipient ID\tPlacename\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\t"
    "GeoNames ID\tRaw Placename\tFeature Type\tSource\tPublication Date\tStory People\tStory Organizations\t"
    "Story Locations\tLanguage\tVersion"
)
"""The header of the weekly POLECAT files."""


@pytest.fixture
def claim(make: Any) -> Claim:
    found: Claim = make.claim(claimant=make.army, casualties=(make.killed(12, None, make.army),))
    return found


def test_a_record_has_plovers_names(make: Any, claim: Claim) -> None:
    (found,) = record(Told(make.entry(claim))).rows
    assert set(found) <= RECORD | OWN
    assert {"id", "date", "actor", "event"} <= set(found)
    assert set(found["actor"][0]) <= ENTITY and set(found["event_loc"]) <= LOCATION
    assert set(found["cite_info"]) <= CITATION and set(found["text_info"]) <= {"sequence", "start", "end", "text_story"}
    assert set(found["size"]) <= {"dead", "injured", "arrested"}


def test_a_record(make: Any, claim: Claim) -> None:
    (found,) = record(Told(make.entry(claim))).rows
    assert found["actor"] == [{"sector": "REB", "entity_text": "the Front", "identifier_text": "Azalay Front"}]
    assert found["recipient"][0]["code"] == "MLI"
    assert (found["event"], found["mode"], found["context"], found["quad_code"]) == (["ASSAULT"], ["firearms"], [], 4)
    assert (found["date"], found["link"], found["size"]) == ("2025-03-04", "i0001", {"dead": 12})
    assert found["event_loc"]["country_code"] == "MLI" and found["event_loc"]["resolution"] == 4
    assert (found["claimant"], found["stance"]) == ("Mali army", "asserts")


@pytest.mark.parametrize(
    ("change", "context"),
    [
        ({"stance": "denies"}, ["negation"]),
        ({"stance": "hedged"}, []),
        ({"tense": "background"}, ["historical"]),
        ({"tense": "future", "stance": "denies"}, ["negation", "future"]),
        ({"tense": "called_for"}, ["hypothetical"]),
    ],
)
def test_auxiliary_modes(make: Any, claim: Claim, change: dict[str, Any], context: list[str]) -> None:
    (found,) = record(Told(make.entry(replace(claim, **change)))).rows
    assert found["context"] == context


def test_a_request_has_happened(make: Any) -> None:
    appeal = make.claim(event=make.event("appeal", None, "REQUEST"), tense="called_for")
    (found,) = record(Told(make.entry(appeal))).rows
    assert found["context"] == [] and len(row(Told(make.entry(appeal))).rows) == 1


def test_nobody_is_an_unknown_actor(make: Any, claim: Claim) -> None:
    (found,) = record(Told(make.entry(replace(claim, actors=())))).rows
    assert found["actor"] == [{"sector": "UNK"}]


def test_without_a_day_there_is_no_record(make: Any, claim: Claim) -> None:
    told = Told(make.entry(replace(claim, date=None)))
    assert [c.lost for c in (record(told), row(told)) if not c.rows] == [{"claims without a day": 1}] * 2


def test_what_a_record_has_no_room_for(make: Any, claim: Claim) -> None:
    more = replace(claim, casualties=(*claim.casualties, make.killed(3, 3, None, subset=True, victims="unknown")))
    assert +lost(more) == {"upper ends of ranges": 1, "sides and classes of victims": 1, "further figures": 1}


def test_records_are_lines_of_json(make: Any, claim: Claim) -> None:
    lines = b"".join(export([Told(make.entry(claim))] * 2, form("claims", "plover"), Account())).splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["k1#c1"] * 2


def test_every_event_of_the_package_has_a_quad() -> None:
    events = {frame.plover for frame in load_events().frames.values()}
    assert events <= set(load_plover().quads) and len(load_plover().quads) == 16


def test_a_polecat_row(make: Any, claim: Claim) -> None:
    text = b"".join(export([Told(make.entry(claim))], form("claims", "polecat"), Account())).decode()
    header, line = text.splitlines()
    assert header == POLECAT
    cells = dict(zip(header.split("\t"), line.split("\t"), strict=True))
    assert (cells["Event Type"], cells["Quad Code"], cells["Event Date"]) == (
        "ASSAULT",
        "MATERIAL CONFLICT",
        "2025-03-04",
    )
    assert (cells["Actor Name"], cells["Primary Actor Sector"], cells["Actor Country"]) == (
        "Azalay Front",
        "REB",
        "None",
    )
    assert (cells["Recipient Country"], cells["Province"], cells["GeoNames ID"]) == ("MLI", "Ménaka", "2453000")
    assert cells["Intensity"] == cells["Actor COW"] == cells["Wikipedia Actor ID"] == "None"


def test_tabs_and_line_ends_leave_the_cells_whole(make: Any, claim: Claim) -> None:
    entry = make.entry(claim, source="Radio\tTénéré\nMali")
    text = b"".join(export([Told(entry)], form("claims", "polecat"), Account())).decode()
    assert len(text.splitlines()) == 2 and "Radio Ténéré Mali" in text


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"stance": "denies"}, "denials"),
        ({"tense": "future"}, "claims of what is announced or called for"),
        ({"tense": "called_for"}, "claims of what is announced or called for"),
    ],
)
def test_polecat_leaves_out_what_has_not_happened(make: Any, claim: Claim, change: dict[str, Any], why: str) -> None:
    converted = row(Told(make.entry(replace(claim, **change))))
    assert (converted.rows, dict(converted.lost)) == ((), {why: 1})
