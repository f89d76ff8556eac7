"""Which stretches of a text are names of places.

A stretch counts when the language model labels it as a location, or when the gazetteer knows it and the text
around it bears it out: a country, a well-known place, a preposition of place, a container after it ("Lyon,
France"), a word such as "province" or "police". What is part of another name ("University of Lagos", "Paris
Hilton") does not count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crossclaim.places.around import Namer, Stretch
from crossclaim.places.context import expected_kinds, is_near
from crossclaim.places.entries import Entry, Kind
from crossclaim.places.judge import Judge
from crossclaim.places.keys import name_key
from crossclaim.places.matches import Match, find_matches
from crossclaim.places.pieces import Pieces, pieces_of
from crossclaim.places.words import PlaceWords

if TYPE_CHECKING:
    from crossclaim.parsed import Doc


@dataclass(frozen=True, slots=True)
class Mention:
    """A place name in the text.

    Attributes:
        start, end, text: the words, by offsets into the report's text.
        first, last: its pieces, end-exclusive.
        sentence: number of its sentence.
        demonym: "Turkish" and the like.
        candidates: what it may stand for; none where the gazetteer does not know it.
        expects: kinds that the words around ask for ("province"); empty where they ask for none.
        near: whether the text speaks only of its vicinity.
        inside: whether the text puts something in it ("in northern Mali").
        shown: whether the text itself shows a place, so that the name stays one where no known place fits it.
    """

    start: int
    end: int
    text: str
    first: int
    last: int
    sentence: int
    demonym: bool
    candidates: tuple[Entry, ...]
    expects: frozenset[Kind]
    near: bool
    inside: bool
    shown: bool


def find_names(doc: Doc, namer: Namer, bodies: Sequence[Stretch] = ()) -> list[Mention]:
    """The place names of a text, in order, not overlapping.

    Args:
        doc: the parsed text.
        namer: what telling names takes.
        bodies: the stretches that name organisations, by offsets into the text.
    """
    pieces = pieces_of(doc, namer.words.short)
    matches = find_matches(pieces, namer.gazetteer, namer.demonyms, namer.words)
    judge = Judge(pieces, namer, matches, bodies)
    taken = judge.places()
    unknown = [m for m in unknown_names(pieces, taken, namer) if not judge.names_body(m)]
    taken += placed_names(unknown, taken, judge)
    return [mention_of(m, judge, m in unknown) for m in sorted(taken, key=lambda m: m.start)]


def mention_of(match: Match, judge: Judge, unknown: bool) -> Mention:
    """A match as a mention, with what the words around it say; a dateline names a town."""
    pieces, words, dateline = judge.pieces, judge.words, judge.is_dateline(match)
    expects = frozenset[Kind]() if match.demonym else expected_kinds(match.first, match.last, pieces, words)
    return Mention(
        match.start,
        match.end,
        match.text,
        match.first,
        match.last,
        pieces[match.first].sentence,
        match.demonym,
        match.candidates,
        expects or (frozenset({"city"}) if dateline else frozenset()),
        not match.demonym and is_near(match.first, pieces, words),
        judge.before(match) == "in",
        unknown or (judge.label(match) == "LOC" and judge.placing(match) > 0),
    )


def unknown_names(pieces: Pieces, taken: Sequence[Match], namer: Namer) -> list[Match]:
    """The stretches labelled as locations that no accepted match touches, as names nobody knows.

    A stretch that the text calls a town ("the village of Foo Bar") is one whatever its label, but for bodies.
    """
    used = {i for m in taken for i in range(m.first, m.last)}
    starts = {m.first for m in taken if not m.demonym}
    found = []
    i = 0
    every = pieces.all
    while i < len(every):
        label, called = every[i].label, i not in used and is_called(i, pieces, namer.words, starts)
        if label != "LOC" and not called:
            i += 1
            continue
        j = i
        while (
            j < len(pieces)
            and pieces[j].label == label
            and j not in used
            and (j == i or same_name(j, pieces, namer.words))
        ):
            j += 1
        if j > i:
            match = unknown_name(i, j, pieces, namer, called=called)
            found += [match] if match is not None else []
        i = max(j, i + 1)
    return found


def is_called(i: int, pieces: Pieces, words: PlaceWords, starts: Container[int]) -> bool:
    """Whether the words around a capital call it a place ("the town of Foo"), or put it in one ("at Foo, Bar").

    Args:
        i: the piece.
        pieces: of the text.
        words: the words.
        starts: the first pieces of the places found so far.
    """
    if i < 2 or not pieces[i].capital or not pieces.adjacent(i - 1):
        return False
    if pieces[i - 1].lower == "of" and pieces.adjacent(i - 2) and pieces[i].label in {"PER", ""}:
        return words.heads.get(pieces[i - 2].lower, frozenset()) == frozenset[Kind]({"city"})
    contained = i + 1 in starts and pieces.gap(i) == ", " and pieces[i].label in {"ORG", ""}
    return contained and pieces[i - 1].lower in words.surely_before


def placed_names(unknown: Sequence[Match], taken: Sequence[Match], judge: Judge) -> list[Match]:
    """Of the names nobody knows, those that the text places, that it places elsewhere, or that stand beside a place.

    Args:
        unknown, taken: in text order; `taken` are the places found so far.
    """
    votes: Counter[str] = Counter()
    for match in unknown:
        votes[name_key(match.text)] += judge.placing(match)
    placed = [m for m in unknown if judge.placing(m) > 0 and votes[name_key(m.text)] > 0]
    keys, known = {name_key(m.text) for m in placed}, {m for m in (*taken, *placed) if not m.demonym}
    text, ends = judge.pieces.text, {m.end for m in known}
    for match in (m for m in unknown if votes[name_key(m.text)] >= 0):
        before = (match.start - len(word) for word in AND if text.endswith(word, 0, match.start))
        if match not in known and (not ends.isdisjoint(before) or name_key(match.text) in keys):
            placed.append(match)
            known.add(match)
            ends.add(match.end)
    return placed


AND = frozenset({" and ", ", and ", " or "})
"""What stands between places that are listed."""


SHORTEST = 2
"""Letters in the shortest name that nobody knows."""


def same_name(j: int, pieces: Pieces, words: PlaceWords) -> bool:
    """Whether piece `j` goes on the name of the piece before it."""
    return pieces.joined(j - 1) and (pieces[j].capital or pieces[j].lower in words.joiners or pieces.gap(j - 1) != " ")


def unknown_name(i: int, j: int, pieces: Pieces, namer: Namer, *, called: bool = False) -> Match | None:
    """A labelled stretch without lower-case words at its ends, hyphens followed; None if nothing is left.

    What the text calls a town (`called`) is that even where it names a person elsewhere.
    """
    while j > i and not pieces[j - 1].capital and (j - 1 == i or pieces.adjacent(j - 2)):
        j -= 1
    while i < j and not pieces[i].capital and pieces[i].lower not in namer.words.articles:
        i += 1
    while i < j < len(pieces) and pieces.gap(j - 1) == "-" and pieces[j].capital:
        j += 1
    named_for = {pieces[j - 1].lower, pieces[j - 1].lower.removesuffix("s")} if j > i else set()
    if (named_for & pieces.persons and not called) or (j < len(pieces) and pieces[j].lower in namer.words.of_person):
        return None
    beside_person = (i and pieces[i - 1].label == "PER" and pieces.adjacent(i - 1)) or (
        j < len(pieces) and pieces[j].label == "PER" and pieces.adjacent(j - 1)
    )
    text = pieces.slice(i, j) if j > i else ""
    if len(text) < SHORTEST or beside_person or text.lower() in namer.words.never or text.lower() in namer.words.heads:
        return None
    entries = namer.gazetteer.candidates(text) or namer.gazetteer.alike(text)
    return Match(i, j, pieces[i].start, pieces[j - 1].end, text, entries)
