"""Find the words that show an event: pattern matching over lemmas and the parse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crossclaim.events.conditions import REACH, Known, holds, lemma_of
from crossclaim.lexicon.events import EventBook, Frame, Pattern
from crossclaim.parsed import parsed
from crossclaim.syntax import CLAUSES, below, children, is_gerund, sent_end

if TYPE_CHECKING:
    from spacy.tokens import Doc as SpacyDoc

    from crossclaim.parsed import Doc, Token

PARTICLES = frozenset(
    {"about", "across", "against", "along", "at", "away", "back", "behind", "between", "by", "down", "for", "forward"}
    | {"from", "in", "into", "of", "off", "on", "out", "over", "past", "through", "to", "toward", "towards", "under"}
    | {"up", "upon", "with"}
)
"""Words that, behind a verb in a pattern, are its own: "called on Chad", not "called in a strike on a camp"."""

OWNING_UP = "claim_responsibility"
"""A claim of an attack leaves the attack an event of its own: "an attack claimed by rebels killed nine people"."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that shows an event: token index, its frame, all token indices that show it, the pattern matched."""

    token: int
    frame: Frame
    words: tuple[int, ...]
    pattern: Pattern | None = None


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
            if words is not None and all(holds(c, token, known) for c in pattern.conditions):
                at = token.head.i if token.dep_ == "cop" else token.i
                found[at] = Trigger(at, pattern.frame, words, pattern)
                break
    return tuple(found[i] for i in sorted(_without_parts(found, book.terms["telling_verbs"])))


def _without_parts(found: dict[int, Trigger], telling: frozenset[str]) -> set[int]:
    """Triggers less those whose word is a further word of another, longer trigger.

    A verb of telling loses a further word to the noun that it only modifies: who "observed 12 ceasefire violations"
    observed no ceasefire.
    """
    covered = {w: t.token for t in found.values() if t.frame.name != OWNING_UP for w in t.words if w != t.token}
    nouns = {w: t.token for t in found.values() if t.pattern and t.pattern.pos == "NOUN" for w in t.words}
    kept = {i for i, t in found.items() if i not in covered or len(t.words) > len(found[covered[i]].words)}
    lost = {i for i in kept for w in found[i].words if nouns.get(w, w) not in {w, *found[i].words}}
    return {i for i in kept if i not in lost or (p := found[i].pattern) is None or p.lemmas[0] not in telling}


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
    for n, lemma in enumerate(lemmas[1:]):
        found = (t for t in [*antecedent, *near, *following] if lemma in (lemma_of(t), t.lower_) and t.i not in words)
        hit = next((t for t in found if _may_stand(t, base, first=n == 0)), None)
        if hit is None:
            return None
        words.append(hit.i)
    return tuple(sorted(words))


def _may_stand(word: Token, verb: Token, *, first: bool) -> bool:
    """Whether a word may be one of a verb's pattern.

    A particle or preposition right behind the verb in its pattern must be the verb's own: it hangs on it or on what
    does, or stands close behind it. Other words are no prepositions: "according" is no "accord".
    """
    if lemma_of(word) not in PARTICLES:
        return word.dep_ != "case"
    return not first or verb in (word.head, word.head.head) or 0 < word.i - verb.i < 3


def _match_noun(token: Token, lemmas: tuple[str, ...]) -> tuple[int, ...] | None:
    if token.pos_ not in {"NOUN", "PROPN"} and not is_gerund(token):
        return None
    cut = lemmas.index("of") if "of" in lemmas else len(lemmas)
    words = _before(token, lemmas[:cut])
    if words is None or cut == len(lemmas):
        return words
    below_of = [c for c in children(token, "nmod") if lemma_of(c) == lemmas[cut + 1]]
    return (*words, below_of[0].i) if below_of else None


def _before(token: Token, lemmas: tuple[str, ...]) -> tuple[int, ...] | None:
    """The compound's words: they stand right before the head, or hang on it."""
    words, at = [token.i], token.i - 1
    for lemma in reversed(lemmas[:-1]):
        while at >= 0 and token.doc[at].text in {"-", "–"}:
            at -= 1
        if at >= 0 and lemma in (lemma_of(token.doc[at]), token.doc[at].lower_):
            words.append(at)
            at -= 1
            continue
        hit = next(
            (c for c in token.children if c.dep_ in {"compound", "amod"} and lemma in (lemma_of(c), c.lower_)),
            None,
        )
        if hit is None:
            return None
        words.append(hit.i)
    return tuple(sorted(words))
