"""Which acts come of which claims, and how often they count."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from crossclaim.ledger.records import StoredEntry
from crossclaim.series import SeriesFilter, acts_of, count, passing

Tell = Callable[..., list[StoredEntry]]
HIT: dict[str, Any] = {"actor": "front", "target": "army"}
FRONT, ARMY = "name:azalay front", "state:MLI"


@pytest.mark.parametrize(
    ("claims", "acts"),
    [
        pytest.param([HIT], [(4, FRONT, ARMY, 4, False, 1)], id="one"),
        pytest.param([HIT, HIT, HIT], [(4, FRONT, ARMY, 4, False, 3)], id="retold"),
        pytest.param([HIT | {"said": "front"}, HIT], [(4, FRONT, ARMY, 4, True, 2)], id="admitted"),
        pytest.param([HIT | {"said": "front", "stance": "hedged"}], [(4, FRONT, ARMY, 4, False, 1)], id="hedged"),
        pytest.param([HIT | {"said": "front", "stance": "denies"}], [], id="denied"),
        pytest.param([HIT | {"tense": "future"}], [], id="not yet"),
        pytest.param([HIT, {"target": "army"}], [(4, FRONT, ARMY, 4, False, 2)], id="somebody is no other"),
        pytest.param([{"target": "army"}], [(4, "", ARMY, 4, False, 1)], id="somebody"),
        pytest.param(
            [HIT, {"said": "front", "event": "claim_responsibility", "day": 6}],
            [(4, FRONT, ARMY, 4, True, 2)],
            id="owned up two days later",
        ),
        pytest.param(
            [HIT, {"actor": "army", "target": "front"}],
            [(4, FRONT, ARMY, 4, False, 1), (4, ARMY, FRONT, 4, False, 1)],
            id="each accuses the other",
        ),
        pytest.param(
            [HIT, HIT | {"day": 5}], [(4, FRONT, ARMY, 4, False, 1), (5, FRONT, ARMY, 4, False, 1)], id="two days"
        ),
        pytest.param([HIT, HIT | {"day": None}], [(4, FRONT, ARMY, 4, False, 2)], id="the incident's day"),
        pytest.param([HIT | {"day": None}], [(None, FRONT, ARMY, 4, False, 1)], id="no day"),
        pytest.param(
            [{"said": "un", "event": "condemn", "target": "front", "day": None, "incident": None, "about": "i1"}],
            [(6, "name:united nation", FRONT, 3, True, 1)],
            id="a word is the speaker's own, on the day it is printed",
        ),
        pytest.param(
            [{"said": "un", "event": "appeal", "tense": "called_for", "incident": None}],
            [(4, "name:united nation", "", 3, True, 1)],
            id="a call has happened",
        ),
        pytest.param([{"actor": "un", "event": "aid"}], [(4, "name:united nation", "", 2, False, 1)], id="aid"),
    ],
)
def test_acts(tell: Tell, claims: list[dict[str, Any]], acts: list[tuple[Any, ...]]) -> None:
    found = acts_of(tell(*claims)).acts
    days = [(a.day.day if a.day else None, a.actor, a.target, a.quad, a.admitted, a.claims) for a in found]
    assert days == acts


def test_an_incident_has_one_place(tell: Tell) -> None:
    found = acts_of(tell(HIT, HIT | {"place": "Mali", "day": 5}, HIT | {"place": None, "day": 6})).acts
    assert {(a.country, a.admin1) for a in found} == {("MLI", "Kidal")}


def test_the_order_of_claims_changes_nothing(tell: Tell) -> None:
    entries = tell(HIT, HIT | {"said": "front"}, {"target": "army", "incident": "i2"}, {"actor": "un", "event": "aid"})
    assert acts_of(entries) == acts_of(entries[::-1])


@pytest.mark.parametrize(
    ("by", "rows"),
    [
        ("dyad", [((FRONT, ARMY), 2, 1), ((ARMY, FRONT), 1, 0)]),
        ("place", [(("MLI", "Kidal"), 2, 1)]),
        ("day", [((), 2, 1)]),
    ],
)
def test_counts_are_of_incidents(tell: Tell, by: Any, rows: list[tuple[Any, ...]]) -> None:
    other = HIT | {"incident": "i2", "said": "front"}
    acts = acts_of(tell(HIT, HIT, {"actor": "army", "target": "front"}, other))
    found = count(passing(acts, SeriesFilter()), by)
    assert [(c.group, c.claimed[3], c.admitted[3]) for c in found] == rows


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        (SeriesFilter(), 2),
        (SeriesFilter(first=date(2025, 3, 5)), 1),
        (SeriesFilter(last=date(2025, 3, 4)), 1),
        (SeriesFilter(countries=("mli",)), 2),
        (SeriesFilter(countries=("NER",)), 0),
        (SeriesFilter(parties=("Azalay Front",)), 1),
        (SeriesFilter(parties=("MLI",)), 1),
        (SeriesFilter(parties=("nobody",)), 0),
    ],
)
def test_filter(tell: Tell, wanted: SeriesFilter, number: int) -> None:
    acts = acts_of(tell(HIT, {"actor": "un", "event": "aid", "incident": "i2", "day": 5}))
    assert len(list(passing(acts, wanted))) == number
