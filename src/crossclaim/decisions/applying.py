"""A value that a person gave put into a claim: the claim stays whole, with codes and spans that hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from crossclaim.decisions.values import Json
from crossclaim.lexicon.events import load_events
from crossclaim.records import (
    Casualty,
    Claim,
    DatePrecision,
    DateSpan,
    Event,
    Loss,
    Party,
    Place,
    Span,
)

WEEK = 8
YEAR = 360
"""Days from which a stretch is a month or a year, and below which a week."""


def with_value(claim: Claim, field: str, value: Any, text: str) -> Claim:
    """The claim with one field as a person has it.

    A party, place or date that stays keeps its words; a new one gets an empty span at the start of the evidence.

    Args:
        claim: as it was.
        field: one of `crossclaim.decisions.values.FIELDS`.
        value: in plain notation, checked.
        text: the report's.
    """
    return _PUT[field](claim, value, text)


def made_claim(id: str, fields: Mapping[str, Any], text: str) -> Claim:
    """A claim that a person marked.

    Args:
        id: for it.
        fields: all of `crossclaim.decisions.values.FIELDS`, checked.
        text: the report's.
    """
    start, end = fields["quote"]["start"], fields["quote"]["end"]
    span = Span(start, end, text[start:end])
    claim = Claim(
        id=id,
        start=start,
        end=end,
        quote=span.text,
        attribution=None,
        claimant=None,
        via=(),
        stance="asserts",
        tense="past",
        event=_event("other", span, None),
        actors=(),
        targets=(),
        casualties=(),
        losses=(),
        place=None,
        date=None,
    )
    for field, value in fields.items():
        claim = with_value(claim, field, value, text)
    return claim


def _event(type: str, trigger: Span, means: str | None) -> Event:
    frame = next(f for f in load_events().frames.values() if f.type == type)
    return Event(frame.type, frame.plover, frame.mode, frame.acled, frame.cameo, trigger, means)


def _put_event(claim: Claim, value: str, text: str) -> Claim:
    if claim.event.type == value:
        return claim
    return replace(claim, event=_event(value, claim.event.trigger, claim.event.means))


def _put_quote(claim: Claim, value: Json, text: str) -> Claim:
    start, end = value["start"], value["end"]
    return replace(claim, start=start, end=end, quote=text[start:end])


def _known(claim: Claim) -> Iterable[Party]:
    """Parties that the claim names in any part."""
    yield from (claim.claimant,) if claim.claimant else ()
    yield from (*claim.via, *claim.actors, *claim.targets)
    yield from (c.party for c in claim.casualties if c.party)
    yield from (x.party for x in claim.losses if x.party)


def _party(claim: Claim, value: Json | None) -> Party | None:
    if value is None:
        return None
    same = next((p for p in _known(claim) if p.name == value["name"]), None)
    words = (same.text, same.start, same.end) if same else ("", claim.start, claim.start)
    return Party(*words, value["name"], value["country"], value["sector"])


def _parties(claim: Claim, values: Iterable[Json]) -> tuple[Party, ...]:
    found = (_party(claim, value) for value in values)
    return tuple(p for p in found if p)


def _put_casualties(claim: Claim, values: list[Json], text: str) -> Claim:
    return replace(claim, casualties=tuple(_casualty(claim, v) for v in values))


def _casualty(claim: Claim, value: Json) -> Casualty:
    """One that is as before but for its figure keeps its words and marks."""
    who, kind = value["who"], value["kind"]
    same = next((c for c in claim.casualties if (c.kind, c.who) == (kind, who)), None)
    new = Casualty(
        kind, value["low"], value["high"], who, _party(claim, value["party"]), value["class"], claim.start, claim.start
    )
    if same is None:
        return new
    return replace(new, start=same.start, end=same.end, subset=same.subset, more=same.more, told=same.told)


def _put_losses(claim: Claim, values: list[Json], text: str) -> Claim:
    return replace(claim, losses=tuple(_loss(claim, v) for v in values))


def _loss(claim: Claim, value: Json) -> Loss:
    same = next((x for x in claim.losses if x.what == value["what"]), None)
    at = (same.start, same.end) if same else (claim.start, claim.start)
    return Loss(value["what"], value["count"], _party(claim, value["party"]), *at)


def _put_place(claim: Claim, value: Json | None, text: str) -> Claim:
    if value is None:
        return replace(claim, place=None)
    old, name = claim.place, value["name"]
    same = old is not None and name in (old.name, old.text)
    start, end, words = (old.start, old.end, old.text) if old and same else (claim.start, claim.start, name)
    country, lat, lon = value["country"], value["lat"], value["lon"]
    kept = bool(old and same and (country, lat, lon) == (old.country, old.lat, old.lon))
    made = Place(
        start=start,
        end=end,
        text=words,
        kind="place",
        name=name,
        admin1=old.admin1 if old and same else None,
        country=country,
        lat=lat,
        lon=lon,
        geonameid=old.geonameid if old and kept else None,
        precision=old.precision if old and kept else "exact" if lat is not None else "unknown",
    )
    return replace(claim, place=made)


def _put_date(claim: Claim, value: Json | None, text: str) -> Claim:
    if value is None:
        return replace(claim, date=None, unresolved_date=None)
    first, last = date.fromisoformat(value["from"]), date.fromisoformat(value["to"])
    old = claim.date
    if old and (old.first, old.last) == (first, last):
        return claim
    return replace(claim, date=DateSpan("", 0, 0, first, last, _precision(first, last)), unresolved_date=None)


def _precision(first: date, last: date) -> DatePrecision:
    days = (last - first).days + 1
    if days == 1:
        return "day"
    if days < WEEK:
        return "week"
    return "year" if days >= YEAR else "month"


_PUT: Mapping[str, Callable[[Claim, Any, str], Claim]] = {
    "quote": _put_quote,
    "claimant": lambda claim, value, text: replace(claim, claimant=_party(claim, value)),
    "via": lambda claim, value, text: replace(claim, via=_parties(claim, value)),
    "stance": lambda claim, value, text: replace(claim, stance=value),
    "tense": lambda claim, value, text: replace(claim, tense=value),
    "event": _put_event,
    "actors": lambda claim, value, text: replace(claim, actors=_parties(claim, value)),
    "targets": lambda claim, value, text: replace(claim, targets=_parties(claim, value)),
    "casualties": _put_casualties,
    "losses": _put_losses,
    "place": _put_place,
    "date": _put_date,
}
