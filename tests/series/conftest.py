"""Records for series: claims of an invented war, with as little said of each as a test needs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from crossclaim.ledger.records import StoredEntry
from crossclaim.records import Claim, DateSpan, Event, Party, Place, Span

ARMY = Party("the army", 0, 8, "Mali army", "MLI", "MIL")
FRONT = Party("the Front", 0, 9, "Azalay Front", None, "REB")
WATCH = Party("Sahel Watch", 0, 11, "Sahel Watch", None, "NGO")
UN = Party("the UN", 0, 6, "United Nations", None, "IGO")
WHO = {"army": ARMY, "front": FRONT, "watch": WATCH, "un": UN}
KIDAL = Place(0, 5, "Kidal", "place", "Kidal", "Kidal", "MLI", 18.4, 1.4, 1, "exact")
MALI = Place(0, 4, "Mali", "place", "Mali", None, "MLI", 17.0, -4.0, 2, "country")
WHERE = {"Kidal": KIDAL, "Mali": MALI}
PLOVER = {"attack": "ASSAULT", "claim_responsibility": "ASSAULT", "violate_ceasefire": "ASSAULT"}
PLOVER |= {"shelling": "ASSAULT", "bombing": "ASSAULT", "condemn": "REJECT", "appeal": "REQUEST"}
PLOVER |= {"aid": "AID", "agree": "AGREE"}


def entry(
    said: str = "",
    event: str = "attack",
    actor: str = "",
    target: str = "",
    day: int | None = 4,
    *,
    incident: str | None = "i1",
    place: str | None = "Kidal",
    **more: Any,
) -> StoredEntry:
    """A claim: `said` is by whom, empty for the outlet; `day` one of March 2025."""
    when = date(2025, 3, day) if day else None
    number = more.pop("number", 1)
    claim = Claim(
        id=f"c{number}",
        start=0,
        end=9,
        quote=more.pop("quote", "something happened"),
        attribution=None,
        claimant=WHO[said] if said else None,
        via=(),
        stance=more.pop("stance", "asserts"),
        tense=more.pop("tense", "past"),
        event=Event(event, PLOVER[event], None, None, "18", Span(0, 5, "words")),
        actors=(WHO[actor],) if actor else (),
        targets=(WHO[target],) if target else (),
        casualties=(),
        losses=(),
        place=WHERE[place] if place else None,
        date=DateSpan("then", 0, 4, when, when, "day") if when else None,
    )
    known: dict[str, Any] = {"report": "k1", "version": 1, "current": True, "report_id": "r1"}
    known |= {"source": "Radio", "published": date(2025, 3, 6), "title": "News", "url": None, "copy_of": None}
    known |= {"group": None, "incident": incident} | more
    return StoredEntry(id=f"{known['report']}#c{number}", claim=claim, **known)


@pytest.fixture
def tell() -> Callable[..., list[StoredEntry]]:
    """Claims from their arguments, each with an id of its own."""

    def run(*claims: dict[str, Any]) -> list[StoredEntry]:
        return [entry(**({"number": n} | one)) for n, one in enumerate(claims, 1)]

    return run
