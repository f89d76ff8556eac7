"""Names of one incident that are one party."""

from __future__ import annotations

from typing import Any

import pytest
from made_claims import claim, day, heard, place

from crossclaim.accounts.account import accounts
from crossclaim.accounts.settings import load_account_words
from crossclaim.accounts.sides import Sides, sides_of
from crossclaim.linking.parties import packaged_countries, packaged_keys
from crossclaim.records import Party

DAY: dict[str, Any] = {"place": place("El Obeid"), "date": day("2025-03-03")}


def party(name: str, country: str | None = None, sector: str | None = None) -> Party:
    return Party(name, 0, len(name), name, country, sector)


def sides(*named: Party) -> Sides:
    """The parties of an incident in Sudan that is told of by each of them."""
    claims = [claim(f"c{n}", "attack", claimant=p, **DAY) for n, p in enumerate(named, start=1)]
    found = heard("a", "Wire", "2025-03-04", *claims)
    return sides_of(found, packaged_keys(), packaged_countries(), load_account_words())


STATE = party("Sudan (Idris al-Nur)", "SDN", "GOV")
REBELS = party("Sudanese rebels", "SDN", "REB")
WATCH = party("Nile Observatory for Rights", None, "NGO")
SEATED = party("Paris-based Nile Observatory for Rights", None, "NGO")


@pytest.mark.parametrize(
    ("known", "other", "same"),
    [
        ((STATE,), party("Nurs government", None, "GOV"), True),
        ((STATE,), party("Idris al Nur forces", None, "MIL"), True),
        ((STATE,), party("President Idris al-Nur"), True),
        ((STATE,), party("Nur's neighbours"), False),
        ((STATE,), party("army", None, "MIL"), True),
        ((STATE,), party("government", None, "GOV"), True),
        ((STATE,), party("officials", None, "GOV"), False),
        ((REBELS,), party("opposition", None, "OPP"), True),
        ((REBELS,), party("army", None, "MIL"), False),
        ((WATCH,), party("monitor", None, "NGO"), True),
        ((WATCH,), party("monitoring group", None, "NGO"), True),
        ((WATCH,), party("observatory", None, "NGO"), True),
        ((WATCH, SEATED), party("Paris-based group", None, "NGO"), True),
        ((WATCH,), party("charity", None, "NGO"), False),
        ((WATCH, party("Gulf Monitor", None, "NGO")), party("monitor", None, "NGO"), False),
        ((party("Blue Front", None, "REB"),), party("Front", None, "REB"), True),
        ((party("Blue Front", None, "REB"), party("Red Front", None, "REB")), party("Front", None, "REB"), False),
    ],
)
def test_one_party(known: tuple[Party, ...], other: Party, same: bool) -> None:
    found = sides(*known, other)
    assert (found.key(other) == found.key(known[0])) is same


def test_a_name_is_shown_without_where_its_bearer_sits() -> None:
    found = sides(SEATED, WATCH)
    assert found.name(found.key(SEATED)) == "Nile Observatory for Rights"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Blue Front fighters", "Blue Front"),
        ("Ansar al-Nur military source", "Ansar al-Nur"),
        ("US-led coalition", "US-led coalition"),
        ("Nile Observatory for Rights", "Nile Observatory for Rights"),
    ],
)
def test_the_name_that_is_shown(name: str, shown: str) -> None:
    found = sides(party(name, None, "REB"))
    assert found.name(found.key(party(name, None, "REB"))) == shown


def test_who_watches_does_no_violence() -> None:
    said = claim("c1", "attack", claimant=WATCH, actors=(WATCH,), **DAY)
    [point] = accounts("i1", heard("a", "Wire", "2025-03-04", said)).points
    assert point.label == "attack by somebody"


def test_parties_of_an_incident_have_a_name_and_are_no_towns() -> None:
    people, town, front = party("people"), party("El Obeid"), party("Blue Front", None, "REB")
    claims = [
        claim("c1", "attack", actors=(front,), targets=(people, town, party("army", "SDN", "MIL")), **DAY),
        claim("c2", "attack", actors=(party("Blue Front fighters", None, "REB"),), targets=(WATCH,), **DAY),
    ]
    assert accounts("i1", heard("a", "Wire", "2025-03-04", *claims)).parties == ("Blue Front", "Sudan")
