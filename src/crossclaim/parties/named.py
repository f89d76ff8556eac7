"""What a phrase names, and the forms of normal names."""

from __future__ import annotations

from dataclasses import dataclass, replace

from crossclaim.lexicon.parties import PartyBook, Term

ARMED = frozenset({"REB", "IMG", "PRM", "CRM"})
"""Sectors of armed organisations that are no state's army."""

STATELESS = frozenset({"IGO", "NGO"})
"""Sectors that speak for no country."""

LANDS = frozenset({"country", "demonym", "capital"})
"""Kinds of terms that stand for a state as a whole."""

PERSONAL = frozenset({"office", "voice", "head", "force", "civil", "people", "source", "member"})
"""Roles that one person has."""

SPEAKERS = frozenset({"voice", "paper"})
"""Roles that are nothing but the voice of whoever they belong to."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a phrase names, before it is put at a place of the text.

    Attributes:
        name, country, sector: as in `Party`.
        proper: whether a name of its own stands in the phrase, or only a description.
        person: whether it is one person.
        plural: whether it is several.
        human: the person's name, where there is one.
        verbatim: whether its description names the owner already ("US-led coalition").
        parts: the owners, where there are several ("Malian and French troops").
        term: what the head of the phrase is in the lists.
        owner: the party behind it: its state, army, organisation.
    """

    name: str
    country: str | None = None
    sector: str | None = None
    proper: bool = False
    person: bool = False
    plural: bool = False
    human: str | None = None
    term: Term | None = None
    owner: Named | None = None
    verbatim: bool = False
    parts: tuple[Named, ...] = ()

    @property
    def is_country(self) -> bool:
        """Whether it is a state as a whole."""
        return self.term is not None and self.term.kind in LANDS


def with_owner(named: Named, owner: Named, book: PartyBook) -> Named:
    """A description that has found its owner elsewhere: "its soldiers", once "its" is Chad's.

    Args:
        named: what the phrase names by its own words, without an owner.
        owner: the party behind the pronoun or short name.
        book: what is known of parties.
    """
    if named.human is not None:
        country = owner.country if owner.sector not in STATELESS else None
        sector = named.sector if owner.is_country else owner.sector
        return replace(named, name=with_person(owner, named.human), country=country, sector=sector, owner=owner)
    if named.term is None or named.owner is not None or named.proper:
        return named
    if named.term.kind == "body":
        return replace(body_of(owner, named.term), plural=named.plural)
    if named.term.kind != "role":
        return named
    sector = role_sector(named.term, owner)
    country = owner.country if sector not in STATELESS else None
    speaks = named.term.role in SPEAKERS and not (owner.is_country and named.term.role == "voice")
    name = owner.name if speaks else led(owner, named.name, book)
    return replace(named, name=name, country=country, sector=sector, owner=owner)


def with_person(owner: Named, human: str) -> str:
    """A person behind the office: "Kremlin (Dmitry Peskov)"."""
    base = owner.name if owner.human is None else owner.name.split(" (")[0]
    return human if base == human else f"{base} ({human})"


def led(owner: Named | None, words: str, book: PartyBook) -> str:
    """A description behind its owner: "Azerbaijani servicemen", "Hamas fighters", "rebels"."""
    if owner is None or owner.verbatim:
        return words
    if owner.term is not None and owner.term.kind == "role" and _says(words, owner.term.name):
        return led(owner.owner, words, book)
    if owner.parts:
        return " and ".join(led(p, "", book).strip() for p in owner.parts) + f" {words}"
    if owner.is_country and owner.country is not None:
        country = book.countries.iso(owner.country)
        lead = country.adjectives[0] if country is not None and country.adjectives else owner.name
    else:
        lead = owner.name
    return f"{lead} {words}"


def _says(words: str, role: str) -> bool:
    """Whether words name a role already, in singular or plural."""
    return any(word.startswith(role.split()[-1]) for word in words.lower().split())


def body_of(owner: Named | None, term: Term) -> Named:
    """A body of whoever owns it: "Azerbaijan Ministry of Defence", "Houthis Ministry of Health"."""
    if owner is not None and ((owner.sector in ARMED and term.sector == "MIL") or owner.term == term):
        return owner
    name = f"{owner.name} {term.name}" if owner is not None else term.name
    country = owner.country if owner is not None else None
    sector = term.sector
    if owner is not None and owner.sector in {"IGO", "IMG"}:
        sector = owner.sector
    return Named(name, country, sector, term=term, owner=owner)


def role_sector(term: Term, owner: Named | None) -> str | None:
    """The sector of somebody in a role: the owner's where it has one that says more, else the role's.

    >>> role_sector(Term("role", "soldier", sector="MIL", role="force"), None)
    'MIL'
    """
    theirs = owner.sector if owner is not None and not owner.is_country else None
    if theirs in STATELESS:
        return theirs
    if theirs is not None and term.role not in {"civil", "people"} and not (theirs == "GOV" and term.sector):
        return theirs
    if term.sector is not None or owner is None:
        return term.sector
    official = term.role in {"voice", "head", "side", "paper"} or (term.role == "member" and theirs is not None)
    return owner.sector if official else None
