"""Stretches of a text that the gazetteer or the list of demonyms knows: the longest at each place."""

from __future__ import annotations

from dataclasses import dataclass

from crossclaim.places.demonyms import Demonyms
from crossclaim.places.entries import Entry, Kind
from crossclaim.places.gazetteer import Gazetteer
from crossclaim.places.keys import fold
from crossclaim.places.pieces import Pieces
from crossclaim.places.words import PlaceWords

LONGEST = 7
"""Words in the longest name that is looked for."""
MIN_POSSESSIVE = 5
"""Letters from which a country's name with an "s" is taken for its possessive."""
LARGE = 100_000
"""Inhabitants from which a town's is."""
APOSTROPHES = frozenset("'’‘ʻʼ`")


@dataclass(frozen=True, slots=True)
class Match:
    """Pieces `first` to `last` (left out) as a name, and what it may stand for."""

    first: int
    last: int
    start: int
    end: int
    text: str
    candidates: tuple[Entry, ...]
    demonym: bool = False


def find_matches(pieces: Pieces, gazetteer: Gazetteer, demonyms: Demonyms, words: PlaceWords) -> list[Match]:
    """All known names of a text, in order, not overlapping: longer ones first, demonyms before places."""
    found: list[Match] = []
    i = 0
    every = pieces.all
    known = pieces, gazetteer, demonyms, words
    while i < len(every):
        if not every[i].capital and every[i].lower not in words.articles:
            i += 1
            continue
        match = match_at(i, *known) if may_start(i, pieces, words) else None
        owner = match is not None and match.end < pieces[match.last - 1].end
        whole = 0 if owner else end_before_head(i, pieces, words)
        if match is not None and match.last < whole and in_division(match, match_at(match.last, *known), whole):
            whole = 0
        if match is None or match.last < whole:
            i = max(i + 1, whole)
            continue
        found.append(match)
        i = match.last
    return found


def in_division(match: Match, following: Match | None, whole: int) -> bool:
    """Whether a name of several words is a town and its division with no comma between: "Foo Bar province"."""
    if following is None or following.last != whole:
        return False
    divisions = {e.division for e in following.candidates if e.kind == "admin1"}
    return any(e.kind == "city" and e.division in divisions for e in match.candidates)


def end_before_head(i: int, pieces: Pieces, words: PlaceWords) -> int:
    """The end of a name of several words from piece `i` that a word for its kind follows ("Foo Bar district").

    All of it is one name: its parts are not looked up by themselves. 0 where there is no such name.
    """
    j = i
    while j < len(pieces) and (pieces[j].label == "LOC" if j == i else within_name(j, pieces, words)):
        if pieces[j].lower in words.heads and not pieces[j].capital:
            break
        j += 1
    follows = j < len(pieces) and j - i > 1 and pieces.adjacent(j - 1) and pieces[j].lower in words.heads
    return j if follows and not pieces[j].capital and pieces[i].capital else 0


def within_name(j: int, pieces: Pieces, words: PlaceWords) -> bool:
    """Whether piece `j` goes on the location before it."""
    tied = (pieces[j].lower in words.joiners and pieces[j].lower != "and") or pieces.gap(j - 1) not in {
        " ",
        "\u00a0",
        "  ",
    }
    return pieces.joined(j - 1) and (pieces[j].label == "LOC" or tied)


def may_start(i: int, pieces: Pieces, words: PlaceWords) -> bool:
    """Whether a name may begin with piece `i`: a capital, but no "In" of a new sentence, or an Arabic article."""
    piece = pieces[i]
    if piece.capital:
        return piece.lower != "the" and not (piece.lower in words.before and not (i and pieces.adjacent(i - 1)))
    return piece.lower in words.articles and i + 1 < len(pieces) and pieces[i + 1].capital and pieces.gap(i) in "-–'’"


def match_at(i: int, pieces: Pieces, gazetteer: Gazetteer, demonyms: Demonyms, words: PlaceWords) -> Match | None:
    """The longest known name that begins with piece `i`."""
    for j in range(run_end(i, pieces, words), i, -1):
        if not (pieces[j - 1].capital or pieces[j - 1].text.isdigit() or ends_name(j - 1, pieces)):
            continue
        text = pieces.slice(i, j)
        found = known_at(text, i, j, pieces, gazetteer, demonyms)
        if found is not None:
            return found
    return None


def known_at(text: str, i: int, j: int, pieces: Pieces, gazetteer: Gazetteer, demonyms: Demonyms) -> Match | None:
    """What the pieces from `i` up to `j` are known as: a demonym, an abbreviation, a name."""
    start, end = pieces[i].start, pieces[j - 1].end
    named = demonyms.of(text) if j - i <= demonyms.longest else ()
    if named:
        entries = tuple(e for name, kind in named for e in of_kind(gazetteer.candidates(name), kind))
        return Match(i, j, start, end, text, entries, demonym=True)
    stopped = text + "." if pieces.text[end : end + 1] == "." else text
    for written in dict.fromkeys((stopped, text)):
        short = gazetteer.abbreviated(written)
        if short:
            return Match(i, j, start, start + len(written), written, short)
    entries = gazetteer.candidates(text) if written_as_name(text) else ()
    if entries:
        return Match(i, j, start, end, text, entries)
    return lost_possessive(i, pieces, gazetteer) if j == i + 1 else None


def lost_possessive(i: int, pieces: Pieces, gazetteer: Gazetteer) -> Match | None:
    """A name whose possessive has lost its apostrophe ("Syrias north"): the match leaves the "s" out.

    Countries by their name alone, towns where the language model sees a location and they are large.
    """
    piece = pieces[i]
    if not piece.text.endswith("s") or len(piece.text) < MIN_POSSESSIVE:
        return None
    known = gazetteer.candidates(piece.text[:-1])
    large = any(e.kind == "city" and e.population >= LARGE for e in known)
    entries = known if large and piece.label == "LOC" else of_kind(known, "country")
    return Match(i, i + 1, piece.start, piece.end - 1, piece.text[:-1], entries) if entries else None


def ends_name(i: int, pieces: Pieces) -> bool:
    """Whether a lower-case piece is the rest of a name after an apostrophe ("Sana'a"), and no possessive."""
    return i > 0 and pieces.gap(i - 1) in APOSTROPHES and pieces[i].lower != "s"


def of_kind(entries: tuple[Entry, ...], kind: Kind) -> tuple[Entry, ...]:
    """The first entry of a kind."""
    return tuple(entry for entry in entries if entry.kind == kind)[:1]


def written_as_name(text: str) -> bool:
    """Whether a word could be a whole name: not of one or two letters, nor three capitals."""
    return len(fold(text)) > 2 and not (text.isupper() and len(text) <= 3)


def hyphenated(j: int, pieces: Pieces) -> bool:
    """Whether a piece stands between hyphens, as small words of names do ("Port-au-Prince")."""
    return j + 1 < len(pieces) and pieces.gap(j - 1) == "-" == pieces.gap(j) and pieces[j + 1].capital


def run_end(i: int, pieces: Pieces, words: PlaceWords) -> int:
    """The piece after the longest run from `i` that could be one name."""
    j = i + 1
    while j < len(pieces) and j - i < LONGEST and pieces.joined(j - 1):
        piece = pieces[j]
        small = piece.lower in words.joiners or piece.lower in words.articles or pieces.gap(j - 1) in APOSTROPHES
        if not (piece.capital or small or piece.text.isdigit() or hyphenated(j, pieces)):
            break
        j += 1
    return j
