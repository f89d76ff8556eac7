"""Carry place and date from claim to claim: a report that names them once means them throughout."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from crossclaim.claims.focus import STANDING, focus, spot, violent
from crossclaim.claims.scenes import Scene
from crossclaim.claims.why import because, dated, placed
from crossclaim.places.words import packaged_place_words
from crossclaim.records import Claim, DateSpan, Place

if TYPE_CHECKING:
    from crossclaim.parsed import Doc, Token

RIGHT_BEHIND = 150
"""Characters behind a placed claim within which what is told was there too."""

DEFINITE = re.compile(r"\bthe (\w+)")

MOVING = frozenset({"aid", "mobilize", "withdraw"})
"""Types of events of people, goods and forces that go elsewhere: where they do is not where the rest goes on."""

MAIN = "the report's main place"
MOST = "the place of most violence here"
LAST = "the place last named"
RIGHT_BEFORE = "the place of what was told right before"
SCENE = "the place of the sentence before"
TOLD = "the place of the event told before"
DENIED = "the place of the claim denied"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a report is about as a whole.

    Attributes:
        main: its main place.
        focus: the place of most violence.
        day: the day that its news is of, where it names one.
        published: day of publication: what happened with no day named is dated by it.
        scenes: the place and day of sentences before claims, by the claim's id.
        asides: ids of claims told in passing, whose place and date say nothing of what follows.
        sums: ids of claims that count the victims of a long time, which are of no town.
    """

    main: Place | None
    focus: Place | None
    day: DateSpan | None
    published: date | None
    scenes: Mapping[str, Scene]
    asides: Collection[str]
    sums: Collection[str]


@dataclass(frozen=True, slots=True)
class Memory:
    """What the claims so far lend to those that follow.

    Attributes:
        place: the place last named.
        moment: the day last named.
        days: the days that speakers named, by speaker.
        told: the last placed claim of violence, with what it took over.
        recent: the last claim of any kind that named its place.
        asserted: the last claim of each kind of event that is none of a denial.
        events: words for the events told.
    """

    place: Place | None
    moment: DateSpan | None
    days: Mapping[str | None, DateSpan]
    told: Claim | None
    recent: Claim | None
    asserted: Mapping[str, Claim]
    events: frozenset[str]


def carried(
    claims: Sequence[Claim],
    main: Place | None,
    day: DateSpan | None,
    published: date | None,
    asides: Collection[str] = (),
    scenes: Mapping[str, Scene] | None = None,
    sums: Collection[str] = (),
) -> tuple[Claim, ...]:
    """Claims with the place and date that they take over from what stands before them.

    What is told right behind a placed claim of violence, or behind a sentence that sets the scene, was there and
    then. Else, where the violence of a report is at one place more than at any other, that is the place of all that
    names none; else it is the place last named. A denial is placed where the claim before it of the same kind is.
    What happened "in" the state of the main place alone is put there too. A day that the report itself gives is that
    of all that follows; a day that a source gives is that source's own, where the report's news has a day besides.

    Args:
        claims: in text order.
        main: the report's main place.
        day: the day that the report's news is of, where it names one.
        published: day of publication: what happened with no day named is dated by it.
        asides: ids of claims told in passing, whose place and date say nothing of what follows.
        scenes: the place and day of sentences before claims, by the claim's id.
        sums: ids of claims that count the victims of a long time.

    Returns:
        The same claims. Background claims and sums take over nothing; a date taken over keeps its words' offsets.
    """
    setting = Setting(main, focus(claims), day, published, scenes or {}, asides, sums)
    memory, out = Memory(main, day, {}, None, None, {}, frozenset()), []
    for c in claims:
        if c.tense == "background" or c.id in setting.sums:
            out.append(c)
            continue
        memory = _heard(c, memory, setting)
        ground, whence = _ground(c, memory, setting)
        if c.place is not None and not _in_its_state(c, ground, lead=memory.recent is None):
            ground = None
        filled = _filled(c, ground, whence, _moment(c, memory, setting), published)
        out.append(filled)
        memory = _told(c, filled, memory, setting)
    return tuple(out)


def _heard(c: Claim, memory: Memory, setting: Setting) -> Memory:
    """The memory with the place and day that a claim itself names."""
    if c.id in setting.asides:
        return memory
    if c.place is not None and not c.place.is_country:
        memory = replace(memory, place=memory.place if c.event.type in MOVING else c.place, recent=c)
    if c.date is None or c.tense not in STANDING or not violent(c):
        return memory
    days = {_speaker(c): c.date} if c.claimant is None else {**memory.days, _speaker(c): c.date}
    own = c.claimant is not None and setting.day is not None
    return replace(memory, days=days, moment=memory.moment if own else c.date)


def _told(c: Claim, filled: Claim, memory: Memory, setting: Setting) -> Memory:
    """The memory with a claim, for those that come right behind it or deny it."""
    memory = replace(memory, events=memory.events | set(c.event.trigger.text.lower().split()))
    if c.stance == "denies" or c.id in setting.asides:
        return memory
    if filled.place is not None and not filled.place.is_country:
        memory = replace(memory, asserted={**memory.asserted, c.event.type: filled})
    if not violent(c) or filled.place is None:
        return memory
    lends = _near(c, memory) or _scene(c, memory, setting) is not None or c.place == filled.place
    return replace(memory, told=None if filled.place.is_country else filled) if lends else memory


