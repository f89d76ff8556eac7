"""A made ledger's worth of records: one clash, one bombing, and what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest

from crossclaim.interchange.gather import case
from crossclaim.interchange.records import Case
from crossclaim.ledger.records import StoredEntry, StoredIncident, StoredReport
from crossclaim.records import Casualty, Claim, DateSpan, Event, Loss, Party, Place, Span

MOMENT = datetime(2025, 3, 9, 12, tzinfo=UTC)
DAY = date(2025, 3, 4)


class Make:
    """Records with as little said of each as a test needs."""

    army = Party("the army", 0, 8, "Mali army", "MLI", "MIL")
    front = Party("the Front", 0, 9, "Azalay Front", None, "REB")
    monitor = Party("Sahel Watch", 0, 11, "Sahel Watch", None, "NGO")
    people = Party("villagers", 0, 9, "villagers", "MLI", "CVL")
    place = Place(40, 46, "Ménaka", "place", "Ménaka", "Ménaka", "MLI", 15.9, 2.4, 2453000, "near")
    date = DateSpan("Tuesday", 20, 27, DAY, DAY, "day")

    def killed(self, low: int | None, high: int | None, party: Party | None = None, **more: Any) -> Casualty:
        known: dict[str, Any] = {
            "kind": "killed",
            "who": "soldiers",
            "victims": "military",
            "start": 1,
            "end": 4,
        } | more
        return Casualty(low=low, high=high, party=party, **known)

    def claim(self, id: str = "c1", **more: Any) -> Claim:
        event = Event("clash", "ASSAULT", "firearms", "Armed clash", "19", Span(0, 5, "clash"), None)
        known: dict[str, Any] = {
            "start": 10,
            "end": 22,
            "quote": "a clash near",
            "attribution": None,
            "claimant": None,
            "via": (),
            "stance": "asserts",
            "tense": "past",
            "event": event,
            "actors": (self.front,),
            "targets": (self.army,),
            "casualties": (),
            "losses": (),
            "place": self.place,
            "date": self.date,
        }
        return Claim(id=id, **(known | more))

    def event(self, type: str, acled: str | None, plover: str = "ASSAULT", mode: str | None = None) -> Event:
        return Event(type, plover, mode, acled, "18", Span(0, 5, "clash"))

    def entry(self, claim: Claim, **more: Any) -> StoredEntry:
        known: dict[str, Any] = {
            "report": "k1",
            "version": 1,
            "current": True,
            "report_id": "mali-1",
            "source": "Radio Ténéré",
            "published": date(2025, 3, 5),
            "title": "Clash near Ménaka",
            "url": "https://radio.example/1?a=1",
            "copy_of": None,
            "group": "i1",
            "incident": "i0001",
        } | more
        return StoredEntry(id=f"{known['report']}#{claim.id}", claim=claim, **known)

    def incident(self, *entries: StoredEntry, **more: Any) -> StoredIncident:
        known: dict[str, Any] = {
            "id": "i0001",
            "event": "clash",
            "first": DAY,
            "last": DAY,
            "place": "Ménaka",
            "country": "MLI",
            "lat": 15.9,
            "lon": 2.4,
            "parties": ("Azalay Front", "Mali army"),
            "entries": len(entries),
            "reports": len({e.report for e in entries}),
            "reactions": 1,
            "created": MOMENT,
            "changed": MOMENT,
        } | more
        return StoredIncident(**known)

    def case(self, *claims: Claim, days: Sequence[int] = (), **more: Any) -> Case:
        """A case whose claims stand in a report each, published on these days of March 2025, or on the fifth."""
        published = [date(2025, 3, day) for day in days] or [date(2025, 3, 5)] * len(claims)
        entries = [
            self.entry(c, report=f"k{n}", report_id=f"mali-{n}", published=day)
            for n, (c, day) in enumerate(zip(claims, published, strict=True), 1)
        ]
        return case(self.incident(*entries, **more), entries)

    def report(self, **more: Any) -> StoredReport:
        known: dict[str, Any] = {
            "key": "k1",
            "version": 1,
            "current": True,
            "id": "mali-1",
            "title": "Clash",
            "source": "Radio Ténéré",
            "published": date(2025, 3, 5),
            "url": None,
            "language": "en",
            "digest": "d" * 8,
            "added": MOMENT,
            "claims": 2,
        } | more
        return StoredReport(**known)


@pytest.fixture
def make() -> Make:
    return Make()


@pytest.fixture
def clash(make: Make) -> Case:
    """The Front alleges 30 dead, the army denies that, then admits 12; a monitor counts 15, and 2 villagers."""
    return make.case(
        make.claim(
            "c1",
            claimant=make.army,
            casualties=(make.killed(12, 12, make.army),),
            losses=(Loss("truck", 1, make.army, 5, 9),),
        ),
        make.claim("c2", claimant=make.front, casualties=(make.killed(30, None, make.army),)),
        make.claim("c3", claimant=make.army, stance="denies", casualties=(make.killed(30, None, make.army),)),
        make.claim(
            "c4",
            claimant=make.monitor,
            casualties=(
                make.killed(15, 15, make.army),
                make.killed(2, 2, make.people, victims="civilian", who="villagers"),
                make.killed(5, None, make.army, kind="wounded"),
            ),
        ),
        days=(6, 5, 5, 6),
    )
