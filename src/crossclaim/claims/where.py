"""Where a claim's event happened: in its clause, else its sentence, else what the text is about."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from crossclaim.claims.datelines import is_dateline
from crossclaim.claims.meant import Meant
from crossclaim.claims.situating import Situating
from crossclaim.claims.standing import (
    has_war,
    is_content,
    is_division,
    is_of,
    kinds,
    of_act,
    stands,
    within,
)
from crossclaim.claims.told_from import told_from
from crossclaim.places.find import COMPOUND
from crossclaim.records import Place
from crossclaim.syntax import case_of, sent_start

if TYPE_CHECKING:
    from crossclaim.parsed import Doc, Span, Token

WHERE_RELATIVE = "where"

DIVISIONS = frozenset({"admin1", "admin2", "admin3"})
"""Kinds of divisions, in which towns lie."""

EARLY = 8
"""Places of a report among which its main one is."""

OWNING = frozenset({"compound", "nmod:poss", "nmod"})
"""Relations of the place that a noun's own place lies in."""

FINE = {"exact": 0, "unknown": 0, "near": 1, "land": 1, "admin1": 2, "country": 3}
"""How exact a place is: a lower number is preferred; "land" is a district, a river, a mountain range."""


class Places:
    """The places of a text, asked by token."""

    def __init__(self, doc: Doc, places: Sequence[Place], sources: frozenset[int] = frozenset()) -> None:
        """Index the places of a text; the tokens of sources and of bodies that speak or act name no place of action."""
        self._doc, self._sources = doc, sources
        self._at: dict[int, Place] = {}
        text = doc.text
        for p in places:
            if p.kind == "place" and not is_dateline(text, p) and not COMPOUND.match(text, p.end):
                span = doc.char_span(p.start, p.end)
                if span is not None:
                    self._at[_head(span).i] = p
        self._order, self._places = sorted(self._at), places
        self._situates = Situating(self._at, sources)
        self._meant = Meant(doc, self._at, self._situates)

    def at(self, token: int) -> Place | None:
        """The place that a token names."""
        return self._at.get(token)

    def written(self, token: Token) -> Sequence[Place]:
        """The places in whose written names a token begins, those of demonyms and datelines among them."""
        return self._written.get(token.i, ())

    @cached_property
    def _written(self) -> dict[int, list[Place]]:
        found: dict[int, list[Place]] = {}
        for p in self._places:
            for t in self._doc.char_span(p.start, p.end) or ():
                if t.idx >= p.start:
                    found.setdefault(t.i, []).append(p)
        return found

    def of(self, tokens: Sequence[int], taken: frozenset[int], event: Sequence[int] = ()) -> Place | None:
        """The most exact place among some tokens that stands where a place of action stands.

        Args:
            tokens: token indices to look in.
            taken: tokens of parties (actors, targets), which are no places of action.
            event: tokens that show the event; where another act of the sentence came from or goes to is not
                where the event was.
        """
        found = [
            (self._coarseness(i), depth, i)
            for i in tokens
            if i in self._at and i not in taken and self._situates(self._doc[i])
            for depth, other in [self._depth(i, event)]
            if (not other or stands(self._doc[i])) and not self._comes_from(i, event)
        ]
        inner = [f for f in found if not self._contains(f[2], [i for _, _, i in found])]
        named = self._at[min(inner)[2]] if inner else None
        if named is not None and not named.is_country:
            return named
        told = self._back(tokens, event) or named or told_from(self._doc, tokens, self._at, self._sources)
        return told or next((self._at[i] for i in tokens if i in self._at and has_war(self._doc[i])), None)

    def _back(self, tokens: Sequence[int], event: Sequence[int]) -> Place | None:
        """The place that words for one already named mean: "there", "in the town", "this area"."""
        for i in tokens:
            token = self._doc[i]
            if token.lower_ == WHERE_RELATIVE and token.head.head.i in self._at and within(event, token.head):
                return self._at[token.head.head.i]
            if i in self._at or i in self._sources or not self._meant.points_back(token):
                continue
            found = self._meant.before(token)
            if found is not None and (stands(token) or not self._depth(i, event)[1]):
                return found
        return None

    def _coarseness(self, token: int) -> int:
        """How coarse a place is; those of one list are as coarse as its first."""
        first = self._doc[token]
        while first.dep_ == "conj" and first.head.i in self._at:
            first = first.head
        whole = is_of(first) and bool(kinds(first.head) & DIVISIONS)  # "the municipality of Foo"
        return max(_coarseness(self._at[first.i]), FINE["land"] if whole else 0)

    def _contains(self, token: int, others: Sequence[int]) -> bool:
        """Whether a place is what one beside it lies in: "Foo, Bar", also without the comma, or "Bar's Foo"."""
        start, coarse = self._at[token].start, self._coarseness(token)
        before = (i for i in others if i < token and 0 <= start - self._at[i].end <= 2)
        return any(self._coarseness(i) <= coarse for i in before) or any(self._owned(i, token) for i in others)

    def _owned(self, token: int, owner: int) -> bool:
        """Whether two places say more of one noun, the first from nearer: "Bar's rebel-held Foo district"."""
        near, far = self._doc[token], self._doc[owner]
        return owner < token and near.head == far.head and near.dep_ == "compound" and far.dep_ in OWNING

    def _depth(self, token: int, event: Sequence[int]) -> tuple[int, bool]:
        """How far a place name hangs below what it has in common with the event, and whether another act is between."""
        above = {i for e in event for i in (e, *(a.i for a in self._doc[e].ancestors))}
        depth, at, other = 0, self._doc[token], False
        while at.head != at and at.i not in above:
            act = at.pos_ == "VERB" and not is_content(at)
            other = other or (at.i != token and (act or at.dep_ == "acl:relcl"))
            depth, at = depth + 1, at.head
        return depth, other

    def _comes_from(self, token: int, event: Sequence[int]) -> bool:
        """Whether it is only where another act came from: "the army said from Foo"."""
        place = self._doc[token]
        return case_of(place) == "from" and place.dep_.startswith("obl") and place.head.i not in event

    def scene(self, tokens: Sequence[int]) -> Place | None:
        """The place that a sentence sets its scene in: of those where something stands the most exact, and no state."""
        local = [i for i in tokens if i in self._at and self._at[i].country and not self._at[i].is_country]
        named = [i for i in local if self._situates(self._doc[i])]
        standing = [i for i in named if stands(self._doc[i]) and of_act(self._doc[i])]
        standing = standing or [i for i in named if self._has(self._doc[i])]
        inner = [i for i in standing if not self._contains(i, standing)]
        return self._at[min(inner, key=lambda i: (self._coarseness(i), i))] if inner else None

    def _has(self, token: Token) -> bool:
        """Whether a place is that of who acts or suffers: "the garrison of Foo was attacked"."""
        return case_of(token) == "of" and token.head.dep_.startswith(("nsubj", "obj")) and not kinds(token.head)

    def first(self, history: Collection[int] = ()) -> Place | None:
        """The report's main place: of the first sentence with one that is no state, the first where something stands.

        Args:
            history: tokens of sentences about what is long past.
        """
        early = [i for i in self._order[:EARLY] if i not in history]
        situated = [i for i in early if self._situates(self._doc[i])]
        pool = situated or [i for i in early if i not in self._sources]
        exact = [i for i in pool if not self._at[i].is_country] or pool
        if not exact:
            return told_from(self._doc, early, self._at, self._sources)
        near = [i for i in exact if sent_start(self._doc[i]) == sent_start(self._doc[exact[0]])]
        standing = [i for i in near if stands(self._doc[i]) and i in situated]
        return self._at[(standing or near)[0]]


def _coarseness(place: Place) -> int:
    """How coarse a place is; a town that the gazetteer does not know is as fine as one that it knows."""
    if place.geonameid is not None:
        return FINE[place.precision]
    if is_division(place) or (place.precision == "exact" and place.country is None):
        return FINE["admin1"]  # a sea or mountains of several states is as large
    return FINE["land" if place.precision == "exact" else "unknown"]


def _head(span: Span) -> Token:
    """The word that a name hangs on the sentence by; an apostrophe in it is none.

    Where the words of a name hang each by itself on one word, it is the last: "in Blue Nile State".
    """
    words = [t for t in span if t.pos_ != "PUNCT" and not span.start <= t.head.i < span.end]
    if len(words) > 1 and len({t.head.i for t in words}) == 1:
        return next((t for t in words if case_of(t)), words[-1])
    return span.root if span.root.pos_ != "PUNCT" or not words else words[-1]
