"""ACLED: its published columns, and the rules behind each cell."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from crossclaim.interchange import Account, export, form
from crossclaim.interchange.acled import inter, row, time_precision
from crossclaim.interchange.records import Case, Side
from crossclaim.interchange.schemes import load_acled
from crossclaim.lexicon.events import load_events

PUBLISHED = """
event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,
actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,
longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp
""".replace("\n", "")
"""The header of ACLED's exports since March 2023."""

EVENT_TYPES = {
    "Battles",
    "Protests",
    "Riots",
    "Explosions/Remote violence",
    "Violence against civilians",
    "Strategic developments",
}
MALI = Side("state:MLI", "Mali army", "MLI", "MIL")
FRONT = Side("name:azalay front", "Azalay Front", None, "REB")
PEOPLE = Side("desc:villager", "villagers", "MLI", "CVL")


def written(*cases: Case) -> list[dict[str, str]]:
    text = b"".join(export(cases, form("incidents", "acled"), Account())).decode()
    assert text.splitlines()[0] == PUBLISHED
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_clash(clash: Case) -> None:
    (found,) = written(clash)
    expected = {
        "event_id_cnty": "i0001",
        "event_date": "2025-03-04",
        "year": "2025",
        "time_precision": "1",
        "disorder_type": "Political violence",
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "actor1": "Azalay Front",
        "inter1": "Rebel group",
        "actor2": "Mali army",
        "inter2": "State forces",
        "interaction": "Rebel group-State forces",
        "civilian_targeting": "",
        "iso": "466",
        "country": "Mali",
        "admin1": "Ménaka",
        "location": "Ménaka",
        "geo_precision": "2",
        "source": "Radio Ténéré",
        "fatalities": "14",
    }
    assert {name: found[name] for name in expected} == expected
    unknown = ("assoc_actor_1", "assoc_actor_2", "region", "admin2", "admin3", "source_scale", "tags")
    assert {found[name] for name in unknown} == {""}


def test_ranges_are_said_to_be_dropped(clash: Case) -> None:
    assert row(clash).lost["ranges of deaths (the low end is kept)"] == 1


def test_every_type_of_the_package_is_one_of_acleds() -> None:
    terms = load_acled()
    assert {frame.acled.lower() for frame in load_events().frames.values() if frame.acled} <= set(terms.types)
    assert {event for _, event, _ in terms.types.values()} == EVENT_TYPES
    assert len(terms.types) == 25


@pytest.mark.parametrize(
    ("acled", "target", "sub_event", "event", "targeting"),
    [
        ("Attack", PEOPLE, "Attack", "Violence against civilians", "Civilian targeting"),
        ("Attack", MALI, "Armed clash", "Battles", ""),
        ("Attack", None, "Attack", "Violence against civilians", ""),
        ("Suicide bomb", PEOPLE, "Suicide bomb", "Explosions/Remote violence", "Civilian targeting"),
        ("Suicide bomb", MALI, "Suicide bomb", "Explosions/Remote violence", ""),
        ("Arrests", PEOPLE, "Arrests", "Strategic developments", ""),
        ("Armed clash", MALI, "Armed clash", "Battles", ""),
    ],
)
def test_types(make: Any, acled: str, target: Side | None, sub_event: str, event: str, targeting: str) -> None:
    made = make.case(make.claim(event=make.event("attack", acled)), event="attack")
    (found,) = written(replace(made, actor=FRONT, target=target))
    assert (found["sub_event_type"], found["event_type"], found["civilian_targeting"]) == (sub_event, event, targeting)


@pytest.mark.parametrize(
    ("side", "country", "kind"),
    [
        (MALI, "MLI", "State forces"),
        (MALI, "NER", "External/Other forces"),
        (Side("desc:convoy", "convoy", None, "MIL"), "MLI", None),
        (FRONT, "MLI", "Rebel group"),
        (Side("desc:gunmen", "gunmen", None, "UAF"), "MLI", "Political militia"),
        (PEOPLE, "MLI", "Civilians"),
        (Side("name:un", "UN", None, "IGO"), "MLI", "External/Other forces"),
        (Side("name:party", "Party", None, "PTY"), "MLI", None),
        (None, "MLI", None),
    ],
)
def test_kinds_of_actors(side: Side | None, country: str, kind: str | None) -> None:
    assert inter(side, country, load_acled()) == kind


def test_civilians_are_named_as_acled_names_them(clash: Case) -> None:
    (found,) = written(replace(clash, target=PEOPLE))
    assert found["actor2"] == "Civilians (Mali)"


@pytest.mark.parametrize(("days", "code"), [(1, 1), (2, 2), (7, 2), (8, 3), (31, 3)])
def test_time_precision(days: int, code: int) -> None:
    assert time_precision(days) == code


def test_a_month_stands_at_its_middle(make: Any) -> None:
    (found,) = written(make.case(make.claim(), first=date(2025, 3, 1), last=date(2025, 3, 31)))
    assert (found["event_date"], found["time_precision"]) == ("2025-03-16", "3")


@pytest.mark.parametrize(
    ("claim", "incident", "why"),
    [
        ({}, {"first": date(2025, 1, 1), "last": date(2025, 12, 31)}, "incidents whose month is not known"),
        ({}, {"first": None, "last": None}, "incidents without a day"),
        ({"stance": "denies"}, {}, "incidents that nobody says have happened"),
    ],
)
def test_what_acled_has_no_room_for_is_dropped(
    make: Any, claim: dict[str, Any], incident: dict[str, Any], why: str
) -> None:
    converted = row(make.case(make.claim(**claim), **incident))
    assert (converted.rows, dict(converted.lost)) == ((), {why: 1})


def test_an_appeal_is_no_event_of_acleds(make: Any) -> None:
    converted = row(make.case(make.claim(event=make.event("appeal", None, "REQUEST"))))
    assert (converted.rows, dict(converted.lost)) == ((), {"incidents of no ACLED type": 1})
