"""Phrases without a person's name: what the lists, the words and the capitals say they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crossclaim.lexicon.parties import STATE, PartyBook, Term
from crossclaim.parties.named import (
    ARMED,
    PERSONAL,
    SPEAKERS,
    STATELESS,
    Named,
    body_of,
    led,
    role_sector,
    with_person,
)
from crossclaim.parties.orgnames import sector_of
from crossclaim.parties.owners import Site, compose
from crossclaim.parties.phrases import appositions, attached, is_name
from crossclaim.parties.terms import MEMBERSHIP, Match

if TYPE_CHECKING:
    from crossclaim.parsed import Token


def described(site: Site, match: Match, owner: Named | None) -> Named:
    """A phrase whose head is in the lists."""
    term = match.term
    plural = term.plural or site.head.tag_ in {"NNS", "NNPS"}
    if term.kind == "role":
        found = _role(site, match, owner)
    elif term.kind == "body":
        found = _named_beside(site, _body(site, match, owner), generic=term.sector in {"JRN", "IGO"})
    elif term.kind == "demonym":
        found = _people(site, term)
    elif owner is not None and _of_another_land(site, match, owner):
        name = f"{owner.name} {site.text.doc.span(match.start, match.end).text}"
        country = owner.country if term.sector not in STATELESS else None
        found = Named(name, country, term.sector, proper=True, term=term, owner=owner)
    else:
        found = compose(None, term, site.text) or Named(term.name, term=term, proper=True)
        if owner is not None and found.country is None and found.sector not in STATELESS | {"IMG", "JRN"}:
            found = replace(found, country=owner.country)
    return replace(found, plural=True) if plural and not found.plural else found


def _of_another_land(site: Site, match: Match, owner: Named) -> bool:
    """Whether a name is that of a body of another land: "Pakistan's Foreign Office", the "Kenya Red Cross"."""
    if not owner.is_country:
        return False
    if match.term.kind == "seat":
        return match.term.country not in {None, owner.country}
    lands = [m for m in site.text.between(site.phrase.start, match.start) if m.term.kind in {"country", "demonym"}]
    return match.term.name.lower() in site.text.book.words.national and bool(lands) and lands[-1].end == match.start


def _people(site: Site, term: Term) -> Named:
    """ "The Turks" as a party are Turkey; "two Turks" are people."""
    country = site.text.book.countries.iso(term.country or "")
    words = telling_words(site, set())
    plain = words == site.head.text and not any(c.dep_ == "nummod" for c in site.head.lefts)
    if plain and country is not None:
        return Named(term.name, term.country, None, term=term)
    sector = next((m.term.sector for m in _modifiers(site) if m.term.sector in ARMED), None)
    apart = any(m.link == "apart" for m in site.text.between(site.phrase.start, site.phrase.end))
    own = None if sector is not None or apart else term.country
    return Named(words, own, sector or "CVL", term=replace(term, kind="role", role="people"))


def _modifiers(site: Site) -> list[Match]:
    """The listed roles before the head: "separatist" of "separatist Armenians"."""
    found = site.text.between(site.phrase.start, site.phrase.head)
    return [m for m in found if m.term.kind == "role"]


def _body(site: Site, match: Match, owner: Named | None) -> Named:
    """A body of a state: generic media and agencies take the name that stands with them."""
    named = _name_within(site, match)
    if named is not None and match.term.sector in {"JRN", "IGO"}:
        return named
    if owner is None:
        region = _region(site, match)
        if region:
            owner = Named(region)
    if match.term.sector == "JRN" and site.head.tag_ in {"NNS", "NNPS"}:
        words = telling_words(site, _owned_tokens(site, match))
        return replace(body_of(owner, match.term), name=led(owner, words, site.text.book))
    return body_of(owner, match.term)


def _region(site: Site, match: Match) -> str:
    """The capitalised words before a body that no list knows: "Donbas" of "the Donbas police", "Kurdish" of media."""
    before = site.text.doc[site.phrase.start : match.start]
    return " ".join(t.text for t in before if t.i not in site.text.at and _of_land(t, site))


def _of_land(token: Token, site: Site) -> bool:
    """Whether a word before a body may name whose it is: a name, a people's adjective; not "State" or "National"."""
    plain = token.lower_ in site.text.book.words.ranks or token.lower_ in site.text.book.words.idle
    return not plain and (token.pos_ == "PROPN" or _of_people(token))


