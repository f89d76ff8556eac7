"""Accusations and denials that name an act with a noun: by the codebook the act is what is claimed.

"Police blamed rebels for the blast" is a bombing by rebels, claimed by the police; "the group denied any part in the
attack" is an attack that the group denies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from crossclaim.claims.layers import Books, Layers
from crossclaim.claims.making import event_of, parties_of, witness_of
from crossclaim.claims.means import by_weapon, in_context
from crossclaim.claims.propositions import SPEECH, Proposition, single
from crossclaim.claims.why import because
from crossclaim.events.match import Trigger
from crossclaim.events.roles import is_verbal
from crossclaim.figures.casualties import find_casualties
from crossclaim.records import Claim
from crossclaim.syntax import ancestors, case_of, sent_start

if TYPE_CHECKING:
    from crossclaim.parsed import Doc, Token

FOR = frozenset({"for", "of", "over"})
"""What stands before an act that somebody is accused of."""

UNSAID = frozenset({"accuse", "deny", "condemn", "appeal", "threaten"})
REACH = 2
"""Sentences back in which what a bare denial denies is looked for."""


def named_act(p: Proposition, layers: Layers) -> Trigger | None:
    """The act that an accusation or denial names with a noun; None for any other proposition, or where none is."""
    if p.frame.name not in {"accuse", "deny"} or not is_verbal(layers.doc[p.trigger.token]):
        return None
    verb = layers.doc[p.trigger.token]
    return next((t for t in layers.triggers if t.frame.name not in SPEECH and _object_of(t, verb, p)), None)


def _object_of(trigger: Trigger, verb: Token, p: Proposition) -> bool:
    noun = verb.doc[trigger.token]
    if noun.i <= verb.i or noun.i in p.trigger.words or is_verbal(noun) or verb not in ancestors(noun):
        return False
    row = [noun, *takewhile(lambda t: t != verb, ancestors(noun))]
    if any(is_verbal(t) or t.relation not in {"obj", "obl", "nmod", "conj", "xcomp"} for t in row):
        return False
    return p.frame.name == "deny" or any(case_of(t) in FOR for t in row)


def is_named(p: Proposition, found: Sequence[Proposition], layers: Layers) -> bool:
    """Whether an accusation or denial beside it names the act of a proposition."""
    acts = [named_act(q, layers) for q in found if q != p]
    return any(a is not None and a.token in p.tokens for a in acts)


def of_act(
    claims: Sequence[Claim], p: Proposition, act: Trigger, found: Sequence[Proposition], layers: Layers, books: Books
) -> list[Claim]:
    """The claims of an accusation or denial, made claims of the act that it names."""
    doc = layers.doc
    q = next((x for x in found if act.token in x.tokens), None) or _alone(act, layers, books)
    q = in_context([replace(q, frame=by_weapon(q, doc, books.events))], doc, layers.triggers, books.events)[0]
    frame = q.frame
    event = event_of(frame, q, doc, books)
    aims, doers = parties_of(q.roles.targets, layers, named=False), parties_of(q.roles.actors, layers, named=True)
    witness = witness_of(layers)
    out = []
    for c in claims:
        denied = p.frame.name == "deny"
        name = "the act that is denied" if denied else "the act that somebody is accused of"
        made = replace(
            c,
            event=event,
            actors=doers or (c.actors if denied else c.targets),
            targets=aims,
            casualties=q.casualties,
            tense="past" if c.tense == "ongoing" else c.tense,
        )
        out.append(because(made, witness.event(q, frame, name)))
    return out


def _alone(act: Trigger, layers: Layers, books: Books) -> Proposition:
    """The proposition of an act that nothing states."""
    numbers = {i: q for q in layers.quantities for i in range(q.first, q.last)}
    return single(layers.doc, act, books.events, find_casualties(layers.doc, act, numbers, books.people), ())


def answered(claims: Sequence[Claim], doc: Doc, books: Books) -> list[Claim]:
    """The claims, a bare denial made one of what was said before it: "which Kigali has denied", "Baku denied this".

    Args:
        claims: in text order.
        doc: the parsed text.
        books: the nouns that stand for what was said.
    """
    out: list[Claim] = []
    for c in claims:
        verb = _token(c, doc) if c.event.type == "deny" else None
        said = _said_before(c, out, doc) if verb is not None and _bare(verb, books) else None
        out.append(_denied(c, said, verb) if said is not None and verb is not None else c)
    return out


def _token(c: Claim, doc: Doc) -> Token | None:
    span = doc.char_span(c.event.trigger.start, c.event.trigger.end)
    return span.root if span is not None else None


def _bare(verb: Token, books: Books) -> bool:
    """Whether a denial does not say itself what it denies."""
    objects = [c for c in verb.children if c.dep_ in {"obj", "ccomp", "xcomp", "obl"} and c.i > verb.i]
    things = [c for c in objects if c.dep_ == "obj"]
    return all(t.pos_ == "PRON" or t.lemma_.lower() in books.events.terms["sayings"] for t in things) and not any(
        c.dep_ in {"ccomp", "xcomp"} and (is_verbal(c) or c.dep_ == "ccomp") for c in objects
    )


def _said_before(c: Claim, before: Sequence[Claim], doc: Doc) -> Claim | None:
    starts = sorted({s.start_char for s in doc.sents if s.start_char <= c.start})
    begin = starts[-REACH] if len(starts) >= REACH else 0
    name = c.claimant.name if c.claimant is not None else None
    near = [b for b in before if b.start >= begin and b.stance != "denies" and b.event.type not in UNSAID]
    return next((b for b in reversed(near) if b.claimant is None or b.claimant.name != name), None)


def _denied(c: Claim, said: Claim, verb: Token) -> Claim:
    """A denial of what was said: its event, figures, place and day; its words too where "which" stands for them."""
    relative = verb.dep_ in {"acl:relcl", "advcl:relcl"} and sent_start(verb) <= verb.i
    quote = (said.start, said.end, said.quote) if relative and said.end <= c.start else (c.start, c.end, c.quote)
    return replace(
        c,
        start=quote[0],
        end=quote[1],
        quote=quote[2],
        event=said.event,
        actors=said.actors,
        targets=said.targets,
        casualties=said.casualties,
        losses=said.losses,
        place=said.place or c.place,
        date=said.date or c.date,
        tense=said.tense,
    )
