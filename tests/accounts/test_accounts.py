"""What speakers say of an invented incident, and how it must stand."""

from __future__ import annotations

from typing import Any

import pytest
from made_claims import JNIM, MALI, RSF, SUDAN_ARMY, UN, Heard, claim, day, heard, killed, place

from crossclaim.accounts.account import accounts
from crossclaim.accounts.records import Interval, Point, Toll
from crossclaim.records import Claim, Loss, Party

MONITOR = Party("the watch", 0, 9, "Nile Rights Watch", None, "NGO")
WITNESS = Party("a witness", 0, 9, "witness", None, None)
RADIO = Party("Radio Nile", 0, 10, "Radio Nile", None, "JRN")
DAY: dict[str, Any] = {"place": place("El Obeid"), "date": day("2025-03-03")}
FIGHT = claim("c9", "clash", actors=(RSF,), targets=(SUDAN_ARMY,), **DAY)


def dead(id: str, by: Party | None, low: int | None, high: int | None = None, **more: Any) -> Claim:
    """A claim of soldiers of the army killed; `of` another side, `class_` other people."""
    known: dict[str, Any] = {"party": more.pop("of", SUDAN_ARMY), "victims": more.pop("class_", "military")}
    cell = killed(low, high, **known, subset=more.pop("subset", False))
    return claim(id, "killing", claimant=by, casualties=(cell,), **DAY, **more)


def toll(found: list[Heard], side: str | None = "state:SDN", kind: str = "killed") -> Toll:
    return next(t for t in accounts("i1", found).tolls if t.side == side and t.kind == kind)


def points(found: list[Heard], question: str) -> list[Point]:
    return [p for p in accounts("i1", found).points if p.question == question]


def test_own_loss_is_admitted() -> None:
    found = toll(heard("a", "Wire", "2025-03-04", FIGHT, dead("c1", SUDAN_ARMY, 12, 12)))
    assert (found.standing, found.admitted, found.alleged) == ("admitted", Interval(12, 12), None)


def test_own_civilian_dead_are_an_accusation_and_no_admission() -> None:
    found = toll(heard("a", "Wire", "2025-03-04", FIGHT, dead("c1", SUDAN_ARMY, 12, 12, class_="civilian")))
    assert found.standing == "uncontested"


def test_an_alleged_loss_is_denied() -> None:
    said = dead("c1", RSF, 100, 100)
    no = dead("c2", SUDAN_ARMY, 100, 100, stance="denies")
    found = toll(heard("a", "Wire", "2025-03-04", FIGHT, said, no))
    assert (found.standing, found.admitted, found.alleged) == ("denied", None, Interval(100, 100))
    assert {(s.of, s.stance) for s in found.steps} == {("own", "denies"), ("opponent", "asserts")}


def test_figures_of_opponents_that_exclude_each_other_are_disputed() -> None:
    found = toll(heard("a", "Wire", "2025-03-04", FIGHT, dead("c1", RSF, 100, None), dead("c2", SUDAN_ARMY, 12, 12)))
    assert (found.standing, found.also) == ("disputed", ("admitted",))
    assert (found.admitted, found.alleged) == (Interval(12, 12), Interval(100, None))
    assert "100+" in found.reason and "12" in found.reason


def test_open_figures_do_not_exclude_each_other() -> None:
    found = toll(heard("a", "Wire", "2025-03-04", FIGHT, dead("c1", RSF, 100, None), dead("c2", SUDAN_ARMY, 12, None)))
    assert found.standing == "admitted"


@pytest.mark.parametrize(
    ("second", "standing"),
    [
        (dead("c2", UN, 31, 31), "corroborated"),
        (dead("c2", UN, 30, None), "corroborated"),
        (dead("c2", UN, 60, 60), "uncontested"),
        (dead("c2", UN, 31, 31, stance="hedged"), "uncontested"),
        (dead("c2", MONITOR, 31, 31), "uncontested"),
        (dead("c2", None, 31, 31), "uncontested"),
    ],
)
def test_corroborated_by_an_independent_origin(second: Claim, standing: str) -> None:
    found = [*heard("a", "Wire", "2025-03-04", dead("c1", MONITOR, 31, 31)), *heard("b", "Daily", "2025-03-04", second)]
    assert toll(found).standing == standing


def test_ten_outlets_and_one_monitor_are_one_origin() -> None:
    found = [h for n in range(10) for h in heard(f"r{n}", f"Outlet {n}", "2025-03-04", dead("c1", MONITOR, 31, 31))]
    toll_ = toll(found)
    assert (toll_.sources.reports, toll_.sources.origins) == (10, 1)
    [step] = toll_.steps
    assert (len(step.reports), step.of, toll_.monitors) == (10, "monitor", Interval(31, 31))


