"""Claims: what was said to have happened, with who says so, put together from the other layers.

One pure function over a parsed text and the records of the stages before it. Nothing here looks at
words: what words mean is decided in the stages; here they meet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from crossclaim.claims.attempts import as_attempt, evaded, in_vain
from crossclaim.claims.blame import answered
from crossclaim.claims.joins import joined
from crossclaim.claims.layers import Books, Layers
from crossclaim.claims.means import by_weapon, in_context
from crossclaim.claims.opponents import with_other_side
from crossclaim.claims.propositions import Proposition, single, stated
from crossclaim.claims.totals import as_total
from crossclaim.claims.voices import voice_of
from crossclaim.claims.why import relayed
from crossclaim.events.modality import conditional
from crossclaim.events.roles import is_verbal, subject
from crossclaim.figures.casualties import find_casualties
from crossclaim.figures.losses import find_losses
from crossclaim.records import Claim
from crossclaim.syntax import sent_start, sentence_root, under

if TYPE_CHECKING:
    from crossclaim.parsed import Doc, Token

from crossclaim.claims.telling import claims_of

COMPLEMENTED = frozenset(
    {
        "appeal",
        "threaten",
        "agree",
        "reject",
        "concern",
        "support",
        "negotiate",
        "mediate",
        "claim_responsibility",
    }
)
"""Frames whose complement is what is asked, threatened or promised: no event of its own."""


def assemble(layers: Layers, books: Books) -> tuple[Claim, ...]:
    """All claims of a text, in text order.

    Args:
        layers: the records of the stages before.
        books: events, modality and people words.

    Returns:
        Claims with ids "c1", "c2" ...; a headline's claim is left out where the body makes it too.
    """
    found = _propositions(layers, books)
    near = _by_sentence(found, layers.doc)
    drafts = [c for p in found for c in claims_of(p, near[sent_start(layers.doc[p.head])], layers, books)]
    kept = _without_headline(_distinct(drafts), layers)
    kept = with_other_side(kept, layers.opposed, layers.parties.text.book.words.opposing)
    told = answered(sorted(kept, key=lambda c: (c.start, c.end)), layers.doc, books)
    told.sort(key=lambda c: (c.start, c.end))
    return tuple(relayed(replace(c, id=f"c{n}")) for n, c in enumerate(told, start=1))


def _by_sentence(found: Sequence[Proposition], doc: Doc) -> dict[int, list[Proposition]]:
    """Propositions by the start of their sentence, with those of the sentences around it."""
    own: dict[int, list[Proposition]] = {}
    for p in found:
        own.setdefault(sent_start(doc[p.head]), []).append(p)
    starts = sorted(own)
    return {s: [p for near in starts[max(0, i - 1) : i + 2] for p in own[near]] for i, s in enumerate(starts)}


def _propositions(layers: Layers, books: Books) -> list[Proposition]:
    doc = layers.doc
    made = []
    equipment = books.events.terms["equipment"]
    numbers = {i: q for q in layers.quantities for i in range(q.first, q.last)}
    for t in (t for t in layers.triggers if not evaded(t, doc, books.events)):
        losses = find_losses(doc, t, numbers, equipment, books.people.owner)
        made.append(single(doc, t, books.events, find_casualties(doc, t, numbers, books.people), losses))
    by_sentence: dict[tuple[int, str | None], list[Proposition]] = {}
    for p in made:
        voice = voice_of(p.trigger.token, layers.holding(p.trigger.token))
        spoken = voice.attribution is not None and voice.attribution.record.source is not None
        said = voice.attribution.record.id if spoken and voice.attribution is not None else None
        key = (sent_start(doc[p.trigger.token]), said)
        by_sentence.setdefault(key, []).append(p)
    out = []
    for group in by_sentence.values():
        out += [
            _framed(q, doc, books)
            for q in joined(doc, group, books)
            if any(stated(doc, m, books.events) for m in _members(q, group))
            and not _overshadowed(q, group, doc)
            and not in_vain(q, doc, books.events)
        ]
    out = in_context(out, doc, layers.triggers, books.events)
    near = _by_sentence(out, doc)
    return [
        p
        for p in out
        if not _complement(p, near[sent_start(doc[p.head])], doc)
        and not _captioned(doc[p.trigger.token], books.events.terms["pictures"])
        and not conditional(doc[p.trigger.token], books.modality)
    ]


def _framed(p: Proposition, doc: Doc, books: Books) -> Proposition:
    """A proposition once it is joined: a total, an attempt, or what its weapon makes of it."""
    counted = as_total(p, doc, books.events, books.people.words)
    tried = as_attempt(p, doc, books.events) if counted is None else None
    return tried or replace(p, frame=counted or by_weapon(p, doc, books.events))


def _overshadowed(p: Proposition, group: Sequence[Proposition], doc: Doc) -> bool:
    """Whether a noun's event is only what did the damage: "the explosion caused much destruction"."""
    if p.casualties or is_verbal(doc[p.trigger.token]) or len(p.tokens) > 1:
        return False
    return any(q.frame.name == "destroy" and q.head == p.head and q.trigger != p.trigger for q in group)


