"""Claims as they stand, with the decisions of people laid over, on both kinds of database."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from types import ModuleType
from typing import Any

import pytest

from crossclaim.commands.incidents import find
from crossclaim.commands.show import look
from crossclaim.decisions.records import Draft
from crossclaim.interchange import Account, export, form, told
from crossclaim.ledger import IncidentFilter, Ledger
from crossclaim.ledger.review import Coder
from crossclaim.ledger.standing import Standing
from crossclaim.records import Report

Open = Callable[..., Ledger]
ADA = Coder("ada")
EVE = Coder("eve", blind=True)


@pytest.fixture
def ledger(where: str, open_ledger: Open, fakes: ModuleType) -> Any:
    def read(id: str, source: str, *said: Any) -> Any:
        return fakes.read(Report(id=id, text=fakes.sentence(*said), source=source, published=date(2024, 5, 3)))

    with open_ledger(where) as found:
        list(
            found.add(
                [
                    read("r1", "Radio Sahel", "army", "said", "shelled", "Gao", 12),
                    read("r2", "Radio Nile", "army", "said", "bombed", "Taiz", 3),
                ]
            )
        )
        yield found


def tolls(ledger: Ledger, id: str, layer: Any = "reviewed") -> list[tuple[int | None, int | None]]:
    return [(s.low, s.high) for t in look(ledger, id, layer).accounts.tolls for s in t.steps]


def home(ledger: Ledger) -> tuple[str, str]:
    """A claim, and its incident."""
    entry = next(e for e in ledger.entries() if e.report_id == "r1")
    assert entry.incident
    return entry.id, entry.incident


def test_a_rejected_claim_leaves_the_toll_and_the_list(ledger: Ledger) -> None:
    claim, incident = home(ledger)
    before, mark = tolls(ledger, incident), ledger.touched()[0]
    assert before and len(list(find(ledger, IncidentFilter()))) == 2
    ledger.review.decide(claim, [Draft("reject")], ADA, seen=0)
    assert tolls(ledger, incident) == [] and tolls(ledger, incident, "machine") == before
    assert look(ledger, incident).incident.claims == 0
    assert incident not in [i.id for i in find(ledger, IncidentFilter())]
    assert incident in [i.id for i in find(ledger, IncidentFilter(), empty=True)]
    assert incident in [i.id for i in find(ledger, IncidentFilter(), layer="machine")]
    assert ledger.touched(mark)[1] == {incident}
    assert ledger.touched(ledger.touched()[0])[1] == frozenset()


def test_a_corrected_figure_moves_the_toll(ledger: Ledger) -> None:
    claim, incident = home(ledger)
    before = tolls(ledger, incident)
    figure = {"kind": "killed", "low": 40, "high": 40, "who": "people", "party": None, "class": "unknown"}
    ledger.review.decide(claim, [Draft("correct", "casualties", [figure])], ADA, seen=0)
    assert tolls(ledger, incident) == [(40, 40)] != before
    assert tolls(ledger, incident, "machine") == before
    entry = next(e for e in ledger.entries() if e.id == claim)
    assert all(c.low != 40 for c in entry.claim.casualties), "what was read stays"


def test_a_second_reading_changes_nothing(ledger: Ledger) -> None:
    claim, incident = home(ledger)
    before = tolls(ledger, incident)
    ledger.review.decide(claim, [Draft("reject")], EVE, seen=0)
    assert tolls(ledger, incident) == before
    assert Standing(ledger).of(ledger.entries()).decided == {}


def exported(ledger: Ledger, layer: Any) -> list[dict[str, Any]]:
    pieces = export(told(ledger, layer=layer), form("claims", "jsonl"), Account())
    return [json.loads(line) for line in b"".join(pieces).splitlines()]


def test_exports_say_what_was_decided(ledger: Ledger) -> None:
    machine = exported(ledger, "reviewed")
    first, second = [e.id for e in ledger.entries()]
    ledger.review.decide(first, [Draft("correct", "stance", "hedged")], ADA, seen=0)
    ledger.review.decide(second, [Draft("reject")], ADA, seen=0)
    [claim] = exported(ledger, "reviewed")
    assert claim["stance"] == "hedged" and claim["machine"]["stance"] == "asserts"
    decision = claim["decision"]
    assert (decision["state"], decision["by"], decision["corrected"]) == ("corrected", "ada", ["stance"])
    assert exported(ledger, "machine") == machine and "decision" not in machine[0]
