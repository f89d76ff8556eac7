"""Pronouns, short names and bare descriptions resolved: the party at every noun of a text.

One pass from left to right: each mention is resolved against those before it, so that "it" after "the
group" reaches what "the group" stood for. Surnames and acronyms may also look ahead, as headlines use them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from crossclaim.lexicon.parties import STATE, PartyBook
from crossclaim.parsed import parsed
from crossclaim.parties.antecedents import antecedent
from crossclaim.parties.home import at_home
from crossclaim.parties.index import PartyIndex, party_of
from crossclaim.parties.mentions import SUBJECTS, PartyMention, mentions_in
from crossclaim.parties.named import Named, with_owner
from crossclaim.parties.opposing import opposed, subject_side
from crossclaim.parties.phrases import possessor
from crossclaim.parties.shortnames import (
    FullNames,
    described,
    full_names,
    fuller,
    nearby_country,
    owner_before,
)
from crossclaim.parties.terms import Text, read_terms

if TYPE_CHECKING:
    from spacy.tokens import Doc as SpacyDoc

    from crossclaim.parsed import Doc, Token


FAR = 12
"""Mentions back that the speaker behind "the statement" is looked for."""


def index_parties(doc: Doc | SpacyDoc, book: PartyBook) -> PartyIndex:
    """Find and resolve every mention of a party in a text.

    Args:
        doc: the parsed text.
        book: what is known of parties.

    Returns:
        The index to ask by token.

    >>> index = index_parties(doc, book)  # doctest: +SKIP
    """
    text = read_terms(parsed(doc), book)
    found = list(mentions_in(text))
    names = full_names((m for m in found if not m.bystander), text)
    resolved: list[PartyMention] = []
    for mention in found:
        done = _paper(mention, resolved, text) if mention.bystander else _resolved(mention, resolved, names, text)
        if done is not None:
            resolved.append(done)
    resolved = [m for m in resolved if not m.bystander]
    heads = {m.head: m for m in resolved}
    return PartyIndex(tuple(resolved), text, names.home, heads, _inside(resolved))


def _inside(mentions: Sequence[PartyMention]) -> dict[int, PartyMention]:
    table: dict[int, PartyMention] = {}
    for mention in sorted(mentions, key=lambda m: m.first - m.last):
        for i in range(mention.first, mention.last):
            table[i] = mention
    return table


def _resolved(
    mention: PartyMention, before: Sequence[PartyMention], names: FullNames, text: Text
) -> PartyMention | None:
    """A mention with the party it stands for; None for a pronoun that stands for nobody."""
    token = text.doc[mention.head]
    if mention.kind in {"pronoun", "possessive"}:
        sort = text.book.words.pronouns[token.lower_]
        found = antecedent(token, sort, before, text) if sort in {"person", "thing", "many"} else None
        if found is None or found.named is None or (found.bystander and sort == "thing"):
            return None
        return _as(mention, found.named, found)
    before = [m for m in before if not m.bystander]
    known = fuller(mention, names, text)
    if known is not None:
        earlier = next((m for m in reversed(before) if m.named is not None and m.named.human == known.human), None)
        same = known.human is not None and earlier is not None and earlier.named is not None
        mention = _as(mention, earlier.named if same and earlier and earlier.named else known, None)
    mention = _owned(mention, token, before, names, text)
    sides = _sides(mention, before, text) or _sides(mention, names.all, text)
    if sides is not None:
        return _as(mention, sides, None)
    earlier = described(mention, before, text)
    if earlier is not None and earlier.named is not None:
        return _as(mention, earlier.named, earlier)
    return _with_country(mention, before, names.home, text)


def _paper(mention: PartyMention, before: Sequence[PartyMention], text: Text) -> PartyMention:
    """ "The statement said": whoever spoke last; other bystanders as they are."""
    term = mention.named.term if mention.named is not None else None
    speaks = text.doc[mention.head].dep_ in SUBJECTS and text.doc[mention.first].lower_ in text.book.words.pointing
    if term is None or term.role != "paper" or not speaks:
        return mention
    for earlier in reversed(before[-FAR:]):
        head = text.doc[earlier.head]
        if earlier.named is None or earlier.bystander or head.dep_ not in SUBJECTS:
            continue
        if head.head.lemma_.lower() in text.book.words.acting:
            return replace(_as(mention, earlier.named, earlier), bystander=False)
    return mention


def _as(mention: PartyMention, named: Named, earlier: PartyMention | None) -> PartyMention:
    """A mention that stands for something named elsewhere."""
    if earlier is not None:
        party = replace(
            mention.party, name=earlier.party.name, country=earlier.party.country, sector=earlier.party.sector
        )
    else:
        party = party_of(named, mention.party)
    return replace(mention, party=party, named=named, person=named.person, plural=named.plural or mention.plural)


def _owned(
    mention: PartyMention, token: Token, before: Sequence[PartyMention], names: FullNames, text: Text
) -> PartyMention:
    """A description whose owner is a pronoun or a short name: "its soldiers", "the country's army"."""
    named = mention.named
    if named is None:
        return mention
    lead = _lead(possessor(token), before)
    if lead is None and named.owner is not None:
        lead = owner_before(named.owner, before, text) or at_home(named.owner, names.home, text.book)
        lead = lead or _led_by(named, names)
    if lead is None or (named.proper and named.human is None) or (named.owner is not None and named.owner.country):
        return mention
    bare = named if named.owner is None else replace(named, owner=None, country=None, name=_bare_name(named))
    named = with_owner(bare, lead, text.book)
    return replace(mention, named=named, party=party_of(named, mention.party))


def _led_by(named: Named, names: FullNames) -> Named | None:
    """The state of a government or army that is called by who leads it: "the Saleh government"."""
    owner = named.owner
    if owner is None or named.term is None or named.term.kind != "body" or named.term.sector not in STATE:
        return None
    known = names.people.get(owner.name.split()[-1].lower()) or names.people.get(owner.name.lower().removesuffix("s"))
    if owner.human is None and known is None:
        return None
    state = next((x.owner for x in (owner, known) if x is not None and x.owner is not None), None)
    return state if state is not None and state.is_country else names.home


def _lead(whose: Token | None, before: Sequence[PartyMention]) -> Named | None:
    """Who stands behind a possessor: the party itself, or the organisation of a person."""
    owner = next((m for m in reversed(before) if whose is not None and m.head == whose.i), None)
    if owner is None or owner.named is None:
        return None
    return owner.named.owner if owner.person and owner.named.owner is not None else owner.named


def _bare_name(named: Named) -> str:
    return named.term.name if named.term is not None else named.name


def _sides(mention: PartyMention, before: Sequence[PartyMention], text: Text) -> Named | None:
    """ "Both sides" and "the enemy", where just two sides stand out so far."""
    phrase = " ".join(t.lower_ for t in text.doc[mention.first : mention.head + 1])
    words = text.book.words
    together = phrase in words.all_sides or _all_opposed(mention, text)
    if not together and phrase not in words.other_side:
        return None
    pair = opposed(before, text.book)
    if len(pair) != 2:
        return None
    if together:
        return Named(f"{pair[0].name} and {pair[1].name}", None, None, plural=True, term=pair[0].term, parts=pair)
    own = subject_side(mention, before, text)
    others = [p for p in pair if own is None or p.name != own.name]
    return others[0] if len(others) == 1 else None


def _all_opposed(mention: PartyMention, text: Text) -> bool:
    """Whether a plural stands for all who are opposed: "the arch foes", "both sides"; not "his rivals"."""
    head, first = text.doc[mention.head], text.doc[mention.first]
    if head.lower_ not in text.book.words.opposing or possessor(head) is not None:
        return False
    return first.lower_ in {*text.book.words.pointing, "both", "two"} and not any(c.dep_ == "nmod" for c in head.rights)


def _with_country(
    mention: PartyMention, before: Sequence[PartyMention], home: Named | None, text: Text
) -> PartyMention:
    """An office or body named without its state takes the state last spoken for, or the one that the text is about."""
    named = mention.named
    if named is None or mention.party.country is not None or named.owner is not None or mention.plural:
        return mention
    term = named.term
    if term is None or text.doc[mention.first].lower_ in {"a", "an"}:
        return mention
    body = term.kind == "body" and not named.proper
    near = term.sector == "GOV" and (term.role == "office" or body)
    owner = nearby_country(mention, before, text) if near else None
    if (
        owner is None
        and body
        and possessor(text.doc[mention.head]) is None
        and (term.sector in STATE or term.name in text.book.words.of_state)
    ):
        owner = home
    if owner is None:
        return mention
    if named.human is not None:
        named = replace(named, name=f"{owner.name} ({named.human})", country=owner.country, owner=owner)
    else:
        named = with_owner(named, owner, text.book)
    return replace(mention, named=named, party=party_of(named, mention.party))


__all__ = ["PartyIndex", "index_parties"]
