"""How many people a noun phrase counts: its number, or what its noun alone tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from crossclaim.figures.numbers import Quantity
from crossclaim.lexicon.casualties import CasualtyWords
from crossclaim.syntax import case_of, children, sent_start

if TYPE_CHECKING:
    from crossclaim.parsed import Token

Bounds = tuple[int | None, int | None]


def quantity_of(
    heads: frozenset[Token], head: Token, words: Sequence[Token], numbers: Mapping[int, Quantity]
) -> Quantity | None:
    """The number of a noun phrase: on its head, hanging on it, or standing right before it.

    Args:
        heads: the head, and the word that the parse takes for it where that is another.
        head: the head.
        words: the phrase.
        numbers: the text's number expressions, by each of their tokens.
    """
    if head.i in numbers:
        return numbers[head.i]
    near = [t for t in words if t.i in numbers and t.i <= head.i and heads & {t.head, t.head.head}]
    counted = [numbers[t.i] for t in near]
    counted = [q for q in counted if q.kind != "article"] or counted
    if counted:
        return counted[-1]
    return _number_in_front(words[0], numbers)


def size_of(head: Token, numbers: Mapping[int, Quantity], words: CasualtyWords) -> Quantity | None:
    """The number of people in what one noun stands for: "a family of five", "a couple", "both pilots", "the trio"."""
    lemma = head.lemma_.lower()
    if lemma in words.groups:
        of = [c for c in children(head, "nmod", "obl") if case_of(c) == "of" and c.i in numbers]
        if of and numbers[of[0].i].last > of[0].i:
            return numbers[of[0].i]
    size = words.sizes.get(head.lower_)
    if size is not None and not any(c.i in numbers and numbers[c.i].kind != "article" for c in head.children):
        return _worth(head, size)
    both = [c for c in head.children if c.lower_ in words.sizes and c.dep_.startswith("det")]
    return _worth(both[0], words.sizes[both[0].lower_]) if both and head.tag_ == "NNS" else None


def _worth(token: Token, size: int) -> Quantity:
    return Quantity(token.i, token.i + 1, size, size, token.text, token.idx, token.idx + len(token), "exact")


def a_further_one(head: Token, words: CasualtyWords) -> Quantity | None:
    """One more of those told of, by an ordinal or "another" alone: "two were killed and a third was hurt"."""
    if head.lower_ not in words.further or children(head, "nmod", "obl"):
        return None
    told = head.lower_ == "another" or any(c.dep_ == "det" for c in head.children)
    return _worth(head, 1) if told and head.dep_ not in {"amod", "det"} else None


def _number_in_front(first: Token, numbers: Mapping[int, Quantity]) -> Quantity | None:
    """A number a few words before a phrase, with only its attributes between ("twelve Malian soldiers")."""
    for i in range(first.i - 1, max(first.i - 4, sent_start(first) - 1), -1):
        if i in numbers:
            return numbers[i]
        if first.doc[i] == first.head and i == first.i - 1 and first.head.tag_ in {"VBD", "VBN"}:
            continue  # "paraded 11 captured marines"
        if first.doc[i].pos_ not in {"ADJ", "NOUN", "PROPN"} or first.doc[i].dep_ in {"obj", "obl"}:
            return None
    return None


def bare(head: Token, words: CasualtyWords) -> Bounds:
    """Low and high where no number is given: one for a singular, at least one for a plural."""
    singular = head.tag_ in {"NN", "NNP"} and head.lemma_.lower() not in words.collective
    return (1, 1) if singular else (1, None)
