"""The state that a text is about: whose "the army" and "the government" are, where no words say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from crossclaim.lexicon.parties import STATE, PartyBook
from crossclaim.parties.mentions import PartyMention
from crossclaim.parties.named import LANDS, Named, body_of
from crossclaim.parties.terms import Text

ENOUGH = 3
"""Times that a land must be named."""

TWICE = 2
"""A land stands out where it is named so many times as often as the next."""


def home_of(mentions: Iterable[PartyMention], text: Text) -> Named | None:
    """The state that a text names most, by itself, its bodies and those who fight in it; None where two come near.

    Args:
        mentions: all mentions, unresolved.
        text: the document.
    """
    named = [m.party.country for m in mentions if m.named is not None and _of_state(m.named)]
    lands = [m.term.country for m in text.matches if m.term.kind in {*LANDS, "armed"}]
    iso = _first(Counter(c for c in (*named, *lands) if c))
    country = text.book.countries.iso(iso) if iso is not None else None
    term = text.book.look_up(country.name) if country is not None else None
    return Named(country.name, country.iso3, "GOV", term=term) if country is not None and term is not None else None


def at_home(owner: Named, home: Named | None, book: PartyBook) -> Named | None:
    """A body without a state as that of the state the text is about; None for other owners.

    Args:
        owner: the owner by its own words: "government" of "government forces".
        home: of `home_of`.
        book: what is known of parties.
    """
    term = owner.term
    bare = owner.country is None and owner.owner is None and not owner.proper and not owner.parts
    if home is None or term is None or not bare or term.kind != "body" or term.sector not in STATE:
        return None
    return body_of(home, term)


def _of_state(named: Named) -> bool:
    """Whether a party is a body of a state, or those who serve in one."""
    term = named.term
    kind = term is not None and (term.kind == "body" or term.role in {"unit", "force"})
    return kind and named.sector in STATE and not named.parts


def _first(counts: Counter[str]) -> str | None:
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < ENOUGH or (len(ranked) == 2 and ranked[0][1] < TWICE * ranked[1][1]):
        return None
    return ranked[0][0]
