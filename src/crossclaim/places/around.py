"""What stands around a name that a text may have for a place, and how well known that place is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crossclaim.places.demonyms import Demonyms
from crossclaim.places.entries import Entry
from crossclaim.places.gazetteer import Gazetteer
from crossclaim.places.matches import Match
from crossclaim.places.pieces import Pieces
from crossclaim.places.words import PlaceWords

WELL_KNOWN = 100_000
"""Inhabitants from which a town's own name is taken for it with no other sign."""
FAMOUS = 1_000_000
"""Inhabitants from which any of its names is ("Kiev")."""
KNOWN_DIVISION = 300_000
"""The same for a first-order division."""
NO_HAMLET = 5_000
"""Inhabitants from which a town is believed after a word that also stands before people ("of Lyon")."""
Stretch = tuple[int, int]
"""A stretch of the text by its offsets."""


@dataclass(frozen=True)
class Namer:
    """What telling place names takes. `common` says whether a lower-case word is an ordinary English one."""

    gazetteer: Gazetteer
    demonyms: Demonyms
    words: PlaceWords
    common: Callable[[str], bool]


class Around:
    """The matches of one text with what stands around each."""

    def __init__(self, pieces: Pieces, namer: Namer, matches: Sequence[Match], bodies: Sequence[Stretch] = ()) -> None:
        """`bodies` are the stretches that name organisations."""
        self.bodies = bodies
        self.pieces, self.namer, self.words, self.matches = pieces, namer, namer.words, matches
        self.starting = {m.first: m for m in matches}
        self.ending = {m.last: m for m in matches}

    def well_known(self, match: Match) -> bool:
        """A country, a large division, a large town, a name of several words: under its usual name."""
        several = match.last - match.first > 1 and self.label(match) != "PER"
        return (
            any(e.kind in {"country", "region"} for e in match.candidates)
            or any(
                e.match == "name" and e.kind == "admin1" and e.population >= KNOWN_DIVISION for e in match.candidates
            )
            or self.at_least(match, WELL_KNOWN)
            or (self.at_least(match, FAMOUS, usual=False) and self.label(match) != "PER")
            or (several and any(e.match == "name" for e in match.candidates))
        )

    def at_least(self, match: Match, inhabitants: int, *, usual: bool = True) -> bool:
        """Whether it may be a town of so many inhabitants, under its usual name or any."""
        return any(
            e.population >= inhabitants and e.kind == "city" and (e.match == "name" or not usual)
            for e in match.candidates
        )

    def contained(self, match: Match) -> bool:
        """Whether the place that contains it follows after a comma ("Lyon, France")."""
        other = self.starting.get(match.last)
        if other is None or other.demonym or self.pieces.text[match.end : other.start].strip(" ") not in {",", "("}:
            return False
        return any(
            inside(mine, theirs) for mine in match.candidates for theirs in other.candidates if mine.id != theirs.id
        )

    def is_dateline(self, match: Match) -> bool:
        """Whether it opens a line as agencies name the place of a report ("KHARTOUM, Sudan (AP) -")."""
        after = self.pieces.text[match.end : match.end + 3].lstrip()[:1]
        return match.first in self.pieces.first_of_sentence and match.text.isupper() and after in set(",(-—–:")

    def label(self, match: Match) -> str:
        """The label that most of its pieces have; "" for none."""
        labels = [self.pieces[i].label for i in range(match.first, match.last)]
        if len(labels) == 1:
            return labels[0]
        return max(sorted(set(labels)), key=labels.count)

    def before(self, match: Match) -> str:
        """The lower-case word before it, directions and an article before them passed over."""
        i = match.first - 1
        while i >= 0 and self.pieces.adjacent(i) and self.pieces[i].lower in self.words.directions:
            i -= 1
        if i > 0 and self.pieces[i].lower == "the" and self.pieces.adjacent(i) and self.pieces.adjacent(i - 1):
            i -= 1
        return self.pieces[i].lower if i >= 0 and self.pieces.adjacent(i) else ""

    def after(self, match: Match) -> str:
        """The lower-case word right after it, also after a hyphen or a possessive."""
        j = match.last
        if j < len(self.pieces) and self.pieces[j].lower == "s" and self.pieces.gap(j - 1) in {"'", "’"}:
            j += 1
        joined = j < len(self.pieces) and self.pieces.gap(j - 1) in {" ", "-", "–"}
        return self.pieces[j].lower if joined else ""

    def neighbours(self, match: Match) -> list[tuple[Match, str]]:
        """The matches before and after one, each with what stands between."""
        text, found = self.pieces.text, []
        for first in (match.first, match.first - 1):
            if first in self.ending:
                found.append((self.ending[first], text[self.ending[first].end : match.start]))
        for last in (match.last, match.last + 1):
            if last in self.starting:
                found.append((self.starting[last], text[match.end : self.starting[last].start]))
        return found


def same_country(one: Match, other: Match) -> bool:
    """Whether two names may stand for places of one country."""
    countries = {e.country for e in other.candidates if e.country}
    return any(e.country in countries for e in one.candidates)


def inside(inner: Entry, outer: Entry) -> bool:
    """Whether a place lies in a country or first-order division."""
    if outer.kind == "country":
        return inner.country == outer.country
    if outer.kind == "admin1":
        return inner.division == outer.division
    return outer.kind == "region" and outer.country is not None and inner.country == outer.country
