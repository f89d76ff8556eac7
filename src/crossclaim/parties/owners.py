"""Whose a thing is: the state, army or organisation that the words around a head make its owner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crossclaim.lexicon.parties import STATE, Term
from crossclaim.parties.named import ARMED, LANDS, STATELESS, Named, body_of, led
from crossclaim.parties.phrases import Phrase, attached, possessor
from crossclaim.parties.terms import MEMBERSHIP, Match, Text

if TYPE_CHECKING:
    from crossclaim.parsed import Token

DEPTH = 3
"""How many prepositions and appositions deep a party is looked for."""

MODIFIERS = frozenset({"force", "unit", "civil", "source", "people", "group"})
"""Roles that can stand before another noun and say whose it is: "rebel commander"."""


@dataclass(frozen=True)
class Site:
    """A head with its phrase and what the lists say of it, as all rules of naming are given it.

    Attributes:
        head: the head token.
        phrase: its noun phrase.
        match: the term that says what the phrase is; None where the lists do not know its head.
        text: the document.
        depth: how deep inside another phrase it stands.
        name: names the phrase of another head, one level deeper.
    """

    head: Token
    phrase: Phrase
    match: Match | None
    text: Text
    depth: int
    name: Callable[[Token, Text, int], Named | None]

    def inner(self, head: Token) -> Named | None:
        """What the phrase of another head inside this one names; None too deep down."""
        return self.name(head, self.text, self.depth + 1) if self.depth <= DEPTH else None


def owner_of(site: Site) -> Named | None:
    """Whose the thing named is: from the words before the head, else from "of", "for", "in" behind it.

    Args:
        site: the phrase.
    """
    start, head = site.phrase.start, site.phrase.head
    stop = site.match.start if site.match is not None and site.match.start <= head else head
    owner = owner_in(start, max(stop, start), site.text)
    if owner is None:
        owner = _named_possessor(site)
    speaks = site.match is not None and site.match.term.role in {"voice", "head"}
    if owner is None or (owner.is_country and speaks):
        owner = _behind(site) or owner
    return owner


def owner_in(start: int, stop: int, text: Text) -> Named | None:
    """The owner that the matches in tokens `start:stop` make up."""
    owner, last = None, None
    for m in text.between(start, stop):
        if m.link not in MEMBERSHIP or not composes(m.term):
            continue
        if owner is not None and last is not None and m.term.country and _coordinated(last, m, text):
            owner = _joint(owner, compose(None, m.term, text))
        else:
            owner = compose(owner, m.term, text)
        if owner is not None and m.link == "leads":
            owner = replace(owner, verbatim=True)
        last = m
    return owner


def composes(term: Term) -> bool:
    """Whether a word before the head says whose the head is: a state, a body, "rebel"; not "chief"."""
    return term.kind != "role" or (term.role in MODIFIERS and term.sector is not None)


def _coordinated(a: Match, b: Match, text: Text) -> bool:
    if a.term.kind not in LANDS or b.term.kind not in LANDS:
        return False
    return text.doc.span(a.end, b.start).text in {"and", ",", ", and", "&", "/", "-", "–", "or"}


def _joint(owner: Named, other: Named | None) -> Named:
    """Several owners at once: "Malian and French"; they have no one country."""
    parts = (*(owner.parts or (owner,)), *((other,) if other is not None else ()))
    names = [p.name for p in parts]
    return Named(" and ".join(names), None, "GOV", term=owner.term, parts=parts)


def _named_possessor(site: Site) -> Named | None:
    whose = possessor(site.head)
    return site.inner(whose) if whose is not None and whose.pos_ in {"NOUN", "PROPN"} else None


def _behind(site: Site) -> Named | None:
    """The owner behind a preposition: "of", "for" and the like, or "in" before a state."""
    match, words = site.match, site.text.book.words
    if match is not None and match.term.kind in {"country", "capital", "organisation", "armed"}:
        return None
    general = match is None or match.term.kind in {"role", "body"}
    end = site.phrase.end
    if match is not None and match.term.kind == "body" and match.start <= site.head.i < match.end:
        end = match.end
    for case, noun in attached(site.head, site.phrase.end):
        if noun.i < end or noun.pos_ not in {"NOUN", "PROPN", "ADJ"}:
            continue
        inner = site.text.at.get(noun.i)
        found = site.inner(noun) if case in words.belongs and general else None
        if found is not None and _can_own(found, inner, match):
            return found
        land = _land(noun, site) if case in words.placed else None
        if land is not None and land.term.kind in {*LANDS, "territory"}:
            return compose(None, land.term, site.text)
        if case in words.placed and land is not None and _of_body(match, land):
            return site.inner(noun)
    return _sided(site)


def _land(noun: Token, site: Site) -> Match | None:
    """What the lists say of a noun behind a preposition, or of the land named behind it: "in the region of X"."""
    inner = site.text.at.get(noun.i)
    if inner is None and noun.lower_ in site.text.book.words.land_nouns:
        named = next((n for case, n in attached(noun) if case == "of"), None)
        inner = site.text.at.get(named.i) if named is not None else None
    return inner


def _of_body(match: Match | None, inner: Match) -> bool:
    """Whether somebody "in" a body belongs to it: "a source in the Libyan National Army", "officers in the army"."""
    role = match.term.role if match is not None else None
    return role in {"source", "voice", "head", "member", "office"} and inner.term.kind in {
        "armed",
        "organisation",
        "body",
    }


def _can_own(found: Named, inner: Match | None, match: Match | None) -> bool:
    """Whether a noun behind a preposition can be the owner: a party, and no mere people or things."""
    if found.proper or (found.term is not None and found.term.kind in {"body", "demonym"}):
        return True
    role = inner.term.role if inner is not None else None
    if role in {"civil", "people", "paper", "arms", "source"}:
        return False
    return inner is not None and match is not None


def _sided(site: Site) -> Named | None:
    """The one whom "forces loyal to the governor" are loyal to, by whom "a unit run by the rebels" is run."""
    words = site.text.book.words
    for child in site.head.rights:
        if child.lower_ in words.sides_with:
            noun = next((noun for _, noun in attached(child)), None)
            return site.inner(noun) if noun is not None else None
        if child.lower_ in words.leads and child.dep_.startswith("acl"):
            noun = next((noun for case, noun in attached(child) if case == "by"), None)
            return site.inner(noun) if noun is not None else None
    return None


def compose(owner: Named | None, term: Term, text: Text) -> Named | None:
    """One more word of ownership on the way from left to right: country, then body, then unit.

    Args:
        owner: what the words so far make up.
        term: the next word.
        text: the document, for the names of countries.
    """
    if term.kind == "role":
        return _composed_role(owner, term, text)
    if term.kind == "body":
        return body_of(owner, term)
    if owner is not None and (term.kind == "media" or (term.kind in LANDS and not owner.is_country)):
        return owner
    country = term.country
    if country is None and owner is not None and term.sector not in STATELESS | {"JRN", "IMG"}:
        country = owner.country
    sector = "GOV" if term.kind in LANDS else term.sector
    return Named(term.name, country, sector, proper=term.kind != "demonym", term=term)


def _composed_role(owner: Named | None, term: Term, text: Text) -> Named | None:
    if not composes(term):
        return owner
    if owner is None:
        return Named(term.name, None, term.sector, term=term)
    if owner.sector in ARMED and owner.proper and term.role == "group":
        return owner
    if owner.verbatim:
        return replace(owner, sector=term.sector)
    sector = term.sector if owner.is_country or owner.sector in STATE else owner.sector
    return Named(led(owner, term.name, text.book), owner.country, sector, term=term, owner=owner)