def test_an_outlet_that_names_nobody_adds_no_origin_to_the_same_figure() -> None:
    found = heard("a", "Wire", "2025-03-04", dead("c1", MONITOR, 31, 31))
    found += heard("b", "Daily", "2025-03-04", dead("c1", None, 31, 31))
    found += heard("c", "Herald", "2025-03-04", dead("c1", None, 60, 60))
    assert toll(found).sources.who == ("name:nile rights watch", "outlet:herald")


def test_reprints_and_unnamed_sources() -> None:
    by_witness = dead("c1", WITNESS, 31, 31)
    found = heard("a", "Wire", "2025-03-04", by_witness)
    found += heard("b", "Daily", "2025-03-04", by_witness, copy_of="a")
    assert toll(found).sources.origins == 1
    found += heard("c", "Herald", "2025-03-04", by_witness)
    assert toll(found).sources.origins == 2
    copied = toll(found).steps[0].said[1]
    assert copied.trace.chain == ("witness", "Daily", "reprint of Wire")


def test_an_unnamed_source_belongs_to_its_relay() -> None:
    told = dead("c1", WITNESS, 31, 31, via=(RADIO,))
    found = [*heard("a", "Wire", "2025-03-04", told), *heard("b", "Daily", "2025-03-04", told)]
    assert toll(found).sources.origins == 1


def test_a_toll_that_moves() -> None:
    found = heard("a", "Wire", "2025-03-04", dead("c1", MONITOR, 22, 22))
    found += heard("b", "Daily", "2025-03-05", dead("c1", MONITOR, 44, 44))
    found += heard("c", "Herald", "2025-03-05", dead("c1", UN, 40, 40))
    toll_ = toll(found)
    assert [(s.low, s.speaker.name, s.superseded) for s in toll_.steps] == [
        (22, "Nile Rights Watch", True),
        (40, "United Nations", False),
        (44, "Nile Rights Watch", False),
    ]
    assert toll_.monitors == Interval(40, 44)
    assert (str(toll_.first_said), str(toll_.last_said)) == ("2025-03-04", "2025-03-05")


def test_denying_another_figure_takes_nothing_back() -> None:
    own, no = dead("c1", SUDAN_ARMY, 12, 12), dead("c2", SUDAN_ARMY, 30, 30, stance="denies")
    steps = toll(heard("a", "Wire", "2025-03-04", FIGHT, own, no)).steps
    assert [s.superseded for s in steps] == [False, False]


def test_denying_ones_own_figure_takes_it_back() -> None:
    own, no = dead("c1", SUDAN_ARMY, 12, 12), dead("c1", SUDAN_ARMY, 12, 12, stance="denies")
    found = [*heard("a", "Wire", "2025-03-04", FIGHT, own), *heard("b", "Wire", "2025-03-06", no)]
    assert {s.stance: s.superseded for s in toll(found).steps} == {"asserts": True, "denies": False}


def test_parts_and_forecasts_are_no_figures_of_a_toll() -> None:
    parts = dead("c1", MONITOR, 11, 11, subset=True)
    more = dead("c2", MONITOR, 50, None, tense="future")
    assert accounts("i1", heard("a", "Wire", "2025-03-04", parts, more)).tolls == ()


def test_people_of_nobody_have_a_toll_of_their_own() -> None:
    found = toll(heard("a", "Wire", "2025-03-04", dead("c1", MONITOR, 5, 5, of=None, class_="unknown")), side=None)
    assert (found.name, found.monitors) == ("side not said", Interval(5, 5))


@pytest.mark.parametrize(
    ("claims", "standing"),
    [
        ([claim("c1", "bombing", claimant=MALI, actors=(JNIM,), **DAY)], "uncontested"),
        (
            [
                claim("c1", "bombing", claimant=MALI, actors=(JNIM,), **DAY),
                claim("c2", "claim_responsibility", claimant=JNIM, actors=(JNIM,), **DAY),
            ],
            "admitted",
        ),
        (
            [
                claim("c1", "bombing", claimant=MALI, actors=(JNIM,), **DAY),
                claim("c2", "bombing", claimant=JNIM, actors=(JNIM,), stance="denies", **DAY),
            ],
            "denied",
        ),
        (
            [
                claim("c1", "bombing", claimant=MALI, actors=(JNIM,), **DAY),
                claim("c2", "bombing", claimant=UN, actors=(JNIM,), **DAY),
            ],
            "corroborated",
        ),
        (
            [
                claim("c1", "bombing", claimant=MALI, actors=(JNIM,), targets=(MALI,), **DAY),
                claim("c2", "bombing", claimant=JNIM, actors=(MALI,), targets=(JNIM,), **DAY),
            ],
            "disputed",
        ),
    ],
)
def test_an_act_by_jnim(claims: list[Claim], standing: str) -> None:
    found = points(heard("a", "Wire", "2025-03-04", *claims), "act")
    assert {p.standing for p in found if p.key == ("act", "bombing", "name:jnim")} == {standing}


