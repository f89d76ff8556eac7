"""To whom: the parties that an act concerns, of those its words name, else those it must be about.

An object names them, or is theirs ("Chadian trucks"); an act of words concerns who is named below it ("threatened to
leave talks with Oslo"); in a report of two sides that fight, whom one of them strikes is the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crossclaim.claims.doers import Found, at_words, distinct, is_means, named_at
from crossclaim.claims.propositions import PHYSICAL, Proposition
from crossclaim.claims.where import Places
from crossclaim.parties import PartyIndex
from crossclaim.records import Party
from crossclaim.syntax import case_of, children

if TYPE_CHECKING:
    from crossclaim.parsed import Doc, Token

WITHIN = frozenset({"obj", "iobj", "obl", "nmod", "xcomp", "ccomp", "acl", "advcl", "compound", "amod", "nsubj"})
"""Relations along which what an act concerns is looked for below its verb or noun."""

LOOSE = frozenset({"in", "at", "near", "during", "after", "before", "since", "within", "inside"})
"""Cases that tell where or when: a party behind one is taken last."""

STRIKING = PHYSICAL | {"destroy", "shootdown", "siege", "damage", "loss"}
"""Frames of which a thing can be what is struck, in want of a side."""

BOMBS = frozenset({"bombing", "suicide_bombing"})
BY = frozenset({"near", "outside", "beside", "in front of", "next to", "inside", "at", "close to", "by"})
"""Where a bomb goes off: mostly at what it is meant for."""

NAMED = "it is done to, by the parse"
BELOW = "named below the act"

TOWARDS = frozenset({"at", "on", "against", "toward", "towards", "into", "onto"})
"""Where arms are sent, behind a verb whose object they are."""

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
        if found is None or found.country is None or found.kind == "demonym":
            return None
        sector = "GOV" if found.precision == "country" else None
        return Party(found.text, found.start, found.end, found.text, found.country, sector)


def is_side(party: Party) -> bool:
    """Whether a party is known to be one: of a country, or of a sector."""
    return party.country is not None or party.sector is not None


def concerned(
    doc: Doc, p: Proposition, known: Known, actors: Sequence[Party], aims: Sequence[Token], spoken: Sequence[Party] = ()
) -> Found:
    """The parties that an act is done to, and the rule that found them.

    People and sides that the object names come first, or whose it is; then the victims' side; an act of words or
    policy concerns besides the nearest party or place of another state named below it ("demanded that Paris release
    them"). Violence has no such reach: of what is hit, only the place itself can stand for who is, and a thing
    ("the market") where nobody else is known.

    Args:
        doc: the parsed text.
        p: the act.
        known: who and what place is named where.
        actors: who acts; they are no target of their own act.
        aims: the heads of what the act is done to.
        spoken: who tells of it; mostly not whom it concerns.
    """
    own = {a.name for a in actors}
    aims = [_counted(t) for t in (_aimed_at(doc, p, known) or aims or _beside(doc, p))]
    who = distinct([x for t in aims for x in _at(t, known.parties) if x.name not in own])
    if any(x.country is not None or _proper(x, known.parties) for x in who):
        return who, NAMED
    hurt = [c.party for c in p.casualties if c.party is not None and is_side(c.party) and c.party.name not in own][:1]
    hurt = hurt or [x for x in _victims(doc, p, known) if x.name not in own]
    if hurt or (p.frame.name in STRIKING and any(is_side(x) for x in who)):
        return hurt_first(who, hurt), "whose the victims are" if hurt else NAMED
    if who and p.frame.name in STRIKING:
        return distinct([*who, *_things([t for t in aims if not _at(t, known.parties)], known)]), NAMED
    found = _below(doc, p, known, own | {x.name for x in (*spoken, *who)}, {a.country for a in actors}, bool(aims))
    if p.frame.name in STRIKING:
        things = distinct(list(_things([t for t in aims if not _vague(t, known)], known)))
        abroad = tuple(found) if {a.country for a in actors} - {None} else ()
        return (things, NAMED) if things else (abroad or tuple(_things(aims, known)) or tuple(found), BELOW)
    if who and (not found or any(is_side(x) for x in who)):
        return distinct([*who, *found]), NAMED
    return distinct([*found, *who]), BELOW


def _victims(doc: Doc, p: Proposition, known: Known) -> list[Party]:
    """The victims of an act themselves, where their words name a side: "four Iraqis"."""
    spans = [(c.start, doc.char_span(c.start, c.end)) for c in p.casualties[:2]]
    words = [t.i for start, span in spans for t in span or () if t.idx >= start]
    found = [m for i in words if (m := known.parties.mention(i)) is not None and m.head == i]
    return [m.party for m in found if m.party.country is not None][:1]


def _vague(token: Token, known: Known) -> bool:
    """Whether a noun of what is struck tells nothing: "targets", "an area"; not "an oil site"."""
    said = any(c.dep_ in {"compound", "amod", "nmod:poss"} for c in token.lefts)
    return token.lemma_.lower() in known.parties.text.book.words.vague and not said


def _counted(token: Token) -> Token:
    """Those of whom a number or a share is: the troops of "100 of its troops", the homes of "most of the homes"."""
    of = [n for n in token.rights if n.dep_ == "nmod" and case_of(n) == "of"]
    return of[0] if of and token.pos_ in {"NUM", "ADJ", "DET", "PRON"} else token


def _aimed_at(doc: Doc, p: Proposition, known: Known) -> list[Token]:
    """Where arms are sent: "fired rockets at the town"."""
    if p.frame.name not in PHYSICAL:
        return []
    verbs = [t for t in dict.fromkeys((doc[p.trigger.token], doc[p.head])) if t.pos_ == "VERB"]
    sent = [v for v in verbs if any(is_means(c, known.parties) for c in children(v, "obj", "nsubj:pass"))]
    goals = (c for v in sent for c in v.rights if c.dep_ == "obl" and case_of(c) in TOWARDS)
    return [c for c in goals if c.pos_ in {"NOUN", "PROPN"}]


def _beside(doc: Doc, p: Proposition) -> list[Token]:
    """What a bomb goes off at: "near a bus convoy", "outside the station"."""
    if p.frame.name not in BOMBS:
        return []
    row = [c for root in dict.fromkeys((doc[p.trigger.token], doc[p.head])) for c in root.children]
    return [c for c in row if case_of(c) in BY and c.pos_ == "NOUN"][:1]


def hurt_first(who: Sequence[Party], hurt: Sequence[Party]) -> tuple[Party, ...]:
    """People as the words name them, and their side; of a body without a state ("the army") the side alone."""
    people = [x for x in who if not hurt or x.sector not in {"MIL", "GOV"} or x.country is not None]
    return distinct([*people, *hurt])


def _proper(party: Party, parties: PartyIndex) -> bool:
    """Whether a party is named by a name of its own."""
    return party.start in parties.name_starts


def _at(token: Token, parties: PartyIndex) -> list[Party]:
    """Who is meant by the object of an act: a party, people, or whose a thing is; nobody for a thing alone."""
    mention = parties.mention(token.i)
    owner = parties.owner(token.i)
    owned = [at_words(owner, token, parties)] if owner is not None and is_side(owner) else []
    if is_means(token, parties) or mention is None or mention.head != token.i:
        return owned or ([] if mention is None or is_means(token, parties) else named_at(token, parties))
    term = mention.named.term if mention.named is not None else None
    thing = term is None and mention.named is not None and not mention.named.proper
    return owned or [] if thing else named_at(token, parties)


def _things(aims: Sequence[Token], known: Known) -> Iterator[Party]:
    """What is struck, by its own words; a place ("the town of Tala") by the name that the text gives it."""
    for t in aims:
        behind = [n for n in t.rights if n.dep_ == "nmod" and case_of(n) == "of"]
        places = [x for n in (t, *behind) if (x := known.place(n.i)) is not None]
        means = is_means(t, known.parties)
        yield from places or (replace(x, sector=None) if means else x for x in named_at(t, known.parties))


def _below(doc: Doc, p: Proposition, known: Known, own: set[str], states: set[str | None], aimed: bool) -> list[Party]:
    roots = dict.fromkeys((doc[p.trigger.token], doc[p.head]))
    ranked = sorted((rank, t.i) for root in roots for rank, t in _reach(root, p))
    if p.frame.name not in PHYSICAL:
        for _, i in ranked:
            sides = [x for x in known.at(i) if is_side(x) and x.name not in own]
            if sides:
                return list({x.name: x for x in sides}.values())
    struck = [i for rank, i in ranked if p.frame.name not in STRIKING or rank < DEEP or (aimed and states - {None})]
    places = [x for i in struck if (x := known.place(i)) is not None and x.country not in states]
    return places[:1]


def _reach(root: Token, p: Proposition) -> Iterator[tuple[int, Token]]:
    """Words below an act with how far they are from it: what tells where or when is farther than all else."""
    actors = set(p.roles.actors)
    row = [(c, 0) for c in root.children]
    for depth in range(DEEP):
        below: list[tuple[Token, int]] = []
        for t, late in row:
            relation = t.relation
            if (
                (relation not in WITHIN and t.dep_ != "nmod:poss")
                or t in actors
                or case_of(t).startswith("according")
                or (depth == 0 and relation == "nsubj")
            ):
                continue
            late = late or (DEEP if case_of(t).split(" ")[0] in LOOSE else 0)
            yield depth + late, t
            below += [(c, late) for c in t.children]
        row = below
