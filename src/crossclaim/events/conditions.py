"""What a pattern asks of its clause: who or what is acted on, who acts, and whether arms are in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crossclaim.events.roles import agents, subject
from crossclaim.events.subjects import comes_to_people, comes_to_unarmed, is_armed, is_fallen
from crossclaim.lexicon.events import EventBook
from crossclaim.syntax import (
    CLAUSES,
    SUBJECTS,
    bearer,
    below,
    case_of,
    children,
    is_passive,
    noun_conjuncts,
    phrase,
)

if TYPE_CHECKING:
    from crossclaim.parsed import Token

REACH = frozenset(CLAUSES - {"xcomp"} | {"conj"})
"""Relations a verb pattern does not look behind for its further words."""

PERSONS = frozenset({"PER", "PERSON"})
PLACES = frozenset({"LOC", "GPE", "FAC"})
ORGANISATIONS = frozenset({"ORG", "MISC"})


@dataclass(frozen=True, slots=True)
class Known:
    """What judging a clause asks: the book, lemmas of people, token indices of place names."""

    book: EventBook
    people: frozenset[str]
    places: frozenset[int]


def lemma_of(token: Token) -> str:
    """The lemma of a token as patterns and terms write it."""
    return token.lemma_.lower()


def holds(condition: str, token: Token, known: Known) -> bool:
    """Whether the clause of a word meets a condition of its pattern; see `data/events.yaml` for what they mean."""
    match condition:
        case "armed":
            return _armed(token, known.book)
        case "people":
            return any(_is_people(t, known) for t in _patients(token))
        case "territory":
            ground = any(_is_ground(t, known) for t in _patients(token))
            return ground and not children(token, "xcomp") and not _takes_people(token, known)
        case "ground":
            return not children(token, "obj") and any(_is_ground(t, known) for t in _fallen(token))
        case "equipment":
            things = known.book.terms["equipment"] | known.book.terms["buildings"]
            return any(lemma_of(t) in things for t in _patients(token)) and not _takes_people(token, known)
        case "party":
            return any(_is_party(t, known.people) for t in _agents(token))
        case "who":
            return comes_to_people(token, known.people)
        case "unarmed":
            return comes_to_unarmed(token, known.people, known.book.terms["armed"])
        case "under_arms":
            return is_armed(token, known.book.terms["armed"])
        case "fallen":
            return is_fallen(token, known.people, known.book.terms["armed"], known.book.terms["fights"])
        case "forces":
            return any(_bears_arms(t, known.book) for t in _doers(token))
        case "enemy":
            return any(lemma_of(t) in known.book.terms["armed"] for t in _objects(token))
        case "aircraft":
            flying = known.book.terms["aircraft"] | known.book.terms["projectiles"]
            return any(lemma_of(t) in flying for t in _patients(token))
        case _:
            return bool(children(token, "obj", "iobj")) or any(
                c.lower_ in {"against", "at", "on"} for c in below(token, depth=2)
            )


def _armed(token: Token, book: EventBook) -> bool:
    around = {*_scope(token)}
    return any(lemma_of(t) in book.terms["weapons"] or lemma_of(t) in book.terms["armed"] for t in around if t != token)


def _scope(token: Token) -> list[Token]:
    scope = below(token, stop=REACH, depth=5)
    if token.head != token:
        scope += [token.head] + [c for c in token.head.children if c.dep_ in SUBJECTS or c.dep_ in {"obj", "obl"}]
        scope += [g for c in token.head.children if c.dep_ in SUBJECTS for g in phrase(c)]
    return scope


def _patients(token: Token) -> list[Token]:
    """Head nouns of the object, the passive subject, or what a noun is of; coordinates included."""
    found = children(token, "obj", "nmod") if token.pos_ != "VERB" else children(token, "obj")
    if is_passive(token) or not found:
        found = found + [c for c in token.children if c.dep_ == "nsubj:pass"]
    if token.dep_ in {"acl", "acl:relcl"} and not found:
        found = [token.head]
    if token.dep_ == "conj" and not found:
        found = [c for c in token.head.children if c.dep_ in {"nsubj:pass", "obj"}]
    if not found and token.tag_ == "VBN" and token.i > 0 and children(token.nbor(-1), "nummod"):
        found = [token.nbor(-1)]  # "23 killed and four others captured alive"
    if not found and token.tag_ == "VBD" and not children(token, "aux"):
        found = [c for c in children(token, "nsubj") if children(c, "nummod")]  # "spoke of 50 rebels neutralised"
    deep = [g for f in found for g in children(f, "nmod", "conj")]
    return [*found, *deep]


def _objects(token: Token) -> list[Token]:
    """The object of a verb or its passive subject, coordinates included, without what hangs on them."""
    found = [c for c in token.children if c.dep_ == "nsubj:pass"] or children(token, "obj")
    if token.dep_ in {"acl", "acl:relcl"} and not found:
        found = [token.head]
    return [t for f in found for t in noun_conjuncts(f)]


def _fallen(token: Token) -> list[Token]:
    """The subject of a verb that things come to ("the town fell"), and what it is of; what a noun is of."""
    if token.pos_ != "VERB":
        return [c for c in children(token, "nmod") if case_of(c) == "of"]
    found = [c for c in token.children if c.dep_ in SUBJECTS]
    return [*found, *(g for f in found for g in children(f, "nmod", "conj"))]


def _takes_people(token: Token, known: Known) -> bool:
    """Whether a verb's own object is people, wherever they are: "captured a rebel leader in Kati district"."""
    found = [c for c in children(token, "obj") if c.i > token.i]
    if not found and any(c.dep_ == "aux:pass" for c in token.children):
        found = [c for c in token.children if c.dep_ == "nsubj:pass"]
    return any(lemma_of(bearer(t, known.people)) in known.people and t.i not in known.places for t in found[:1])


