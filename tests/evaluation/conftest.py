"""Records made by hand: claims, parties, places and readings of a short text, and their gold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest

from crossclaim.pipeline import Reader
from crossclaim.records import Casualty, Claim, DateSpan, Event, Party, Place, Reading, Report, Span
from evaluation.corpora import load_own
from evaluation.reading import read_items
from evaluation.records import GoldClaim
from evaluation.suite import Measured, by_id, measure

TEXT = "The army of Mali said 12 soldiers died near Gao on Friday. The Front denied that it had shelled Gao."


def party(name: str, country: str | None = None, sector: str | None = None, text: str = "") -> Party:
    return Party(text or name, 0, 0, name, country, sector)


def claim(
    quote: str, type_: str, claimant: Party | None = None, *, ident: str = "c1", text: str = TEXT, **more: Any
) -> Claim:
    """A claim whose quote stands in the text; `killed`, `place`, `day`, `plover` are short for records."""
    start = text.index(quote)
    killed, place, day = more.pop("killed", ()), more.pop("place", None), more.pop("day", None)
    event = Event(type_, more.pop("plover", "ASSAULT"), None, None, "19", Span(start, start + 1, quote[0]))
    usual: dict[str, Any] = {"via": (), "stance": "asserts", "tense": "past", "actors": (), "targets": (), "losses": ()}
    return Claim(
        id=ident,
        start=start,
        end=start + len(quote),
        quote=quote,
        attribution=None,
        claimant=claimant,
        event=event,
        casualties=tuple(Casualty("killed", low, high, "", None, "unknown", 0, 1) for low, high in killed),
        place=Place(0, 1, place, "place", place, None, None, None, None, None, "unknown") if place else None,
        date=DateSpan("", 0, 0, day, day, "day") if day else None,
        **(usual | more),
    )


def gold(quote: str, event: str, claimant: str = "reporter", **more: Any) -> GoldClaim:
    usual: dict[str, Any] = {
        "side": None,
        "stance": "asserts",
        "tense": "past",
        "actor": None,
        "target": None,
        "figures": frozenset(),
        "place": None,
        "date": None,
    }
    return GoldClaim(quote=quote, claimant=claimant, event=event, **(usual | more))


def reading(claims: Sequence[Claim] = (), ident: str = "r", text: str = TEXT, **more: Any) -> Reading:
    return Reading(Report(ident, text, published=date(2031, 3, 8)), claims=tuple(claims), **more)


@pytest.fixture
def make_party() -> Callable[..., Party]:
    return party


@pytest.fixture
def make_claim() -> Callable[..., Claim]:
    return claim


@pytest.fixture
def make_gold() -> Callable[..., GoldClaim]:
    return gold


@pytest.fixture
def make_reading() -> Callable[..., Reading]:
    return reading


@pytest.fixture(scope="session")
def own(reader: Reader) -> Measured:
    """Our own gold, read once by the default reader and measured."""
    corpus = load_own()
    return measure(corpus, by_id([r for r in read_items(corpus.items, reader.read) if isinstance(r, Reading)]))
