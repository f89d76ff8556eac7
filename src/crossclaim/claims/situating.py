"""Which words of a text stand where a place of action stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from crossclaim.claims.standing import kinds, whence
from crossclaim.records import Place
from crossclaim.syntax import case_of

if TYPE_CHECKING:
    from crossclaim.parsed import Token

WHERE = frozenset(
    {
        "in",
        "at",
        "near",
        "outside",
        "on",
        "along",
        "around",
        "over",
        "across",
        "inside",
        "of",
        "into",
        "within",
        "toward",
        "towards",
        "throughout",
        "between",
        "to",
        "from",
        "off",
        "beside",
        "against",
        "southeast",
        "northwest",
    }
)
"""Cases in which a place of action stands, the first or the last word of them."""


class Situating:
    """Whether a word stands where a place of action stands; asked again and again of the same words, so kept."""

    def __init__(self, places: Mapping[int, Place], sources: frozenset[int]) -> None:
        """Take the places of a text by token, and the tokens of sources and bodies, which name no place of action."""
        self._places, self._sources = places, sources
        self._known: dict[int, bool] = {}

    def __call__(self, token: Token) -> bool:
        """Whether a word stands so, by itself or as what its head says more of."""
        asked = token.i
        if asked not in self._known:
            while (said := self._itself(token)) is None:
                token = token.head
            self._known[asked] = said
        return self._known[asked]

    def _itself(self, token: Token) -> bool | None:
        """By the word's own case and relation; None where its head says it."""
        if token.i in self._sources or self._names_body(token) or whence(token):
            return False
        case = case_of(token).split(" ")
        if case == ["of"] and any(c.ent_type_ == "PER" and c.i not in self._places for c in token.head.children):
            return False
        if case[0] in WHERE or case[-1] in WHERE:
            return True
        if token.dep_ in {"nsubj", "obl:agent", "nmod:poss", "root", "ROOT"}:
            return False
        if token.dep_ in {"compound", "appos", "flat", "conj", "list", "nmod", "nmod:unmarked", "dep", "obl"}:
            if token.head == token or token.head.pos_ in {"NOUN", "PROPN"}:
                return token.head != token
            return None
        return token.dep_ in {"obj", "nsubj:pass"}

    def _names_body(self, token: Token) -> bool:
        """Whether a place is only a part of somebody's name or title: "the Foo Defence Force", "US President"."""
        head = token.head
        titled = (
            token.dep_ in {"compound", "amod"} and head.pos_ == "PROPN" and head.i > token.i and head.text[0].isupper()
        )
        place = self._places.get(token.i)
        return (
            titled and head.ent_type_ != "LOC" and head.i not in self._places and place is not None and not kinds(head)
        )
