"""Accusations, denials and refusals that name an act: by the codebook the act is what is claimed.

"Police blamed rebels for the blast" is a bombing by rebels, claimed by the police; "the group denied any part in the
attack" is an attack that the group denies; "he refused to hold talks" denies talks.
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
from crossclaim.claims.why import acted, aimed, because
from crossclaim.events.match import Trigger
from crossclaim.events.roles import is_verbal
from crossclaim.figures.casualties import find_casualties
from crossclaim.records import Claim, Event
from crossclaim.syntax import ancestors, case_of, is_clause, sent_start

if TYPE_CHECKING:
    from crossclaim.parsed import Doc, Token

FOR = frozenset({"for", "of", "over"})
"""What stands before an act that somebody is accused of."""

REFUSED = frozenset({"negotiate", "ceasefire", "withdraw", "aid"})
"""Types of acts that one refuses: of a refusal of any other kind, the refusal is what happened."""

UNSAID = frozenset({"accuse", "deny", "condemn", "appeal", "threaten"})
NAMES = {
    "accuse": "the act that somebody is accused of",
    "deny": "the act that is denied",
    "reject": "the act that is refused",
}
PEACEFUL = frozenset({"negotiate", "ceasefire", "aid"})
"""Events that nobody is accused of: blame for the collapse of talks names no act."""
REACH = 2
"""Sentences back in which what a bare denial denies is looked for."""


def named_act(p: Proposition, layers: Layers) -> Trigger | None:
    """The act that an accusation or denial names with a noun, or a refusal; None where none is named."""
    if p.frame.name not in {"accuse", "deny", "reject"} or not is_verbal(layers.doc[p.trigger.token]):
        return None
    verb = layers.doc[p.trigger.token]
    if p.frame.name == "reject":
        return next((t for t in layers.triggers if t.frame.type in REFUSED and _refused(t, verb, p)), None)
    return next((t for t in layers.triggers if t.frame.name not in SPEECH and _object_of(t, verb, p)), None)


def _object_of(trigger: Trigger, verb: Token, p: Proposition) -> bool:
    noun = verb.doc[trigger.token]
    if noun.i <= verb.i or noun.i in p.trigger.words or is_verbal(noun) or verb not in ancestors(noun):
        return False
    row = [noun, *takewhile(lambda t: t != verb, ancestors(noun))]
    if p.frame.name == "accuse" and trigger.frame.type in PEACEFUL:
        return False
    if any(is_verbal(t) or t.dep_.split(":")[0] not in {"obj", "obl", "nmod", "conj", "xcomp"} for t in row):
        return False
    return p.frame.name == "deny" or any(case_of(t) in FOR for t in row)


def _refused(trigger: Trigger, verb: Token, p: Proposition) -> bool:
    """Whether a word is the object of a refusal, what the object is of ("a truce offer"), or what is not done."""
    token = verb.doc[trigger.token]
    if token.i <= verb.i or token.i in p.trigger.words:
        return False
    if token.dep_ == "compound" or (token.dep_ == "nmod" and case_of(token) in FOR):
        token = token.head
    return token.head == verb and token.dep_ in {"obj", "xcomp"}


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
        denied = p.frame.name != "accuse"
        name = NAMES[p.frame.name]
        actors = doers or (c.actors if denied else c.targets)
        made = replace(
            c,
            event=_refusal(event, p) if p.frame.name == "reject" else event,
            stance="denies" if p.frame.name == "reject" else c.stance,
            actors=actors,
            targets=aims or (c.targets if p.frame.name == "reject" else ()),
            casualties=q.casualties,
            tense="past" if c.tense == "ongoing" else c.tense,
        )
        acting = "does it, by the parse" if doers else "who denies it" if denied else "who is accused of it"
        reasons = acted(actors, acting), aimed(aims, "it is done to, by the parse")
        out.append(because(made, witness.event(q, frame, name), *reasons))
    return out


def of_deed(claims: Sequence[Claim], p: Proposition, doc: Doc, books: Books) -> list[Claim]:
    """The claims of an accusation or denial, made claims of what its clause says, though that is no known event.

    "Accused the army of cutting the road" is a claim that the army did so: of no finer type than "other". "Accused it
    of provoking a war" is blame, with no act of its own.
    """
    clause = _clause(doc[p.trigger.token]) if p.frame.name in {"accuse", "deny"} else None
    if clause is None or (p.frame.name == "accuse" and clause.lemma_.lower() in books.events.terms["stirring"]):
        return list(claims)
    more = [c.left_edge.i for c in clause.children if c.dep_ == "conj" and is_clause(c)]
    words = [t for t in clause.subtree if not t.is_punct and not (t.head == clause and t.dep_ in {"mark", "case"})]
    words = [t for t in words if t.i < min(more, default=len(doc))]
    start, end = words[0].idx, words[-1].idx + len(words[-1])
    quote = doc.span(words[0].i, words[-1].i + 1).text
    return [_as_deed(replace(c, start=start, end=end, quote=quote), p) for c in claims]


def _as_deed(c: Claim, p: Proposition) -> Claim:
    made = replace(c, event=replace(c.event, type="other"), tense="past" if c.tense == "ongoing" else c.tense)
    speaks = c.claimant is not None and any(x.name == c.claimant.name for x in c.actors)
    if p.frame.name != "accuse" or not speaks:
        return made
    return because(replace(made, actors=c.targets, targets=()), acted(c.targets, "who is accused of it"), aimed((), ""))


def _clause(verb: Token) -> Token | None:
    """The clause that says what somebody is accused of, or denies; "for" gives a motive ("blamed them for hiding")."""
    if not is_verbal(verb):
        return None
    below = [c for c in verb.children if c.i > verb.i and is_clause(c)]
    said = [c for c in below if c.dep_ == "ccomp" or (c.dep_ in {"xcomp", "advcl", "acl"} and _gerund(c))]
    return said[0] if said and not any(c.lower_ == "for" and c.head == said[0] for c in said[0].children) else None


def _gerund(clause: Token) -> bool:
    """Whether a clause is a gerund that a verb or "of" takes, its helping verb counted: "of having sent"."""
    helping = [c for c in clause.children if c.dep_ in {"aux", "aux:pass", "cop"}]
    return any(t.tag_ == "VBG" for t in (clause, *helping))


def _refusal(event: Event, p: Proposition) -> Event:
    """The event that is refused, with the codes of a refusal."""
    return replace(event, plover=p.frame.plover, mode=p.frame.mode, acled=p.frame.acled, cameo_root=p.frame.cameo)


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
    taken = {"trigger", "tense", "actor", "target", "figures", "losses"}
    taken |= {field for field, own in (("place", said.place), ("date", said.date)) if own is not None}
    made = replace(
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
    return because(made, *(r for r in said.why if r.field in taken))