def _of_people(token: Token) -> bool:
    """Whether an adjective has a capital of its own: "Kurdish", "Shiite"."""
    word = token.text
    own = bool(token.ent_type_) or not token.is_sent_start
    return bool(token.pos_ == "ADJ" and word[:1].isupper() and not word.isupper() and own)


def _name_within(site: Site, match: Match) -> Named | None:
    """The listed name right beside a generic noun: "the SANA news agency", "rebel group M23"."""
    for m in reversed(site.text.between(site.phrase.start, site.phrase.end)):
        if m.term.kind in {"organisation", "armed", "media"} and m.link == "own":
            between = site.text.doc[m.end : match.start]
            before = {t.text for t in between if t.i not in site.text.at and t.text not in {"(", ")"}}
            if m.end <= match.start and before <= {"-", "’s", "'s", "News", "news"} and "'s" not in before:
                return compose(None, m.term, site.text)
            if m.start >= match.end:
                return compose(None, m.term, site.text)
    return None


def _named_beside(site: Site, found: Named, *, generic: bool = False) -> Named:
    """A generic noun with a name in apposition is what the name says; so is a generic body of an organisation."""
    if found.proper and not generic:
        return found
    role = found.term.role if found.term is not None else None
    for other in _all_appositions(site.head, site.text.book.words.naming):
        name = site.inner(other)
        if name is not None and name.human is not None:
            if role not in PERSONAL:
                continue
            return replace(
                name,
                name=with_person(found.owner or found, name.human),
                country=found.country,
                sector=found.sector,
                owner=found.owner or found,
            )
        if name is not None and name.proper:
            country = name.country or (found.country if name.sector not in STATELESS else None)
            return replace(name, country=country, sector=name.sector or found.sector)
    return found


def _all_appositions(head: Token, naming: frozenset[str]) -> list[Token]:
    """The appositions of a head, and those that hang on the noun behind its preposition."""
    nearest = next((noun for _, noun in attached(head)), None)
    return [*appositions(head), *(appositions(nearest) if nearest is not None else ()), *_known_as(head, naming)]


def _known_as(head: Token, naming: frozenset[str]) -> list[Token]:
    """The names behind "known as", "called" and the like: "militiamen known as the Falcons"."""
    verbs = [c for c in head.rights if c.dep_.startswith("acl") and c.lower_ in naming]
    return [n for v in verbs for n in v.rights if n.pos_ in {"PROPN", "NOUN"} and n.text[:1].isupper()][:1]


def _role(site: Site, match: Match, owner: Named | None) -> Named:
    """Spokesmen, ministers, soldiers, villagers, groups, sides, statements."""
    term = match.term
    if term.role in {"group", "unit"}:
        named = _name_within(site, match)
        if named is not None:
            return named
    if term.role == "side" and owner is not None and not term.plural:
        return owner
    words = telling_words(site, _owned_tokens(site, match))
    sector = role_sector(term, owner)
    country = owner.country if owner is not None and sector not in STATELESS else None
    person = term.role in PERSONAL and not term.plural and site.head.tag_ not in {"NNS", "NNPS"}
    found = Named(
        _role_name(term, words, owner, site.text.book), country, sector, person=person, term=term, owner=owner
    )
    return _named_beside(site, found)


def _role_name(term: Term, words: str, owner: Named | None, book: PartyBook) -> str:
    if owner is not None and term.role in SPEAKERS and not (owner.is_country and term.role == "voice"):
        return owner.name
    if owner is not None and term.role == "paper":
        return owner.name
    return led(owner, words or term.name, book)


def unlisted(site: Site, owner: Named | None) -> Named | None:
    """A phrase whose head is in no list: an organisation or a place by its name, else a plain noun."""
    plural = site.head.tag_ in {"NNS", "NNPS"}
    if site.head.lower_ in site.text.book.words.never:
        return None
    if is_name(site.head) or site.head.ent_type_ in {"ORG", "LOC"}:
        name = _proper_name(site)
        sector = sector_of(name, site.text.book) if site.head.ent_type_ != "LOC" else None
        country = _inner_country(site) if sector in STATE | {"REB", "PRM", "PTY", "LEG"} else None
        found = Named(name, country, sector, proper=True, plural=plural, owner=owner)
        return _org_beside(site, found) if sector is None else found
    if site.head.pos_ not in {"NOUN", "ADJ"}:
        return None
    words = telling_words(site, _owned_tokens(site, None))
    country = owner.country if owner is not None else None
    name = led(owner, words or site.head.text, site.text.book)
    found = Named(name, country, None, plural=plural, owner=owner)
    return _named_beside(site, found)


