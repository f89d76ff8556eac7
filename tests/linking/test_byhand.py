"""What people put together or took apart holds in later linking."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from made_claims import RSF, SUDAN_ARMY, claim, day, killed, place, report

from crossclaim.linking.byhand import merge, split
from crossclaim.linking.link import link
from crossclaim.linking.memory import MemoryCandidates
from crossclaim.linking.parties import packaged_keys
from crossclaim.linking.profiles import kept_apart, profile_from_json, profile_of, profile_to_json
from crossclaim.linking.records import Entry, Profile
from crossclaim.linking.settings import load_settings

THERE: dict[str, Any] = {"place": place("El Obeid"), "date": day("2025-03-03"), "actors": (RSF,)}


def said(name: str, published: str = "2025-03-04", **more: Any) -> list[Entry]:
    return report(name, published, claim("c1", "shelling", **(THERE | more)))


def profile(*entries: Entry) -> Profile:
    return profile_of(entries, packaged_keys(), load_settings().limits)


@pytest.fixture
def parted(store: MemoryCandidates) -> tuple[MemoryCandidates, str, str]:
    """Two reports' claims, one incident, split by hand."""
    a, b = said("a", targets=(SUDAN_ARMY,)), said("b", casualties=(killed(9, 9),))
    for entries in (a, b):
        store.apply(link(entries, store))
    [whole] = store.profiles
    result = split(whole, a, b, "two salvos")
    store.apply(result)
    return store, whole, result.changes[0].others[0]


def test_what_was_parted_is_never_bridged(parted: tuple[MemoryCandidates, str, str]) -> None:
    store, whole, new = parted
    assert {whole, new} == set(store.profiles)
    bridge = said("c", targets=(SUDAN_ARMY,), casualties=(killed(9, 9),))
    assert [c.kind for c in link(bridge, store).changes] == ["grown"]
    store.profiles = {id: replace(p, apart=()) for id, p in store.profiles.items()}
    assert [c.kind for c in link(bridge, store).changes] == ["grown", "merged"]


def test_marks_pass_on_when_incidents_are_joined(parted: tuple[MemoryCandidates, str, str]) -> None:
    store, whole, new = parted
    other = profile(*said("d", "2025-03-05"))
    [grown] = merge(other, [store.profiles[whole]], "one").profiles
    assert kept_apart(grown, store.profiles[new]) and kept_apart(store.profiles[new], grown)
    assert not kept_apart(grown, store.profiles[whole])
    assert profile_from_json(profile_to_json(grown)) == grown


def test_a_part_that_is_parted_again_stays_apart_from_all(parted: tuple[MemoryCandidates, str, str]) -> None:
    store, whole, new = parted
    e, f = said("e"), said("f")
    first, second = split(new, e, f, "three salvos", apart=store.profiles[new].apart).profiles
    assert kept_apart(first, second)
    assert kept_apart(first, store.profiles[whole]) and kept_apart(second, store.profiles[whole])


def test_a_merge_by_hand_forgets_what_parted_the_two(parted: tuple[MemoryCandidates, str, str]) -> None:
    store, whole, new = parted
    [joined] = merge(store.profiles[whole], [store.profiles[new]], "one after all").profiles
    assert joined.apart == ()


def test_an_older_profile_bears_no_marks() -> None:
    text = profile_to_json(profile(*said("a"))).replace(', "apart": []', "")
    assert "apart" not in text
    assert profile_from_json(text).apart == ()


def test_held_claims_go_where_a_person_put_them(parted: tuple[MemoryCandidates, str, str]) -> None:
    store, whole, new = parted
    for home in (whole, new):
        [found] = link(said("g"), store, held={"g#c1": store.profiles[home]}).incidents
        assert (found.incident, found.new, found.parts[0].name) == (home, False, "by hand")


def test_claims_of_one_group_are_parted_where_people_did(parted: tuple[MemoryCandidates, str, str]) -> None:
    store, whole, new = parted
    entries = report("g", "2025-03-04", *(claim(f"c{n}", "shelling", **THERE) for n in (1, 2, 3)))
    entries = [replace(e, group="i1") for e in entries]
    found = link(entries, store, held={"g#c1": store.profiles[new], "g#c3": store.profiles[whole]})
    homes = {d.entry: d.incident for d in found.incidents}
    assert (homes["g#c1"], homes["g#c3"]) == (new, whole)
