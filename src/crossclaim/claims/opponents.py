"""The other side: in a report of two that fight, whom one of them strikes, and whom others call upon."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace

from crossclaim.claims.propositions import PHYSICAL, Proposition
from crossclaim.parties import PartyIndex, PartyMention
from crossclaim.parties.opposing import side_of
from crossclaim.records import Party

LEAST = 3
"""Times that each of two sides must be named."""

TWICE = 2
"""The second is named so many times as often as any third."""

OPPOSING = (PHYSICAL - {"bombing", "suicide_bombing", "abuse", "toll"}) | {"capture_territory", "shootdown", "destroy"}
"""Frames of acts that the two sides do to each other."""

CALMING = frozenset({"appeal", "mediate"})
"""Frames of what others say to both."""


def opposed_sides(parties: PartyIndex) -> tuple[Party, ...]:
    """The two sides of a text that fight each other; empty where not just two stand out.

    Args:
        parties: who is named where.
    """
    counts: Counter[str] = Counter()
    sides: dict[str, Party] = {}
    for m in parties.mentions:
        party = side_at(m, parties)
        if party is not None:
            counts[party.name] += 1
            sides.setdefault(party.name, party)
    ranked = counts.most_common(3)
    if len(ranked) < 2 or ranked[1][1] < LEAST or (len(ranked) > 2 and ranked[1][1] < TWICE * ranked[2][1]):
        return ()
    return tuple(sides[name] for name, _ in ranked[:2])


def side_at(mention: PartyMention, parties: PartyIndex) -> Party | None:
    """The side of a fight that a mention belongs to, by the mention's words."""
    side = side_of(mention, parties.text.book)
    if side is None or mention.party.sector in {"JRN", "NGO", "IGO", "CVL"}:
        return None
    return replace(mention.party, name=side.name, country=side.country, sector=side.sector)


def other_side(p: Proposition, pair: Sequence[Party], actors: Sequence[Party]) -> tuple[Party, ...]:
    """The one of two opposed sides that does not act.

    Args:
        p: the act.
        pair: of `opposed_sides`.
        actors: who acts.

    Returns:
        The other side, empty where the actors are of none or of both.
    """
    if p.frame.name not in OPPOSING or len(pair) != 2:
        return ()
    sides = {i for x in actors for i, side in enumerate(pair) if _same(x, side)}
    return (pair[1 - sides.pop()],) if len(sides) == 1 else ()


def both_sides(
    p: Proposition, pair: Sequence[Party], speakers: Sequence[Party], targets: Sequence[Party], plurals: Set[str]
) -> tuple[Party, ...]:
    """The two sides whom others call upon, where these name nobody or just "the parties"; not for their own calls."""
    ours = any(_same(x, side) for x in speakers for side in pair)
    named = any(t.text.split()[-1].lower() not in plurals for t in targets)
    return tuple(pair) if p.frame.name in CALMING and speakers and not ours and not named else ()


def _same(party: Party, side: Party) -> bool:
    if side.sector in {"REB", "IMG", "PRM", "CRM"} or party.sector in {"REB", "IMG", "PRM", "CRM"}:
        return party.name == side.name or party.name.startswith(f"{side.name} ")
    return party.country is not None and party.country == side.country and party.sector != "CVL"
