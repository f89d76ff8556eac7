"""Where those are who tell of an event: where no place is named for the event, it was where its witnesses are."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from crossclaim.lexicon.countries import load_countries
from crossclaim.places.words import packaged_place_words
from crossclaim.records import Place
from crossclaim.syntax import case_of

if TYPE_CHECKING:
    from crossclaim.parsed import Doc, Token

STANDING = frozenset({"in", "at", "near", "outside", "inside", "on", "around", "along", "across", "over"})
"""Cases of where something is, and not of where it comes from or goes to."""


def told_from(doc: Doc, tokens: Sequence[int], named: Mapping[int, Place], sources: Collection[int]) -> Place | None:
    """The town or district that the sources of a sentence are in, of, or speak from; no state and no capital.

    Args:
        doc: the parsed text.
        tokens: those of the sentence.
        named: the places of the text by token.
        sources: the tokens of sources.
    """
    local = [i for i in tokens if i in named and not named[i].is_country and not is_capital(named[i])]
    found = [i for i in local if (i in sources and _is_home(doc[i])) or _speaks_from(doc[i])]
    return named[found[0]] if found else None


def _is_home(place: Token) -> bool:
    """Whether a place is where a source is ("police in Foo") or whose it is ("residents of Foo", "Foo's mayor")."""
    words = packaged_place_words()
    if place.head.lower_ in words.tellers:
        return False
    if case_of(place) in STANDING:
        return True
    return place.dep_ in {"nmod", "compound", "nmod:poss"} and place.head.lower_ in words.locals


def _speaks_from(place: Token) -> bool:
    """Whether somebody says from there what is told: "speaking from Foo", "by phone from Foo"."""
    if case_of(place) != "from" or place.head.lower_ not in packaged_place_words().spoken_from:
        return False
    speakers = (c for t in (place.head, place.head.head) for c in t.children if c.dep_ == "nsubj")
    return not any(t.lower_ in packaged_place_words().tellers for t in speakers)


@cache
def _capitals() -> frozenset[str]:
    return frozenset(name.lower() for country in load_countries().all for name in country.capitals)


def is_capital(place: Place) -> bool:
    """Whether a place is a capital, from which all sorts of things are told."""
    return place.name.lower() in _capitals() or place.text.lower() in _capitals()
