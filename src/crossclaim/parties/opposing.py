"""Sides of a conflict: whose a mention is, and which two of them stand out in a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from crossclaim.lexicon.parties import PartyBook
from crossclaim.parties.mentions import SUBJECTS, PartyMention
from crossclaim.parties.named import ARMED, Named
from crossclaim.parties.terms import Text
from crossclaim.syntax import sent_start


def side_of(mention: PartyMention, book: PartyBook) -> Named | None:
    """The side of a conflict that a mention belongs to: its state, or its armed organisation."""
    named = mention.named
    while named is not None and named.owner is not None and not (named.proper and named.human is None):
        named = named.owner
    if named is None or named.parts:
        return None
    if named.sector in ARMED and named.proper:
        return named
    if mention.party.country is None or mention.party.sector in {"JRN", "IGO", "NGO"}:
        return None
    country = book.countries.iso(mention.party.country)
    term = book.look_up(country.name) if country is not None else None
    return Named(country.name, country.iso3, "GOV", True, term=term) if country is not None and term else None


def opposed(before: Sequence[PartyMention], book: PartyBook) -> tuple[Named, ...]:
    """The two sides that a text has told of so far; empty where there are not just two that stand out.

    Args:
        before: the mentions so far, resolved.
        book: what is known of parties.
    """
    counts: Counter[str] = Counter()
    sides: dict[str, Named] = {}
    for mention in before:
        side = side_of(mention, book)
        if side is not None:
            counts[side.name] += 1
            sides.setdefault(side.name, side)
    ranked = counts.most_common(3)
    if len(ranked) < 2 or (len(ranked) == 3 and ranked[2][1] >= ranked[1][1]):
        return ()
    return tuple(sides[name] for name, _ in ranked[:2])


def subject_side(mention: PartyMention, before: Sequence[PartyMention], text: Text) -> Named | None:
    """The side of the nearest subject before a mention in its sentence."""
    sentence = sent_start(text.doc[mention.head])
    for earlier in reversed(before):
        if earlier.head < sentence:
            return None
        if text.doc[earlier.head].dep_ in SUBJECTS:
            return side_of(earlier, text.book)
    return None
