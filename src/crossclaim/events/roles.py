"""Who did it and to whom: the tokens that fill an event's roles, read off the parse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crossclaim.lexicon.events import EventBook
from crossclaim.syntax import (
    SUBJECTS,
    case_of,
    children,
    is_gerund,
    is_passive,
    noun_conjuncts,
    relative_antecedent,
    sent_start,
)

if TYPE_CHECKING:
    from crossclaim.parsed import Token

AGAINST = frozenset({"against", "at", "on", "onto", "into", "with", "upon", "towards"})
TAKEN = frozenset({"of", "against", "on", "at", "targeting", "upon"})


@dataclass(frozen=True, slots=True)
class Roles:
    """Head tokens of those who act and of what is acted on, in text order; `verb` carries the clause."""

    actors: tuple[Token, ...]
    targets: tuple[Token, ...]
    verb: Token


def find_roles(token: Token, book: EventBook) -> Roles:
    """The roles of the event shown by a token (a verb, a noun or an adjective)."""
    if is_verbal(token) or (token.pos_ == "ADJ" and children(token, "cop")):
        return _of_verb(token)
    return _of_noun(token, book)


def is_verbal(token: Token) -> bool:
    """Whether a word is a verb; a form in -ing that stands as a noun is none ("fighting broke out")."""
    if is_gerund(token):
        return False
    return token.pos_ == "VERB" or (token.tag_.startswith("VB") and token.pos_ not in {"NOUN", "PROPN"})


def subject(verb: Token, *, depth: int = 4) -> Token | None:
    """The subject of a verb: its own, or the one it shares with the verb it hangs on."""
    own = [c for c in verb.children if c.dep_ in SUBJECTS]
    if own:
        nearest = [c for c in own if c.i < verb.i][-1:] or own[:1]
        return relative_antecedent(nearest[0]) or nearest[0]
    if depth == 0 or verb.head == verb:
        return None
    head = verb.head
    if verb.dep_ in {"acl", "acl:relcl"}:
        return head
    if verb.dep_ in {"xcomp", "advcl", "ccomp"} and head.pos_ in {"VERB", "AUX"}:
        objects = children(head, "obj", "iobj")
        controls = verb.dep_ == "xcomp" or any(c.lower_ in {"of", "to"} for c in verb.children if c.dep_ == "mark")
        if (objects and controls and verb.dep_ != "advcl") or (
            objects and any(c.lower_ == "of" for c in verb.children)
        ):
            return objects[0]
        if is_passive(head) and not controls:
            agents = [c for c in head.children if c.dep_ == "obl:agent"]
            return agents[0] if agents else subject(head, depth=depth - 1)
        return subject(head, depth=depth - 1)
    if verb.dep_ == "conj" and (head.pos_ in {"VERB", "AUX", "ADJ"} or children(head, "cop")):
        return subject(head, depth=depth - 1)
    return None


def agents(verb: Token) -> list[Token]:
    """Who acts in a passive clause: "by X"."""
    found = [c for c in verb.children if c.dep_ == "obl:agent" or (c.dep_.startswith("obl") and case_of(c) == "by")]
    found = [c for c in found if not case_of(c).startswith("according")]
    if not found and verb.dep_ == "conj" and is_passive(verb.head):
        return agents(verb.head)
    return found


def _of_verb(verb: Token) -> Roles:
    who = subject(verb)
    aims = [c for c in children(verb, "obl") if case_of(c).split(" ")[-1] in AGAINST]
    if is_passive(verb):
        return Roles(_all(agents(verb)), _all([who] if who else []), verb)
    objects = children(verb, "obj")
    if verb.dep_ in {"acl:relcl"} and not objects and who != verb.head and not _is_intransitive(verb):
        objects = [verb.head]
    return Roles(_all([who] if who else []), _all([*objects, *aims]), verb)


def _is_intransitive(verb: Token) -> bool:
    return any(c.tag_ in {"WRB"} for c in verb.children)


def _of_noun(noun: Token, book: EventBook) -> Roles:
    verb, held = carrier(noun, book), whole(noun, book)
    actors = [c for c in children(noun, "nmod", "compound", "amod") if _acts(c, noun)]
    aims = [c for c in children(noun, "nmod") if case_of(c).split(" ")[-1] in TAKEN]
    if case_of(noun) == "behind":
        actors = actors or [c for c in noun.children if c.dep_ in SUBJECTS]
    if verb != noun:
        if (
            held.dep_ in {"obj", "obl", "xcomp"}
            and held.head == verb
            and verb.lemma_.lower() in book.terms["light_verbs"]
        ):
            who = agents(verb) if is_passive(verb) else [s for s in [subject(verb)] if s is not None]
            actors = actors or ([] if verb.lemma_.lower() in book.terms["telling_verbs"] else who)
        elif held.dep_ == "nsubj:pass" and held.head == verb:
            actors = actors or agents(verb)
        if held.dep_ == "obj":
            aims = aims or [c for c in children(verb, "obl") if case_of(c).split(" ")[-1] in AGAINST - {"with"}]
        if held.dep_ in SUBJECTS and not is_passive(verb):
            aims = aims or children(verb, "obj")
    return Roles(_all(actors), _all(aims), verb)


def _acts(child: Token, noun: Token) -> bool:
    if child.dep_ == "nmod:poss":
        return True
    if child.dep_ in {"compound", "amod"}:
        return (
            bool(child.ent_type_) or child.pos_ == "PROPN" or (child.text[:1].isupper() and child.i > sent_start(noun))
        )
    return case_of(child) in {"by", "from", "between"}


def carrier(noun: Token, book: EventBook) -> Token:
    """The verb that carries a noun's event ("launched an attack", "fighting erupted"), or the noun.

    It may carry it through a noun that only counts or measures: "a series of raids", "the sound of shelling".
    """
    held = whole(noun, book)
    head = held.head
    if head.pos_ in {"VERB", "AUX"} and held.relation in {"obj", "nsubj", "csubj", "obl", "xcomp"}:
        lemma = head.lemma_.lower()
        if held.dep_ == "obj" and lemma in book.terms["light_verbs"]:
            return head
        if held.dep_ in SUBJECTS and (lemma in book.terms["happening_verbs"] or lemma in book.terms["light_verbs"]):
            return head
    if held.dep_ in SUBJECTS and any(c.dep_ == "cop" for c in head.subtree) and lasting(head, book):
        return head
    return noun


def whole(noun: Token, book: EventBook) -> Token:
    """The noun that an event's noun is counted or measured by, or the noun itself."""
    head = noun.head
    counts = noun.dep_ == "nmod" and case_of(noun) == "of" and head.lemma_.lower() in book.terms["rows"]
    return head if counts else noun


def lasting(predicate: Token, book: EventBook) -> bool:
    """Whether what a copula says is that an event goes on: "under way", "ongoing"."""
    return any(t.lemma_.lower() in book.terms["lasting"] for t in (predicate, *predicate.children))


def _all(tokens: list[Token]) -> tuple[Token, ...]:
    found = [c for t in tokens for c in noun_conjuncts(t)]
    return tuple(dict.fromkeys(found))
