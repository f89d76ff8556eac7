"""All the places of a text where a party is named, described, or stood for by a pronoun."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from crossclaim.lexicon.parties import PartyBook
from crossclaim.parties.named import Named
from crossclaim.parties.naming import name_head
from crossclaim.parties.phrases import attached, phrase_of
from crossclaim.parties.terms import Text, read_terms
from crossclaim.records import Party

if TYPE_CHECKING:
    from crossclaim.parsed import Doc, Token

MentionKind = Literal["name", "description", "pronoun", "possessive"]

INNER = frozenset({"flat", "compound", "fixed", "goeswith", "amod", "det", "case", "nummod", "punct", "cc"})
"""Relations of words that are part of a larger phrase and head none of their own."""

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "obl:agent"})

NOUNS = frozenset({"NOUN", "PROPN"})

PARTYLIKE = frozenset({"ADJ", "NUM", "X", "VERB"})
"""Words that head a party's phrase where the lists know them and they stand as a noun would."""

NOUNLIKE = SUBJECTS | {"obj", "conj"}
"""Relations in which such a word stands as a noun would."""


@dataclass(frozen=True, slots=True)
class PartyMention:
    """One place where a party is meant.

    Attributes:
        party: who; for a pronoun before it is resolved, the pronoun itself.
        first, last: its tokens, the last one excluded.
        head: index of the head token.
        kind: a name, a description ("rebels"), a pronoun, or a possessive pronoun.
        person: whether one person is meant.
        plural: whether several are meant.
        named: what the words themselves say, with the owner and the person's name; None for a pronoun.
        bystander: a noun that names no party ("the bridge"): only kept while pronouns are resolved.
        joined: whether another noun is coordinated with it ("Kenya and Uganda").
    """

    party: Party
    first: int
    last: int
    head: int
    kind: MentionKind
    person: bool
    plural: bool
    named: Named | None = None
    bystander: bool = False
    joined: bool = False


def find_parties(doc: Doc, book: PartyBook) -> tuple[PartyMention, ...]:
    """All mentions of parties, in text order, each as its own words name it.

    Args:
        doc: the parsed text.
        book: what is known of parties.

    Returns:
        Names, descriptions and pronouns; places that only say where are left out.

    >>> [m.party.name for m in find_parties(doc, book)]  # "Kyiv said its troops held on."  # doctest: +SKIP
    ['Ukraine', 'its', 'troops']
    """
    return tuple(m for m in mentions_in(read_terms(doc, book)) if not m.bystander)


def mentions_in(text: Text) -> Iterator[PartyMention]:
    """The mentions of a text whose terms are read already, the bystanders among them."""
    for token in text.doc:
        sort = token.pos_
        if sort in {"PRON", "DET"}:
            found = _pronoun(token, text)
        elif sort in NOUNS or (sort in PARTYLIKE and token.i in text.at):
            found = _nominal(token, text)
        else:
            continue
        if found is not None:
            yield found


def _pronoun(token: Token, text: Text) -> PartyMention | None:
    sort = text.book.words.pronouns.get(token.lower_)
    if sort is None or token.dep_ == "expl" or not token.text.isalpha():
        return None
    possessive = token.dep_ == "nmod:poss" or token.tag_ == "PRP$"
    kind: MentionKind = "possessive" if possessive else "pronoun"
    party = Party(token.text, token.idx, token.idx + len(token), token.lower_)
    return PartyMention(party, token.i, token.i + 1, token.i, kind, sort == "person", sort == "many")


def _nominal(token: Token, text: Text) -> PartyMention | None:
    if not _heads(token, text):
        return None
    named = name_head(token, text)
    if named is None:
        return None
    return mention_of(token, named, text, bystander=not _is_party(named, token, text))


def mention_of(head: Token, named: Named, text: Text, *, bystander: bool = False) -> PartyMention:
    """A mention of what a head's phrase names, with the words that name it."""
    first, last = extent(head, text)
    start, end = text.doc[first].idx, text.doc[last - 1].idx + len(text.doc[last - 1])
    party = Party(text.doc.text[start:end], start, end, named.name, named.country, named.sector)
    kind: MentionKind = "name" if named.proper else "description"
    joined = any(c.dep_ == "conj" for c in head.rights)
    return PartyMention(party, first, last, head.i, kind, named.person, named.plural, named, bystander, joined)


def extent(head: Token, text: Text) -> tuple[int, int]:
    """The tokens that name the party of a head: its phrase, and the owner behind "of", "for", "from"."""
    phrase = phrase_of(head, text)
    last = phrase.end
    match = text.at.get(head.i)
    if match is not None and match.term.kind in {"role", "body"}:
        for case, noun in attached(head, last):
            if case in text.book.words.belongs and noun.i >= last and noun.left_edge.i <= last + 1:
                last = phrase_of(noun, text).end
                break
    first = phrase.start
    while first < head.i and text.doc[first].pos_ in {"SPACE", "PUNCT"}:
        first += 1
    return first, last


def _heads(token: Token, text: Text) -> bool:
    """Whether a noun, or a word of the lists, heads a phrase that may name a party."""
    if token.relation in INNER or token.dep_ == "nmod:desc":
        return False
    match = text.at.get(token.i)
    if match is not None and match.end - match.start > 1:
        above = token.head.i
        if above != token.i and match.start <= above < match.end:
            return False
    return token.pos_ in NOUNS or token.dep_ in NOUNLIKE


def _is_party(named: Named, token: Token, text: Text) -> bool:
    term = named.term
    if term is None:
        acting = token.dep_ in SUBJECTS and token.head.lemma_.lower() in text.book.words.acting
        known = token.ent_type_ == "ORG" or named.sector is not None or acting
        return named.human is not None or (named.proper and known)
    if term.kind in {"country", "territory"}:
        return not says_where(token, text)
    if term.kind == "capital":
        return acts(token, text)
    if term.kind == "demonym":
        return token.pos_ != "ADJ" or token.dep_ in SUBJECTS
    if term.role == "paper":
        return named.owner is not None
    return True


def says_where(token: Token, text: Text) -> bool:
    """Whether a country's or city's name only says where something is: "in Chad", "near Minsk"."""
    case = next((c.lower_ for c in token.lefts if c.dep_ == "case"), None)
    return case in text.book.words.whereabouts and token.relation in {"obl", "nmod"}


def acts(token: Token, text: Text) -> bool:
    """Whether a capital's name stands for its government: it says or does what governments do."""
    governor = token.head
    if token.dep_ == "conj":
        return token.i != governor.i and acts(governor, text)
    if token.dep_ in SUBJECTS:
        return governor.lemma_.lower() in text.book.words.acting
    if token.dep_ == "nmod:poss":
        match = text.at.get(governor.i)
        return match is not None and match.term.kind in {"role", "body"}
    case = next((c.lower_ for c in token.lefts if c.dep_ == "case"), None)
    match = text.at.get(governor.i)
    if case == "from" and match is not None and match.term.role == "paper":
        return True
    return case in {"according", "against", "between", "with"} and token.dep_ in {"obl", "nmod"}
