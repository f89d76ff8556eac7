"""UCDP GED: its published columns, and the rules behind each cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from crossclaim.interchange import Account, export, form
from crossclaim.interchange.records import Case, Side
from crossclaim.interchange.ucdp import date_precision, row, type_of_violence

PUBLISHED = """
id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,
dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,
source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,
where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,
date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob
""".replace("\n", "")
"""The header of the GEDEvent CSV files, 20.1 to 25.1."""

ONLY_UCDP = (
    "active_year code_status conflict_dset_id conflict_new_id conflict_name dyad_dset_id dyad_new_id side_a_dset_id "
    "side_a_new_id side_b_dset_id side_b_new_id where_description adm_2 priogrid_gid country_id region gwnoa gwnob"
)

MALI = Side("state:MLI", "Mali army", "MLI", "MIL")
FRONT = Side("name:azalay front", "Azalay Front", None, "REB")
PEOPLE = Side("desc:villager", "villagers", "MLI", "CVL")


def written(*cases: Case) -> list[dict[str, str]]:
    text = b"".join(export(cases, form("incidents", "ucdp"), Account())).decode()
    assert text.splitlines()[0] == PUBLISHED
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_clash(clash: Case) -> None:
    (found,) = written(clash)
    expected = {
        "id": "i0001",
        "year": "2025",
        "type_of_violence": "1",
        "side_a": "Government of Mali",
        "side_b": "Azalay Front",
        "dyad_name": "Government of Mali - Azalay Front",
        "number_of_sources": "4",
        "source_original": "Mali army; Azalay Front; Sahel Watch",
        "where_prec": "2",
        "where_coordinates": "Ménaka",
        "adm_1": "Ménaka",
        "latitude": "15.9",
        "geom_wkt": "POINT (2.4 15.9)",
        "country": "Mali",
        "event_clarity": "1",
        "date_prec": "1",
        "date_start": "2025-03-04",
        "date_end": "2025-03-04",
        "deaths_a": "15",
        "deaths_b": "0",
        "deaths_civilians": "2",
        "deaths_unknown": "0",
        "best": "17",
        "low": "14",
        "high": "32",
    }
    assert {name: found[name] for name in expected} == expected
    assert found["source_article"].startswith("Mali army says: “a clash near” Azalay Front says:")


def test_what_only_ucdp_knows_is_empty(clash: Case) -> None:
    (found,) = written(clash)
    assert {found[name] for name in ONLY_UCDP.split()} == {""}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"stance": "denies"}, "incidents that nobody says have happened"),
        ({"tense": "future"}, "incidents that nobody says have happened"),
        ({"casualties": ()}, "incidents without a death"),
    ],
)
def test_what_is_no_event_is_dropped_and_counted(make: Any, change: dict[str, Any], why: str) -> None:
    claim = make.claim(**{"casualties": (make.killed(3, 3, make.army),)} | change)
    converted = row(make.case(claim))
    assert (converted.rows, dict(converted.lost)) == ((), {why: 1})


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"place": None, "country": None, "lat": None, "lon": None}, "incidents without a place"),
        ({"first": None, "last": None}, "incidents without a day"),
    ],
)
def test_an_event_has_a_place_and_a_day(make: Any, change: dict[str, Any], why: str) -> None:
    converted = row(make.case(make.claim(casualties=(make.killed(3, 3, make.army),)), **change))
    assert (converted.rows, dict(converted.lost)) == ((), {why: 1})


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        (MALI, FRONT, 1),
        (FRONT, Side("name:dozo", "Dozo", "MLI", "PRM"), 2),
        (FRONT, PEOPLE, 3),
        (MALI, PEOPLE, 3),
        (MALI, None, None),
        (None, PEOPLE, None),
    ],
)
def test_type_of_violence(first: Side | None, second: Side | None, code: int | None) -> None:
    assert type_of_violence(first, second) == code


@pytest.mark.parametrize(
    ("actor", "target", "sides"),
    [
        (FRONT, MALI, ("Government of Mali", "Azalay Front")),
        (MALI, FRONT, ("Government of Mali", "Azalay Front")),
        (FRONT, PEOPLE, ("Azalay Front", "Civilians")),
        (Side("desc:gunmen", "gunmen", None, "UAF"), PEOPLE, ("", "Civilians")),
        (PEOPLE, MALI, ("", "Government of Mali")),
        (None, None, ("", "")),
    ],
)
def test_sides(clash: Case, actor: Side | None, target: Side | None, sides: tuple[str, str]) -> None:
    (found,) = written(replace(clash, actor=actor, target=target))
    assert (found["side_a"], found["side_b"]) == sides


@pytest.mark.parametrize(("days", "code"), [(1, 1), (2, 2), (6, 2), (7, 3), (8, 4), (31, 4), (32, 5), (None, None)])
def test_date_precision(days: int | None, code: int | None) -> None:
    assert date_precision(days) == code


@pytest.mark.parametrize(
    ("precision", "code", "clarity"),
    [("exact", "1", "1"), ("near", "2", "1"), ("admin1", "4", "2"), ("country", "6", "2"), ("unknown", "", "2")],
)
def test_where_precision(make: Any, precision: str, code: str, clarity: str) -> None:
    place = replace(make.place, precision=precision)
    (found,) = written(make.case(make.claim(place=place, casualties=(make.killed(3, 3, make.army),))))
    assert (found["where_prec"], found["event_clarity"]) == (code, clarity)


def test_losses_are_said(clash: Case) -> None:
    lost = row(clash).lost
    assert {what: n for what, n in lost.items() if n} == {
        "claims' attribution": 4,
        "denials": 1,
        "ranges' owners": 1,
        "tolls of other kinds than killed": 1,
        "losses of equipment": 1,
    }


def test_days_over_a_year_stay_one_event(make: Any, date_of: Callable[[int], date]) -> None:
    claim = make.claim(casualties=(make.killed(3, 3, make.army),))
    (found,) = written(make.case(claim, first=date_of(2023), last=date_of(2025)))
    assert (found["year"], found["date_prec"]) == ("2023", "5")


@pytest.fixture
def date_of() -> Callable[[int], date]:
    return lambda year: date(year, 1, 1)
