"""Whose clause it is: conditions of trigger patterns on the subject of their verb."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from crossclaim.events.roles import subject
from crossclaim.syntax import bearer, case_of, children, empty

if TYPE_CHECKING:
    from crossclaim.parsed import Token

COUNTS = frozenset({"NUM", "DET", "PRON", "ADJ"})
"""Word classes of what counts people behind "of": "two of the boys", "most of the villagers"."""

WHERE = frozenset({"", "in", "at", "on", "near", "during", "outside", "inside", "around", "for", "since", "by"})
"""Prepositions that say where or when somebody fell, and not what they fell to or from."""


def comes_to_people(verb: Token, people: Container[str]) -> bool:
    """Whether a verb's subject is people: "six soldiers vanished", "12 of his men"."""
    who = subject(verb)
    return who is not None and any(_named(t, people) for t in _counted(who))


def comes_to_unarmed(verb: Token, people: Container[str], armed: Container[str]) -> bool:
    """Whether a verb's subject is people none of whom is under arms: "some 900 families crossed the river"."""
    who = subject(verb)
    if who is None:
        return False
    row = [g for t in _counted(who) for g in (t, *children(t, "conj", "compound"))]
    named = any(_named(t, people) or _plural_name(t) for t in row)
    return named and not any(t.lemma_.lower() in armed for t in row)


def is_armed(verb: Token, armed: Container[str]) -> bool:
    """Whether a verb's subject, or what its subject is of, is under arms: "a column of rebels", "army units"."""
    who = subject(verb)
    row = [] if who is None else [who, *children(who, "nmod", "conj", "compound")]
    return any(t.lemma_.lower() in armed for t in row)


def is_fallen(verb: Token, people: Container[str], armed: Container[str], fights: Container[str]) -> bool:
    """Whether people fell in a fight: "eleven soldiers fell in an ambush", "two rebels fell near Goma"; not "in love".

    Where words say in what, it must be a fight; where they say only when and at what place, who fell must bear arms.
    """
    if not comes_to_people(verb, people) or children(verb, "obj", "xcomp", "compound"):
        return False
    beside = [c for c in children(verb, "advmod") if c.i == verb.i + 1]
    around = children(verb, "obl")
    if beside or not all(case_of(c) in WHERE for c in around):
        return False
    fought = [c for c in around if c.lemma_.lower() in fights]
    named = all(c in fought or c.pos_ == "PROPN" or c.dep_ == "obl:unmarked" or c.like_num for c in around)
    plain = verb.tag_ == "VBN" and not around  # "none of our men have fallen"
    return bool(fought) or plain or (named and is_armed(verb, armed))


def _counted(who: Token) -> list[Token]:
    """A subject, and the people it counts: "none of their men", "hundreds of families"."""
    counts = who.pos_ in COUNTS or empty(who) or who.like_num or who.tag_ == "NNS"
    return [who, *(c for c in children(who, "nmod") if counts and case_of(c) == "of")]


def _named(noun: Token, people: Container[str]) -> bool:
    if noun.pos_ == "NUM":
        return not children(noun, "nmod")
    return bearer(noun, people).lemma_.lower() in people


def _plural_name(noun: Token) -> bool:
    """Whether a counted name is a people's: "more than 700,000 Rohingya"."""
    return noun.pos_ == "PROPN" and bool(children(noun, "nummod"))


__all__ = ["comes_to_people", "comes_to_unarmed", "is_armed", "is_fallen"]
