"""A body's own press release: what it says in its own voice is claimed by that body, and not by a reporter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from crossclaim.parties import index_parties
from crossclaim.records import Claim, Party, Reason

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from crossclaim.lexicon.parties import PartyBook

BODIES = frozenset({"GOV", "MIL", "REB", "SEP", "INS", "IMG", "UAF", "PRM", "COP", "SPY", "IGO", "NGO", "OPP"})
"""PLOVER sectors whose bodies speak for themselves in what they publish; outlets report what others say."""


def publishing_body(source: str | None, language: Callable[[str], Doc], book: PartyBook) -> Party | None:
    """The body that publishes a report, where its source is one and no outlet.

    Args:
        source: who published the report, as its input names them.
        language: the language model.
        book: what is known of parties.

    Returns:
        The party, at no place of the text (offsets 0, 0); None for outlets and unknown names.
    """
    if not source:
        return None
    named = next(iter(index_parties(language(f"{source} said so."), book).mentions), None)
    if named is None or named.party.sector not in BODIES or named.party.start != 0:
        return None
    return replace(named.party, text="", start=0, end=0)


def in_own_voice(claims: Sequence[Claim], body: Party | None) -> tuple[Claim, ...]:
    """Claims of the reporter's own voice given to the body that publishes the report.

    Args:
        claims: as assembled.
        body: of `publishing_body`; None leaves them as they are.
    """
    if body is None:
        return tuple(claims)
    why = Reason("claimant", body.name, "rule", "the body that publishes the report")
    return tuple(
        replace(c, claimant=body, why=(*(r for r in c.why if r.field != "claimant"), why)) if c.claimant is None else c
        for c in claims
    )
