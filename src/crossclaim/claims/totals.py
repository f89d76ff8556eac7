"""Totals: people counted over a time, or as a number of the dead, are a toll and no single act of killing."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from crossclaim.claims.propositions import Proposition
from crossclaim.events.roles import agents, subject
from crossclaim.lexicon.casualties import CasualtyWords
from crossclaim.lexicon.events import EventBook, Frame
from crossclaim.syntax import ancestors, below, children

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
    if not any((c.low or 0) > 1 or c.high is not None for c in p.casualties):
        return None
    if p.frame.name == "treat":
        return book.frames["wounding"]
    token, wars = doc[p.trigger.token], book.terms["wars"]
    if p.frame.name == "clash":
        return book.frames["toll"] if token.lemma_.lower() in wars and _told_itself(token, p, doc) else None
    if p.frame.name not in COUNTING:
        return None
    if _of_a_war(p, doc, wars):
        return book.frames["toll"]
    ran_up = _ran_up(token) and not (agents(token) or children(token, "obj"))  # what the army has done since March
    return book.frames["toll"] if ran_up or _counted(token, words) else None


def _told_itself(war: Token, p: Proposition, doc: Doc) -> bool:
    """Whether a war is told of itself, and not what began or ended with it: "since the outbreak of the war"."""
    if war.dep_ not in {"nmod", "compound"}:
        return True
    verbs = [doc[i] for i in p.tokens if doc[i].pos_ == "VERB"]
    return any(subject(v) == war for v in verbs)


def _of_a_war(p: Proposition, doc: Doc, wars: frozenset[str]) -> bool:
    """Whether a war is what killed: "the conflict has killed 300,000", "a war in which 40,000 died"."""
    shown = [doc[i] for m in p.members for i in m.words]
    below_it = [t for s in shown for t in (s, *islice(ancestors(s), FAR)) if t.dep_ == "acl:relcl"]
    doers = [t for t in (subject(s) for s in shown if s.pos_ == "VERB") if t is not None]
    nouns = [*shown, *doers, *(t.head for t in below_it), *(c for s in shown for c in children(s, "obl"))]
    return any(t.pos_ == "NOUN" and t.lemma_.lower() in wars for t in nouns)


def _ran_up(token: Token) -> bool:
    """Whether the act's clause counts from a day on: "1,200 people have been killed since March", "since war began"."""
    clauses = [m for c in token.children if c.dep_ == "advcl" for m in c.children]
    return any(c.lower_ == "since" and c.dep_ in {"case", "mark"} for c in (*below(token, depth=3), *clauses))


def _counted(token: Token, words: CasualtyWords) -> bool:
    """Whether the act only says of whom a number is: "the number of its troops killed"."""
    above = islice(ancestors(token), FAR) if token.dep_ == "acl" else ()
    return any(t.lemma_.lower() in words.tallies for t in above)


__all__ = ["as_total"]
