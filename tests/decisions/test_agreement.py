"""What coders are compared by, and on which claims."""

from __future__ import annotations

from typing import Any

from crossclaim.decisions.agreement import agreements, coded, coders, differing
from crossclaim.records import Claim


def found(thread: Any, *who: str) -> dict[str, tuple[int, int]]:
    return {a.field: (a.units, a.same) for a in agreements(coded(thread.all), who)}


def test_only_what_was_coded_unseen_counts(thread: Any, army: Claim, rebels: Claim) -> None:
    thread.on(army, "accept", who="ada")
    thread.on(army, "correct", who="ben", field="stance", value="hedged")
    thread.on(rebels, "accept", who="ada")
    thread.on(rebels, "correct", who="eve", blind=True, field="stance", value="asserts")
    assert coders(coded(thread.all)) == ("ada", "eve")
    assert found(thread)["stance"] == (1, 0)
    assert found(thread)["event"] == (1, 1)
    assert differing(coded(thread.all)) == {"k1#c2"}


def test_of_a_rejected_claim_only_that_is_compared(thread: Any, army: Claim) -> None:
    thread.on(army, "reject", who="ada")
    thread.on(army, "accept", who="eve", blind=True)
    assert found(thread)["kept"] == (1, 0)
    assert found(thread)["claimant"] == (0, 0)


def test_figures_are_compared_as_numbers(thread: Any, army: Claim, rebels: Claim) -> None:
    dead = {"kind": "killed", "low": 24, "high": None, "who": "people", "party": None, "class": "unknown"}
    for claim in (army, rebels):
        thread.on(claim, "accept", who="ada")
    thread.on(army, "correct", who="eve", blind=True, field="casualties", value=[dead])
    thread.on(rebels, "accept", who="eve", blind=True)
    [killed] = [a for a in agreements(coded(thread.all)) if a.field == "killed"]
    assert (killed.metric, killed.units, killed.same) == ("ratio", 2, 1)
    assert [dict(u.by["eve"])["killed"] for u in killed.differ] == [24]
    assert killed.alpha is not None and 0 < killed.alpha < 1


def test_words_that_two_marked_are_one_claim(thread: Any) -> None:
    thread.missed("Aid workers left the town", who="ada", subject="m1", fields={"event": "withdraw"})
    thread.missed("workers left the town", who="eve", subject="m2", blind=True, fields={"event": "aid"})
    assert found(thread)["kept"] == (1, 1)
    assert found(thread)["event"] == (1, 0)


def test_two_of_three_coders_can_be_chosen(thread: Any, army: Claim) -> None:
    thread.on(army, "accept", who="ada")
    for who, stance in (("eve", "asserts"), ("ian", "denies")):
        thread.on(army, "correct", who=who, blind=True, field="stance", value=stance)
    assert found(thread)["stance"] == (1, 0)
    assert found(thread, "ada", "eve")["stance"] == (1, 1)
