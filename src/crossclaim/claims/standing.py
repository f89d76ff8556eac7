"""How the name of a place stands in its sentence: as where something is, comes from, or is measured from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crossclaim.claims.told_from import STANDING
from crossclaim.places.words import packaged_place_words
from crossclaim.records import Place
from crossclaim.syntax import case_of, sent_start

if TYPE_CHECKING:
    from crossclaim.parsed import Token

NOMINAL = frozenset({"nmod", "compound", "appos", "flat", "conj", "nmod:desc", "nmod:unmarked"})
"""Relations of a name to the noun it says more of."""

GOING = frozenset({"to", "toward", "towards", "into", "from", "for"})
"""Cases of where something comes from or goes to."""

ANY = "any"
"""The kind of place of a word for the land about, which fits all but states."""


def stands(token: Token) -> bool:
    """Whether a place, or what it says more of ("in the north of X"), is where another act was."""
    while case_of(token) not in STANDING and token.dep_ in NOMINAL and token.head != token:
        token = token.head
    return case_of(token) in STANDING


def has_war(token: Token) -> bool:
    """Whether a place is the one whose war is spoken of: "Chad's civil war was ended by a deal"."""
    return token.dep_ == "nmod:poss" and token.head.lower_ in packaged_place_words().wars


def of_act(token: Token) -> bool:
    """Whether a place hangs on what is done, and not on who does it: "swept villages in Foo", no "people in Foo"."""
    while token.dep_ in NOMINAL and token.head != token:
        token = token.head
    return token.dep_.startswith(("obl", "obj")) and case_of(token) not in GOING


def is_of(token: Token) -> bool:
    """Whether a place names what a noun is "of"."""
    return token.dep_ == "nmod" and case_of(token) == "of"


def measured_from(token: Token) -> bool:
    """Whether a place only says how far another is from it: "lies 170 km north of Foo"."""
    while token.dep_ in {"nmod:poss", "compound", "appos", "flat"} and token.head != token:
        token = token.head
    first, words = token.left_edge, packaged_place_words()
    before = token.doc[max(sent_start(first), first.i - 4) : first.i]
    far = [n for n, t in enumerate(before) if t.lower_ in words.measures | words.directions]
    part = bool(far) and far[0] > 0 and before[far[0] - 1].dep_ == "det"  # "in the north of Foo" is in Foo
    return first.lower_ in {"of", "from"} and bool(far) and not part


def whence(token: Token) -> bool:
    """Whether a place is only where somebody is from: "people from Foo", "evacuees from the towns of Foo"."""
    while token.head != token and token.dep_ in NOMINAL:
        if token.dep_ == "nmod" and token.left_edge.lower_ == "from":
            return True
        token = token.head
    edge = token.left_edge
    if token.dep_ != "obl" or edge.lower_ != "from" or edge.i == 0:
        return False
    before = edge.nbor(-1)  # the parse may hang on the verb what belongs to the noun right before it
    return before.pos_ == "NOUN" and before.dep_ in {"nmod", "obl"}


def is_content(verb: Token) -> bool:
    """Whether a verb is what an event is about, and no other act: "called on them to open the road to Foo"."""
    infinitive = any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children)
    return verb.dep_ in {"xcomp", "ccomp"} or (infinitive and verb.dep_ in {"acl", "advcl"})


def within(event: Sequence[int], clause: Token) -> bool:
    """Whether an event is told in a relative clause."""
    return clause.dep_ == "acl:relcl" and any(i == clause.i or clause.is_ancestor(clause.doc[i]) for i in event)


def kinds(token: Token) -> frozenset[str]:
    """The kinds of place that a noun may be a word for; any kind for the land about."""
    words = packaged_place_words()
    return frozenset({ANY}) if token.lower_ in words.grounds else words.heads.get(token.lower_, frozenset())


def is_division(place: Place) -> bool:
    """Whether a place is a province, and no town of which only the province is known."""
    names = {place.name.lower(), place.text.lower()}  # the division may go by the name that the text gives it
    return place.precision == "admin1" and (place.admin1 or "").lower() in names
