"""Claims that are told on another day than their occurrence was, and what belongs to no day at all."""

from __future__ import annotations

from typing import Any

import pytest
from made_claims import RSF, SUDAN_ARMY, claim, country, day, killed, place, report

from crossclaim.linking.link import link
from crossclaim.linking.memory import MemoryCandidates
from crossclaim.linking.records import Entry
from crossclaim.linking.settings import load_settings
from crossclaim.linking.told import days_back, how_near, is_of_no_day
from crossclaim.records import Claim, DateSpan, Party

SETTINGS = load_settings()
HERE: dict[str, Any] = {"place": place("El Obeid")}


def run(store: MemoryCandidates, *reports: list[Entry]) -> dict[str, str | None]:
    for entries in reports:
        store.apply(link(entries, store))
    return {e.id: store.incident(e.id) for entries in reports for e in entries}


def at(when: str, start: int) -> DateSpan:
    """A day that stands at some place of the text."""
    found = day(when)
    return DateSpan("Monday", start, start + 6, found.first, found.last, "day")


NEWS = claim("c1", "chemical_attack", date=at("2025-03-03", 110), casualties=(killed(58, 58),), actors=(RSF,), **HERE)
LATER: dict[str, Any] = {"quote": "the gas attack killed 70", "date": at("2025-03-07", 900), "actors": (RSF,)}
KNOWN = claim("c1", "chemical_attack", **LATER, **HERE)


def test_what_is_spoken_of_as_known_goes_to_the_days_before(store: MemoryCandidates) -> None:
    found = run(store, report("a", "2025-03-04", NEWS), report("b", "2025-03-07", KNOWN))
    assert found["a#c1"] == found["b#c1"]


def test_in_any_order(store: MemoryCandidates) -> None:
    """The later report comes first; the incident that it opened goes into that of the day itself."""
    run(store, report("b", "2025-03-07", KNOWN), report("a", "2025-03-04", NEWS))
    assert store.incident("a#c1") == store.incident("b#c1")


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"quote": "a gas attack killed 70"}, "news, by its article"),
        ({"date": at("2025-03-07", 110)}, "its day stands in its evidence"),
        ({"date": at("2025-04-07", 900)}, "too long after"),
        ({"event": "shelling"}, "of no rare kind, and no figure in common"),
        ({"place": place("Gao")}, "in another country"),
    ],
)
def test_what_is_not_recalled(store: MemoryCandidates, changed: dict[str, Any], why: str) -> None:
    known = {"quote": KNOWN.quote, "date": KNOWN.date, "actors": (RSF,), **HERE} | changed
    other = claim("c1", str(known.pop("event", "chemical_attack")), **known)
    found = run(store, report("a", "2025-03-04", NEWS), report("b", "2025-03-07", other))
    assert found["a#c1"] != found["b#c1"], why


def test_two_that_fit_alike_recall_neither(store: MemoryCandidates) -> None:
    nine = {"casualties": (killed(9, 9),), "actors": (RSF,)}
    second = report("c", "2025-03-05", claim("c1", "chemical_attack", date=at("2025-03-05", 110), **nine, **HERE))
    found = run(store, report("a", "2025-03-04", NEWS), second, report("b", "2025-03-07", KNOWN))
    assert len(set(found.values())) == 3


def test_a_great_equal_figure_where_only_the_country_is_known(store: MemoryCandidates) -> None:
    def told(number: int, **where: Any) -> Claim:
        return claim("c1", "bombing", date=day("2025-03-03"), casualties=(killed(number, number),), **where)

    reports = [("a", told(126, **HERE)), ("b", told(126, place=country("SDN"))), ("c", told(4, place=country("SDN")))]
    found = run(store, *(report(key, "2025-03-04", given) for key, given in reports))
    assert found["a#c1"] == found["b#c1"] != found["c#c1"]


@pytest.mark.parametrize(
    ("given", "none"),
    [
        ({"quote": "the town is shelled regularly"}, True),
        ({"quote": "shells often fall on the market"}, True),
        ({"quote": "the town was shelled on Monday"}, False),
        ({"casualties": (killed(150_000, None),)}, True),
        ({"casualties": (killed(150, None),)}, False),
    ],
)
def test_what_is_of_no_day(given: dict[str, Any], none: bool) -> None:
    assert is_of_no_day(claim("c1", "shelling", **given), SETTINGS) is none


def test_a_whole_wars_toll_stays_out_of_a_recent_incident(store: MemoryCandidates) -> None:
    war = claim("c2", "killing", casualties=(killed(150_000, None),), date=day("2025-03-03"), **HERE)
    found = run(store, report("a", "2025-03-04", claim("c1", "shelling", date=day("2025-03-03"), **HERE), war))
    assert found["a#c1"] != found["a#c2"]


@pytest.mark.parametrize(
    ("start", "near"), [(110, "evidence"), (90, "sentence"), (160, "sentence"), (2, "sentence"), (900, "lent")]
)
def test_how_near_a_place_stands(start: int, near: str) -> None:
    assert how_near(claim("c1", "shelling"), start, start + 5) == near


def test_a_place_of_long_before_is_carried() -> None:
    assert how_near(claim("c9", "shelling"), 10, 15) == "carried"


@pytest.mark.parametrize(
    ("given", "days"),
    [
        ({"date": at("2025-03-03", 110)}, 0),
        ({"date": at("2025-03-03", 900)}, 1),
        ({"date": at("2025-03-03", 900), "attribution": "a1"}, 3),
        ({"date": at("2025-03-03", 900), "quote": "this massacre of villagers"}, 14),
        ({"date": at("2025-03-03", 900), "quote": "the town after an attack"}, 0),
        ({}, 0),
    ],
)
def test_days_back(given: dict[str, Any], days: int) -> None:
    found: Claim = claim("c1", "attack", **given)
    assert days_back(found, SETTINGS) == days


def test_a_place_is_no_party(store: MemoryCandidates) -> None:
    """Two occurrences in one town do not meet the sooner because both name it as what was hit."""
    town = Party("El Obeid", 0, 8, "El Obeid", None, None)
    both = claim("c1", "shelling", date=day("2025-03-03"), targets=(town, SUDAN_ARMY), **HERE)
    run(store, report("a", "2025-03-04", both))
    [profile] = store.profiles.values()
    assert profile.targets == ("state:SDN",)
