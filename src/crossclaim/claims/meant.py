"""Which place words for one already named mean: "there", "in the town", "this area"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from crossclaim.claims.situating import Situating
from crossclaim.claims.standing import ANY, GOING, NOMINAL, is_division, kinds, measured_from, stands
from crossclaim.records import Place
from crossclaim.syntax import case_of, sent_end, sent_start

if TYPE_CHECKING:
    from crossclaim.parsed import Doc, Token

THERE = "there"
DEFINITE = frozenset({"the", "this", "that", "these", "both"})

SORTS = ("land", "town", "division")
"""What a word may stand for: any place but a state, a place that is no division, a division."""


class Meant:
    """The places of a text, as what later words go back to.

    What holds of a place whatever word goes back to it is worked out once, so that a word only looks up how many
    of each row of places stand before it.
    """

    def __init__(self, doc: Doc, places: Mapping[int, Place], situates: Situating) -> None:
        """Take the places of a text.

        Args:
            doc: the parsed text.
            places: the places by token.
            situates: whether a word stands where a place of action stands.
        """
        self._doc, self._places, self._situates = doc, places, situates
        self._names: dict[int, set[str]] = {}

    def points_back(self, token: Token) -> bool:
        """Whether a word stands for a place named before, with no name of its own."""
        if token.lower_ == THERE:
            return token.dep_ == "advmod"
        if token.pos_ != "NOUN" or not kinds(token) or not self._situates(token):
            return False
        definite = any(c.lower_ in DEFINITE for c in token.children if c.dep_ == "det")
        return definite and not any(t.i in self._places or t.pos_ == "PROPN" for t in token.subtree)

    def before(self, noun: Token) -> Place | None:
        """The place that a word which points back means; None where none of its sort stands before it."""
        for row in self._rows[_sort(noun)]:
            many = bisect_left(row, noun.i)
            if many:
                return self._places[self._antecedent(row, many, noun)]
        return None

    @cached_property
    def _rows(self) -> dict[str, tuple[list[int], ...]]:
        """For each sort of place its tokens, in rows of which the first with one before a word is taken.

        A place that something is measured from is in none. One where something stands comes first (no capital that
        is its government), and of these one that nobody comes from or goes to.
        """
        order = [k for k in sorted(self._places) if not measured_from(self._doc[k])]
        situated = {k for k in order if self._situates(self._doc[k])}
        staying = {k for k in order if case_of(self._doc[k]) not in GOING}
        narrowed = (situated & staying, situated, staying, set(order))
        sorts = {sort: [k for k in order if _is(self._places[k], sort)] for sort in SORTS}
        return {sort: tuple([k for k in found if k in kept] for kept in narrowed) for sort, found in sorts.items()}

    @cached_property
    def _standing(self) -> frozenset[int]:
        """The places where something is."""
        return frozenset(k for k in self._places if self._situates(self._doc[k]) and stands(self._doc[k]))

    def _antecedent(self, row: list[int], many: int, noun: Token) -> int:
        """Which of the first places of a row is meant: of the sentence of the last one the first where something is.

        One that the sentence calls by the same noun comes first: "left the town of Foo, south of Bar ... the town".
        """
        near = row[bisect_left(row, sent_start(self._doc[row[many - 1]])) : many]
        called = [k for k in near if noun.lower_ in self._called(k)]
        if "site" in kinds(noun):
            called = called or self._introduced(row, many, noun)
        standing = [k for k in near if k in self._standing]
        return called[0] if called else standing[0] if standing else near[-1]

    def _called(self, place: int) -> set[str]:
        """What a place is called beside its name: "the town of Foo", "Foo, a town"."""
        if place not in self._names:
            token = self._doc[place]
            names = {c.lower_ for c in token.children if c.dep_ == "appos"}
            while token.dep_ in NOMINAL and token.head != token:
                token = token.head
                names.add(token.lower_)
            self._names[place] = names
        return self._names[place]

    def _introduced(self, row: list[int], many: int, noun: Token) -> list[int]:
        """The places behind the first mention of a base or camp in its sentence: "an airfield near the city of Foo"."""
        first = self._doc[self._firsts[noun.lower_]]
        return row[bisect_right(row, first.i) : min(many, bisect_left(row, sent_end(first)))]

    @cached_property
    def _firsts(self) -> dict[str, int]:
        """Where each word stands first."""
        return {t.lower_: t.i for t in reversed(self._doc)}


def _sort(noun: Token) -> str:
    """What a word may stand for: "the town" for no province, no noun for a state."""
    if noun.lower_ == THERE or ANY in kinds(noun):
        return "land"
    return "town" if "city" in kinds(noun) else "division"


def _is(place: Place, sort: str) -> bool:
    """Whether a place is of a sort."""
    return not place.is_country and (sort == "land" or is_division(place) == (sort == "division"))
