"""Judges which known names of a text are used as names of places there."""

from __future__ import annotations

from crossclaim.places.around import NO_HAMLET, WELL_KNOWN, inside, same_country
from crossclaim.places.context import expected_kinds
from crossclaim.places.keys import name_key
from crossclaim.places.matches import Match
from crossclaim.places.parts import Parts

STRONG, WEAK = 2, 1
"""How much the words around a name show."""


class Judge(Parts):
    """Judges the matches of one text."""

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

    def placing(self, match: Match) -> int:
        """How far the words around a name that nobody knows show a place (above 0) or people (below 0)."""
        before, after = self.before(match), self.after(match)
        if expected_kinds(match.first, match.last, self.pieces, self.words):
            return STRONG
        if after in self.words.of_people or (before == "to" and self.second_before(match) in self.words.sayers):
            return -STRONG
        if before in self.words.surely_before or after in self.words.of_place:
            return STRONG
        if (before == "of" and self.owner(match) in self.words.owned) or self.says_kind(match):
            return STRONG
        if before in self.words.perhaps_before:
            return WEAK
        return WEAK if any(gap == ", " for _, gap in self.neighbours(match)) else 0

    def second_before(self, match: Match) -> str:
        """The lower-case word before the one right before a match."""
        i = match.first - 2
        return self.pieces[i].lower if i >= 0 and self.pieces.adjacent(i) else ""

    def says_kind(self, match: Match) -> bool:
        """Whether a name of several words says itself what kind of place it is ("Foo Station", "Lake Foo")."""
        several = match.last - match.first > 1
        ends = (self.pieces[match.first].lower, self.pieces[match.last - 1].lower)
        return several and any(word in self.words.heads or word in self.words.sited for word in ends)

    def owner(self, match: Match) -> str:
        """The lower-case word before the "of" before it."""
        i = match.first - 1
        while i > 0 and self.pieces[i].lower != "of":
            i -= 1
        return self.pieces[i - 1].lower if i > 0 and self.pieces.adjacent(i - 1) else ""

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