def test_that_nobody_owned_up_denies_nothing() -> None:
    nobody = claim("c2", "claim_responsibility", stance="denies", **DAY)
    found = points(heard("a", "Wire", "2025-03-04", claim("c1", "bombing", **DAY), nobody), "act")
    assert [p.standing for p in found] == ["uncontested"]


def test_a_denied_figure_denies_no_battle() -> None:
    no = dead("c2", SUDAN_ARMY, 100, 100, stance="denies")
    found = points(heard("a", "Wire", "2025-03-04", FIGHT, no), "act")
    assert {p.standing for p in found} == {"uncontested"}


def test_a_place_taken_and_denied_is_disputed() -> None:
    took = claim("c1", "capture_territory", claimant=RSF, actors=(RSF,), **DAY)
    no = claim("c2", "capture_territory", claimant=SUDAN_ARMY, actors=(RSF,), stance="denies", **DAY)
    [point] = points(heard("a", "Wire", "2025-03-04", took, no), "holds")
    assert (point.standing, point.label) == ("disputed", "El Obeid: Rapid Support Forces took it")
    assert [(s.speaker.name, s.stance) for s in point.said] == [
        ("Rapid Support Forces", "asserts"),
        ("Sudan", "denies"),
    ]


def test_who_leaves_a_place_admits_it() -> None:
    left = claim("c1", "withdraw", claimant=SUDAN_ARMY, actors=(SUDAN_ARMY,), **DAY)
    [point] = points(heard("a", "Wire", "2025-03-04", left), "holds")
    assert point.standing == "admitted"


def test_who_attacked_first() -> None:
    theirs = claim("c1", "attack", claimant=SUDAN_ARMY, actors=(RSF,), targets=(SUDAN_ARMY,), **DAY)
    ours = claim("c2", "attack", claimant=RSF, actors=(SUDAN_ARMY,), targets=(RSF,), **DAY)
    back = claim("c3", "shelling", claimant=RSF, actors=(RSF,), quote="it responded with artillery fire", **DAY)
    found = points(heard("a", "Wire", "2025-03-04", theirs, ours, back), "attacked_first")
    assert {(p.label, p.standing) for p in found} == {
        ("attacked first: Rapid Support Forces", "disputed"),
        ("attacked first: Sudan", "disputed"),
    }


def test_equipment_lost() -> None:
    mine = claim("c1", "destroy", claimant=SUDAN_ARMY, losses=(Loss("tank", 2, SUDAN_ARMY, 0, 0),), **DAY)
    more = claim("c2", "destroy", claimant=RSF, losses=(Loss("tank", 9, SUDAN_ARMY, 0, 0),), actors=(RSF,), **DAY)
    [point] = points(heard("a", "Wire", "2025-03-04", FIGHT, mine, more), "loss")
    assert (point.label, point.standing, point.also) == ("tank lost by Sudan", "disputed", ("admitted",))


def test_short_names_and_roles() -> None:
    short = Party("the watch", 0, 9, "Rights Watch", None, "NGO")
    claims = (FIGHT, dead("c1", MONITOR, 3, 3), dead("c2", short, 3, 3), dead("c3", RSF, 4, 4))
    found = accounts("i1", heard("a", "Wire", "2025-03-04", *claims))
    assert [(s.name, s.role) for s in found.speakers] == [
        ("Rapid Support Forces", "party"),
        ("Nile Rights Watch", "monitor"),
        ("Wire (reporter)", "reporter"),
    ]


def test_states_and_the_rebels_of_their_country_are_opposed() -> None:
    rebels = Party("rebels", 0, 6, "Syrian rebels", "SYR", "REB")
    army = Party("the army", 0, 8, "Syria army", "SYR", "MIL")
    said = [dead("c1", rebels, 90, None, of=army), dead("c2", army, 10, 10, of=army)]
    assert toll(heard("a", "Wire", "2025-03-04", *said), "state:SYR").alleged == Interval(90, None)


