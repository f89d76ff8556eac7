"""Where and when a claim's event happened: in its clause, else its sentence, else what the text is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crossclaim.records import DateSpan, Place
from crossclaim.syntax import case_of, clause_head

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

WHERE = frozenset({"in", "at", "near", "outside", "on", "along", "around", "over", "across", "inside", "of", "into", "within", "toward",
                   "towards", "throughout", "between", "to", "from", "off", "beside", "against", "southeast", "northwest"})  # fmt: skip

FINE = {"exact": 0, "near": 1, "unknown": 2, "admin1": 3, "country": 4}
"""How exact a place is: a lower number is preferred."""


class Places:
    """The places of a text, asked by token."""

    def __init__(self, doc: Doc, places: Sequence[Place]) -> None:
        self._doc = doc
        self._at: dict[int, Place] = {}
        for p in places:
            if p.kind == "place":
                span = doc.char_span(p.start, p.end, alignment_mode="expand")
                if span is not None:
                    self._at[span.root.i] = p

    def of(self, tokens: Sequence[int], taken: frozenset[int]) -> Place | None:
        """The most exact place among some tokens that stands where a place of action stands.

        Args:
            tokens: token indices to look in.
            taken: tokens of parties (actors, targets, sources), which are no places of action.
        """
        found = [
            (i, self._at[i])
            for i in tokens
            if i in self._at and i not in taken and self._situates(self._doc[i])
        ]
        if not found:
            return None
        return min(found, key=lambda f: (FINE[f[1].precision], f[0]))[1]

    def _situates(self, token: Token) -> bool:
        case = case_of(token).split(" ")
        if case[0] in WHERE or case[-1] in WHERE:
            return True
        if token.dep_ in {"nsubj", "obl:agent", "nmod:poss", "root", "ROOT"}:
            return False
        if token.dep_ in {"compound", "appos", "flat", "conj", "list", "nmod", "dep", "obl"}:
            return token.head != token and (
                token.head.pos_ in {"NOUN", "PROPN"} or self._situates(token.head)
            )
        return token.dep_ in {"obj", "nsubj:pass"}

    def first(self) -> Place | None:
        """The report's main place: of those named in its first sentences where a place stands, the most exact."""
        early = sorted(self._at)[:8]
        situated = [(i, self._at[i]) for i in early if self._situates(self._doc[i])]
        pool = situated or [(i, self._at[i]) for i in early]
        exact = [f for f in pool if f[1].precision != "country"] or pool
        return exact[0][1] if exact else None


class Dates:
    """The time expressions of a text, asked by token."""

    def __init__(self, doc: Doc, dates: Sequence[DateSpan]) -> None:
        self._doc = doc
        self._dates = [
            (d, s.start, s.end)
            for d in dates
            for s in [doc.char_span(d.start, d.end, alignment_mode="expand")]
            if s is not None
        ]

    def of(self, token: int, inside: range) -> DateSpan | None:
        """The time expression of an event: under its clause first, then the nearest inside a token range."""
        clause = clause_head(self._doc[token])
        under = {t.i for t in clause.subtree}
        near = [(d, a) for d, a, b in self._dates if a in inside]
        own = [(d, a) for d, a in near if a in under]
        pool = own or near
        return min(pool, key=lambda f: abs(f[1] - token))[0] if pool else None
