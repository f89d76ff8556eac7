"""The single parts that linking is made of: keys of parties, names, cells, profiles, settings, the hand's work."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from made_claims import JNIM, RSF, SUDAN_ARMY, claim, country, day, killed, place, report

from crossclaim.errors import DataError, OptionError
from crossclaim.linking.byhand import merge, split
from crossclaim.linking.geo import cells_around, kilometres
from crossclaim.linking.link import link
from crossclaim.linking.memory import MemoryCandidates
from crossclaim.linking.names import skeleton
from crossclaim.linking.parties import packaged_keys
from crossclaim.linking.profiles import joined, profile_from_json, profile_of, profile_to_json
from crossclaim.linking.records import Spot
from crossclaim.linking.score import events, places, score, times, total
from crossclaim.linking.settings import build_settings, load_settings
from crossclaim.linking.strays import is_stray
from crossclaim.records import Party
from crossclaim.yamlfile import YamlFile, read_yaml

SETTINGS = load_settings()
KEY = packaged_keys()


@pytest.mark.parametrize(
    ("name", "country_", "sector", "key"),
    [
        ("Sudan army", "SDN", "MIL", "state:SDN"),
        ("Sudan", "SDN", "GOV", "state:SDN"),
        ("Sudan (Abdel Fattah al-Burhan)", "SDN", "GOV", "state:SDN"),
        ("Sudanese police", "SDN", "COP", "state:SDN"),
        ("SUNA", "SDN", "JRN", "state:SDN"),
        ("Syrian rebels", "SYR", "REB", "rebels:SYR"),
        ("armed opposition", "SYR", "OPP", "rebels:SYR"),
        ("Houthi rebels", "YEM", "REB", "name:houthi"),
        ("the Houthis", "YEM", "REB", "name:houthi"),
        ("Rapid Support Forces", "SDN", "REB", "name:rapid support force"),
        ("Islamic State fighters", None, "IMG", "name:islamic state"),
        ("Ansar al-Nur fighters", "MLI", "REB", "name:ansar al-nur"),
        ("Paris-based Nile Watch", None, "NGO", "name:nile watch"),
        ("US-led coalition", None, "MIL", "name:us-led"),
        ("United Nations (António Guterres)", None, "IGO", "name:united nation"),
        ("gunmen", None, "UAF", "desc:gunmen"),
        ("a hospital source", None, None, "desc:a hospital source"),
        ("Medical sources", None, "MED", "desc:medical source"),
        ("Warplanes", None, "MIL", "desc:warplane"),
        ("Mopti", "MLI", None, "name:mopti"),
    ],
)
def test_party_key(name: str, country_: str | None, sector: str | None, key: str) -> None:
    assert KEY(Party(name, 0, 1, name, country_, sector)) == key


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Chasiv Yar", "Chasov Yar", True),
        ("Al Fāshir", "al-Fasher", True),
        ("Bakhmut", "Bahmut", False),
        ("Goma", "Gao", False),
    ],
)
def test_skeleton(a: str, b: str, same: bool) -> None:
    assert (skeleton(a) == skeleton(b)) is same


def test_cells_go_over_the_date_line() -> None:
    assert (0, -360) in cells_around(0.1, 179.9, 0.5)
    assert len(set(cells_around(50.0, 10.0, 0.5))) == 9


def test_kilometres() -> None:
    assert kilometres(50.45, 30.52, 48.59, 38.00) == pytest.approx(579, abs=5)


def test_profiles_grow_and_go_through_json() -> None:
    more = {"place": place("Gao"), "date": day("2025-02-01"), "actors": (JNIM,)}
    entries = report("a", "2025-02-02", claim("c1", "bombing", **more, means="car bomb", casualties=(killed(3, 3),)))
    entries += report("b", "2025-02-03", claim("c1", "killing", **more, casualties=(killed(4, None),)))
    one = profile_of(entries[:1], KEY, SETTINGS.limits)
    both = joined(one, profile_of(entries[1:], KEY, SETTINGS.limits), SETTINGS.limits)
    assert both == profile_of(entries, KEY, SETTINGS.limits)
    assert (both.id, both.entries, both.reports) == (one.id, 2, ("a", "b"))
    assert (both.first, both.last, both.seen) == (date(2025, 2, 1), date(2025, 2, 1), date(2025, 2, 2))
    assert "cell:32:-1" in both.keys and "party:name:jnim" in both.keys
    assert profile_from_json(profile_to_json(both)) == both


def test_profiles_stay_small() -> None:
    claims = [claim(f"c{n}", "bombing", date=day(f"2025-02-{n:02}"), place=place("Gao")) for n in range(1, 28)]
    made = profile_of(report("a", "2025-03-01", *claims), KEY, SETTINGS.limits)
    assert made.entries == 27 and len(made.days) == SETTINGS.limits.days


@pytest.mark.parametrize(
    ("mine", "theirs", "points"),
    [
        (("2025-02-01",), ("2025-02-01",), "same_day"),
        (("2025-02-01",), ("2025-02-02",), "next_day"),
        (("2025-02-01",), ("2025-02-05",), "days_apart"),
        (("2025-02-01",), ("2025-02-01", "2025-02-28"), "within_month"),
        (("2025-02-01",), ("2025-01-01", "2025-12-31"), "within_longer"),
        (("2025-01-01", "2025-12-31"), ("2025-01-01", "2025-12-31"), "same_period"),
    ],
)
def test_times(mine: tuple[str, ...], theirs: tuple[str, ...], points: str) -> None:
    a, b = (
        profile_of(report(k, "2025-02-02", claim("c1", "clash", date=day(*d))), KEY, SETTINGS.limits)
        for k, d in (("a", mine), ("b", theirs))
    )
    assert times(a, b, SETTINGS).points == getattr(SETTINGS.points, points)


def test_distance_is_weighed_against_precision() -> None:
    def part(**more: str) -> float:
        a, b = (
            profile_of(report(k, None, claim("c1", "clash", place=p)), KEY, SETTINGS.limits)
            for k, p in (("a", place("El Obeid")), ("b", place("Bara", **more)))
        )
        return places(a, b, SETTINGS).points

    assert -3 <= part() < part(precision="near") < SETTINGS.points.same_place


def test_events_weigh_all_claims() -> None:
    mixed = profile_of(report("a", None, claim("c1", "bombing"), claim("c2", "protest")), KEY, SETTINGS.limits)
    plain = profile_of(report("b", None, claim("c1", "bombing")), KEY, SETTINGS.limits)
    assert events(plain, plain, SETTINGS).points == 1.5
    assert events(plain, mixed, SETTINGS).points == pytest.approx((1.5 - 4) / 2)


def test_every_part_says_why() -> None:
    more = {"place": country("MLI"), "date": day("2025-02-01"), "actors": (JNIM,), "casualties": (killed(12, 12),)}
    one = profile_of(report("a", None, claim("c1", "bombing", **more)), KEY, SETTINGS.limits)
    parts = score(one, one, SETTINGS)
    assert [p.name for p in parts] == ["event", "time", "place", "parties", "figures", "words"]
    assert all(p.detail for p in parts)
    assert total(parts) == pytest.approx(sum(p.points for p in parts))


def test_strays() -> None:
    spot = Spot("Gorham", None, "USA", 43.7, -70.4, "exact", "Gorom")
    assert is_stray(spot, Counter(BFA=9, USA=1), 0.2)
    assert not is_stray(spot, Counter(BFA=2, USA=2), 0.2)
    assert not is_stray(replace(spot, written="Gorham"), Counter(BFA=9, USA=1), 0.2)


def test_split_by_hand(store: MemoryCandidates) -> None:
    more = {"place": place("El Obeid"), "date": day("2025-03-03")}
    entries = report("a", "2025-03-04", claim("c1", "shelling", **more), claim("c2", "shelling", **more))
    store.apply(link(entries, store))
    [old] = store.profiles
    result = split(old, entries[:1], entries[1:], "two shellings")
    store.apply(result)
    [change] = result.changes
    assert (change.kind, change.incident, change.entries) == ("split", old, ("a#c2",))
    assert store.incident("a#c1") == old and store.incident("a#c2") == change.others[0]
    back = merge(store.profiles[old], [store.profiles[change.others[0]]], "one after all")
    store.apply(back)
    assert list(store.profiles) == [old] and store.incident("a#c2") == old
    with pytest.raises(OptionError, match="needs claims that stay"):
        split(old, (), entries, "all leave")


@pytest.mark.parametrize("entry", ["relations", "points", "thresholds", "radii", "limits", "share", "vague"])
def test_settings_name_what_is_wrong(entry: str) -> None:
    right = read_yaml("linking.yaml").entries
    wrong = YamlFile("linking.yaml", {k: v for k, v in right.items() if k != entry})
    with pytest.raises(DataError, match=entry):
        build_settings(wrong)


def test_parties_of_both_sides_are_not_confused() -> None:
    one = claim("c1", "attack", actors=(RSF,), targets=(SUDAN_ARMY,))
    other = claim("c1", "attack", actors=(SUDAN_ARMY,), targets=(RSF,))
    a, b = (profile_of(report(k, None, c), KEY, SETTINGS.limits) for k, c in (("a", one), ("b", other)))
    [part] = [p for p in score(a, b, SETTINGS) if p.name == "parties"]
    assert part.points == SETTINGS.points.swapped
