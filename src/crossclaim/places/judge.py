"""Judges which known names of a text are used as names of places there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from crossclaim.places.context import expected_kinds
from crossclaim.places.demonyms import Demonyms
from crossclaim.places.entries import Entry
from crossclaim.places.gazetteer import Gazetteer
from crossclaim.places.keys import name_key
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
LONGEST_ACRONYM = 5
"""Letters in the longest initials that are mistaken for a place in capitals."""
COUNTRY_LIKE = frozenset({"country", "region", "admin1"})


@dataclass(frozen=True)
class Namer:
    """What telling place names takes. `common` says whether a lower-case word is an ordinary English one."""

    gazetteer: Gazetteer
    demonyms: Demonyms
    words: PlaceWords
    common: Callable[[str], bool]


class Judge:
    """Judges the matches of one text."""

    def __init__(self, pieces: Pieces, namer: Namer, matches: Sequence[Match]) -> None:
        self.pieces, self.namer, self.words, self.matches = pieces, namer, namer.words, matches
        self.starting = {m.first: m for m in matches}
        self.ending = {m.last: m for m in matches}

    def places(self) -> list[Match]:
        """The matches that are names of places.

        First those that stand by themselves, then those that repeat one or stand in a list with one.
        """
        taken = [m for m in self.matches if self.accepts(m)]
        keys = {name_key(m.text) for m in taken if not m.demonym}
        known = set(taken)
        for match in self.matches:
            if match not in known and self.follows(match, keys, known):
                taken.append(match)
                known.add(match)
        return taken

    @cached_property
    def persons(self) -> frozenset[str]:
        """Keys of the names that the text gives a person somewhere ("Christopher Steele")."""
        return frozenset(
            name_key(m.text) for m in self.matches if not m.demonym and (self.is_person(m) or self.preceded_by_name(m))
        )

    def accepts(self, match: Match) -> bool:
        """Whether a match is a place name by itself."""
        if match.demonym:
            return self.is_demonym(match)
        if self.part_of_other(match):
            return False
        if all(e.match == "abbreviation" for e in match.candidates):
            return self.stands_as_abbreviation(match)
        labelled = self.label(match) == "LOC"
        if self.ordinary(match):
            placed = labelled and self.before(match) in self.words.before
            large = self.before(match) in self.words.before and self.at_least(match, WELL_KNOWN)
            return placed or large or self.contained(match)
        if name_key(match.text) in self.persons:
            placed = self.before(match) in self.words.before and self.well_known(match)
            shown = self.contained(match) or self.after(match) in self.words.of_place
            return placed or shown or self.is_dateline(match)
        usual = any(e.match == "name" for e in match.candidates)
        return (labelled and usual) or self.borne_out(match)

    def follows(self, match: Match, keys: set[str], taken: set[Match]) -> bool:
        """Whether a match that nothing else bears out repeats an accepted name, or is listed with one."""
        if match.demonym or self.part_of_other(match):
            return False
        key = name_key(match.text)
        if self.ordinary(match):
            return key in keys and self.at_least(match, WELL_KNOWN) and match.first not in self.pieces.first_of_sentence
        if key in self.persons:
            return False
        return key in keys or any(
            other in taken and not other.demonym and gap in {", ", " and ", ", and "} and same_country(match, other)
            for other, gap in self.neighbours(match)
        )

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

    def is_demonym(self, match: Match) -> bool:
        """Whether a demonym is one here and no part of the name of a firm ("British Airways")."""
        return not (self.after(match) in {"airways", "airlines"} and self.pieces[match.last].capital)

    def borne_out(self, match: Match) -> bool:
        """Whether the text around a match shows a place, or it is one that needs no showing."""
        before, after = self.before(match), self.after(match)
        return (
            self.well_known(match)
            or (before in self.words.before and self.at_least(match, NO_HAMLET, usual=False))
            or (before in self.words.before and any(e.match == "name" for e in match.candidates))
            or (before in self.words.before_weakly and self.at_least(match, NO_HAMLET))
            or after in self.words.of_place
            or after in self.words.heads
            or self.contained(match)
            or self.is_dateline(match)
        )

    def is_placed(self, match: Match) -> bool:
        """Whether the words around place something there, or say what kind of place it is."""
        return (
            self.before(match) in self.words.placing
            or bool(expected_kinds(match.first, match.last, self.pieces, self.words))
            or self.after(match) in self.words.of_place
            or any(gap == ", " for _, gap in self.neighbours(match))
        )

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

    def ordinary(self, match: Match) -> bool:
        """Whether it is made of ordinary English words, or of one that hardly ever is a place's name."""
        words = [self.pieces[i].lower for i in range(match.first, match.last)]
        if all(word in self.words.of_way for word in words):
            return True
        if len(words) > 1:
            return False
        if words[0] in self.words.never:
            return True
        return not any(e.kind == "country" for e in match.candidates) and self.namer.common(words[0])

    def contained(self, match: Match) -> bool:
        """Whether the place that contains it follows after a comma ("Lyon, France")."""
        other = self.starting.get(match.last)
        if other is None or other.demonym or self.pieces.text[match.end : other.start].strip(" ") not in {",", "("}:
            return False
        return any(
            inside(mine, theirs) for mine in match.candidates for theirs in other.candidates if mine.id != theirs.id
        )

    def stands_as_abbreviation(self, match: Match) -> bool:
        """Whether an abbreviation stands for a place: a country's, with inner stops, or after a town."""
        text = match.text
        if (
            any(e.kind == "country" for e in match.candidates)
            or text.count(".") > 1
            or (text[-1] == "." and len(text) > 3)
        ):
            return text.lower() not in self.words.never
        town = self.ending.get(match.first)
        if town is None or town.demonym:
            return False
        gap = self.pieces.gap_before(match.first).strip()
        return gap in {",", ""} and any(inside(t, e) for t in town.candidates for e in match.candidates)

    def part_of_other(self, match: Match) -> bool:
        """Whether a match is part of the name of a person, a body or a thing."""
        return (
            self.is_person(match)
            or self.in_longer_name(match)
            or self.is_acronym(match)
            or (self.is_half(match) and not self.well_known(match))
        )

    def is_half(self, match: Match) -> bool:
        """Whether it is half of a name with a hyphen whose other half is no place by itself ("Kara-Tepe")."""
        i, j = match.first, match.last
        behind = j < len(self.pieces) and self.pieces.gap(j - 1) == "-" and self.pieces[j].capital
        before = i > 0 and self.pieces.gap(i - 1) == "-" and self.pieces[i - 1].capital
        halves = [self.starting.get(j)] if behind else []
        halves += [self.ending.get(i)] if before else []
        return any(h is None or not (h.demonym or self.well_known(h)) for h in halves)

    def is_acronym(self, match: Match) -> bool:
        """Whether a short word in capitals, among words that are not, is the initials of a body ("SANA")."""
        short = match.text.isalpha() and match.text.isupper() and len(match.text) <= LONGEST_ACRONYM
        if not short or match.last - match.first > 1 or self.is_dateline(match) or self.contained(match):
            return False
        if self.label(match) == "LOC" or any(e.kind == "country" for e in match.candidates):
            return False
        beside = [self.pieces[i].text for i in (match.first - 1, match.last) if 0 <= i < len(self.pieces)]
        if match.candidates[0].match == "abbreviation":
            return False
        return not any(len(word) > 1 and word.isupper() for word in beside)

    def is_person(self, match: Match) -> bool:
        """Whether it is part of a person's name."""
        i, j = match.first, match.last
        country = any(e.kind == "country" for e in match.candidates)
        if i and self.pieces[i - 1].lower in self.words.titles and self.pieces.gap_before(i).strip(" .") == "":
            return not country or self.label(match) == "PER"
        if self.label(match) != "PER":
            return False
        beside = (i and self.pieces[i - 1].label == "PER" and self.pieces.adjacent(i - 1)) or (
            j < len(self.pieces) and self.pieces[j].label == "PER" and self.pieces.adjacent(j - 1)
        )
        shown = self.well_known(match) or self.after(match) in self.words.of_place or self.is_dateline(match)
        return bool(beside) or not (shown or self.before(match) in self.words.before)

    def in_longer_name(self, match: Match) -> bool:
        """Whether it is part of a longer name of something that is no place ("Lagos State University")."""
        i, j = match.first, match.last
        words = [self.pieces[k].lower for k in range(max(0, i - 3), i)]
        words = words[:-1] if words[-1:] == ["the"] else words
        if words[-1:] == ["of"] and len(words) > 1 and words[-2] in self.words.names_of:
            return True
        if self.pieces[i].lower in {"st", "saint"} and self.pieces.text[match.end : match.end + 2] in {
            "'s",
            "’s",
        }:
            return True
        if (
            j < len(self.pieces)
            and self.pieces.adjacent(j - 1)
            and self.pieces[j].capital
            and self.followed_by_name(match)
        ):
            return True
        return self.preceded_by_name(match)

    def followed_by_name(self, match: Match) -> bool:
        """Whether the capitalised words after it make it part of their name."""
        last = match.last
        while last + 1 < len(self.pieces) and self.pieces.adjacent(last) and self.pieces[last + 1].capital:
            last += 1
        following = [self.pieces[k].lower for k in range(match.last, last + 1)]
        if any(word in self.words.sited for word in following) or following[0] in self.words.of_place:
            return False
        if any(word in self.words.part_of_name for word in following):
            return True
        if match.last in self.starting or self.label(match) == "LOC" or match.last - match.first > 1:
            return False
        return not any(e.kind in COUNTRY_LIKE for e in match.candidates)

    def preceded_by_name(self, match: Match) -> bool:
        """Whether the capitalised word right before makes it part of a name, as a surname."""
        i = match.first
        if i == 0 or not self.pieces.adjacent(i - 1):
            return False
        before = self.pieces[i - 1]
        if not before.capital or i - 1 in self.pieces.first_of_sentence:
            return False
        if i in self.ending and self.well_known(self.ending[i]):
            return False
        if before.lower in self.words.unnamed:
            return False
        if self.label(match) == "LOC" and before.label != "PER":
            return False
        if any(e.kind in {"country", "region"} for e in match.candidates):
            return False
        return not self.namer.common(before.lower)

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
