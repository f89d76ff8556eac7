"""Claims as they stand: the reading, and beside it what was decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from crossclaim.decisions.effective import ReviewedReport, reviewed
from crossclaim.decisions.values import value_of
from crossclaim.records import Claim

ARMY = {"name": "General Staff", "country": "SDN", "sector": "MIL"}


def read(text: str, thread: Any, *claims: Claim, version: int = 1, **more: Any) -> ReviewedReport:
    start = "k1" if version == 1 else f"k1/{version}"
    return reviewed([(f"{start}#{c.id}", c) for c in claims], thread.all, text, version, **more)


@pytest.mark.parametrize(
    ("kinds", "state", "stands"),
    [
        ((), "undecided", True),
        (("accept",), "accepted", True),
        (("reject",), "rejected", False),
        (("reject", "accept"), "accepted", True),
        (("accept", "reject"), "rejected", False),
    ],
)
def test_the_last_word_counts(
    text: str, thread: Any, army: Claim, kinds: tuple[str, ...], state: str, stands: bool
) -> None:
    for kind in kinds:
        thread.on(army, kind)
    [found] = read(text, thread, army).claims
    assert (found.state, found.stands, found.claim, found.last) == (state, stands, army, len(kinds))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("claimant", ARMY),
        ("claimant", None),
        ("via", [ARMY]),
        ("stance", "hedged"),
        ("tense", "background"),
        ("event", "airstrike"),
        ("actors", [ARMY, {"name": "rebels", "country": None, "sector": None}]),
        ("targets", []),
        ("casualties", [{"kind": "killed", "low": 9, "high": None, "who": "people", "party": ARMY, "class": "mixed"}]),
        ("losses", [{"what": "truck", "count": 2, "party": None}]),
        ("place", {"name": "Andakor", "country": "SDN", "lat": 12.5, "lon": 24.0}),
        ("place", None),
        ("date", {"from": "2026-03-02", "to": "2026-03-02"}),
        ("date", None),
        ("quote", {"start": 19, "end": 41, "text": "rebels shelled Andakor"}),
    ],
)
def test_a_corrected_field_is_laid_over_the_reading(
    text: str, thread: Any, army: Claim, field: str, value: Any
) -> None:
    thread.on(army, "correct", field=field, value=value)
    [found] = read(text, thread, army).claims
    expected = {"start": 19, "end": 41} if field == "quote" else value
    assert value_of(found.claim, field) == expected
    differs = value_of(army, field) != expected
    assert found.corrected == ((field,) if differs else ())
    assert found.state == ("corrected" if differs else "accepted")
    assert found.machine == army


def test_an_event_comes_with_its_codes(text: str, thread: Any, army: Claim) -> None:
    thread.on(army, "correct", field="event", value="detain")
    [found] = read(text, thread, army).claims
    assert found.claim.event.plover != army.event.plover
    assert found.claim.event.trigger == army.event.trigger


def test_several_corrections_hold_together_and_acceptance_keeps_them(text: str, thread: Any, army: Claim) -> None:
    thread.on(army, "correct", field="stance", value="hedged")
    thread.on(army, "correct", who="ben", field="date", value={"from": "2026-03-01", "to": "2026-03-31"})
    thread.on(army, "accept")
    [found] = read(text, thread, army).claims
    assert (found.state, found.corrected) == ("corrected", ("stance", "date"))
    assert found.claim.date and (found.claim.date.precision, found.claim.date.last) == ("month", date(2026, 3, 31))


def test_a_missed_claim_stands_beside_the_others(text: str, thread: Any, army: Claim, rebels: Claim) -> None:
    thread.missed("Aid workers left the town", fields={"event": "withdraw"})
    found = read(text, thread, army, rebels)
    assert [c.state for c in found.claims] == ["undecided", "undecided", "missed"]
    assert found.claims[2].claim.quote == "Aid workers left the town"
    assert found.claims[2].claim.event.type == "withdraw"
    assert (len(found.effective), found.complete) == (3, False)
    thread.add("reject", "ben", "m1", thread.all[0].anchor)
    assert len(read(text, thread, army, rebels).effective) == 2


def test_a_second_coder_changes_nothing_but_sees_their_own(text: str, thread: Any, army: Claim) -> None:
    thread.on(army, "correct", who="eve", blind=True, field="stance", value="hedged")
    thread.missed("Aid workers left the town", who="eve", blind=True)
    open_ = read(text, thread, army)
    assert [(c.state, c.claim.stance) for c in open_.claims] == [("undecided", "asserts"), ("undecided", "asserts")]
    assert len(open_.effective) == 1
    own = read(text, thread, army, with_blind=True)
    assert [(c.state, c.claim.stance) for c in own.claims] == [("corrected", "hedged"), ("missed", "asserts")]


def test_decisions_find_their_claim_in_a_newer_reading(text: str, thread: Any, army: Claim, rebels: Claim) -> None:
    thread.on(army, "correct", field="tense", value="background")
    thread.on(rebels, "reject")
    shorter = replace(army, id="c7", start=army.start, end=army.end - 21, quote=army.quote[:-21], confidence=0.4)
    found = read(text, thread, rebels, shorter, version=2)
    assert [(c.subject, c.entry, c.state) for c in found.claims] == [
        ("k1#c1", "k1/2#c7", "corrected"),
        ("k1#c2", "k1/2#c2", "rejected"),
    ]
    assert found.claims[0].claim.tense == "background"


def test_decisions_without_a_claim_are_kept(text: str, thread: Any, army: Claim, rebels: Claim) -> None:
    thread.on(army, "accept")
    thread.on(rebels, "accept")
    thread.missed("Aid workers left the town")
    found = read("Nothing of that is left.", thread, version=2)
    assert found.claims == ()
    assert [u.subject for u in found.unattached] == ["k1#c1", "k1#c2", "m1"]
    assert sum(len(u.decisions) for u in found.unattached) == 3


def test_a_missed_claim_that_is_read_now_is_that_claim(text: str, thread: Any, claim: Any) -> None:
    thread.missed("Aid workers left the town", fields={"event": "withdraw"})
    now = claim("c3", "workers left the town", event="withdraw")
    same = read(text, thread, now, version=1)
    assert [c.state for c in same.claims] == ["missed", "undecided"]
    found = read(text, thread, now, version=2)
    assert [(c.subject, c.entry, c.state) for c in found.claims] == [("m1", "k1/2#c3", "corrected")]
    assert found.claims[0].claim.quote == "Aid workers left the town"


def test_words_that_moved_are_found_where_they_are(thread: Any) -> None:
    thread.missed("Aid workers left the town")
    [found] = read("Corrected. Aid workers left the town.", thread, version=2).claims
    assert (found.claim.start, found.claim.quote) == (11, "Aid workers left the town")
