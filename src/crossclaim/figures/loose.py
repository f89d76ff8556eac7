"""Nouns and numbers near a casualty word that the parse ties to it loosely, or to one noun of their row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossclaim.figures.tolls import is_numeric
from crossclaim.lexicon.casualties import CasualtyWords
from crossclaim.syntax import case_of, children, noun_conjuncts, sent_start

if TYPE_CHECKING:
    from crossclaim.parsed import Token

Tokens = list["Token"]


def row(noun: Token) -> Tokens:
    """All nouns that a word behind the last of them is said of: "23 villagers and 16 fighters dead".

    A noun that has such a word of its own ends the row: "three dead and five people wounded".
    """
    top = noun
    while top.dep_ == "conj" and top.head.pos_ in {"NOUN", "PROPN", "NUM"} and not _has_its_own(top.head, noun):
        top = top.head
    return noun_conjuncts(top)


def _has_its_own(earlier: Token, last: Token) -> bool:
    if any(t.tag_ in {"VBD", "VBN"} for t in earlier.doc[earlier.i + 1 : last.i]):
        return True
    return any(earlier.i < c.i < last.i and c.dep_.split(":")[0] in {"amod", "acl"} for c in earlier.children)


def number_before(verb: Token, words: CasualtyWords) -> Tokens:
    """The number right before a verb, "more" and "others" passed over."""
    i = verb.i - 1
    while i > sent_start(verb) and verb.doc[i].lower_ in words.others:
        i -= 1
    before = _whole_of(verb.doc[i])
    counts = (is_numeric(before, words) and before.pos_ != "ADJ") or before.lower_ in words.roughly
    return [before] if i < verb.i and counts else []


def _whole_of(noun: Token) -> Token:
    """Whom a noun only says more of: the members of "leaving three members of one family injured"."""
    above = noun.head
    return above if noun.dep_ == "nmod" and case_of(noun) == "of" and children(above, "nummod") else noun


def bare_numbers(verb: Token, words: CasualtyWords) -> Tokens:
    """Numbers before a verb that the parse ties to it loosely: "over 130 injured"."""
    return [c for c in verb.children if c.pos_ == "NUM" and c.i < verb.i][-1:] or number_before(verb, words)


def numbers_after(verb: Token, words: CasualtyWords) -> Tokens:
    """A number after a verb that the parse takes for no object: "killed at least 44", "killed between 3 and 6 men"."""
    bare = [c for c in verb.children if c.pos_ == "NUM" and c.i > verb.i and c.dep_ != "obl:agent"]
    bounded = [c for c in verb.children if c.dep_ == "obl" and is_numeric(c, words) and _bounds_it(c, verb, words)]
    return (bare or bounded)[:1]


def right_behind(verb: Token, words: CasualtyWords) -> Tokens:
    """A number right behind a verb that the parse ties to something else: "wounding dozens more mostly pupils"."""
    if verb.i + 1 >= len(verb.doc):
        return []
    behind = verb.nbor()
    return [behind] if behind.pos_ in {"NUM", "NOUN"} and is_numeric(behind, words) else []


def _bounds_it(noun: Token, verb: Token, words: CasualtyWords) -> bool:
    """Whether what ties a noun to its verb only bounds its number: "killed at least 16 people"."""
    ahead = " ".join(t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 3])
    return case_of(noun) in {"", *words.bounding} or (noun.left_edge.i == verb.i + 1 and ahead in words.bounding)
