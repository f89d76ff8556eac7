"""Whom an act concerns, where its object names no party: "sent arms to Chad", "threatened to leave talks with Oslo"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crossclaim.claims.propositions import PHYSICAL, Proposition
from crossclaim.claims.where_when import Places
from crossclaim.parties import PartyIndex
from crossclaim.records import Party
from crossclaim.syntax import case_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

WITHIN = frozenset({"obj", "iobj", "obl", "nmod", "xcomp", "ccomp", "acl", "advcl", "compound", "amod", "nsubj"})
"""Relations along which what an act concerns is looked for below its verb or noun."""

LOOSE = frozenset({"in", "at", "near", "during", "after", "before", "since", "within", "inside"})
"""Cases that tell where or when: a party behind one is taken last."""

DEEP = 6
"""Steps below the act beyond which nothing is taken to be its concern."""


@dataclass(frozen=True, slots=True)
class Known:
    """Who and what place is named where in a text."""

    parties: PartyIndex
    ground: Places

    def at(self, token: int) -> tuple[Party, ...]:
        """The parties that a token heads the name of; a place that something is sent or done to is one."""
        mention = self.parties.mention(token)
        if mention is not None and mention.head == token:
            return self.parties.all_at(token)
        return ()

    def place(self, token: int) -> Party | None:
        """The place that a token names, as the party that those in it are."""
        found = self.ground.at(token)
        if found is None or found.country is None:
            return None
        sector = "GOV" if found.precision == "country" else None
        return Party(found.text, found.start, found.end, found.name, found.country, sector)


def is_side(party: Party) -> bool:
    """Whether a party is known to be one: of a country, or of a sector."""
    return party.country is not None or party.sector is not None


def concerned(
    doc: Doc, p: Proposition, known: Known, actors: Sequence[Party], targets: Sequence[Party]
) -> tuple[Party, ...]:
    """The side that an act concerns, where its targets name none.

    Its victims' side comes first, then an object's owner ("Chadian trucks"); an act of words or policy
    concerns besides the nearest party or place of another state named below it ("demanded that Paris release
    them"). Violence has no such reach: of what is hit, only the place itself can stand for who is.

    Args:
        doc: the parsed text.
        p: the act.
        known: who and what place is named where.
        actors: who acts; they are no target of their own act.
        targets: what the act's object names.

    Returns:
        The parties to add to the targets, none where these name a side.
    """
    if any(is_side(t) for t in targets):
        return ()
    own = {a.name for a in actors}
    owners = [o for t in p.roles.targets if (o := known.parties.owner(t.i)) is not None and is_side(o)]
    found = [x for x in (*(c.party for c in p.casualties), *owners) if x is not None and x.name not in own][:1]
    if not found:
        found = _below(doc, p, known, own, {a.country for a in actors})
    return tuple(found)


def _below(doc: Doc, p: Proposition, known: Known, own: set[str], states: set[str | None]) -> list[Party]:
    roots = dict.fromkeys((doc[p.trigger.token], doc[p.head]))
    ranked = sorted((rank, t.i) for root in roots for rank, t in _reach(root, p))
    if p.frame.name not in PHYSICAL:
        for _, i in ranked:
            sides = [x for x in known.at(i) if is_side(x) and x.name not in own]
            if sides:
                return list({x.name: x for x in sides}.values())
    places = [x for _, i in ranked if (x := known.place(i)) is not None and x.country not in states]
    return places[:1]


def _reach(root: Token, p: Proposition) -> Iterator[tuple[int, Token]]:
    """Words below an act with how far they are from it: what tells where or when is farther than all else."""
    actors = set(p.roles.actors)
    row = [(c, 0) for c in root.children]
    for depth in range(DEEP):
        below: list[tuple[Token, int]] = []
        for t, late in row:
            relation = t.dep_.split(":")[0]
            if (
                (relation not in WITHIN and t.dep_ != "nmod:poss")
                or t in actors
                or (depth == 0 and relation == "nsubj")
            ):
                continue
            late = late or (DEEP if case_of(t).split(" ")[0] in LOOSE else 0)
            yield depth + late, t
            below += [(c, late) for c in t.children]
        row = below
