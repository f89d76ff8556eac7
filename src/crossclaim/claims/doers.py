"""Who acts: the side behind a means ("government warplanes", "a missile fired by the rebels"), and both of a fight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from crossclaim.claims.propositions import PHYSICAL, Proposition
from crossclaim.parties import PartyIndex
from crossclaim.parties.phrases import phrase_of, possessor
from crossclaim.records import Party
from crossclaim.syntax import case_of, empty, noun_conjuncts

if TYPE_CHECKING:
    from crossclaim.parsed import Doc, Token

PLACED = frozenset({"bombing", "suicide_bombing", "killing", "wounding", "toll", "missing", "abuse"})
"""Frames before whose noun a land mostly says where: "the Turkish bombing"."""

TAKING = frozenset({"capture_territory", "destroy", "shootdown"})
"""Frames beside violence that no outlet does."""

CARED_FOR = frozenset({"killing", "wounding", "toll", "treat"})
"""Frames of the dead and the hurt, whose verb may be of those who see to them."""

FIGHTS = frozenset({"clash"})
"""Frames whose two sides both act."""

Found = tuple[tuple[Party, ...], str]
"""Parties, and the rule that found them; "" where none did."""


def doers(
    doc: Doc,
    p: Proposition,
    parties: PartyIndex,
    times: frozenset[int],
    speaker: Party | None,
    caring: frozenset[str] = frozenset(),
) -> Found:
    """The parties that act, of those the roles name, else whose the means or the act itself is; and the rule.

    Args:
        doc: the parsed text.
        p: the act.
        parties: who is named where.
        times: tokens of time expressions.
        speaker: whose words tell of it, for "we" and "our".
        caring: words of patterns that tell of those who see to the dead and the hurt.
    """
    pattern = p.trigger.pattern
    if p.frame.name in CARED_FOR and pattern is not None and caring & set(pattern.lemmas):
        return (), ""
    heads = [t for t in p.roles.actors if t.i not in times and not empty(t)]
    found = [x for t in heads for x in (_spoken_for(t, speaker, parties) or _acting(t, p, parties))]
    if p.frame.name in PHYSICAL | TAKING:
        found = [x for x in found if x.sector != "JRN"]
    if not found and p.frame.name in PHYSICAL:
        nouns = [doc[i] for i in (*(t.i for t in heads), *p.tokens) if doc[i].pos_ in {"NOUN", "PROPN"}]
        acts = (list(_whose_act(n, p.frame.name in PLACED and n.i in p.tokens, parties)) for n in nouns)
        return distinct(next((x for x in acts if x), [])), "whose the act or its means is"
    return distinct(found), "does it, by the parse"


def fighters(doc: Doc, p: Proposition, parties: PartyIndex) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """The two sides of a fight "between" them, and those that it is "with"; empty where the words name none."""
    if p.frame.name not in FIGHTS:
        return (), ()
    row = [t for root in dict.fromkeys((doc[p.trigger.token], doc[p.head])) for t in root.children]
    between = [t for t in row if case_of(t) == "between"]
    sides = distinct([x for t in between for n in noun_conjuncts(t) for x in _named(n, parties)])
    if len(sides) > 1:
        return sides[:1], sides[1:]
    against = [t for t in row if case_of(t) == "with" and t.relation in {"nmod", "obl"}]
    return sides, distinct([x for t in against for n in noun_conjuncts(t) for x in _named(n, parties)])


def named_at(token: Token, parties: PartyIndex) -> list[Party]:
    """The parties of a role's head, of a row those that stand at the head itself."""
    found = parties.all_at(token.i)
    own = [x for x in found if x.start <= token.idx < x.end] or list(found[:1])
    return list(found) if len(own) > 1 else own


def is_means(token: Token, parties: PartyIndex) -> bool:
    """Whether a noun is arms and the like, which stand for whoever uses them."""
    match = parties.text.at.get(token.i)
    return match is not None and match.term.role == "arms"


def user_of(token: Token, parties: PartyIndex) -> list[Party]:
    """Who uses a means: whose the words make it, or by whom it was "fired", "dropped", "launched"."""
    own = parties.owners_before(token.i)
    if own:
        return [at_words(x, token, parties) for x in own]
    by = [a for v in token.rights if v.dep_.startswith("acl") for a in v.rights if case_of(a) == "by"]
    of = [n for n in token.rights if n.dep_ == "nmod" and case_of(n) in {"of", "from"}]
    return [x for n in (*by, *of) for x in _named(n, parties) if x.country or x.sector][:1]


def distinct(parties: Sequence[Party]) -> tuple[Party, ...]:
    """Each party once, by its name."""
    return tuple({x.name: x for x in reversed(parties)}.values())[::-1]


def _acting(token: Token, p: Proposition, parties: PartyIndex) -> Iterator[Party]:
    mention = parties.mention(token.i)
    if is_means(token, parties):
        yield from user_of(token, parties)
    elif (
        mention is not None
        and mention.head != token.i
        and (mention.head in p.tokens or is_means(token.doc[mention.head], parties))
    ):
        yield from user_of(token.doc[mention.head], parties)
    elif mention is not None:
        yield from named_at(token, parties)


def _spoken_for(token: Token, speaker: Party | None, parties: PartyIndex) -> list[Party]:
    """The speaker, where "we" or what is "ours" acts."""
    whose = possessor(token)
    own = parties.text.book.words.pronouns
    mine = any(own.get(t.lower_) == "speaker" for t in (token, *([whose] if whose is not None else ())))
    return [at_words(speaker, token, parties)] if mine and speaker is not None else []


def at_words(party: Party, token: Token, parties: PartyIndex) -> Party:
    """A party with the words of the phrase that stands for it: "our guns", "the rebels' depot"."""
    phrase = phrase_of(token, parties.text)
    words = token.doc.span(phrase.start, phrase.end)
    return replace(party, text=words.text, start=words.start_char, end=words.end_char)


def _named(token: Token, parties: PartyIndex) -> list[Party]:
    return named_at(token, parties) if parties.mention(token.i) is not None else []


def _whose_act(noun: Token, placed: bool, parties: PartyIndex) -> Iterator[Party]:
    """Whose an act is by the words before its noun: "Israeli strikes"; a country's name there mostly says where."""
    own = parties.owners_before(noun.i)
    land = parties.land_before(noun.i)
    if land is None or (
        not placed and (land.kind == "demonym" or (land.sector == "GOV" and noun.nbor(-1).text.isupper()))
    ):
        yield from (at_words(x, noun, parties) for x in own)
