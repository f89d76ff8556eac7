"""Where and when a claim's event happened: in its clause, else its sentence, else what the text is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from crossclaim.lexicon.countries import load_countries
from crossclaim.places.words import packaged_place_words
from crossclaim.records import DateSpan, Place
from crossclaim.syntax import case_of, sent_start

if TYPE_CHECKING:
    from crossclaim.parsed import Doc, Span, Token

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

COMPOUND = re.compile(r"-[a-z]+ed\b")
"""What stands behind a name that is no place of action: "Tehran-backed"."""

STANDING = frozenset({"in", "at", "near", "outside", "inside", "on", "around", "along", "across", "over"})
"""Cases of where something is, and not of where it comes from or goes to."""

THERE, WHERE_RELATIVE = "there", "where"
DEFINITE = frozenset({"the", "this", "that", "these", "both"})

NOMINAL = frozenset({"nmod", "compound", "appos", "flat", "conj", "nmod:desc"})
"""Relations of a name to the noun it says more of."""

FINE = {"exact": 0, "near": 0, "unknown": 0, "admin1": 1, "country": 2}
"""How exact a place is: a lower number is preferred."""


class Places:
    """The places of a text, asked by token."""

    def __init__(self, doc: Doc, places: Sequence[Place], sources: frozenset[int] = frozenset()) -> None:
        """Index the places of a text; the tokens of sources and of bodies that speak or act name no place of action."""
        self._doc, self._sources = doc, sources
        self._at: dict[int, Place] = {}
        text = doc.text
        for p in places:
            if p.kind == "place" and not _is_dateline(text, p) and not COMPOUND.match(text, p.end):
                span = doc.char_span(p.start, p.end)
                if span is not None:
                    self._at[_head(span).i] = p

    def at(self, token: int) -> Place | None:
        """The place that a token names."""
        return self._at.get(token)

    def of(self, tokens: Sequence[int], taken: frozenset[int], event: Sequence[int] = ()) -> Place | None:
        """The most exact place among some tokens that stands where a place of action stands.

        Args:
            tokens: token indices to look in.
            taken: tokens of parties (actors, targets), which are no places of action.
            event: tokens that show the event; where another act of the sentence came from or goes to is not
                where the event was.
        """
        found = [
            (_coarseness(self._at[i]), depth, i)
            for i in tokens
            if i in self._at and i not in taken and self._situates(self._doc[i])
            for depth, other in [self._depth(i, event)]
            if (not other or self._stands(self._doc[i])) and not self._comes_from(i, event)
        ]
        inner = [f for f in found if not self._contains(f[2], [i for _, _, i in found])]
        named = self._at[min(inner)[2]] if inner else None
        if named is not None and not named.is_country:
            return named
        return self._meant(tokens, event) or named or self._told_from(tokens)

    def _meant(self, tokens: Sequence[int], event: Sequence[int]) -> Place | None:
        """The place that words for one already named mean: "there", "in the town", "this area"."""
        for i in tokens:
            token = self._doc[i]
            if token.lower_ == WHERE_RELATIVE and token.head.head.i in self._at and _within(event, token.head):
                return self._at[token.head.head.i]
            if i in self._at or i in self._sources or not self._points_back(token):
                continue
            other = self._depth(i, event)[1]
            before = [k for k in sorted(self._at) if k < i and _fits(self._at[k], token)]
            before = [k for k in before if self._situates(self._doc[k])] or before  # no capital that is its government
            if before and not (other and not self._stands(token)):
                return self._at[self._antecedent(before)]
        return None

    def _antecedent(self, before: Sequence[int]) -> int:
        """Which of the places before is meant: of the sentence of the last one the first where something is."""
        near = [k for k in before if sent_start(self._doc[k]) == sent_start(self._doc[before[-1]])]
        standing = [k for k in near if self._situates(self._doc[k]) and self._stands(self._doc[k])]
        return standing[0] if standing else near[-1]

    def _points_back(self, token: Token) -> bool:
        """Whether a word stands for a place named before, with no name of its own."""
        if token.lower_ == THERE:
            return token.dep_ == "advmod"
        if token.pos_ != "NOUN" or not _kinds(token) or not self._situates(token):
            return False
        definite = any(c.lower_ in DEFINITE for c in token.children if c.dep_ == "det")
        return definite and not any(t.i in self._at or t.pos_ == "PROPN" for t in token.subtree)

    def _told_from(self, tokens: Sequence[int]) -> Place | None:
        """Where the sources of a sentence are, if that is a town or district: "police in Foo said"."""
        local = [i for i in tokens if i in self._at and i in self._sources and case_of(self._doc[i]) in STANDING]
        local = [i for i in local if self._doc[i].head.lower_ not in packaged_place_words().tellers]
        found = [self._at[i] for i in local if not self._at[i].is_country and not _is_capital(self._at[i])]
        return found[0] if found else None

    def _contains(self, token: int, others: Sequence[int]) -> bool:
        """Whether a place is the one that the place right before it lies in: "Foo, Bar", also without the comma."""
        start = self._at[token].start
        return any(0 <= start - self._at[i].end <= 2 for i in others if i < token)

    def _depth(self, token: int, event: Sequence[int]) -> tuple[int, bool]:
        """How far a place name hangs below what it has in common with the event, and whether another act is between."""
        above = {i for e in event for i in (e, *(a.i for a in self._doc[e].ancestors))}
        depth, at, other = 0, self._doc[token], False
        while at.head != at and at.i not in above:
            act = at.pos_ == "VERB" and not _is_content(at)
            other = other or (at.i != token and (act or at.dep_ == "acl:relcl"))
            depth, at = depth + 1, at.head
        return depth, other

    def _comes_from(self, token: int, event: Sequence[int]) -> bool:
        """Whether it is only where another act came from: "the army said from Foo"."""
        place = self._doc[token]
        return case_of(place) == "from" and place.dep_.startswith("obl") and place.head.i not in event

    def _stands(self, token: Token) -> bool:
        """Whether a place, or what it says more of ("in the north of X"), is where another act was."""
        while case_of(token) not in STANDING and token.dep_ in NOMINAL and token.head != token:
            token = token.head
        return case_of(token) in STANDING

    def _situates(self, token: Token) -> bool:
        if token.i in self._sources or self._names_body(token) or _whence(token):
            return False
        case = case_of(token).split(" ")
        if case == ["of"] and any(c.ent_type_ == "PER" for c in token.head.children):
            return False
        if case[0] in WHERE or case[-1] in WHERE:
            return True
        if token.dep_ in {"nsubj", "obl:agent", "nmod:poss", "root", "ROOT"}:
            return False
        if token.dep_ in {"compound", "appos", "flat", "conj", "list", "nmod", "dep", "obl"}:
            return token.head != token and (token.head.pos_ in {"NOUN", "PROPN"} or self._situates(token.head))
        return token.dep_ in {"obj", "nsubj:pass"}

    def _names_body(self, token: Token) -> bool:
        """Whether a place is only a part of somebody's name or title: "the Foo Defence Force", "US President"."""
        head = token.head
        titled = (
            token.dep_ in {"compound", "amod"} and head.pos_ == "PROPN" and head.i > token.i and head.text[0].isupper()
        )
        place = self._at.get(token.i)
        return titled and head.ent_type_ != "LOC" and head.i not in self._at and place is not None and not _kinds(head)

    def first(self) -> Place | None:
        """The report's main place: of those named in its first sentences where a place stands, the most exact."""
        early = sorted(self._at)[:8]
        standing = [i for i in early if self._situates(self._doc[i]) and self._stands(self._doc[i])]
        situated = [(i, self._at[i]) for i in standing or [i for i in early if self._situates(self._doc[i])]]
        pool = situated or [(i, self._at[i]) for i in early if i not in self._sources]
        exact = [f for f in pool if not f[1].is_country] or pool
        return exact[0][1] if exact else None