def _agents(token: Token) -> list[Token]:
    found = [c for c in token.children if c.dep_ in SUBJECTS or c.dep_ in {"obl:agent", "obj", "nmod:poss"}]
    if token.dep_ in {"conj", "xcomp", "advcl"}:
        found += [c for c in token.head.children if c.dep_ in SUBJECTS]
    return found


def _doers(token: Token) -> list[Token]:
    """Whoever acts in a verb's clause, coordinates and what they are of included: "dozens of fighters"."""
    who = subject(token)
    found = agents(token) if is_passive(token) else [who] if who is not None else []
    named = [t for f in found for t in noun_conjuncts(f)]
    return [*named, *(g for t in named for g in children(t, "nmod") if case_of(g) == "of")]


def _bears_arms(token: Token, book: EventBook) -> bool:
    """Whether a noun is an armed party, or a name that is of no person and no place: "fighters", "the M23"."""
    if any(lemma_of(c) in book.terms["unarmed"] for c in token.children):
        return False
    return lemma_of(token) in book.terms["armed"] or token.ent_type_ in ORGANISATIONS


def _is_ground(token: Token, known: Known) -> bool:
    return lemma_of(token) in known.book.terms["territory"] or token.ent_type_ in PLACES or token.i in known.places


def _is_people(token: Token, known: Known) -> bool:
    if token.i in known.places:
        return False
    if token.ent_type_ in PERSONS:
        return True
    if token.pos_ in {"NUM", "PRON"} or token.lower_ == "others":
        return token.lower_ not in {"it", "this", "that", "which"}
    people = known.people
    members = [c for c in children(token, "nmod", "conj") if c.dep_ == "conj" or case_of(c) == "of"]
    return lemma_of(bearer(token, people)) in people or any(lemma_of(c) in people for c in members)


def _is_party(token: Token, people: frozenset[str]) -> bool:
    return bool(token.ent_type_) or token.pos_ in {"PROPN", "PRON"} or lemma_of(token) in people
