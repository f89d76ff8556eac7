"""Totals: people counted over a time, or as a number of the dead, are a toll and no single act of killing."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from crossclaim.claims.propositions import Proposition
from crossclaim.lexicon.casualties import CasualtyWords
from crossclaim.lexicon.events import EventBook, Frame
from crossclaim.syntax import ancestors, below

if TYPE_CHECKING:
    from crossclaim.parsed import Doc, Token

COUNTING = frozenset({"killing", "wounding"})
"""Frames of what became of people, without how: a total of these is a toll."""

FAR = 3
"""Words up from a participle that the noun of a count stands at most: "the number of its troops killed"."""


def as_total(p: Proposition, doc: Doc, book: EventBook, words: CasualtyWords) -> Frame | None:
    """The frame of a toll for people killed or hurt over a time; None for any other act.

    Args:
        p: what is said to have happened, joined.
        doc: the parsed text.
        book: the frames.
        words: nouns of counts.
    """
    if p.frame.name not in COUNTING or not any((c.low or 0) > 1 or c.high is not None for c in p.casualties):
        return None
    token = doc[p.trigger.token]
    return book.frames["toll"] if _ran_up(token) or _counted(token, words) else None


def _ran_up(token: Token) -> bool:
    """Whether the act's clause counts from a day on: "1,200 people have been killed since March", "since war began"."""
    clauses = [m for c in token.children if c.dep_ == "advcl" for m in c.children]
    return any(c.lower_ == "since" and c.dep_ in {"case", "mark"} for c in (*below(token, depth=3), *clauses))


def _counted(token: Token, words: CasualtyWords) -> bool:
    """Whether the act only says of whom a number is: "the number of its troops killed"."""
    above = islice(ancestors(token), FAR) if token.dep_ == "acl" else ()
    return any(t.lemma_.lower() in words.tallies for t in above)


__all__ = ["as_total"]
