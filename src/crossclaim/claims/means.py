"""Means: what an act of violence was done with, and what kind of act that makes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from crossclaim.claims.propositions import PEOPLE_FRAMES, Proposition
from crossclaim.events.match import Trigger
from crossclaim.events.roles import agents, subject
from crossclaim.lexicon.events import EventBook, Frame
from crossclaim.syntax import case_of, children, is_passive, noun_conjuncts

if TYPE_CHECKING:
    from crossclaim.parsed import Doc, Token

PLAIN = PEOPLE_FRAMES - {"toll", "missing", "displace"} | {"attack"}
"""Frames that say nothing of the means: what they were done with may name a finer one."""

FINER = ("airstrike", "shelling", "bombing")
"""Frames that a weapon makes of a plain one; the terms `means_airstrike` and so on list the weapons of each."""

STRIKING = frozenset({"shelling", "bombing", "shooting", "destroy"})
"""Frames of a verb that weapons as its subject make finer: "jets pounded the hills", "our mines blew up two tanks"."""

SENT = frozenset({"launch", "fire", "use", "drop", "unleash", "send", "deploy"})


def means(p: Proposition, doc: Doc, book: EventBook) -> str | None:
    """The weapon named with the event: "with mortars", "by a car bomb", "using tanks"."""
    weapons, aircraft = book.terms["weapons"], book.terms["aircraft"]
    for token in (t for i in p.tokens for t in doc[i].subtree):
        lemma = token.lemma_.lower()
        named = lemma in weapons or lemma in aircraft
        if named and token.pos_ in {"NOUN", "PROPN"} and token.i not in p.tokens:
            return lemma
    return None


def by_weapon(p: Proposition, doc: Doc, book: EventBook) -> Frame:
    """The frame that the weapons make of an act: "two soldiers were killed by mortars" is shelling.

    Only where all weapons named together are of one kind: an attack with tanks, artillery and jets stays an attack.
    """
    if p.frame.name in STRIKING and not _loose(p, book):
        return _of_strikers(p, doc, book)
    if p.frame.name not in PLAIN and not _loose(p, book):
        return p.frame
    if p.frame.name == "killing" and not p.roles.actors and _running(p, doc):
        return book.frames["toll"]
    tools = {_kind(t, book) for i in p.tokens for t in _tools(doc[i])}
    doers = {_kind(t, book) for i in p.tokens for t in (*_doers(doc[i]), *_strikers(doc[i], book))} - {None}
    kinds = tools or doers
    kind = kinds.pop() if len(kinds) == 1 else None
    return book.frames[kind] if kind is not None else p.frame


def _of_strikers(p: Proposition, doc: Doc, book: EventBook) -> Frame:
    """The frame that weapons make of what they do themselves.

    Aircraft that take fire do not strike, shelling by guns is shelling already, and what weapons destroyed is
    destruction unless people came to harm by it or it was blown up.
    """
    tools = {_kind(t, book) for i in p.tokens for t in _tools(doc[i])} if p.frame.name == "shooting" else set()
    words = (p.trigger.token,) if p.frame.name in {"shelling", "bombing"} else p.tokens
    kinds = tools or {_kind(t, book) for i in words for t in _strikers(doc[i], book)}
    if p.frame.name == "destroy":
        exploded = doc[p.trigger.token].lemma_.lower() in book.terms["exploding_verbs"]
        kinds = kinds if p.casualties or exploded else set()
    elif p.frame.name != "shooting" and kinds != {"airstrike"}:
        return p.frame
    kind = kinds.pop() if len(kinds) == 1 else None
    return book.frames[kind] if kind is not None else p.frame


def _strikers(trigger: Token, book: EventBook) -> list[Token]:
    """What a weapon's word is the active subject of: "helicopters fired on it", "jets kept up their bombardment"."""
    verb = _verb(trigger)
    if verb is None or is_passive(verb) or verb.lemma_.lower() in book.terms["taking_verbs"]:
        return []
    if verb != trigger and trigger.dep_ != "obj":
        return []
    who = subject(verb)
    found = [] if who is None else noun_conjuncts(who)
    return [who.head] if who is not None and _in_cleft(who) else found