def act_of(found: list[Heard], reactions: list[Heard], key: tuple[str, ...]) -> Point:
    [point] = [p for p in accounts("i1", found, reactions).points if p.key == key]
    return point


BOMBED = claim("c1", "bombing", claimant=MONITOR, **DAY)
BLAMED = claim("c2", "accuse", claimant=MALI, actors=(MALI,), targets=(JNIM,), **DAY)
REFUSED = claim("c3", "deny", claimant=JNIM, actors=(JNIM,), stance="denies", **DAY)


def test_blame_and_denial_are_words_on_the_main_act() -> None:
    reactions = heard("b", "Daily", "2025-03-05", BLAMED, REFUSED)
    point = act_of(heard("a", "Wire", "2025-03-04", BOMBED), reactions, ("act", "bombing", "name:jnim"))
    assert [(s.speaker.name, s.stance) for s in point.said] == [("Mali", "asserts"), ("JNIM", "denies")]
    assert point.standing == "denied"


def test_what_else_is_said_to_an_incident() -> None:
    condemned = claim("c4", "condemn", claimant=UN, actors=(UN,), **DAY)
    called = claim("c5", "appeal", claimant=UN, actors=(UN,), targets=(JNIM,), tense="called_for", **DAY)
    reactions = heard("b", "Daily", "2025-03-05", condemned, called)
    found = accounts("i1", heard("a", "Wire", "2025-03-04", BOMBED), reactions)
    answers = {p.label: [(s.speaker.name, s.value) for s in p.said] for p in found.points if p.question == "response"}
    assert answers == {
        "response: appeal": [("United Nations", "calls on JNIM")],
        "response: condemn": [("United Nations", "condemns it")],
    }
    assert "name:united nation" not in found.sources.who


def test_the_attack_is_the_bombing() -> None:
    killed_ = claim("c2", "killing", claimant=UN, **DAY)
    attack = claim("c3", "attack", claimant=MALI, **DAY)
    by_others = claim("c4", "attack", claimant=MALI, actors=(RSF,), **DAY)
    found = points(heard("a", "Wire", "2025-03-04", BOMBED, killed_, attack, by_others), "act")
    assert {p.label: len(p.said) for p in found} == {"bombing by somebody": 3, "attack by Rapid Support Forces": 1}


def test_who_names_another_target_says_nothing_else() -> None:
    town = Party("", 0, 0, "town hall", None, None)
    first = claim("c1", "bombing", claimant=MALI, actors=(JNIM,), targets=(UN,), **DAY)
    later = claim("c1", "bombing", claimant=MALI, actors=(JNIM,), targets=(town,), **DAY)
    found = [*heard("a", "Wire", "2025-03-04", first), *heard("b", "Wire", "2025-03-06", later)]
    [point] = points(found, "act")
    assert [s.superseded for s in point.said] == [False, False]


def test_who_attacked_first_is_not_asked_of_one_bombing() -> None:
    one = claim("c1", "bombing", claimant=MALI, actors=(JNIM,), targets=(MALI,), **DAY)
    assert points(heard("a", "Wire", "2025-03-04", one), "attacked_first") == []


def test_a_report_that_quotes_adds_no_origin_of_its_own() -> None:
    quoted = dead("c1", MONITOR, 31, 31)
    found = heard("a", "Wire", "2025-03-04", quoted, dead("c2", None, 60, 60))
    assert toll(found).sources.who == ("name:nile rights watch",)
    assert accounts("i1", found).sources.origins == 1
    alone = [*heard("a", "Wire", "2025-03-04", quoted), *heard("b", "Daily", "2025-03-04", dead("c2", None, 60, 60))]
    assert toll(alone).sources.who == ("name:nile rights watch", "outlet:daily")


def test_an_unnamed_source_has_the_relay_of_its_other_words() -> None:
    told = [dead("c1", WITNESS, 31, 31, via=(RADIO,)), dead("c2", WITNESS, 31, 31)]
    steps = toll(heard("a", "Wire", "2025-03-04", *told)).steps
    assert {s.origin for s in steps} == {"desc:witness@name:radio nile"}


def test_a_source_of_a_states_own_media_is_that_state() -> None:
    state_radio = Party("state radio", 0, 11, "Sudan state radio", "SDN", "JRN")
    found = accounts("i1", heard("a", "Wire", "2025-03-04", dead("c1", WITNESS, 31, 31, via=(state_radio,))))
    assert [s.key for s in found.speakers] == ["state:SDN"]