def _captioned(token: Token, pictures: frozenset[str]) -> bool:
    """Whether a word's sentence is the caption of a picture: "This photo shows smoke over ..."."""
    root = sentence_root(token)
    shown = subject(root) if root.pos_ == "VERB" else root
    return shown is not None and shown.lemma_.lower() in pictures


def _members(p: Proposition, made: Sequence[Proposition]) -> list[Proposition]:
    tokens = set(p.tokens)
    return [m for m in made if m.trigger.token in tokens]


def _complement(p: Proposition, found: Sequence[Proposition], doc: Doc) -> bool:
    """Whether a proposition is only what another asks for, threatens or promises."""
    token = doc[p.trigger.token]
    for other in found:
        if other == p or other.frame.name not in COMPLEMENTED or (p.casualties and token.dep_ != "xcomp"):
            continue
        carrier = doc[other.head]
        if token.i in other.trigger.words or (token != carrier and _hangs_on(token, carrier, doc[other.trigger.token])):
            return True
    return False


def _hangs_on(token: Token, verb: Token, trigger: Token) -> bool:
    """Whether a word stands in the object or complement of a verb."""
    for root in {verb, trigger}:
        for c in root.children:
            if (
                c.relation in {"obj", "xcomp", "ccomp", "obl", "nmod", "acl"}
                and c.dep_ != "obl:agent"
                and token.i in under(c)
            ):
                return not (
                    c.dep_ in {"obl", "acl"}
                    and any(x.dep_ == "mark" and x.lower_ in {"after", "before"} for x in c.children)
                )
    return False


def _distinct(claims: Sequence[Claim]) -> list[Claim]:
    """Claims without those that repeat another's words, claimant and event."""
    seen: Mapping[tuple[object, ...], Claim] = {
        (c.quote.casefold(), c.claimant.name if c.claimant else None, c.event.type, c.stance): c
        for c in reversed(claims)
    }
    told = [c for c in seen.values() if c.claimant is not None]
    return [c for c in seen.values() if c.claimant is not None or not any(_repeats(c, t) for t in told)]


def _repeats(own: Claim, told: Claim) -> bool:
    """Whether the reporter's words are said once more, with their speaker: a lead that a page prints twice."""
    one, other = own.quote.casefold(), told.quote.casefold()
    same = own.event.type == told.event.type and own.stance == told.stance and own.start != told.start
    return same and len(one.split()) > 4 and (one.startswith(other) or other.startswith(one))


def _without_headline(claims: list[Claim], layers: Layers) -> list[Claim]:
    """A headline's claim is left out where the body makes one of its kind."""
    body = {c.event.plover for c in claims if c.start >= layers.title_end}
    return [c for c in claims if c.start >= layers.title_end or c.event.plover not in body]


__all__ = ["assemble"]
