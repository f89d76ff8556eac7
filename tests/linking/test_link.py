"""Claims of several reports and the incidents they must make."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from made_claims import JNIM, MALI, RSF, SUDAN_ARMY, UN, claim, country, day, killed, place, report

from crossclaim.linking.link import link
from crossclaim.linking.memory import MemoryCandidates
from crossclaim.linking.records import Entry


def run(store: MemoryCandidates, *reports: list[Entry]) -> dict[str, str | None]:
    for entries in reports:
        store.apply(link(entries, store))
    return {e.id: store.incident(e.id) for entries in reports for e in entries}


FIRST: dict[str, Any] = {"place": place("El Obeid"), "date": day("2025-03-03"), "actors": (RSF,)}


@pytest.mark.parametrize(
    ("type", "second", "same"),
    [
        ("shelling", {"place": place("El Obeid"), "date": day("2025-03-03")}, True),
        ("killing", {"place": place("El Obeid"), "date": day("2025-03-03"), "casualties": (killed(9, 9),)}, True),
        ("destroy", {"place": place("El Obeid"), "date": day("2025-03-03")}, True),
        ("shelling", {"place": place("El Obeid"), "date": day("2025-03-04")}, True),
        ("shelling", {"place": country("SDN"), "date": day("2025-03-03"), "actors": (RSF,)}, True),
        ("shelling", {"place": country("SDN"), "date": day("2025-03-03")}, False),
        ("shelling", {"place": place("El Obeid"), "date": day("2025-03-08")}, False),
        ("shelling", {"place": place("Khartoum"), "date": day("2025-03-03"), "actors": (RSF,)}, False),
        ("protest", {"place": place("El Obeid"), "date": day("2025-03-03")}, False),
        ("negotiate", {"place": place("El Obeid"), "date": day("2025-03-03")}, False),
        ("shelling", {"place": place("Gao"), "date": day("2025-03-03")}, False),
    ],
)
def test_second_report(store: MemoryCandidates, type: str, second: dict[str, Any], same: bool) -> None:
    """Whether a claim of a second report is of the shelling of El Obeid on 3 March."""
    found = run(store, report("a", "2025-03-04", claim("c1", "shelling", **FIRST)),
                report("b", "2025-03-04", claim("c1", type, **second)))  # fmt: skip
    assert (found["a#c1"] == found["b#c1"]) is same


def test_an_incident_keeps_its_id_and_explains_growth(store: MemoryCandidates) -> None:
    run(store, report("a", "2025-03-04", claim("c1", "shelling", **FIRST)))
    [id] = store.profiles
    result = link(report("b", "2025-03-05", claim("c1", "shelling", **FIRST)), store)
    [decision] = result.incidents
    assert (decision.incident, decision.new) == (id, False)
    assert {p.name for p in decision.parts} >= {"event", "time", "place", "parties"}
    assert decision.score == pytest.approx(sum(p.points for p in decision.parts))
    [change] = result.changes
    assert (change.kind, change.entries) == ("grown", ("b#c1",))
    assert "time +2" in change.reason


def test_sparse_claims_follow_their_group(store: MemoryCandidates) -> None:
    sparse = claim("c2", "casualties", casualties=(killed(12, 12),))
    found = run(
        store,
        report("a", "2025-03-04", claim("c1", "shelling", **FIRST)),
        report("b", "2025-03-20", claim("c1", "shelling", **FIRST), sparse),
    )
    assert len(set(found.values())) == 1


def test_a_group_is_parted_where_its_events_do_not_go_together(store: MemoryCandidates) -> None:
    talks = claim("c2", "negotiate", place=place("El Obeid"), date=day("2025-03-03"))
    found = run(store, report("a", "2025-03-04", claim("c1", "shelling", **FIRST), talks))
    assert found["a#c1"] != found["a#c2"]


def test_across_a_border_but_near(store: MemoryCandidates) -> None:
    """Windows broken in Gisenyi by a blast in Goma, five kilometres off, are of the blast."""
    blast = claim("c1", "bombing", place=place("Goma"), date=day("2025-01-10"))
    glass = claim("c2", "destroy", place=place("Gisenyi"), date=day("2025-01-10"))
    found = run(store, report("a", "2025-01-10", blast, glass, groups={"c1": "i1", "c2": "i2"}))
    assert found["a#c1"] == found["a#c2"]


def test_history_goes_to_the_old_incident(store: MemoryCandidates) -> None:
    old = claim("c1", "bombing", place=place("Gao"), date=day("2024-06-10"), actors=(JNIM,))
    new = claim("c1", "bombing", place=place("Gao"), date=day("2025-02-01"), actors=(JNIM,))
    june = day("2024-06-01", "2024-06-30", "month")
    told = claim("c2", "bombing", place=place("Gao"), date=june, actors=(JNIM,), tense="background")
    groups = {"c1": "i1", "c2": "i2"}
    found = run(store, report("a", "2024-06-11", old), report("b", "2025-02-01", new, told, groups=groups))
    assert found["b#c2"] == found["a#c1"] != found["b#c1"]


def test_undated_history_makes_a_pattern_of_its_own(store: MemoryCandidates) -> None:
    new = claim("c1", "bombing", place=place("Gao"), date=day("2025-02-01"), actors=(JNIM,))
    before = claim("c2", "bombing", place=country("MLI"), actors=(JNIM,), tense="background")
    again = claim("c1", "bombing", place=country("MLI"), actors=(JNIM,), tense="background")
    groups = {"c1": "i1", "c2": "i2"}
    found = run(store, report("a", "2025-02-01", new, before, groups=groups), report("b", "2025-02-03", again))
    assert found["a#c2"] == found["b#c1"] != found["a#c1"]


def test_a_bridge_merges_and_the_older_id_stays(store: MemoryCandidates) -> None:
    """Two reports without a common word; a third that has the words of both."""
    where = {"date": day("2025-03-03"), "place": country("SDN")}
    one = claim("c1", "shelling", **where, actors=(RSF,), casualties=(killed(14, 14),))
    two = claim("c1", "shelling", **where, targets=(SUDAN_ARMY,), casualties=(killed(40, 40),))
    both = claim(
        "c1", "shelling", **where, actors=(RSF,), targets=(SUDAN_ARMY,), casualties=(killed(14, 14), killed(40, 40))
    )
    found = run(store, report("a", "2025-03-03", one), report("b", "2025-03-04", two))
    assert found["a#c1"] != found["b#c1"]
    result = link(report("c", "2025-03-05", both), store)
    store.apply(result)
    [merged] = [c for c in result.changes if c.kind == "merged"]
    assert (merged.incident, merged.others) == (found["a#c1"], (found["b#c1"],))
    assert store.incident("b#c1") == store.incident("c#c1") == found["a#c1"]
    assert len(store.profiles) == 1


def test_one_report_that_tells_of_both_keeps_them_apart(store: MemoryCandidates) -> None:
    north = claim("c1", "airstrike", place=place("El Obeid"), date=day("2025-03-03"))
    later = claim("c2", "airstrike", place=place("El Obeid"), date=day("2025-03-06"))
    found = run(store, report("a", "2025-03-07", north, later, groups={"c1": "i1", "c2": "i2"}))
    assert found["a#c1"] != found["a#c2"]


def test_a_denial_goes_with_what_it_denies(store: MemoryCandidates) -> None:
    taken = claim("c1", "capture_territory", place=place("Bara"), date=day("2025-03-03"), actors=(RSF,), claimant=RSF)
    where = {"place": country("SDN"), "actors": (RSF,)}
    denied = claim("c2", "capture_territory", claimant=SUDAN_ARMY, stance="denies", **where)
    found = run(store, report("a", "2025-03-04", taken, denied, groups={"c1": "i1", "c2": "i2"}))
    assert found["a#c1"] == found["a#c2"]


def test_a_copy_goes_with_its_original(store: MemoryCandidates) -> None:
    bare = claim("c1", "shelling", date=day("2025-03-03"), place=country("SDN"))
    found = run(store, report("a", "2025-03-03", bare), report("b", "2025-03-03", bare, copy_of="a"))
    assert found["a#c1"] == found["b#c1"]


def test_a_stray_place_does_not_keep_claims_apart(store: MemoryCandidates) -> None:
    """A quarter that the gazetteer finds only as another name of a place a continent away."""
    where = {"date": day("2025-03-03"), "actors": (RSF,)}
    claims = [claim(f"c{n}", "shelling", place=place("El Obeid"), **where) for n in range(1, 6)]
    astray = claim("c6", "shelling", place=place("Gao", text="Obeida"), **where)
    groups = {c.id: "i1" for c in claims} | {"c6": "i2"}
    found = run(store, report("a", "2025-03-04", *claims, astray, groups=groups))
    assert found["a#c6"] == found["a#c1"]


def test_the_same_input_gives_the_same_result(store: MemoryCandidates) -> None:
    entries = report("a", "2025-03-04", claim("c1", "shelling", **FIRST))
    assert link(entries, store) == link(entries, MemoryCandidates())


def test_without_any_day_nothing_is_looked_for(store: MemoryCandidates) -> None:
    found = run(store, report("a", None, claim("c1", "shelling")), report("b", None, claim("c1", "shelling")))
    assert found["a#c1"] != found["b#c1"]
    assert store.near(date.min, date.max, ("country:SDN",), 5) == []


def test_reactions_hang_on_what_they_are_about(store: MemoryCandidates) -> None:
    shelling = claim("c1", "shelling", **FIRST)
    appeal = claim("c2", "appeal", claimant=UN, actors=(UN,), tense="called_for")
    rescue = claim("c3", "aid", place=place("El Obeid"), date=day("2025-03-03"), tense="ongoing")
    relief = claim(
        "c4", "aid", place=place("Khartoum"), date=day("2025-03-03"), casualties=(killed(5, 5, kind="displaced"),)
    )
    groups = {"c1": "i1", "c2": "i2", "c3": "i3", "c4": "i4"}
    run(store, report("a", "2025-03-04", shelling, appeal, rescue, relief, groups=groups))
    shelled = store.incident("a#c1")
    assert store.about == {"a#c2": shelled, "a#c3": shelled}
    assert store.incident("a#c2") is None
    assert store.incident("a#c4") not in (None, shelled)


def test_a_reaction_prefers_the_act_of_whom_it_addresses(store: MemoryCandidates) -> None:
    by_army = claim("c1", "airstrike", place=place("Khartoum"), date=day("2025-03-02"), actors=(SUDAN_ARMY,))
    by_rsf = claim("c2", "shelling", place=place("El Obeid"), date=day("2025-03-03"), actors=(RSF,))
    condemned = claim("c3", "condemn", claimant=UN, actors=(UN,), targets=(SUDAN_ARMY,))
    groups = {"c1": "i1", "c2": "i2", "c3": "i3"}
    run(store, report("a", "2025-03-04", by_army, by_rsf, condemned, groups=groups))
    assert store.about["a#c3"] == store.incident("a#c1")


def test_a_report_that_only_reacts_finds_the_incident_of_others(store: MemoryCandidates) -> None:
    run(store, report("a", "2025-03-04", claim("c1", "shelling", **FIRST)))
    alone = claim("c1", "condemn", claimant=UN, targets=(RSF,), place=place("El Obeid"), date=day("2025-03-04"))
    far = claim("c1", "condemn", claimant=UN, targets=(MALI,), place=place("Gao"), date=day("2025-03-04"))
    run(store, report("b", "2025-03-04", alone), report("c", "2025-03-04", far))
    assert store.about == {"b#c1": store.incident("a#c1")}


def test_a_reaction_of_days_later(store: MemoryCandidates) -> None:
    run(store, report("a", "2025-03-04", claim("c1", "shelling", **FIRST)))
    later = claim("c1", "condemn", claimant=UN, targets=(RSF,), place=place("El Obeid"), date=day("2025-03-10"))
    before = claim("c1", "condemn", claimant=UN, targets=(RSF,), place=place("El Obeid"), date=day("2025-03-01"))
    run(store, report("b", "2025-03-10", later), report("c", "2025-03-01", before))
    assert store.about == {"b#c1": store.incident("a#c1")}


def test_a_report_goes_on_without_a_place_of_its_own(store: MemoryCandidates) -> None:
    """The second claim has a far capital from elsewhere in the report; in its evidence it would keep them apart."""
    first = claim("c1", "shelling", place=place("El Obeid", start=110), date=day("2025-03-03"), actors=(RSF,))
    far = {"date": day("2025-03-03"), "casualties": (killed(7, 7),), "actors": (RSF,)}
    goes_on = claim("c2", "killing", place=place("Khartoum", start=900), **far)
    apart = claim("c2", "killing", place=place("Khartoum", start=210), **far)
    groups = {"c1": "i1", "c2": "i2"}
    one = run(store, report("a", "2025-03-04", first, goes_on, groups=groups))
    two = run(MemoryCandidates(), report("b", "2025-03-04", first, apart, groups=groups))
    assert one["a#c1"] == one["a#c2"]
    assert two["b#c1"] != two["b#c2"]


def test_what_says_where_it_was_is_linked_first(store: MemoryCandidates) -> None:
    known = claim("c1", "bombing", place=place("Gao", start=110), date=day("2025-02-01"))
    vague = claim("c1", "bombing", date=day("2025-02-01"))
    placed = claim("c2", "bombing", place=place("Gao", start=210), date=day("2025-02-01"))
    groups = {"c1": "i1", "c2": "i2"}
    found = run(store, report("a", "2025-02-01", known), report("b", "2025-02-01", vague, placed, groups=groups))
    assert len(set(found.values())) == 1


def test_a_month_in_a_report_that_gives_days_is_another_occurrence(store: MemoryCandidates) -> None:
    news = claim("c1", "bombing", place=place("Gao"), date=day("2025-02-20"), actors=(JNIM,))
    month = day("2025-02-01", "2025-02-28", "month")
    before = claim("c2", "bombing", place=place("Gao"), date=month, actors=(JNIM,))
    found = run(store, report("a", "2025-02-21", news, before, groups={"c1": "i1", "c2": "i2"}))
    assert found["a#c1"] != found["a#c2"]
