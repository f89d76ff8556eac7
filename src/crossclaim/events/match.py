"""Find the words that show an event: pattern matching over lemmas and the parse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crossclaim.lexicon.events import EventBook, Frame, Pattern
from crossclaim.parsed import parsed
from crossclaim.syntax import (
    CLAUSES,
    SUBJECTS,
    bearer,
    below,
    case_of,
    children,
    is_gerund,
    is_passive,
    phrase,
    sent_end,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc as SpacyDoc

    from crossclaim.parsed import Doc, Token

REACH = frozenset(CLAUSES - {"xcomp"} | {"conj"})
"""Relations a verb pattern does not look behind for its further words."""

OWNING_UP = "claim_responsibility"
"""A claim of an attack leaves the attack an event of its own: "an attack claimed by rebels killed nine people"."""

PERSONS = frozenset({"PER", "PERSON"})
PLACES = frozenset({"LOC", "GPE", "FAC"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that shows an event: token index, its frame, all token indices that show it, the pattern matched."""

    token: int
    frame: Frame
    words: tuple[int, ...]
    pattern: Pattern | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What judging a clause asks: the book, lemmas of people, token indices of place names."""

    book: EventBook
    people: frozenset[str]
    places: frozenset[int]


def find_triggers(
    doc: Doc | SpacyDoc, book: EventBook, people: frozenset[str], places: frozenset[int] = frozenset()
) -> tuple[Trigger, ...]:
    """All triggers of a text, in text order, at most one on a word.

    Args:
        doc: parsed text (UD labels, lemmas).
        book: frames and patterns.
        people: lemmas of nouns that are people ("soldier", "child").
        places: indices of tokens that are place names.
    """
    known = Known(book, people, places)
    words_of = [(token, token.lemma_.lower(), token.lower_) for token in parsed(doc)]
    there = {"of", *(lemma for _, lemma, _ in words_of), *(lower for _, _, lower in words_of)}
    found: dict[int, Trigger] = {}
    for token, lemma, lower in words_of:
        patterns = book.patterns.get(lemma, ())
        if lower != lemma:
            patterns += book.patterns.get(lower, ())
        for pattern in patterns:
            if not there.issuperset(pattern.lemmas):
                continue
            words = _match(token, pattern)
            if words is not None and all(_holds(c, token, known) for c in pattern.conditions):
                at = token.head.i if token.dep_ == "cop" else token.i
                found[at] = Trigger(at, pattern.frame, words, pattern)
                break
    return tuple(found[i] for i in sorted(_without_parts(found)))


def _without_parts(found: dict[int, Trigger]) -> set[int]:
    """Triggers less those whose word is a further word of another, longer trigger."""
    covered = {w: t.token for t in found.values() if t.frame.name != OWNING_UP for w in t.words if w != t.token}
    return {i for i, t in found.items() if i not in covered or len(t.words) > len(found[covered[i]].words)}


def _lemma(token: Token) -> str:
    return token.lemma_.lower()


def _match(token: Token, pattern: Pattern) -> tuple[int, ...] | None:
    if pattern.pos == "VERB":
        return _match_verb(token, pattern.lemmas)
    if pattern.pos == "NOUN":
        return _match_noun(token, pattern.lemmas)
    return (
        (token.i,)
        if token.pos_ in {"ADJ", "VERB", "NOUN"} and token.lower_ == pattern.lemmas[0] and _states(token)
        else None
    )


def _states(token: Token) -> bool:
    """Whether an adjective states what became of people: a predicate, a count, or of counted people."""
    if token.dep_ in {
        "ROOT",
        "root",
        "ccomp",
        "conj",
        "xcomp",
        "obj",
        "advcl",
        "parataxis",
        "nsubj",
        "acl",
        "nmod",
        "obl",
    }:
        return True
    if token.dep_ == "amod" and token.i > 0 and (token.nbor(-1).like_num or token.nbor(-1).tag_ == "CD"):
        return True  # "two dead, 13 wounded as troops clash"
    return token.dep_ == "amod" and bool(children(token.head, "nummod"))


def _match_verb(token: Token, lemmas: tuple[str, ...]) -> tuple[int, ...] | None:
    if token.dep_ in {"aux", "aux:pass"}:
        return None
    base = token.head if token.dep_ == "cop" else token
    if token.pos_ not in {"VERB", "AUX"} and not (
        token.tag_.startswith("VB") or (token.dep_ in CLAUSES and token.tag_ == "JJ")
    ):
        return None
    if token.tag_ == "VBN" and token.dep_ == "advcl" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "that":
        return None  # "given that ..." joins clauses
    if len(lemmas) == 1:
        return (token.i,) if token.pos_ == "VERB" or token.tag_.startswith("VB") else None
    words = [token.i]
    near = below(base, stop=REACH, depth=3)
    doc = token.doc
    following = [doc[i] for i in range(token.i + 1, min(token.i + 4, sent_end(token)))]
    antecedent = [token.head] if token.dep_ in {"acl", "acl:relcl"} else []
    if token.dep_ == "xcomp" and not children(token, "obj"):
        antecedent += children(token.head, "obj")  # "ordered 500 soldiers to be sent"
    for lemma in lemmas[1:]:
        hit = next(
            (t for t in [*antecedent, *near, *following] if lemma in (_lemma(t), t.lower_) and t.i not in words),
            None,
        )
        if hit is None:
            return None
        words.append(hit.i)
    return tuple(sorted(words))


def _match_noun(token: Token, lemmas: tuple[str, ...]) -> tuple[int, ...] | None:
    if token.pos_ not in {"NOUN", "PROPN"} and not is_gerund(token):
        return None
    cut = lemmas.index("of") if "of" in lemmas else len(lemmas)
    words = _before(token, lemmas[:cut])
    if words is None or cut == len(lemmas):
        return words
    below_of = [c for c in children(token, "nmod") if _lemma(c) == lemmas[cut + 1]]
    return (*words, below_of[0].i) if below_of else None


def _before(token: Token, lemmas: tuple[str, ...]) -> tuple[int, ...] | None:
    """The compound's words: they stand right before the head, or hang on it."""
    words, at = [token.i], token.i - 1
    for lemma in reversed(lemmas[:-1]):
        while at >= 0 and token.doc[at].text in {"-", "–"}:
            at -= 1
        if at >= 0 and lemma in (_lemma(token.doc[at]), token.doc[at].lower_):
            words.append(at)
            at -= 1
            continue
        hit = next(
            (c for c in token.children if c.dep_ in {"compound", "amod"} and lemma in (_lemma(c), c.lower_)),
            None,
        )
        if hit is None:
            return None
        words.append(hit.i)
    return tuple(sorted(words))


