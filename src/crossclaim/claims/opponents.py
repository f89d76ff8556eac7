"""The other side: in a report of two that fight, whom one of them strikes, and whom others call upon.

Two that are named most are not yet two that fight: a state and its ally lead many reports. So the other side is
inferred only where claims of the same text, by their own words, have each of the two act on the other or be accused by
it, and none has them act together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from crossclaim.claims.why import aimed, because
from crossclaim.parties import PartyIndex, PartyMention
from crossclaim.parties.opposing import side_of
from crossclaim.records import Claim, Party

LEAST = 3
"""Times that each of two sides must be named."""

TWICE = 2
"""The second is named so many times as often as any third."""

OPPOSING = frozenset(
    {
        "chemical_attack",
        "airstrike",
        "shelling",
        "clash",
        "attack",
        "killing",
        "capture_territory",
        "shootdown",
        "destroy",
    }
)
"""Types of acts that the two sides do to each other."""

VIOLENT = OPPOSING | {"bombing", "casualties"}
"""Types of acts that show two sides to be at war."""


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


def with_other_side(claims: Sequence[Claim], pair: Sequence[Party], plurals: Set[str]) -> list[Claim]:
    """The claims, the other side made the target of an act of one of two that fight, where its words name no side.

    Args:
        claims: of one text.
        pair: of `opposed_sides`.
        plurals: words for both ("the parties").

    Returns:
        As many claims in the same order.
    """
    if len(pair) != 2 or not _fight(claims, pair):
        return list(claims)
    return [_completed(c, pair, plurals) for c in claims]


def _completed(c: Claim, pair: Sequence[Party], plurals: Set[str]) -> Claim:
    if any(_is_side(x) for x in c.targets):
        return c
    others = _other_side(c, pair)
    if others:
        there = [replace(x, text=t.text, start=t.start, end=t.end) for x in others for t in c.targets[:1]]
        targets = tuple(there) or others
        return because(replace(c, targets=targets), aimed(targets, "the other of two that fight"))
    if _calls_on_both(c, pair, plurals):
        targets = tuple(pair)
        return because(replace(c, targets=targets), aimed(targets, "both that fight, whom others call upon"))
    return c


def _other_side(c: Claim, pair: Sequence[Party]) -> tuple[Party, ...]:
    """The one of two that does not act; empty where the actors are of none or of both."""
    if c.event.type not in OPPOSING:
        return ()
    sides = set(_which(c.actors, pair))
    return (pair[1 - sides.pop()],) if len(sides) == 1 else ()


def _calls_on_both(c: Claim, pair: Sequence[Party], plurals: Set[str]) -> bool:
    """Whether others call upon nobody that is named, or just on "the parties"."""
    ours = bool(set(_which(c.actors, pair)))
    named = any(_last_word(t.text) not in plurals for t in c.targets)
    return c.event.type == "appeal" and bool(c.actors) and not ours and not named


def _last_word(text: str) -> str:
    """The last word of a name in lower case; empty of a party that is named nowhere in the text."""
    return text.lower().split()[-1] if text.strip() else ""


def _fight(claims: Sequence[Claim], pair: Sequence[Party]) -> bool:
    """Whether claims have each side act on the other or be accused by it, and none has them act as one."""
    violent = [c for c in claims if c.event.type in VIOLENT]
    if any(len(set(_which(c.actors, pair))) == 2 for c in violent if c.event.type != "clash"):
        return False
    ways = (tuple(pair), tuple(reversed(pair)))
    return all(any(_acts_on(c, a, b) or _accused(c, a, b) for c in violent) for a, b in ways)


def _acts_on(c: Claim, side: Party, other: Party) -> bool:
    return _any(c.actors, side) and _any(c.targets, other)


def _accused(c: Claim, side: Party, by: Party) -> bool:
    """Whether one side is said by the other to have done something, and not to a third."""
    speaks = c.claimant is not None and c.stance == "asserts" and _same(c.claimant, by)
    third = any(_is_side(t) and not _same(t, by) for t in c.targets)
    return speaks and _any(c.actors, side) and not third


def _which(parties: Sequence[Party], pair: Sequence[Party]) -> Iterator[int]:
    yield from (i for x in parties for i, side in enumerate(pair) if _same(x, side))


def _any(parties: Sequence[Party], side: Party) -> bool:
    return any(_same(x, side) for x in parties)


def _is_side(party: Party) -> bool:
    return party.country is not None or party.sector is not None


def _same(party: Party, side: Party) -> bool:
    if side.sector in {"REB", "IMG", "PRM", "CRM"} or party.sector in {"REB", "IMG", "PRM", "CRM"}:
        return party.name == side.name or party.name.startswith(f"{side.name} ")
    return party.country is not None and party.country == side.country and party.sector != "CVL"
