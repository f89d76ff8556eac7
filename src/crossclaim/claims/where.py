"""Where a claim's event happened: in its clause, else its sentence, else what the text is about."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from crossclaim.claims.told_from import STANDING, told_from
from crossclaim.places.find import COMPOUND
from crossclaim.places.words import packaged_place_words
from crossclaim.records import Place
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

THERE, WHERE_RELATIVE = "there", "where"
DEFINITE = frozenset({"the", "this", "that", "these", "both"})

NOMINAL = frozenset({"nmod", "compound", "appos", "flat", "conj", "nmod:desc", "nmod:unmarked"})
"""Relations of a name to the noun it says more of."""

GOING = frozenset({"to", "toward", "towards", "into", "from", "for"})
"""Cases of where something comes from or goes to."""

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
            (self._coarseness(i), depth, i)
            for i in tokens
            if i in self._at and i not in taken and self._situates(self._doc[i])
            for depth, other in [self._depth(i, event)]
            if (not other or self._stands(self._doc[i])) and not self._comes_from(i, event)
        ]
        inner = [f for f in found if not self._contains(f[2], [i for _, _, i in found])]
        named = self._at[min(inner)[2]] if inner else None
        if named is not None and not named.is_country:
            return named
        told = self._meant(tokens, event) or named or told_from(self._doc, tokens, self._at, self._sources)
        return told or next((self._at[i] for i in tokens if i in self._at and _has_war(self._doc[i])), None)

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
            before = [k for k in before if not _measured_from(self._doc[k])]
            before = [k for k in before if self._situates(self._doc[k])] or before  # no capital that is its government
            before = [k for k in before if case_of(self._doc[k]) not in GOING] or before
            if before and not (other and not self._stands(token)):
                return self._at[self._antecedent(before, token)]
        return None

    def _antecedent(self, before: Sequence[int], noun: Token) -> int:
        """Which of the places before is meant: of the sentence of the last one the first where something is.

        One that the sentence calls by the same noun comes first: "left the town of Foo, south of Bar ... the town".
        """
        near = [k for k in before if sent_start(self._doc[k]) == sent_start(self._doc[before[-1]])]
        called = [k for k in near if noun.lower_ in self._called(self._doc[k])]
        if "site" in _kinds(noun):
            called = called or self._introduced(before, noun)
        standing = [k for k in near if self._situates(self._doc[k]) and self._stands(self._doc[k])]
        return called[0] if called else standing[0] if standing else near[-1]

    def _called(self, token: Token) -> set[str]:
        """What a place is called beside its name: "the town of Foo", "Foo, a town"."""
        names = {c.lower_ for c in token.children if c.dep_ == "appos"}
        while token.dep_ in NOMINAL and token.head != token:
            token = token.head
            names.add(token.lower_)
        return names

    def _introduced(self, before: Sequence[int], noun: Token) -> list[int]:
        """The places behind the first mention of a base or camp in its sentence: "an airfield near the city of Foo"."""
        first = next((t for t in self._doc[: noun.i] if t.lower_ == noun.lower_), noun)
        return [k for k in before if k > first.i and sent_start(self._doc[k]) == sent_start(first)]

    def _points_back(self, token: Token) -> bool:
        """Whether a word stands for a place named before, with no name of its own."""
        if token.lower_ == THERE:
            return token.dep_ == "advmod"
        if token.pos_ != "NOUN" or not _kinds(token) or not self._situates(token):
            return False
        definite = any(c.lower_ in DEFINITE for c in token.children if c.dep_ == "det")
        return definite and not any(t.i in self._at or t.pos_ == "PROPN" for t in token.subtree)

    def _coarseness(self, token: int) -> int:
        """How coarse a place is; those of one list are as coarse as its first."""
        first = self._doc[token]
        while first.dep_ == "conj" and first.head.i in self._at:
            first = first.head
        whole = _is_of(first) and bool(_kinds(first.head) & DIVISIONS)  # "the municipality of Foo"
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
        if case == ["of"] and any(c.ent_type_ == "PER" and c.i not in self._at for c in token.head.children):
            return False
        if case[0] in WHERE or case[-1] in WHERE:
            return True
        if token.dep_ in {"nsubj", "obl:agent", "nmod:poss", "root", "ROOT"}:
            return False
        if token.dep_ in {"compound", "appos", "flat", "conj", "list", "nmod", "nmod:unmarked", "dep", "obl"}:
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

    def scene(self, tokens: Sequence[int]) -> Place | None:
        """The place that a sentence sets its scene in: of those where something stands the most exact, and no state."""
        local = [i for i in tokens if i in self._at and self._at[i].country and not self._at[i].is_country]
        named = [i for i in local if self._situates(self._doc[i])]
        standing = [i for i in named if self._stands(self._doc[i]) and _of_act(self._doc[i])]
        standing = standing or [i for i in named if self._has(self._doc[i])]
        inner = [i for i in standing if not self._contains(i, standing)]
        return self._at[min(inner, key=lambda i: (self._coarseness(i), i))] if inner else None

    def _has(self, token: Token) -> bool:
        """Whether a place is that of who acts or suffers: "the garrison of Foo was attacked"."""
        return case_of(token) == "of" and token.head.dep_.startswith(("nsubj", "obj")) and not _kinds(token.head)

    def first(self, history: Collection[int] = ()) -> Place | None:
        """The report's main place: of the first sentence with one that is no state, the first where something stands.

        Args:
            history: tokens of sentences about what is long past.
        """
        early = [i for i in sorted(self._at)[:EARLY] if i not in history]
        situated = [i for i in early if self._situates(self._doc[i])]
        pool = situated or [i for i in early if i not in self._sources]
        exact = [i for i in pool if not self._at[i].is_country] or pool
        if not exact:
            return told_from(self._doc, early, self._at, self._sources)
        near = [i for i in exact if sent_start(self._doc[i]) == sent_start(self._doc[exact[0]])]
        standing = [i for i in near if self._stands(self._doc[i]) and i in situated]
        return self._at[(standing or near)[0]]


def _has_war(token: Token) -> bool:
    """Whether a place is the one whose war is spoken of: "Chad's civil war was ended by a deal"."""
    return token.dep_ == "nmod:poss" and token.head.lower_ in packaged_place_words().wars


def _of_act(token: Token) -> bool:
    """Whether a place hangs on what is done, and not on who does it: "swept villages in Foo", no "people in Foo"."""
    while token.dep_ in NOMINAL and token.head != token:
        token = token.head
    return token.dep_.startswith(("obl", "obj")) and case_of(token) not in GOING


def _is_of(token: Token) -> bool:
    """Whether a place names what a noun is "of"."""
    return token.dep_ == "nmod" and case_of(token) == "of"


def _measured_from(token: Token) -> bool:
    """Whether a place only says how far another is from it: "lies 170 km north of Foo"."""
    while token.dep_ in {"nmod:poss", "compound", "appos", "flat"} and token.head != token:
        token = token.head
    first, words = token.left_edge, packaged_place_words()
    before = token.doc[max(sent_start(first), first.i - 4) : first.i]
    far = [n for n, t in enumerate(before) if t.lower_ in words.measures | words.directions]
    part = bool(far) and far[0] > 0 and before[far[0] - 1].dep_ == "det"  # "in the north of Foo" is in Foo
    return first.lower_ in {"of", "from"} and bool(far) and not part


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
    return not place.is_country and _is_division(place) == ("city" not in _kinds(noun))


def _coarseness(place: Place) -> int:
    """How coarse a place is; a town that the gazetteer does not know is as fine as one that it knows."""
    if place.geonameid is not None:
        return FINE[place.precision]
    if _is_division(place) or (place.precision == "exact" and place.country is None):
        return FINE["admin1"]  # a sea or mountains of several states is as large
    return FINE["land" if place.precision == "exact" else "unknown"]


def _is_division(place: Place) -> bool:
    """Whether a place is a province, and no town of which only the province is known."""
    names = {place.name.lower(), place.text.lower()}  # the division may go by the name that the text gives it
    return place.precision == "admin1" and (place.admin1 or "").lower() in names


def _head(span: Span) -> Token:
    """The word that a name hangs on the sentence by; an apostrophe in it is none.

    Where the words of a name hang each by itself on one word, it is the last: "in Blue Nile State".
    """
    words = [t for t in span if t.pos_ != "PUNCT" and not span.start <= t.head.i < span.end]
    if len(words) > 1 and len({t.head.i for t in words}) == 1:
        return next((t for t in words if case_of(t)), words[-1])
    return span.root if span.root.pos_ != "PUNCT" or not words else words[-1]


DATELINE = re.compile(
    r"(, [A-Z][\w. ]+)? ?(\([^)]{3,40}\)|[-\u2013\u2014]{1,2} ?(?=[A-Z\"\u201c])|, [A-Z][a-z]{2,8}\.? \d)"
)
"""What stands behind the place of a dateline: "KABUL, Afghanistan (Sept. 1) -"."""


OUTLET = re.compile(r"\) ?[-\u2013\u2014]")
"""What stands behind the outlet of a dateline, which an unknown name may seem to place: "KABUL (Gulf Wire) -"."""


def _is_dateline(text: str, place: Place) -> bool:
    """Whether a place name is where the report was filed: in capitals, a date or a dash behind it."""
    written = text[place.start : place.end]
    if written.isupper() and DATELINE.match(text, place.end):
        return True
    if text[: place.start].endswith("(") and OUTLET.match(text, place.end):
        return True
    before = text[max(0, place.start - 40) : place.start]
    return bool(re.search(r"\b[A-Z]{3,}, $", before)) and bool(DATELINE.match(text, place.end))