def _holds(condition: str, token: Token, known: Known) -> bool:
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
            return any(_lemma(t) in things for t in _patients(token)) and not _takes_people(token, known)
        case "party":
            return any(_is_party(t, known.people) for t in _agents(token))
        case _:
            return bool(children(token, "obj", "iobj")) or any(
                c.lower_ in {"against", "at", "on"} for c in below(token, depth=2)
            )


def _armed(token: Token, book: EventBook) -> bool:
    around = {*_scope(token)}
    return any(_lemma(t) in book.terms["weapons"] or _lemma(t) in book.terms["armed"] for t in around if t != token)


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
    deep = [g for f in found for g in children(f, "nmod", "conj")]
    return [*found, *deep]


def _fallen(token: Token) -> list[Token]:
    """The subject of a verb that things come to ("the town fell"), and what it is of."""
    found = [c for c in token.children if c.dep_ in SUBJECTS]
    return [*found, *(g for f in found for g in children(f, "nmod", "conj"))]


def _takes_people(token: Token, known: Known) -> bool:
    """Whether a verb's own object is people, wherever they are: "captured a rebel leader in Kati district"."""
    found = [c for c in children(token, "obj") if c.i > token.i]
    if not found and any(c.dep_ == "aux:pass" for c in token.children):
        found = [c for c in token.children if c.dep_ == "nsubj:pass"]
    return any(_lemma(bearer(t, known.people)) in known.people and t.i not in known.places for t in found[:1])


def _agents(token: Token) -> list[Token]:
    found = [c for c in token.children if c.dep_ in SUBJECTS or c.dep_ in {"obl:agent", "obj", "nmod:poss"}]
    if token.dep_ in {"conj", "xcomp", "advcl"}:
        found += [c for c in token.head.children if c.dep_ in SUBJECTS]
    return found


def _is_ground(token: Token, known: Known) -> bool:
    return _lemma(token) in known.book.terms["territory"] or token.ent_type_ in PLACES or token.i in known.places


def _is_people(token: Token, known: Known) -> bool:
    if token.i in known.places:
        return False
    if token.ent_type_ in PERSONS:
        return True
    if token.pos_ in {"NUM", "PRON"}:
        return token.lower_ not in {"it", "this", "that", "which"}
    people = known.people
    members = [c for c in children(token, "nmod", "conj") if c.dep_ == "conj" or case_of(c) == "of"]
    return _lemma(bearer(token, people)) in people or any(_lemma(c) in people for c in members)


def _is_party(token: Token, people: frozenset[str]) -> bool:
    return bool(token.ent_type_) or token.pos_ in {"PROPN", "PRON"} or _lemma(token) in people
