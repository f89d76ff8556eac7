"""Decisions of people in a ledger, on both kinds of database."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import select

from crossclaim.decisions.records import Draft
from crossclaim.errors import ConflictError, NotInLedger, OptionError
from crossclaim.ledger import EntryFilter, IncidentFilter, Ledger, Origin
from crossclaim.ledger.decided import DecisionFilter
from crossclaim.ledger.review import Coder
from crossclaim.ledger.tables import incidents
from crossclaim.linking.stored import profile_from_json
from crossclaim.records import Reading, Report

Open = Callable[..., Ledger]
DAY = date(2024, 5, 3)
ADA, BEN, EVE = Coder("ada"), Coder("ben"), Coder("eve", blind=True)
ACCEPT = [Draft("accept")]
OLD, NEW = Origin("0.1", "reader 3"), Origin("0.2", "reader 4")


@pytest.fixture
def read(fakes: ModuleType) -> Callable[..., Reading]:
    """A reading of some sentences; each is (speaker, verb, what, place, number)."""

    def run(id: str, *said: tuple[Any, ...], **more: object) -> Reading:
        text = " ".join(fakes.sentence(*s) for s in said) + " Nobody else was seen on the road."
        return fakes.read(Report(id=id, text=text, source="Radio Sahel", published=DAY, **more))  # type: ignore[no-any-return, arg-type]

    return run


SHELLED = ("army", "said", "shelled", "Gao", 12)
DENIED = ("rebels", "denied", "shelled", "Gao", 12)
BOMBED = ("army", "said", "bombed", "Taiz", 3)


@pytest.fixture
def ledger(where: str, open_ledger: Open, read: Callable[..., Reading]) -> Any:
    with open_ledger(where) as found:
        list(found.add([read("r1", SHELLED, DENIED), read("r2", BOMBED)], OLD))
        yield found


def ids(ledger: Ledger, **wanted: Any) -> list[str]:
    return [e.id for e in ledger.entries(EntryFilter(**wanted))]


def test_a_decision_comes_back_whole(ledger: Ledger, fakes: ModuleType) -> None:
    first = ids(ledger)[0]
    drafts = [Draft("correct", "stance", "hedged", "so it says"), Draft("accept")]
    kept = ledger.review.decide(first, drafts, ADA, seen=0)
    assert [(d.number, d.kind, d.field, d.value, d.supersedes) for d in kept] == [
        (1, "correct", "stance", "hedged", 0),
        (2, "accept", None, None, 0),
    ]
    assert ledger.review.decisions() == kept
    assert (kept[0].who, kept[0].at, kept[0].reason) == ("ada", fakes.moment(), "so it says")
    [entry] = ledger.entries(EntryFilter(ids=(first,)))
    anchor = kept[0].anchor
    assert anchor and (anchor.report, anchor.entry, anchor.quote) == (entry.report, first, entry.claim.quote)
    assert anchor.machine and anchor.machine["stance"] == "asserts"
    assert entry.claim.stance == "asserts"
    sheet, subject = ledger.review.find(first)
    [found] = [r for r in sheet.reviewed().claims if r.subject == subject]
    assert (found.claim.stance, found.state, found.last) == ("hedged", "corrected", 2)


def test_the_second_of_two_is_told_and_nothing_is_lost(ledger: Ledger) -> None:
    first = ids(ledger)[0]
    [kept] = ledger.review.decide(first, [Draft("reject")], ADA, seen=0)
    mine = [Draft("correct", "stance", "denies")]
    with pytest.raises(ConflictError) as told:
        ledger.review.decide(first, mine, BEN, seen=0)
    assert "ada" in str(told.value)
    assert (told.value.theirs, told.value.mine) == ((kept,), tuple(mine))
    assert ledger.review.decisions() == (kept,)
    ledger.review.decide(first, mine, BEN, seen=kept.number)
    assert [d.who for d in ledger.review.decisions()] == ["ada", "ben"]


def test_of_many_at_once_one_decides(ledger: Ledger) -> None:
    first, kept, told = ids(ledger)[0], [], []

    def decide(who: str) -> None:
        try:
            kept.extend(ledger.review.decide(first, ACCEPT, Coder(who), seen=0))
        except ConflictError as error:
            told.extend(error.theirs)

    threads = [threading.Thread(target=decide, args=(f"coder{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(kept) == 1 and told == kept * 5
    assert ledger.review.decisions() == tuple(kept)


def test_a_second_coder_is_not_held_up_and_changes_nothing(ledger: Ledger) -> None:
    first = ids(ledger)[0]
    ledger.review.decide(first, ACCEPT, ADA, seen=0)
    ledger.review.decide(first, [Draft("reject")], EVE, seen=0)
    sheet, _ = ledger.review.find(first)
    assert sheet.reviewed().claims[0].state == "accepted"
    assert sheet.reviewed(EVE).claims[0].state == "rejected"
    with pytest.raises(ConflictError):
        ledger.review.decide(first, ACCEPT, EVE, seen=0)
    ledger.review.decide(first, ACCEPT, ADA, seen=1)


@pytest.mark.parametrize(
    ("drafts", "error"),
    [
        ([], OptionError),
        ([Draft("missed")], OptionError),
        ([Draft("correct", "colour", "red")], OptionError),
        ([Draft("accept"), Draft("correct", "stance", "shouts")], OptionError),
        ([Draft("accept", reason="x" * 2001)], OptionError),
    ],
)
def test_all_or_nothing(ledger: Ledger, drafts: list[Draft], error: type[Exception]) -> None:
    with pytest.raises(error):
        ledger.review.decide(ids(ledger)[0], drafts, ADA, seen=0)
    assert ledger.review.decisions() == ()


def test_what_is_not_there_is_said(ledger: Ledger) -> None:
    with pytest.raises(NotInLedger):
        ledger.review.decide("k9#c1", ACCEPT, ADA, seen=0)
    with pytest.raises(NotInLedger):
        ledger.review.sheet("k9")
    with pytest.raises(NotInLedger):
        ledger.review.merge("i9", ["i8"], ADA, seen=0)


def test_a_missed_claim_is_marked_once(ledger: Ledger) -> None:
    sheet, _ = ledger.review.find(ids(ledger)[0])
    start = sheet.text.index("Nobody else")
    fields = {"quote": {"start": start, "end": start + 20}, "event": "withdraw"}
    kept = ledger.review.mark(sheet.report, 1, fields, ADA, seen=0)
    with pytest.raises(ConflictError) as told:
        ledger.review.mark(sheet.report, 1, fields, BEN, seen=0)
    assert told.value.theirs == (kept,)
    ledger.review.mark(sheet.report, 1, fields, EVE, seen=0)
    again = ledger.review.sheet(sheet.report).reviewed()
    assert [c.state for c in again.claims] == ["undecided", "undecided", "missed", "undecided"]
    [correction] = ledger.review.decide(kept.subject, [Draft("correct", "tense", "ongoing")], BEN, seen=kept.number)
    assert correction.subject == kept.subject
    assert ledger.review.find(kept.subject)[1] == kept.subject


def test_decisions_survive_a_reading_by_a_newer_version(ledger: Ledger) -> None:
    first, second, _ = ids(ledger)
    [entry] = ledger.entries(EntryFilter(ids=(first,)))
    ledger.review.decide(first, [Draft("correct", "stance", "hedged")], ADA, seen=0)
    ledger.review.decide(second, [Draft("reject")], ADA, seen=0)
    old = ledger.reading(entry.report)
    anew = replace(old, claims=(replace(old.claims[0], id="c5", confidence=0.9),), incidents=())
    added = ledger.reread(entry.report, anew, NEW)
    assert (added.outcome, added.version, added.claims) == ("reread", 2, 1)
    assert ledger.find(old.report) is not None and ledger.find(old.report).version == 2  # type: ignore[union-attr]
    found = ledger.review.sheet(entry.report).reviewed()
    assert [(c.subject, c.entry, c.state, c.claim.stance) for c in found.claims] == [
        (first, f"{entry.report}/2#c5", "corrected", "hedged")
    ]
    assert [u.subject for u in found.unattached] == [second]
    [later] = ledger.review.decide(f"{entry.report}/2#c5", ACCEPT, BEN, seen=1)
    assert later.subject == first
    with pytest.raises(ConflictError):
        ledger.review.decide(second, ACCEPT, BEN, seen=2)
    assert dict(ledger.read_by())[entry.report] == NEW


def test_reading_anew_needs_the_text_that_is_there(ledger: Ledger, read: Callable[..., Reading]) -> None:
    with pytest.raises(OptionError, match="corrected"):
        ledger.reread(ids(ledger)[0].split("#")[0], read("r1", BOMBED), NEW)
    with pytest.raises(NotInLedger):
        ledger.reread("k9", read("r1", BOMBED), NEW)


def standing(ledger: Ledger) -> list[tuple[str, int]]:
    return [(i.id, i.entries) for i in ledger.incidents(IncidentFilter())]


def test_incidents_are_merged_for_good(ledger: Ledger) -> None:
    (a, _), (b, _) = standing(ledger)
    decision = ledger.review.merge(a, [b], ADA, seen=0, reason="one convoy")
    assert standing(ledger) == [(a, 3)]
    assert [(c.kind, c.others, c.reason) for c in ledger.trail(a)][-1] == (
        "merged",
        (b,),
        "merged by ada: one convoy",
    )
    assert ledger.review.decisions(DecisionFilter(subjects=(b,))) == (decision,)
    with pytest.raises(ConflictError) as told:
        ledger.review.merge(b, [a], BEN, seen=0)
    assert told.value.theirs == (decision,)
    with pytest.raises(ConflictError):
        ledger.review.merge(a, [b], BEN, seen=decision.number)
    with pytest.raises(OptionError):
        ledger.review.merge(a, [a], BEN, seen=decision.number)


def test_a_merge_holds_when_a_report_is_read_anew(ledger: Ledger) -> None:
    (a, _), (b, _) = standing(ledger)
    ledger.review.merge(a, [b], ADA, seen=0)
    for key, _ in ledger.read_by():
        ledger.reread(key, ledger.reading(key), NEW)
    assert standing(ledger) == [(a, 3)]
    assert {e.version for e in ledger.entries()} == {2}


def test_a_split_holds_when_reports_are_added_and_read_anew(ledger: Ledger, read: Callable[..., Reading]) -> None:
    first, second, _ = ids(ledger)
    [entry] = ledger.entries(EntryFilter(ids=(first,)))
    whole = entry.incident or ""
    decision = ledger.review.split(whole, [second], ADA, seen=0)
    new = decision.value["new"]
    assert ids(ledger, incidents=(new,)) == [second] and ids(ledger, incidents=(whole,)) == [first]
    assert ledger.trail(new)[-1].kind == "split"
    [moved] = ledger.entries(EntryFilter(ids=(second,)))
    assert moved.why["parts"][0]["name"] == "by hand"

    ledger.reread(entry.report, ledger.reading(entry.report), NEW)
    assert ids(ledger, incidents=(new,)) == [f"{entry.report}/2#c2"]
    assert ids(ledger, incidents=(whole,)) == [f"{entry.report}/2#c1"]
    list(ledger.add([read(f"r{n}", SHELLED) for n in range(5, 9)], OLD))
    assert {new, whole} <= {id for id, _ in standing(ledger)}
    profiles = {id: marks(ledger, id) for id in (new, whole)}
    assert profiles == {new: (f"{new}-",), whole: (f"{new}+",)}


def test_a_split_is_undone_by_a_merge_and_done_again(ledger: Ledger) -> None:
    first, second, _ = ids(ledger)
    [entry] = ledger.entries(EntryFilter(ids=(first,)))
    whole = entry.incident or ""
    split = ledger.review.split(whole, [second], ADA, seen=0)
    merged = ledger.review.merge(whole, [split.value["new"]], BEN, seen=split.number)
    assert marks(ledger, whole) == ()
    again = ledger.review.split(whole, [second], ADA, seen=merged.number)
    assert ids(ledger, incidents=(again.value["new"],)) == [second]
    assert ledger.incident(again.value["new"]).merged_into is None


def test_a_split_needs_claims_on_both_sides(ledger: Ledger) -> None:
    first, second, other = ids(ledger)
    [entry] = ledger.entries(EntryFilter(ids=(first,)))
    for leave in ([], [first, second], [other]):
        with pytest.raises(OptionError):
            ledger.review.split(entry.incident or "", leave, ADA, seen=0)
    assert ledger.review.decisions() == ()


def test_decisions_are_found_by_what_they_are(ledger: Ledger) -> None:
    first, second, other = ids(ledger)
    for id in (first, second, other):
        ledger.review.decide(id, ACCEPT, BEN if id == other else ADA, seen=0)

    def numbers(**wanted: Any) -> list[int]:
        return [d.number for d in ledger.review.decisions(DecisionFilter(**wanted))]

    assert numbers() == [1, 2, 3] and ledger.review.last() == 3
    assert numbers(who=("ben",)) == numbers(subjects=(other,)) == numbers(reports=(other.split("#")[0],)) == [3]
    assert numbers(after=1, limit=1) == [2]
    assert numbers(kinds=("reject",)) == []


def test_how_claims_stand_can_be_asked_at_once(ledger: Ledger) -> None:
    first, second, _ = ids(ledger)
    assert ledger.review.standing(ledger.entries()) == {}
    ledger.review.decide(first, [Draft("correct", "stance", "hedged")], ADA, seen=0)
    ledger.review.decide(second, [Draft("reject")], ADA, seen=0)
    found = ledger.review.standing(ledger.entries())
    assert {id: (r.state, r.claim.stance) for id, r in found.items()} == {
        first: ("corrected", "hedged"),
        second: ("rejected", "denies"),
    }


def marks(ledger: Ledger, id: str) -> tuple[str, ...]:
    with ledger.looking() as connection:
        found = connection.scalar(select(incidents.c.profile).where(incidents.c.id == id))
    return profile_from_json(found or "").apart
