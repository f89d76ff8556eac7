"""A body's own press release: what it says in its own voice is claimed by that body, and not by a reporter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from crossclaim.parsed import parsed
from crossclaim.parties import index_parties
from crossclaim.parties.terms import read_terms
from crossclaim.records import Claim, Party, Reason

if TYPE_CHECKING:
    from spacy.tokens import Doc as SpacyDoc

    from crossclaim.lexicon.parties import PartyBook
    from crossclaim.parsed import Doc

BODIES = frozenset({"GOV", "MIL", "REB", "SEP", "INS", "IMG", "UAF", "PRM", "COP", "SPY", "IGO", "NGO", "OPP"})
"""PLOVER sectors whose bodies speak for themselves in what they publish; outlets report what others say."""

WHERE = frozenset({"in", "of", "to", "for", "at", "on"})
"""What may follow a body's name in a source's name."""


def publishing_body(source: str | None, language: Callable[[str], SpacyDoc], book: PartyBook) -> Party | None:
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
    doc = parsed(language(f"{source} said so."))
    party = next((m.party for m in index_parties(doc, book).mentions if m.party.start == 0), None)
    if party is None or not _whole(source[party.end :]):
        return None
    sector = party.sector or _owning_sector(doc, book)
    return replace(party, text="", start=0, end=0, sector=sector) if sector in BODIES else None


def _whole(rest: str) -> bool:
    """Whether a body's name is all of a source's name, but for where it works: "Harbour Mission (in Mali)"."""
    words = rest.split()
    return not words or words[0].lower() in WHERE or not words[0][0].isalnum()


def _owning_sector(doc: Doc, book: PartyBook) -> str | None:
    """The sector of the organisation that a body's name begins with: "United Nations Office"."""
    first = next(iter(read_terms(doc, book).matches), None)
    return first.term.sector if first is not None and first.start == 0 and first.term.kind == "organisation" else None


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
