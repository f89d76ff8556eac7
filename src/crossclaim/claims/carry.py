"""Carry place and date from claim to claim: a report that names them once means them throughout."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from crossclaim.claims.why import because, dated, placed
from crossclaim.places.words import packaged_place_words
from crossclaim.records import Claim, DateSpan, Place

if TYPE_CHECKING:
    from crossclaim.parsed import Doc, Token

KIN = (
    frozenset(
        {
            "attack",
            "clash",
            "shelling",
            "airstrike",
            "bombing",
            "chemical_attack",
            "killing",
            "casualties",
            "shootdown",
            "destroy",
            "claim_responsibility",
            "capture_territory",
            "detain",
        }
    ),
)
"""Event types that one occurrence is told with."""

RIGHT_BEHIND = 150
"""Characters behind a placed claim within which what is told was there too."""

DEFINITE = re.compile(r"\bthe (\w+)")

STANDING = frozenset({"past", "ongoing"})
MAIN = "the report's main place"


def carried(
    claims: Sequence[Claim],
    main: Place | None,
    day: DateSpan | None,
    published: date | None,
    asides: Collection[str] = (),
) -> tuple[Claim, ...]:
    """Claims with the place and date that they take over from the claims before them.

    Where the violence of a report is at one place more than at any other, that is the place of all that names
    none; else it is the place last named. A denial is placed where the claim before it of the same kind is. What
    happened "in" the state of the main place alone is put there too. A day that the report itself gives is that of
    all that follows; a day that a source gives is that source's own, where the report's news has a day besides.

    Args:
        claims: in text order.
        main: the report's main place.
        day: the day that the report's news is of, where it names one.
        published: day of publication: what happened with no day named is dated by it.
        asides: ids of claims told in passing, whose place and date say nothing of what follows.

    Returns:
        The same claims. Background claims take over nothing; a date taken over keeps its words' offsets.
    """
    focus = _focus(claims)
    place, moment, out = main, day, []
    told: Claim | None = None
    asserted: dict[str, Place] = {}
    named: dict[str | None, DateSpan] = {}
    for c in claims:
        if c.tense == "background":
            out.append(c)
            continue
        if c.place is not None and not c.place.is_country and c.id not in asides:
            place = c.place
        if c.date is not None and c.tense in STANDING and _violent(c) and c.id not in asides:
            if c.claimant is None:
                named.clear()
            named[_speaker(c)] = c.date
            moment = c.date if c.claimant is None or day is None else moment
        whence = "the place of most violence here" if focus else "the place last named" if place != main else MAIN
        if c.stance == "denies" and c.event.type in asserted:
            out.append(
                _filled(
                    c,
                    asserted[c.event.type],
                    "the place of the claim denied",
                    named.get(_speaker(c), moment),
                    published,
                )
            )
            continue
        if c.place is not None and not c.place.is_country and c.stance != "denies" and c.id not in asides:
            asserted[c.event.type] = c.place
        near = told is not None and _violent(c) and 0 <= c.start - told.end <= RIGHT_BEHIND
        answers = c.stance == "denies" and c.claimant is not None
        near = near and not answers and not _known_already(c, out)
        whence = "the place of what was told right before" if near else whence
        ground = (told.place if near and told else None) or focus or place
        out.append(_filled(c, ground, whence, named.get(_speaker(c), moment), published))
        if out[-1].place is not None and _tells(c, asides) and (near or c.place == out[-1].place):
            told = out[-1] if not out[-1].place.is_country else None
    return tuple(out)


def _tells(c: Claim, asides: Collection[str]) -> bool:
    """Whether a claim tells of violence in its own right, so that what follows goes on with it."""
    return _violent(c) and c.stance != "denies" and c.id not in asides


def _known_already(c: Claim, before: Sequence[Claim]) -> bool:
    """Whether a claim speaks of an event told before ("the attack"): of the report's, not of the last one told."""
    told = {b.event.trigger.text.lower() for b in before}
    return any(event in told for event in DEFINITE.findall(c.quote.lower()))


def _speaker(c: Claim) -> str | None:
    return c.claimant.name if c.claimant is not None else None


def told_in_passing(claims: Sequence[Claim], doc: Doc) -> frozenset[str]:
    """Ids of claims whose event only says who somebody is ("a commander, who was killed last week, ...")."""
    spans = {c.id: doc.char_span(c.event.trigger.start, c.event.trigger.end) for c in claims}
    return frozenset(i for i, span in spans.items() if span is not None and _relative(span.root))


def _relative(token: Token) -> bool:
    clauses = [t for t in (token, *token.ancestors) if t.dep_ == "acl:relcl"]
    return any(c.tag_ in {"WP", "WP$"} for t in clauses for c in t.subtree if c.i <= t.i)


def _focus(claims: Sequence[Claim]) -> Place | None:
    """The place of a report's first placed violence, where half of all, or no other place has more; else None."""
    news = [c for c in claims if _violent(c) and c.tense in STANDING and c.place is not None]
    placed = [c.place for c in news if c.place is not None and not c.place.is_country]
    if not placed:
        return None
    main, spots = placed[0], Counter(_spot(p) for p in placed)
    times = spots[_spot(main)]
    if times <= len(placed) / 2 and (times == 1 or times < max(spots.values())):
        return None
    finer = {p.name: p for p in placed if p.name != main.name and p.precision == "near" and _beside(p, main)}
    return next(iter(finer.values())) if len(finer) == 1 else main


def _spot(p: Place) -> tuple[float | None, float | None, str | None]:
    """Where a place is: a quarter counts as its town; what has no position is told by its name."""
    return p.lat, p.lon, p.name if p.lat is None or p.is_country or p.precision == "admin1" else None


def _beside(quarter: Place, main: Place) -> bool:
    """Whether a place with no position of its own was put at another's: a quarter or village of it."""
    return (quarter.lat, quarter.lon) == (main.lat, main.lon)


def _violent(c: Claim) -> bool:
    return any(c.event.type in kin for kin in KIN)


def _filled(c: Claim, place: Place | None, whence: str, moment: DateSpan | None, published: date | None) -> Claim:
    if place is not None and (c.place is None or _in_its_state(c, place)):
        c = because(replace(c, place=place), placed(place, "carried", whence))
    if c.date is None and c.unresolved_date is None and c.tense in {"past", "called_for"}:
        if moment is not None and _violent(c):
            c = because(replace(c, date=moment), dated(moment, "the day last named", carried=True))
        elif published is not None:
            day = DateSpan("", 0, 0, published, published, "day")
            c = because(replace(c, date=day), dated(day, "the day of publication"))
    return c


def _in_its_state(c: Claim, place: Place) -> bool:
    """Whether violence is only said to be in the state of a place."""
    coarse = (
        c.place is not None
        and c.place.is_country
        and c.place.country == place.country
        and not (c.tense == "ongoing" and _part(c, c.place))
    )
    return coarse and _violent(c) and c.tense in STANDING


def _part(c: Claim, state: Place) -> bool:
    """Whether a claim says in which part of a state: "in northern Mali", and not "a town in northern Mali"."""
    before = [word.lower() for word in c.quote[: max(0, state.start - c.start)].split()]
    words = packaged_place_words()
    unnamed = len(before) > NOUN_BEFORE and before[-NOUN_BEFORE] in words.heads
    return bool(before) and before[-1] in words.directions and not unnamed


NOUN_BEFORE = 3
"""Words back from a state to the noun for the place in it: "a town in northern Mali"."""
