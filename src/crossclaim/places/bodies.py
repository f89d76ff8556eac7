"""Where a text names organisations, armed groups and media: no place is named there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crossclaim.parties import PartyIndex

BODIES = frozenset({"organisation", "armed", "media"})
"""The lists of parties whose names are no places."""


def named_bodies(parties: PartyIndex) -> tuple[tuple[int, int], ...]:
    """The stretches that name a body of the lists, by offsets into the text."""
    doc, names = parties.text.doc, (m for m in parties.text.matches if m.term.kind in BODIES)
    return tuple((doc[m.start].idx, doc[m.end - 1].idx + len(doc[m.end - 1])) for m in names)