def _whence(token: Token) -> bool:
    """Whether a place is only where somebody is from: "people from Foo", "evacuees from the towns of Foo"."""
    while token.head != token and token.dep_ in NOMINAL:
        if token.dep_ == "nmod" and token.left_edge.lower_ == "from":
            return True
        token = token.head
    edge = token.left_edge
    if token.dep_ != "obl" or edge.lower_ != "from" or edge.i == 0:
        return False
    before = edge.nbor(-1)  # the parse may hang on the verb what belongs to the noun right before it
    return before.pos_ == "NOUN" and before.dep_ in {"nmod", "obl"}


def _is_content(verb: Token) -> bool:
    """Whether a verb is what an event is about, and no other act: "called on them to open the road to Foo"."""
    infinitive = any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children)
    return verb.dep_ in {"xcomp", "ccomp"} or (infinitive and verb.dep_ in {"acl", "advcl"})


def _within(event: Sequence[int], clause: Token) -> bool:
    """Whether an event is told in a relative clause."""
    return clause.dep_ == "acl:relcl" and any(i == clause.i or clause.is_ancestor(clause.doc[i]) for i in event)


def _kinds(token: Token) -> frozenset[str]:
    """The kinds of place that a noun may be a word for; any kind for the land about."""
    words = packaged_place_words()
    return frozenset({ANY}) if token.lower_ in words.grounds else words.heads.get(token.lower_, frozenset())


