"""What the words right around a place name say of it: its kind, and whether only its vicinity is meant."""

from __future__ import annotations

from crossclaim.places.entries import Kind
from crossclaim.places.pieces import Pieces
from crossclaim.places.words import PlaceWords


def expected_kinds(first: int, last: int, pieces: Pieces, words: PlaceWords) -> frozenset[Kind]:
    """The kinds of place that the words around ask for; none where they ask for nothing.

    Args:
        first, last: the pieces of the name, end-exclusive.

    The word may follow ("Helmand province", "Dadaab refugee camp", "Tessalit, a border town") or come before "of"
    ("the village of Kafr Zita").
    """
    following = kind_behind(last, pieces, words)
    if following:
        return following
    before = first - 1
    if before >= 0 and pieces[before].lower == "the" and pieces.adjacent(before):
        before -= 1
    if before >= 1 and pieces[before].lower == "of" and pieces[before - 1].lower in words.heads:
        return words.heads[pieces[before - 1].lower]
    if before >= 0 and pieces.adjacent(before) and not pieces[before].capital:
        return words.heads.get(pieces[before].lower, frozenset())
    return frozenset()


def kind_behind(last: int, pieces: Pieces, words: PlaceWords) -> frozenset[Kind]:
    """The kinds that the word right behind a name, or one in apposition to it, says."""
    if last >= len(pieces):
        return frozenset()
    if pieces.adjacent(last - 1):
        word = words.heads.get(pieces[last].lower, frozenset())
        if pieces[last].lower not in words.head_modifiers or not pieces.adjacent(last):
            return word
        return words.heads.get(pieces[last + 1].lower) or word  # "Foo district capital", and "Foo district" alone
    if pieces.gap(last - 1) != ", " or pieces[last].lower not in {"a", "an", "the"}:
        return frozenset()
    for j in range(last + 1, min(last + 1 + APPOSED, len(pieces))):
        if pieces[j].lower in words.heads and not pieces[j].capital:
            return words.heads[pieces[j].lower]
        if pieces[j].capital or not pieces.adjacent(j):
            break
    return frozenset()


APPOSED = 4
"""Words after the article within which an apposition says what kind of place it is ("a small mining town")."""


def is_near(first: int, pieces: Pieces, words: PlaceWords) -> bool:
    """Whether the words before say "near", "12 km from", "north of" or the like."""
    i = first - 1
    if i >= 1 and pieces[i].lower == "of" and pieces[i - 1].lower in words.heads:
        i -= 2
    while i >= 0 and pieces[i].lower in words.between_near:
        i -= 1
    if i < 0 or not all(pieces.adjacent(k) for k in range(max(i, 0), first - 1)):
        return False
    if any(ends_with(i, phrase, pieces) for phrase in words.near_by_last.get(pieces[i].lower, ())):
        return not ends_with(i - 1, ("in", "and"), pieces)  # "in and around Foo" is in Foo too
    if pieces[i].lower not in {"from", "of"}:
        return False
    window = {pieces[k].lower for k in range(max(0, i - 4), i)}
    return bool(window & words.measures) or (
        i >= 1 and pieces[i - 1].lower in words.directions and pieces[i].lower == "of"
    )


def ends_with(i: int, phrase: tuple[str, ...], pieces: Pieces) -> bool:
    """Whether a phrase ends with piece `i`."""
    start = i - len(phrase) + 1
    return start >= 0 and all(pieces[start + k].lower == word for k, word in enumerate(phrase))
