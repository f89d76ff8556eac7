"""A reading made by hand: nested and overlapping quotes, markup, formulas, odd characters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from crossclaim.records import (
    Attribution,
    Casualty,
    Claim,
    DateSpan,
    Event,
    Incident,
    Loss,
    Party,
    Place,
    Reading,
    Reason,
    Report,
    Span,
    Tally,
    TallyEntry,
)

TEXT = (
    "The army of Mali said on Tuesday that 12 of its soldiers were killed and a truck was burned near Ménaka "
    "by the <Front> & allies.\n"
    "The Front denied that it had killed 12 soldiers in the ambush, a spokesman told Radio Sahel.\n"
    "=SUM(A1) fighters reportedly left the town\u2028in 2019, and the UN urged both sides to talk."
)


class Builder:
    """Records whose offsets are looked up in a text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def find(self, words: str, after: str = "") -> tuple[int, int]:
        start = self.text.index(words, self.text.index(after) if after else 0)
        return start, start + len(words)

    def span(self, words: str, after: str = "") -> Span:
        return Span(*self.find(words, after), words)

    def party(
        self, words: str, name: str, country: str | None = None, sector: str | None = None, after: str = ""
    ) -> Party:
        start, end = self.find(words, after)
        return Party(words, start, end, name, country, sector)

    def place(self, words: str, name: str, country: str | None, after: str = "", **more: Any) -> Place:
        start, end = self.find(words, after)
        known = {"admin1": None, "lat": -16.57, "lon": -69.04, "geonameid": 1, "precision": "exact"} | more
        return Place(start, end, words, "place", name, country=country, **known)

    def day(self, words: str, first: date, last: date | None = None, precision: Any = "day") -> DateSpan:
        return DateSpan(words, *self.find(words), first, last or first, precision)

    def killed(self, words: str, low: int | None, high: int | None, who: str, **more: Any) -> Casualty:
        known = {"kind": "killed", "party": None, "victims": "unknown"} | more
        start, end = self.find(words)
        return Casualty(low=low, high=high, who=who, start=start, end=end, **known)

    def loss(self, words: str, what: str, count: int, party: Party | None) -> Loss:
        return Loss(what, count, party, *self.find(words))

    def claim(self, id: str, quote: str, type: str, trigger: str, after: str = "", **more: Any) -> Claim:
        start, end = self.find(quote, after)
        at = start + quote.index(trigger)
        codes = {"plover": "ASSAULT", "mode": None, "acled": None, "cameo_root": "19", "means": None}
        codes |= {key: more.pop(key) for key in list(more) if key in codes}
        event = Event(type=type, trigger=Span(at, at + len(trigger), trigger), **codes)
        known: dict[str, Any] = {
            "attribution": None,
            "claimant": None,
            "via": (),
            "stance": "asserts",
            "tense": "past",
            "actors": (),
            "targets": (),
            "casualties": (),
            "losses": (),
            "place": None,
            "date": None,
        }
        return Claim(id=id, start=start, end=end, quote=quote, event=event, **(known | more))


@pytest.fixture
def reading() -> Reading:
    return sample()


@pytest.fixture
def empty() -> Reading:
    """A report without a claim."""
    return Reading(Report(id="quiet", text="All was quiet."), notes=("no claim found",))


def sample() -> Reading:
    """Five claims by four claimants, two of which overlap, one inside another."""
    make = Builder(TEXT)
    army = make.party("The army of Mali", "Mali army", "MLI", "MIL")
    front = make.party("The Front", "-Front", None, "REB")
    radio = make.party("Radio Sahel", "Radio Sahel", None, "MED")
    menaka = make.place("Ménaka", "Ménaka", "MLI", admin1="Ménaka", lat=15.9, lon=2.4, precision="near")
    tuesday = make.day("Tuesday", date(2025, 3, 4))
    dead = make.killed("12 of its soldiers", 12, 12, "soldiers", party=army, victims="military")
    refused = make.killed("12 soldiers", 12, 12, "soldiers", party=army, victims="military")
    claims = (
        make.claim(
            "c1",
            "12 of its soldiers were killed and a truck was burned near Ménaka by the <Front> & allies",
            "attack",
            "killed",
            attribution="a1",
            claimant=army,
            actors=(front,),
            targets=(army,),
            casualties=(dead,),
            losses=(make.loss("a truck", "truck", 1, army),),
            place=menaka,
            date=tuesday,
            acled="Armed clash",
        ),
        make.claim(
            "c2",
            "a truck was burned",
            "destroy",
            "burned",
            claimant=army,
            tense="background",
            stance="hedged",
        ),
        make.claim(
            "c3",
            "it had killed 12 soldiers in the ambush",
            "attack",
            "killed",
            attribution="a2",
            claimant=front,
            via=(radio,),
            stance="denies",
            casualties=(refused,),
        ),
        make.claim(
            "c4",
            "=SUM(A1) fighters reportedly left the town\u2028in 2019",
            "withdraw",
            "left",
            stance="hedged",
            unresolved_date=make.span("in 2019"),
        ),
        make.claim(
            "c5",
            "left the town\u2028in 2019, and the UN urged both sides to talk",
            "appeal",
            "urged",
            claimant=make.party("the UN", "UN", None, "IGO"),
            tense="called_for",
        ),
    )
    attributions = (
        Attribution(
            "a1",
            make.span("The army of Mali"),
            make.span("said"),
            (make.span(TEXT[38:127]),),
            False,
            army,
            "asserts",
        ),
        Attribution("a2", None, make.span("denied"), (), True, None, "denies"),
    )
    tally = Tally(
        "killed",
        army,
        "military",
        12,
        12,
        (TallyEntry(army, "c1", 12, 12, "asserts"), TallyEntry(front, "c3", 12, 12, "denies")),
    )
    incidents = (
        Incident("i1", "attack", menaka, tuesday, ("c1", "c3"), (tally,)),
        Incident("i2", "withdraw", None, None, ("c4",), ()),
    )
    report = Report(
        id="mali-1",
        text=TEXT,
        title="Ambush <near> Ménaka",
        source="Radio Sahel",
        published=date(2025, 3, 5),
        url="https://radio.example/1?a=1&b=2",
        furniture=("Accept <all> cookies",),
    )
    return Reading(report, attributions, (menaka,), claims, incidents, ("one date could not be worked out: in 2019",))


@pytest.fixture
def explained(reading: Reading) -> Reading:
    """The same reading with a confidence on each claim and reasons on the first."""
    killed = reading.claims[0].event.trigger
    why = (
        Reason("trigger", "killing", "rule", "pattern", "triggers.yaml: killing, verbs: kill", killed),
        Reason("cue", "said", "head", "cue head", "content by the link head, 0.91", Span(32, 36, "said"), 0.996),
        Reason("claimant", "Mali army", "head", "link head", "a name", Span(0, 16, "The army of Mali"), 0.97),
        Reason("stance", "asserts", "default", "nothing denies or hedges it"),
        Reason("place", "Ménaka", "carried", "the report's main place"),
    )
    first = replace(reading.claims[0], why=why)
    sure = (0.87, 0.5, 0.08, 1.0, 0.42)
    claims = tuple(replace(c, confidence=p) for c, p in zip((first, *reading.claims[1:]), sure, strict=True))
    return replace(reading, claims=claims)