def _ground(c: Claim, memory: Memory, setting: Setting) -> tuple[Place | None, str]:
    """The place that a claim which names none takes over, and why that."""
    if c.stance == "denies" and c.event.type in memory.asserted:
        return memory.asserted[c.event.type].place, DENIED
    if _known_already(c, memory) and c.event.type in memory.asserted:
        return memory.asserted[c.event.type].place, TOLD
    scene = _scene(c, memory, setting)
    if scene is not None:
        return scene.place, SCENE
    if _near(c, memory) and memory.told is not None:
        return memory.told.place, RIGHT_BEFORE
    if not violent(c) and memory.recent is not None and 0 <= c.start - memory.recent.end <= RIGHT_BEHIND:
        return memory.recent.place, RIGHT_BEFORE
    if setting.focus is not None:
        return setting.focus, MOST
    return memory.place, LAST if memory.place != setting.main else MAIN


def _moment(c: Claim, memory: Memory, setting: Setting) -> DateSpan | None:
    """The day that a claim which names none takes over."""
    denied = memory.asserted.get(c.event.type) if c.stance == "denies" else None
    scene = _scene(c, memory, setting)
    usual = memory.days.get(_speaker(c), memory.moment)
    if denied is not None:
        return denied.date if denied.date is not None and denied.date.text else usual
    if scene is not None:
        return scene.day or usual
    told = memory.told if _near(c, memory) and _there(c, memory.told) else None
    return told.date if told is not None and told.date is not None and told.date.text else usual


def _there(c: Claim, told: Claim | None) -> bool:
    """Whether a claim names no other place than the one told right before it, at most one that may lie in it."""
    if told is None or told.place is None:
        return False
    quarter = c.place is not None and c.place.precision == "unknown" and c.event.type == told.event.type
    return c.place is None or quarter or spot(c.place) == spot(told.place)


def _scene(c: Claim, memory: Memory, setting: Setting) -> Scene | None:
    """The scene of a claim, unless a placed claim stands between."""
    scene = setting.scenes.get(c.id)
    if scene is None or not violent(c) or c.event.type == "claim_responsibility" or _known_already(c, memory):
        return None
    return scene if memory.told is None or memory.told.end <= scene.end else None


def _near(c: Claim, memory: Memory) -> bool:
    """Whether a claim goes on with what was told right before it."""
    near = memory.told is not None and violent(c) and 0 <= c.start - memory.told.end <= RIGHT_BEHIND
    return near and not _known_already(c, memory)


def _known_already(c: Claim, memory: Memory) -> bool:
    """Whether a claim speaks of an event told before ("the attack"): of the report's, not of the last one told."""
    return any(event in memory.events for event in DEFINITE.findall(c.quote.lower()))


def _speaker(c: Claim) -> str | None:
    return c.claimant.name if c.claimant is not None else None


def told_in_passing(claims: Sequence[Claim], doc: Doc) -> frozenset[str]:
    """Ids of claims whose event only says who somebody is ("a commander, who was killed last week, ...")."""
    spans = {c.id: doc.char_span(c.event.trigger.start, c.event.trigger.end) for c in claims}
    return frozenset(i for i, span in spans.items() if span is not None and _relative(span.root))


def _relative(token: Token) -> bool:
    clauses = [t for t in (token, *token.ancestors) if t.dep_ == "acl:relcl"]
    return any(c.tag_ in {"WP", "WP$"} for t in clauses for c in t.subtree if c.i <= t.i)


def _filled(c: Claim, place: Place | None, whence: str, moment: DateSpan | None, published: date | None) -> Claim:
    if place is not None:
        c = because(replace(c, place=place), placed(place, "carried", whence))
    if c.date is None and c.unresolved_date is None and c.tense in {"past", "called_for"}:
        if moment is not None and violent(c):
            c = because(replace(c, date=moment), dated(moment, "the day last named", carried=True))
        elif published is not None:
            day = DateSpan("", 0, 0, published, published, "day")
            c = because(replace(c, date=day), dated(day, "the day of publication"))
    return c


def _in_its_state(c: Claim, place: Place | None, *, lead: bool) -> bool:
    """Whether violence is only said to be in the state of a place.

    What opens a report may be said to be in a part of the state ("in northern Mali") and be told of nearer below it.
    """
    if place is None or c.place is None or not c.place.is_country or c.place.country != place.country:
        return False
    part = _part(c, c.place) and not (lead and c.tense == "past")
    return not part and violent(c) and c.tense in STANDING


def _part(c: Claim, state: Place) -> bool:
    """Whether a claim says in which part of a state: "in northern Mali", and not "a town in northern Mali"."""
    before = [word.lower() for word in c.quote[: max(0, state.start - c.start)].split()]
    words = packaged_place_words()
    unnamed = len(before) > NOUN_BEFORE and before[-NOUN_BEFORE] in words.heads
    return bool(before) and before[-1] in words.directions and not unnamed


NOUN_BEFORE = 3
"""Words back from a state to the noun for the place in it: "a town in northern Mali"."""