ANY = "any"


def _fits(place: Place, noun: Token) -> bool:
    """Whether a noun may stand for a place: "the town" for no province, no noun for a state."""
    if noun.lower_ == THERE or ANY in _kinds(noun):
        return not place.is_country
    return not place.is_country and (place.precision == "admin1" and place.name == place.admin1) == (
        "city" not in _kinds(noun)
    )


@cache
def _capitals() -> frozenset[str]:
    return frozenset(name.lower() for country in load_countries().all for name in country.capitals)


def _is_capital(place: Place) -> bool:
    """Whether a place is a capital, from which all sorts of things are told."""
    return place.name.lower() in _capitals() or place.text.lower() in _capitals()


def _coarseness(place: Place) -> int:
    """How coarse a place is; a town that the gazetteer does not know is as fine as one that it knows."""
    if place.geonameid is None and place.precision == "exact" and place.country is None:
        return FINE["admin1"]  # a sea or mountains of several states
    return FINE["near"] if place.geonameid is None else FINE[place.precision]


def _head(span: Span) -> Token:
    """The word that a name hangs on the sentence by; an apostrophe in it is none."""
    words = [t for t in span if t.pos_ != "PUNCT" and not span.start <= t.head.i < span.end]
    return span.root if span.root.pos_ != "PUNCT" or not words else words[-1]


DATELINE = re.compile(
    r"(, [A-Z][\w. ]+)? ?(\([^)]{3,40}\)|[-\u2013\u2014]{1,2} ?(?=[A-Z\"\u201c])|, [A-Z][a-z]{2,8}\.? \d)"
)
"""What stands behind the place of a dateline: "KABUL, Afghanistan (Sept. 1) -"."""


def _is_dateline(text: str, place: Place) -> bool:
    """Whether a place name is where the report was filed: in capitals, a date or a dash behind it."""
    written = text[place.start : place.end]
    if written.isupper() and DATELINE.match(text, place.end):
        return True
    before = text[max(0, place.start - 40) : place.start]
    return bool(re.search(r"\b[A-Z]{3,}, $", before)) and bool(DATELINE.match(text, place.end))


def main_date(dates: Sequence[DateSpan], published: date | None) -> DateSpan | None:
    """The day that the report's news is of: the first one named that lies in the week up to publication.

    The day of publication itself only counts as a relative word ("today"): written out it is the dateline's.
    """
    for d in dates:
        if d.precision != "day" or d.first is None or d.last is None or published is None:
            continue
        if timedelta(0) <= published - d.first <= WEEK and not is_publication(d, published):
            return d
    return None


def is_publication(found: DateSpan, published: date | None) -> bool:
    """Whether a date is the day of publication written out, as a dateline or heading does.

    It dates the report, not an event; an event left without a day falls to the day of publication anyhow. So does
    what was "in the past 24 hours"; "since 1 May" reaches to that day and is another time.
    """
    if published is None or found.first is None or found.last != published:
        return False
    return published - found.first <= timedelta(days=1) and any(c.isdigit() for c in found.text)


WEEK = timedelta(days=7)