def _org_beside(site: Site, found: Named) -> Named:
    """A name with a description in apposition takes country and sector from it."""
    other = beside(site)
    if other is None or other.term is None or other.term.kind not in {"role", "body"}:
        return found
    if not other.person or other.owner is None:
        return replace(found, country=other.country, sector=other.sector, person=other.person)
    named = replace(found, human=found.name, person=True, owner=other.owner)
    return replace(named, name=with_person(other.owner, found.name), country=other.country, sector=other.sector)


def beside(site: Site) -> Named | None:
    """What an apposition beside a person's name says of the person."""
    for other in appositions(site.head):
        found = site.inner(other)
        if found is not None and found.human is None:
            return found
    return None


def _proper_name(site: Site) -> str:
    doc = site.text.doc
    start = site.phrase.start
    while start < site.phrase.head and (doc[start].pos_ in {"DET", "PRON", "NUM"} or not doc[start].text[:1].isupper()):
        start += 1
    for i in range(start, site.phrase.head):
        if doc[i].lower_ in site.text.book.words.backs and doc[i - 1].text in {"-", "–"}:
            start = i + 1
    words = doc.span(start, site.phrase.end).text
    return words.removesuffix("'s").removesuffix("’s").strip()


def _inner_country(site: Site) -> str | None:
    for m in site.text.between(site.phrase.start, site.phrase.end):
        if m.term.kind in {"country", "demonym"} and m.link in MEMBERSHIP:
            return m.term.country
    return None


def telling_words(site: Site, skip: set[int]) -> str:
    """The telling words of a phrase: no determiners, numbers, idle adjectives, and none of `skip`."""
    doc, out = site.text.doc, ""
    joined = {"and", "or"} if len(skip) > 1 else set()
    for i in range(site.phrase.start, site.phrase.end):
        token = doc[i]
        idle = token.lower_ in site.text.book.words.idle or token.pos_ in {"DET", "PRON", "NUM", "SPACE"}
        idle = idle and not _in_name(token)
        idle = idle or token.dep_ == "fixed"
        if i in skip or (idle and i != site.phrase.head and not _tied(token)) or token.text in {"'s", "’s", "'", "’"}:
            continue
        if token.lower_ in joined and i < site.phrase.head:
            continue
        if token.text in {"-", "–", "/"}:
            out = out.rstrip() + token.text if out else ""
        elif token.pos_ != "PUNCT":
            word = token.lower_ if _capital_by_place(token, site) else token.text
            out += word + (" " if token.whitespace_ or not _tied(token) else "")
    return out.strip().strip("-–/ ")


def _capital_by_place(token: Token, site: Site) -> bool:
    """Whether a word has its capital only from standing first in the sentence."""
    match = site.text.at.get(token.i)
    proper = match is not None and match.term.proper
    common = token.pos_ in {"NOUN", "VERB"} or token.lower_ in site.text.book.words.apart
    return bool(token.is_sent_start) and common and token.tag_ not in {"NNP", "NNPS"} and not proper


def _in_name(token: Token) -> bool:
    """Whether an idle word is part of a name, by its capital and the one behind: "Local Coordination Committees"."""
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    capitals = token.text[:1].isupper() and after.text[:1].isupper()
    return bool(token.pos_ == "PROPN" and capitals and after.pos_ == "PROPN" and not token.is_sent_start)


def _tied(token: Token) -> bool:
    """Whether a token is one word with its neighbours by a hyphen."""
    doc, i = token.doc, token.i
    left = i > 0 and doc[i - 1].text in {"-", "–"}
    right = i + 1 < len(doc) and doc[i + 1].text in {"-", "–"} and not token.whitespace_
    return left or right


def _owned_tokens(site: Site, match: Match | None) -> set[int]:
    """Tokens of a phrase that stand in the owner's name already, with the hyphen and "led" behind it."""
    skip: set[int] = set()
    inside = site.text.between(site.phrase.start, site.phrase.head)
    if not inside:
        return skip
    armed = any(m.link == "own" and m.term.kind == "armed" for m in inside)
    for m in inside:
        if m.link == "leads":
            return skip
        if armed and m.link == "backs":
            tie = (i for i in range(m.end, min(m.end + 2, site.phrase.head)) if i not in site.text.at)
            skip.update((*range(m.start, m.end), *tie))
        if m != match and m.link == "own" and m.term.kind != "role":
            skip.update(range(m.start, m.end))
    return skip
