"""Incidents of different blocks brought together, the same for any order."""

from __future__ import annotations

import random
from datetime import date
from itertools import permutations

import made_claims as made
import pytest

from crossclaim.archive.merging import Found, merged, month_of
from crossclaim.linking.parties import packaged_keys
from crossclaim.linking.profiles import profile_of
from crossclaim.linking.records import Entry
from crossclaim.linking.settings import load_settings


def incident(report: str, place: str, day: str, block: int, type: str = "bombing", killed: int = 7) -> Found:
    claim = made.claim(
        "c1", type, place=made.place(place), date=made.day(day), casualties=(made.killed(killed),), actors=(made.RSF,)
    )
    entry = Entry(f"{report}#c1", report, "wire", date.fromisoformat(day), None, None, claim)
    profile = profile_of((entry,), packaged_keys(), load_settings().limits)
    return Found(profile, (block,), 1, 0)


SAME = [
    incident("r1", "Bara", "2024-03-30", 1),
    incident("r2", "Bara", "2024-03-30", 2),
    incident("r3", "Bara", "2024-03-30", 3),
]
OTHER = [
    incident("r4", "Bara", "2024-03-20", 2),
    incident("r5", "Goma", "2024-03-30", 4, type="clash", killed=90),
]


def test_one_occurrence_in_three_blocks_is_one_incident() -> None:
    results = [merged(order, load_settings()) for order in permutations(SAME + OTHER)]
    assert all(result == results[0] for result in results)
    kept, homes = results[0]
    assert len(kept) == 3
    assert len(homes) == 2
    [whole] = [f for f in kept if f.reports == 3]
    assert set(homes.values()) == {whole.profile.id}
    assert whole.blocks == (1, 2, 3)


def test_what_linking_kept_apart_within_a_block_stays_apart() -> None:
    pair = [incident(f"r{n}", "Bara", "2024-03-30", 1) for n in range(2)]
    random.Random(1).shuffle(pair)
    assert merged(pair, load_settings())[1] == {}


@pytest.mark.parametrize(("shift", "wanted"), [(0, "SDN/2024-03"), (15, "SDN/2024-03")])
def test_months(shift: int, wanted: str) -> None:
    assert month_of(SAME[0].profile, shift) == wanted


def test_months_that_begin_later() -> None:
    assert month_of(incident("r", "Bara", "2024-04-02", 1).profile, 15) == "SDN/2024-03"
