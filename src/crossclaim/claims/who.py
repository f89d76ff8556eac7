"""Who did it to whom: actors and targets of one proposition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crossclaim.claims.doers import doers, fighters, is_means
from crossclaim.claims.opponents import both_sides, other_side
from crossclaim.claims.propositions import Proposition
from crossclaim.claims.sides import STRIKING, Known, concerned, is_side
from crossclaim.claims.voices import Voice
from crossclaim.records import Party
from crossclaim.syntax import case_of, empty

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Parties = tuple[Party, ...]


FIGHTING = "of the sides of a fight"


@dataclass(frozen=True, slots=True)
class Who:
    """Actors and targets of an act, and for each the rule that found them."""

    actors: Parties
    targets: Parties
    acting: str = ""
    struck: str = ""


def who(
    doc: Doc,
    p: Proposition,
    known: Known,
    aims: Sequence[Token],
    times: frozenset[int],
    voice: Voice,
    pair: Sequence[Party] = (),
) -> Who:
    """The actors and the targets of an act.

    Args:
        doc: the parsed text.
        p: the act.
        known: who and what place is named where.
        aims: the heads of what the act is done to, its own event words left out.
        times: tokens of time expressions.
        voice: whose words tell of it.
        pair: the two sides of the report, where just two fight.
    """
    aims = [t for t in aims if t.i not in times and (not empty(t) or t.pos_ == "NOUN")]
    aims = [t for t in aims if not _tool(t, p, known)]
    actors, acting = doers(doc, p, known.parties, times, voice.claimant)
    first, second = fighters(doc, p, known.parties)
    if first and second:
        return Who(first, second, FIGHTING, FIGHTING)
    targets, struck = concerned(doc, p, known, actors, aims, (*voice.claimants, *voice.via))
    if not actors and first:
        actors, acting = first, FIGHTING
    found = Who(actors, targets, acting, struck)
    return found if any(is_side(x) for x in targets) else _sided(found, p, pair, second, known)


def _sided(found: Who, p: Proposition, pair: Sequence[Party], against: Parties, known: Known) -> Who:
    """An act whose words name no side as its target: whom a fight is with, the other of two, or both."""
    if against:
        return replace(found, targets=against, struck=FIGHTING)
    others = other_side(p, pair, found.actors)
    if others:
        there = [replace(x, text=t.text, start=t.start, end=t.end) for x in others for t in found.targets]
        return replace(found, targets=tuple(there[:1]) or others, struck="the other of two that fight")
    both = both_sides(p, pair, found.actors, found.targets, known.parties.text.book.words.opposing)
    return replace(found, targets=both, struck="both that fight, whom others call upon") if both else found


def _tool(token: Token, p: Proposition, known: Known) -> bool:
    """Whether something is what an attack is made with: "with cluster munitions"."""
    if case_of(token) != "with" or p.frame.name not in STRIKING:
        return False
    return is_means(token, known.parties) or known.parties.mention(token.i) is None
