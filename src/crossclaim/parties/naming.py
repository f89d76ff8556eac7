"""A noun phrase to the party it names: short normal name, country, sector.

The rules are those of a reader: who is named in the phrase itself goes before whose it is ("Kremlin
spokesman" is the Kremlin), a spokesman is whoever he speaks for, a person stands in parentheses behind
the office, "US-led" makes it American and "US-backed" does not.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crossclaim.lexicon.parties import PartyBook, Term
from crossclaim.parsed import parsed
from crossclaim.parties.descriptions import beside, described, unlisted
from crossclaim.parties.named import STATELESS, Named, with_person
from crossclaim.parties.owners import DEPTH, Site, owner_in, owner_of
from crossclaim.parties.phrases import Phrase, attached, person_in, phrase_of
from crossclaim.parties.terms import Match, Text, read_terms
from crossclaim.records import Party

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan

    from crossclaim.parsed import Span, Token


def name_party(span: Span | SpacySpan, book: PartyBook) -> Party | None:
    """The party that a noun phrase names by its own words.

    Args:
        span: the phrase, in a parsed document; offsets of the party are its own.
        book: what is known of parties.

    Returns:
        The party; None for a pronoun, a clause, or words that name nobody.

    >>> name_party(doc.span(0, 4), book).name  # "Russian President Vladimir Putin"  # doctest: +SKIP
    'Russia (Vladimir Putin)'
    """
    doc = parsed(span.doc)
    named = name_head(doc.span(span.start, span.end).root, read_terms(doc, book))
    if named is None:
        return None
    return Party(span.text, span.start_char, span.end_char, named.name, named.country, named.sector)


def name_head(head: Token, text: Text, depth: int = 0) -> Named | None:
    """What the phrase of a head names.

    Args:
        head: the phrase's head.
        text: the document with its matches.
        depth: how deep inside another phrase this one stands.

    Returns:
        None where the head is no noun.
    """
    key = (head.i, depth)
    if key not in text.names:
        text.names[key] = _name(head, text, depth)
    return text.names[key]


def _name(head: Token, text: Text, depth: int) -> Named | None:
    counted = _counted(head, text, depth)
    if counted is not None:
        return counted
    if head.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM", "X"} and head.i not in text.at:
        return None
    phrase = phrase_of(head, text)
    site = Site(head, phrase, _head_match(phrase, text), text, depth, name_head)
    owner = owner_of(site)
    person = person_in(phrase, text)
    if person is not None:
        return _person(site, person, owner)
    if site.match is not None and not _own_name(site.match, phrase, head):
        return described(site, site.match, owner)
    return unlisted(site, owner)


def _own_name(match: Match, phrase: Phrase, head: Token) -> bool:
    """Whether a general noun is part of a proper name: "Observatory" of "Syrian Observatory for Peace"."""
    if match.term.role not in {"group", "unit", "civil", "source"} or not head.text[:1].isupper():
        return False
    capitals = [t for t in head.doc[phrase.start : phrase.end] if t.text[:1].isupper() and not t.is_sent_start]
    return head.pos_ == "PROPN" and len(capitals) > 1 and not head.is_sent_start


def _counted(head: Token, text: Text, depth: int) -> Named | None:
    """ "A group of gunmen", "two of its soldiers": the counted ones."""
    if depth > DEPTH or head.lower_ not in text.book.words.quantities:
        return None
    inner = next((noun for case, noun in attached(head) if case == "of"), None)
    if inner is None or inner.pos_ not in {"NOUN", "PROPN", "ADJ"}:
        return None
    match = text.at.get(inner.i)
    if head.pos_ == "NOUN" and head.i in text.at and (match is None or match.term.kind != "role"):
        return None
    return name_head(inner, text, depth + 1)


def _head_match(phrase: Phrase, text: Text) -> Match | None:
    """The match that says what the phrase is: over the head, or over the last word of its name."""
    match = text.at.get(phrase.head)
    if match is not None:
        return match
    last = text.at.get(phrase.end - 1)
    return last if last is not None and last.link == "own" and last.start >= phrase.start else None


def _person(site: Site, run: tuple[int, int], owner: Named | None) -> Named:
    """A person by name, with the office or organisation before or beside the name."""
    human, start = site.text.doc.span(*run).text, site.phrase.start
    above = _above(site, human)
    if above is not None:
        return above
    roles = [m.term for m in site.text.between(start, run[0]) if m.term.kind == "role"]
    general = site.match is None or site.match.term.kind == "role"
    owner = owner_in(start, run[0], site.text) or (owner if general else None)
    other = beside(site)
    if other is not None:
        owner = owner or other.owner or (other if other.proper and not other.person else None)
        roles = roles or ([other.term] if other.term is not None and other.term.kind == "role" else [])
    role = roles[-1] if roles else None
    sector = _person_sector(role, owner)
    country = owner.country if owner is not None and sector not in STATELESS else None
    named = Named(human, country, sector, proper=True, person=True, human=human, term=role, owner=owner)
    if owner is None or (role is not None and role.role in {"civil", "people"}):
        return named
    return replace(named, name=with_person(owner, human))


def _above(site: Site, human: str) -> Named | None:
    """What a person's name in apposition shares with the office before it."""
    head = site.head
    if head.dep_ != "appos" or site.depth > 0:
        return None
    for up in (head.head, head.head.head):
        found = name_head(up, site.text, site.depth) if up.i < head.i else None
        if found is not None and found.human == human:
            return found
    return None


def _person_sector(role: Term | None, owner: Named | None) -> str | None:
    if owner is not None and not owner.is_country and owner.sector is not None:
        return owner.sector
    if role is not None and role.sector is not None:
        return role.sector
    return "GOV" if owner is not None and role is not None else None
