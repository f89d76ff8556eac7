"""Attempts: ground that somebody tries to take is attacked, not taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossclaim.claims.propositions import Proposition
from crossclaim.lexicon.events import EventBook, Frame

if TYPE_CHECKING:
    from crossclaim.parsed import Doc, Token

TAKING = "capture_territory"


def as_attempt(p: Proposition, doc: Doc, book: EventBook) -> Frame | None:
    """The frame of an attack for ground that is only tried for ("tried to seize the bridge"); None for any other act.

    Args:
        p: what is said to have happened, joined.
        doc: the parsed text.
        book: the frames, and the verbs of trying.
    """
    tried = p.frame.name == TAKING and _tried(doc[p.trigger.token], book)
    return book.frames["attack"] if tried else None


def _tried(verb: Token, book: EventBook) -> bool:
    while verb.dep_ == "conj" and verb.tag_ == "VB":
        verb = verb.head
    return verb.dep_ == "xcomp" and verb.head.lemma_.lower() in book.terms["attempts"]


__all__ = ["as_attempt"]
