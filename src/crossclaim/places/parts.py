"""Which known names are only part of another name: of a person, a body, a longer place name."""

from __future__ import annotations

from functools import cached_property

from crossclaim.places.around import WELL_KNOWN, Around
from crossclaim.places.keys import name_key
from crossclaim.places.matches import Match

LONGEST_ACRONYM = 5
"""Letters in the longest initials that are mistaken for a place in capitals."""
COUNTRY_LIKE = frozenset({"country", "region", "admin1"})


class Parts(Around):
    """Tells which matches of a text are part of another name."""

    @cached_property
    def persons(self) -> frozenset[str]:
        """Keys of the names that the text gives a person somewhere ("Christopher Steele")."""
        return frozenset(
            name_key(m.text) for m in self.matches if not m.demonym and (self.is_person(m) or self.preceded_by_name(m))
        )

    def part_of_other(self, match: Match) -> bool:
        """Whether a match is part of the name of a person, a body or a thing."""
        return (
            self.names_body(match)
            or self.is_person(match)
            or self.in_longer_name(match)
            or self.is_acronym(match)
            or (self.is_cut_off(match) and not self.stands_alone(match))
            or (self.is_half(match) and not self.well_known(match))
            or self.goes_on(match)
        )

    def goes_on(self, match: Match) -> bool:
        """Whether it begins with an article and goes on a name that is no place by itself ("Tariq al-Foo")."""
        i = match.first
        if i == 0 or self.pieces[i].lower not in self.words.articles or not self.is_location(i - 1):
            return False
        before = self.ending.get(i)
        joined = self.pieces.adjacent(i - 1) or self.pieces.gap(i - 1) == "-"
        return joined and (before is None or not (before.demonym or self.stands_alone(before)))

    def is_half(self, match: Match) -> bool:
        """Whether it is half of a name with a hyphen whose other half is no place by itself ("Kara-Tepe")."""
        i, j = match.first, match.last
        behind = j < len(self.pieces) and self.pieces.gap(j - 1) == "-" and self.pieces[j].capital
        before = i > 0 and self.pieces.gap(i - 1) == "-" and self.pieces[i - 1].capital
        halves = [self.starting.get(j)] if behind else []
        halves += [self.ending.get(i)] if before else []
        return any(h is None or not (h.demonym or self.well_known(h)) for h in halves)

    def is_cut_off(self, match: Match) -> bool:
        """Whether it is a part of a longer location whose other words are no places ("Tel Brak", "Jisr al-Shughur").

        Names in a row without commas are cut off from nothing: two of one country stand side by side.
        """
        if self.label(match) != "LOC":
            return False
        i = match.first
        behind = self.name_behind(match)
        before = i > 0 and self.pieces.adjacent(i - 1) and self.is_location(i - 1)
        others = [self.starting.get(behind)] if behind else []
        others += [self.ending.get(i)] if before else []
        return any(o is None or not (o.demonym or self.stands_alone(o)) for o in others)

    def name_behind(self, match: Match) -> int | None:
        """The piece with which the location goes on behind a match after a blank: a capital, or an article with one."""
        j = match.last
        if j >= len(self.pieces) or not self.pieces.adjacent(j - 1):
            return None
        if self.is_location(j) and self.pieces[j].lower not in self.words.heads:
            return j
        article = self.pieces[j].lower in self.words.articles and j + 1 < len(self.pieces)
        return j if article and self.pieces.joined(j) and self.pieces[j + 1].capital else None

    def is_location(self, i: int) -> bool:
        """Whether a piece is a capitalised word of a location."""
        piece = self.pieces[i]
        return piece.capital and piece.label == "LOC" and piece.lower not in self.words.kinds

    def stands_alone(self, match: Match) -> bool:
        """Whether a match is so well known that a word beside it is no part of its name."""
        return any(e.kind in {"country", "region"} for e in match.candidates) or any(
            e.match == "name" and e.population >= WELL_KNOWN and e.kind in {"city", "admin1"} for e in match.candidates
        )

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

    def names_body(self, match: Match) -> bool:
        """Whether a match is the name of an organisation, or in one, and no country's."""
        if match.demonym or any(e.kind == "country" for e in match.candidates):
            return False
        return any(start < match.end and match.start < end for start, end in self.bodies)
