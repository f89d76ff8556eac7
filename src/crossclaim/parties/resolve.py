"""Pronouns, short names and bare descriptions resolved: the party at every noun of a text.

One pass from left to right: each mention is resolved against those before it, so that "it" after "the
group" reaches what "the group" stood for. Surnames and acronyms may also look ahead, as headlines use them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crossclaim.lexicon.parties import STATE, PartyBook, Term, plural_word
from crossclaim.parties.antecedents import antecedent
from crossclaim.parties.home import at_home
from crossclaim.parties.mentions import SUBJECTS, PartyMention, mention_of, mentions_in
from crossclaim.parties.named import ARMED, LANDS, Named, with_owner
from crossclaim.parties.naming import name_head
from crossclaim.parties.opposing import opposed, subject_side
from crossclaim.parties.owners import owner_in
from crossclaim.parties.phrases import phrase_of, possessor
from crossclaim.parties.shortnames import (
    FullNames,
    described,
    full_names,
    fuller,
    nearby_country,
    owner_before,
)
from crossclaim.parties.terms import Text, read_terms
from crossclaim.records import Party

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


FAR = 12
"""Mentions back that the speaker behind "the statement" is looked for."""


@dataclass(frozen=True)
class PartyIndex:
    """The parties of one text, resolved.

    Attributes:
        mentions: all mentions in text order; the pronouns that stand for no party are left out.
        text: the document with what the lists say of it.
        home: the state that the text is about, where one stands out.
    """

    mentions: tuple[PartyMention, ...]
    text: Text
    home: Named | None
    _heads: dict[int, PartyMention]
    _inside: dict[int, PartyMention]

    def mention(self, token_i: int) -> PartyMention | None:
        """The mention headed by a token, else the smallest that contains it."""
        return self._heads.get(token_i) or self._inside.get(token_i)

    def at(self, token_i: int) -> Party | None:
        """The party of the noun phrase that a token heads or stands in.

        Args:
            token_i: index of a token of the document.

        Returns:
            The party, pronouns and short names resolved; its words and offsets are those at this place.
            A noun that names no known sort of party ("a neighbour's cousin") still gives a party by its own
            words; a verb, or a pronoun that stands for nobody, gives None.

        >>> index.at(4).name  # "it" of "The army said it had left."  # doctest: +SKIP
        'Malian army'
        """
        found = self.mention(token_i)
        if found is not None:
            return found.party
        token = self.text.doc[token_i]
        if token.pos_ not in {"NOUN", "PROPN"}:
            return None
        named = name_head(token, self.text)
        return mention_of(token, named, self.text).party if named is not None else None

    def all_at(self, token_i: int) -> tuple[Party, ...]:
        """Every party of a row of nouns: both of "Russia and Ukraine", of "Malian and French troops".

        Args:
            token_i: index of the head of the row.
        """
        row = [token_i, *(t.i for t in self.text.doc[token_i].conjuncts if t.i > token_i)]
        found: list[Party] = []
        for i in row:
            mention = self.mention(i)
            parts = mention.named.parts if mention is not None and mention.named is not None else ()
            owner = mention.named.owner if mention is not None and mention.named is not None else None
            parts = parts or (owner.parts if owner is not None else ())
            party = self.at(i)
            if mention is not None and parts:
                found += [_party(p, mention.party) for p in parts]
            elif party is not None:
                found.append(party)
        return tuple(found)

    def speakers_at(self, token_i: int) -> tuple[Party, ...]:
        """`all_at` for the source of a statement: a paper of nobody's ("unconfirmed reports") speaks for no party.

        Args:
            token_i: index of the head of the source.
        """
        match = self.text.at.get(token_i)
        paper = match is not None and match.term.role == "paper" and self.mention(token_i) is None
        return () if paper else self.all_at(token_i)

    def owner(self, token_i: int) -> Party | None:
        """The party behind a noun: its possessor, nationality, army or organisation.

        Args:
            token_i: index of the noun ("soldiers" of "its soldiers").

        Returns:
            The owner, resolved; None where the phrase has none. Its words and offsets are the owner's own
            where it stands apart, else the phrase's. Rebels are a side of their own, and not their country's.
        """
        token = self.text.doc[token_i]
        mention = self.mention(token_i)
        named = mention.named if mention is not None else name_head(token, self.text)
        whose = possessor(token)
        apart = self.mention(whose.i) if whose is not None else None
        owner = named.owner if named is not None else None
        if apart is not None and (owner is None or owner.name == apart.party.name):
            return apart.party
        if owner is None or owner.parts:
            return None
        if owner.is_country and mention is not None and mention.party.sector in ARMED and mention.head == token_i:
            return mention.party
        place = mention.party if mention is not None else self._words_at(token)
        return _party(_many(owner, self.text), place)

    def owners_before(self, token_i: int) -> tuple[Party, ...]:
        """The owners that the words before a noun name: "Israeli" of "Israeli strikes", "Kyiv's" of "Kyiv's drones".

        Args:
            token_i: index of the noun.
        """
        token = self.text.doc[token_i]
        whose = possessor(token)
        apart = self.mention(whose.i) if whose is not None else None
        if apart is not None:
            return (apart.party,)
        match = self.text.at.get(token_i)
        stop = min(token_i, match.start) if match is not None else token_i
        owner = owner_in(phrase_of(token, self.text).start, stop, self.text)
        if owner is None:
            return ()
        owner = at_home(owner, self.home, self.text.book) or owner
        return tuple(_party(_many(o, self.text), self._words_at(token)) for o in (owner.parts or (owner,)))

    def land_before(self, token_i: int) -> Term | None:
        """The country, demonym or capital that stands right for the owner before a noun; None for another owner."""
        token = self.text.doc[token_i]
        found = [m.term for m in self.text.between(phrase_of(token, self.text).start, token_i) if m.term.kind != "role"]
        return found[-1] if found and found[-1].kind in LANDS and possessor(token) is None else None

    def sides(self, token_i: int) -> tuple[Party, ...]:
        """The parties that do to "each other" what a verb says: its subjects, or the two sides of the text.

        Args:
            token_i: index of the verb.

        Returns:
            The parties in text order; fewer than two where they cannot be told.
        """
        subjects = [c for c in self.text.doc[token_i].lefts if c.dep_ in SUBJECTS]
        for subject in subjects:
            found = tuple({p.name: p for p in self.all_at(subject.i)}.values())
            mention = self.mention(subject.i)
            if len(found) > 1 or mention is None or not mention.plural:
                return found
            pair = opposed([m for m in self.mentions if m.head < subject.i], self.text.book)
            return tuple(_party(side, mention.party) for side in pair) or found
        return ()

    def _words_at(self, token: Token) -> Party:
        """The words of a phrase that is no mention, as a place for the party behind it."""
        return Party(token.text, token.idx, token.idx + len(token), token.text)


def index_parties(doc: Doc, book: PartyBook) -> PartyIndex:
    """Find and resolve every mention of a party in a text.

    Args:
        doc: the parsed text.
        book: what is known of parties.

    Returns:
        The index to ask by token.

    >>> index = index_parties(doc, book)  # doctest: +SKIP
    """
    text = read_terms(doc, book)
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
        party = _party(named, mention.party)
    return replace(mention, party=party, named=named, person=named.person, plural=named.plural or mention.plural)


def _many(owner: Named, text: Text) -> Named:
    """Fighters that an adjective tells of, by their plural: "rebels" of "rebel positions"."""
    term = owner.term
    if term is None or term.role != "force" or owner.name != term.name or owner.plural:
        return owner
    return replace(owner, name=plural_word(owner.name, text.book.words.plurals))


def _party(named: Named, place: Party) -> Party:
    return replace(place, name=named.name, country=named.country, sector=named.sector)


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
    return replace(mention, named=named, party=_party(named, mention.party))


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
    return replace(mention, named=named, party=_party(named, mention.party))
