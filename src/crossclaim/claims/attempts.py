"""Attempts: ground that somebody tries to take and people somebody tries to kill are attacked; the rest is undone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crossclaim.claims.propositions import Proposition
from crossclaim.events.match import Trigger
from crossclaim.lexicon.events import EventBook

if TYPE_CHECKING:
    from crossclaim.parsed import Doc, Token

ATTACKED = frozenset({"capture_territory", "killing", "assassination"})
"""Frames whose attempt is an attack."""

UNDONE = frozenset({"detain", "abduct", "release", "evacuate", "wounding", "shootdown"})
"""Frames whose attempt is no act of theirs: "tried to arrest a man"."""


def as_attempt(p: Proposition, doc: Doc, book: EventBook) -> Proposition | None:
    """The attack that an act only tried for is ("tried to seize the bridge"); None for any other act.

    Args:
        p: what is said to have happened, joined.
        doc: the parsed text.
        book: the frames, and the verbs of trying.

    Returns:
        Without figures: nobody was killed yet.
    """
    if p.frame.name not in ATTACKED or not _tried(doc[p.trigger.token], book):
        return None
    return replace(
        p, frame=book.frames["attack"], casualties=() if p.frame.name != "capture_territory" else p.casualties
    )


def in_vain(p: Proposition, doc: Doc, book: EventBook) -> bool:
    """Whether an act is only tried for, and its attempt is none that is told of."""
    return p.frame.name in UNDONE and _tried(doc[p.trigger.token], book)


def evaded(trigger: Trigger, doc: Doc, book: EventBook) -> bool:
    """Whether what a noun tells of befell nobody: "escaped injury", "evaded capture"; an ambush escaped was one."""
    noun = doc[trigger.token]
    befalls = trigger.frame.name in {"wounding", "killing", "detain", "abduct"} and noun.pos_ == "NOUN"
    return befalls and noun.dep_ == "obj" and noun.head.lemma_.lower() in book.terms["evading"]


def _tried(verb: Token, book: EventBook) -> bool:
    while verb.dep_ == "conj" and verb.tag_ == "VB":
        verb = verb.head
    return verb.dep_ == "xcomp" and verb.head.lemma_.lower() in book.terms["attempts"]


__all__ = ["as_attempt", "evaded", "in_vain"]
