"""Who did it to whom: actors and targets of one proposition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crossclaim.claims.doers import doers, fighters, is_means
from crossclaim.claims.propositions import Proposition
from crossclaim.claims.sides import STRIKING, Known, concerned, is_side
from crossclaim.claims.voices import Voice
from crossclaim.records import Party
from crossclaim.syntax import case_of, empty

if TYPE_CHECKING:
    from crossclaim.parsed import Doc, Token

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
    caring: frozenset[str] = frozenset(),
) -> Who:
    """The actors and the targets of an act.

    Args:
        doc: the parsed text.
        p: the act.
        known: who and what place is named where.
        aims: the heads of what the act is done to, its own event words left out.
        times: tokens of time expressions.
        voice: whose words tell of it.
        caring: words of patterns that tell of those who see to the dead and the hurt.
    """
    aims = [t for t in aims if t.i not in times and (not empty(t) or t.pos_ == "NOUN")]
    aims = [t for t in aims if not _tool(t, p, known)]
    actors, acting = doers(doc, p, known.parties, times, voice.claimant, caring)
    first, second = fighters(doc, p, known.parties)
    if first and second:
        return Who(first, second, FIGHTING, FIGHTING)
    targets, struck = concerned(doc, p, known, actors, aims, (*voice.claimants, *voice.via))
    if not actors and first:
        actors, acting = first, FIGHTING
    if second and not any(is_side(x) for x in targets):
        targets, struck = second, FIGHTING
    return Who(actors, targets, acting, struck)


def _tool(token: Token, p: Proposition, known: Known) -> bool:
    """Whether something is what an attack is made with: "with cluster munitions"."""
    if case_of(token) != "with" or p.frame.name not in STRIKING:
        return False
    return is_means(token, known.parties) or known.parties.mention(token.i) is None