def _in_cleft(noun: Token) -> bool:
    """Whether a clause on a noun is on the one that noun is of: "it was jets of the government that bombed"."""
    above = noun.head
    it = [c for c in children(above, "nsubj") if c.lower_ == "it"]
    return noun.dep_ == "nmod" and bool(it) and bool(children(above, "cop"))


def _loose(p: Proposition, book: EventBook) -> bool:
    """Whether a verb names no weapon of its own though it mostly goes with one: guns pound a town, and so do jets."""
    words = p.trigger.pattern.lemmas if p.trigger.pattern is not None else ()
    return len(words) == 1 and words[0] in book.terms["loose"]


def _running(p: Proposition, doc: Doc) -> bool:
    """Whether deaths are a count that runs on: "19 have been killed since January", "the number of people killed"."""
    token = doc[p.trigger.token]
    if token.dep_ == "acl" and token.head.dep_ == "nmod" and token.head.head.lemma_.lower() == "number":
        return True
    when = [c for c in token.children if c.relation in {"obl", "advcl"}]
    return any(x.lower_ == "since" and x.dep_ in {"case", "mark"} for c in when for x in c.children)


def in_context(
    found: Sequence[Proposition], doc: Doc, triggers: Sequence[Trigger], book: EventBook
) -> list[Proposition]:
    """The propositions of a text, those that only say "strike" or "raid" made air strikes in a text on air strikes."""
    if not any(t.frame.name == "airstrike" for t in triggers):
        return list(found)
    frame = book.frames["airstrike"]
    return [replace(p, frame=frame) if _bare_raid(p, doc, book) else p for p in found]


def _bare_raid(p: Proposition, doc: Doc, book: EventBook) -> bool:
    """Whether an attack is named a strike or raid, and by nobody on the ground."""
    named = any(doc[i].pos_ == "NOUN" and doc[i].lemma_.lower() in book.terms["raids"] for i in p.tokens)
    if p.frame.name != "attack" or not named:
        return False
    words = {w.lemma_.lower() for t in p.roles.actors for w in (t, *t.children)}
    return not words & (book.terms["armed"] - book.terms["aircraft"] - {"coalition", "military", "regime", "alliance"})


def _verb(trigger: Token) -> Token | None:
    verb = trigger if trigger.pos_ == "VERB" else trigger.head
    return verb if verb.pos_ == "VERB" else None


def _tools(trigger: Token) -> list[Token]:
    """What the act of a word was done with, as far as the word's clause says so."""
    verb = _verb(trigger)
    if verb is None:
        return []
    near = [*children(verb, "obl"), *(c for o in children(verb, "obj") for c in children(o, "nmod"))]
    found = [c for c in near if case_of(c) == "with"]
    for clause in (verb, *(c for c in verb.children if c.dep_ == "advcl")):
        found += [c for c in children(clause, "obl") if case_of(c) == "with"] if clause != verb else []
        found += children(clause, "obj") if clause.lemma_.lower() in SENT else []
    return [t for f in found for t in noun_conjuncts(f)]


def _doers(trigger: Token) -> list[Token]:
    """Whatever the act of a word was done by: a weapon may stand where a party does."""
    verb = _verb(trigger)
    if verb is None:
        return []
    who = subject(verb)
    found = agents(verb) if is_passive(verb) else [who] if who is not None else []
    return [t for f in found for t in noun_conjuncts(f)]


def _kind(noun: Token, book: EventBook) -> str | None:
    """The frame that a weapon's noun makes; None for whatever is no such weapon."""
    lemma = noun.lemma_.lower()
    lemma = lemma.removesuffix("s") if noun.pos_ == "PROPN" else lemma  # "Jets" where it begins a sentence
    whole = [c for c in children(noun, "nmod") if case_of(c) == "of"] if lemma in book.terms["pieces"] else []
    if whole:
        return _kind(whole[0], book)
    compounds = [c.lemma_.lower() for c in noun.children if c.dep_ == "compound"]
    words = {lemma, *compounds, *(f"{c} {lemma}" for c in compounds)}
    return next((name for name in FINER if words & book.terms[f"means_{name}"]), None)
