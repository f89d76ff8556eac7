"""A body's own press release: what it says in its own voice is claimed by that body, and not by a reporter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from crossclaim.claims.why import because
from crossclaim.parsed import Doc, parsed
from crossclaim.parties import index_parties
from crossclaim.parties.terms import read_terms
from crossclaim.records import Claim, Party, Reason

if TYPE_CHECKING:
    from spacy.tokens import Doc as SpacyDoc

    from crossclaim.lexicon.parties import PartyBook

BODIES = frozenset({"GOV", "MIL", "REB", "SEP", "INS", "IMG", "UAF", "PRM", "COP", "SPY", "IGO", "NGO", "OPP"})
"""PLOVER sectors whose bodies speak for themselves in what they publish; outlets report what others say."""

WHERE = frozenset({"in", "of", "to", "for", "at", "on", "and"})
"""What may follow a body's name in a source's name."""


WITHIN = WHERE | {"the", "from", "release", "de", "del", "la", "du", "des", "et", "y", "e"}
"""Small words that may stand within a name or a title."""


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
    given = language(f"{source} said so.")
    doc = parsed(given)
    try:
        return _body(source, doc, book)
    finally:
        if not isinstance(given, Doc):
            doc.dissolve()


def _body(source: str, doc: Doc, book: PartyBook) -> Party | None:
    """The body that a source's name names, given a text that begins with the name."""
    named = [m.party for m in index_parties(doc, book).mentions]
    party = next((p for p in named if p.start == 0), None)
    behind = next((p for p in named if party is not None and p.start == party.end + 1 and p.sector in BODIES), None)
    if party is not None and behind is not None:
        name = " ".join(source[: behind.end].split())  # "NATO Joint Command", its halves read as two names
        party = replace(behind, name=name)
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


def in_own_voice(
    claims: Sequence[Claim],
    body: Party | None,
    end: int | None = None,
    name: str = "the body that publishes the report",
) -> tuple[Claim, ...]:
    """Claims of the reporter's own voice given to the body whose report it is.

    Args:
        claims: as assembled.
        body: of `publishing_body`; None leaves them as they are.
        end: where its words end; None for the end of the text.
        name: the rule that gave the body.
    """
    if body is None:
        return tuple(claims)
    why = Reason("claimant", body.name, "rule", name)
    return tuple(
        because(replace(c, claimant=body), why) if c.claimant is None and (end is None or c.start < end) else c
        for c in claims
    )
