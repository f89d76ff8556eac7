"""Who a group of victims are: the words that name them, and whether they are civilians or under arms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crossclaim.figures.numbers import Quantity
from crossclaim.lexicon.casualties import CasualtyWords, load_casualty_words
from crossclaim.records import Party, VictimClass
from crossclaim.syntax import bearer, children, phrase

if TYPE_CHECKING:
    from crossclaim.parsed import Token

ARMED = frozenset({"REB", "IMG", "UAF", "PRM", "MIL", "COP", "SEP", "INS"})
"""PLOVER sectors under arms: who belongs to them is no civilian unless a word says so."""

BEHIND = frozenset({"flat", "flat:name"})
"""Relations of the words of a name that stand behind its head."""


@dataclass(frozen=True, slots=True)
class People:
    """What is known of people: noun lemma to class, who a token's people belong to, and counting words."""

    classes: Mapping[str, VictimClass]
    owner: Callable[[int], Party | None]
    words: CasualtyWords = field(default_factory=load_casualty_words)


def named_with(head: Token) -> list[Token]:
    """The words of a noun phrase, those of a name with "of" right before its head among them."""
    name = name_before(head)
    return phrase(head) if name is None else sorted({*phrase(head), *phrase(name)}, key=lambda t: t.i)


def name_before(head: Token) -> Token | None:
    """The head of the name with "of" that a person's noun stands behind: "a Movement of the North leader"."""
    return next((t for t in (head.head, head.head.head) if bearer(t, {head.lemma_.lower()}) == head != t), None)


def role_of(name: Token, people: People) -> Token:
    """The person's noun beside a name that says who they are: "commander Abu Salim", "Abu Salim, a commander"."""
    beside = [c for c in children(name, "appos", "nmod", "compound") if c.pos_ == "NOUN" and not children(c, "case")]
    return next((c for c in beside if c.lemma_.lower() in people.classes), name)


def who(group: Token, quantity: Quantity | None, people: People) -> str:
    """The words for a group of people, without their number; "people" where none are named."""
    inside = range(quantity.first, quantity.last) if quantity is not None else range(0)
    noun = role_of(group, people) if group.pos_ == "PROPN" else group
    if noun.pos_ == "NUM" or noun.lemma_.lower() in people.words.nameless:
        return "people"
    name = BEHIND if noun.pos_ == "PROPN" else frozenset()
    words = [t for t in phrase(noun) if t.i not in inside and (t.i <= noun.i or t.dep_ in name) and _names(t, noun)]
    return " ".join(t.text for t in words) if words else "people"


def _names(token: Token, noun: Token) -> bool:
    if token == noun:
        return True
    if token.dep_ == "nmod" and token.i < noun.i and children(token, "case"):
        return False
    if token.dep_.startswith("det"):
        return False
    return token.dep_ not in {"nmod:poss", "obl"} and token.pos_ not in {"NUM", "PUNCT", "PRON"}


def victim_class(group: Token, head: Token, people: People) -> VictimClass:
    """Whether people are civilians, under arms, or neither is said."""
    classes = people.classes
    own = classes.get(group.lemma_.lower()) or classes.get(group.lower_) or "unknown"
    if own != "unknown":
        return own
    near, owner = children(group, "amod", "compound"), people.owner(group.i)
    if (owner is not None and owner.sector in ARMED) or any(c.lower_ in people.words.under_arms for c in near):
        return "military"
    for c in near:
        if classes.get(c.lemma_.lower()) in {"civilian", "military"}:
            return classes[c.lemma_.lower()]
    role = classes.get(role_of(group, people).lemma_.lower(), "unknown") if group.pos_ == "PROPN" else "unknown"
    return role if role != "unknown" else _by_company(head, people)


def _by_company(head: Token, people: People) -> VictimClass:
    """ "people including children" are civilians."""
    near = [t for t in head.subtree if any(c.lower_ in people.words.parts for c in t.children)]
    return "civilian" if any(people.classes.get(t.lemma_.lower()) == "civilian" for t in near) else "unknown"
