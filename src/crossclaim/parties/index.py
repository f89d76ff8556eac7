"""The parties of one text, asked by token: who is named, who speaks, who owns, who stands against each other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from crossclaim.lexicon.parties import Term, plural_word
from crossclaim.parties.home import at_home
from crossclaim.parties.mentions import SUBJECTS, PartyMention, mention_of
from crossclaim.parties.named import ARMED, LANDS, Named
from crossclaim.parties.naming import name_head
from crossclaim.parties.opposing import opposed
from crossclaim.parties.owners import owner_in
from crossclaim.parties.phrases import phrase_of, possessor
from crossclaim.parties.terms import Text
from crossclaim.records import Party

if TYPE_CHECKING:
    from crossclaim.parsed import Token


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

    @cached_property
    def name_starts(self) -> frozenset[int]:
        """The offsets at which parties named by a name of their own begin."""
        return frozenset(m.party.start for m in self.mentions if m.kind == "name")

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
        named_so = token.pos_ == "ADJ" and token.text[:1].isupper() and not token.is_sent_start  # "The Collective said"
        if token.pos_ not in {"NOUN", "PROPN"} and not named_so:
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
                found += [party_of(p, mention.party) for p in parts]
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
        return party_of(_many(owner, self.text), place)

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
        return tuple(party_of(_many(o, self.text), self._words_at(token)) for o in (owner.parts or (owner,)))

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
            return tuple(party_of(side, mention.party) for side in pair) or found
        return ()

    def _words_at(self, token: Token) -> Party:
        """The words of a phrase that is no mention, as a place for the party behind it."""
        return Party(token.text, token.idx, token.idx + len(token), token.text)


def _many(owner: Named, text: Text) -> Named:
    """Fighters that an adjective tells of, by their plural: "rebels" of "rebel positions"."""
    term = owner.term
    if term is None or term.role != "force" or owner.name != term.name or owner.plural:
        return owner
    return replace(owner, name=plural_word(owner.name, text.book.words.plurals))


def party_of(named: Named, place: Party) -> Party:
    """Who is named, by the words of a place."""
    return replace(place, name=named.name, country=named.country, sector=named.sector)
