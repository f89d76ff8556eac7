"""Names of organisations that no list holds, read off their capitals: "Harbour Network for Human Rights".

A noun for a sort of organisation in a name ("Network", "Front") and what goes on behind "for", "of" or "on" in
capitals are one name, whatever the parse makes of it: in text without commas the parse tears such names apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from crossclaim.lexicon.parties import STATE, PartyBook, Term
from crossclaim.parties.matches import Match

if TYPE_CHECKING:
    from crossclaim.parsed import Doc, Token

SMALL = frozenset({"for", "of", "on", "to", "against"})
"""Prepositions inside names."""

LANDS = frozenset({"country", "capital", "territory", "demonym", "seat"})
"""What behind a preposition is whose the body is, and no part of its name: "Army of Chad"."""

COUNTRY_OF = STATE | {"REB", "PRM", "PTY", "LEG"}
"""Sectors whose bodies belong to the country in their name."""


def composed(doc: Doc, book: PartyBook, at: Mapping[int, Match]) -> Iterator[Match]:
    """The composed names of a text, each as a match of a term made for it.

    Args:
        doc: the parsed text.
        book: what is known of parties.
        at: the matches of the lists, by token.
    """
    done = 0
    for token in doc:
        if token.i < done or token.lower_ not in book.words.org_nouns or not _capital(token):
            continue
        if token.i in at and at[token.i].term.kind == "body" and at[token.i].end > token.i + 2:
            continue
        end = _end(token, at)
        if end is None:
            continue
        start = _start(token, at, done)
        if any(
            m.term.kind in {"organisation", "armed", "media"} and _covers(m, start, end) for m in _in(start, end, at)
        ):
            continue
        name = " ".join(doc.span(start, end).text.split())
        sector = sector_of(name, book)
        yield Match(start, end, Term("organisation", name, _country(start, token.i, sector, at), sector))
        done = end


def sector_of(name: str, book: PartyBook) -> str | None:
    """The sector that a word of a proper name gives away: "Observatory" an NGO, "Brigades" rebels."""
    for word in name.lower().replace("-", " ").split():
        sector = book.words.marks.get(word)
        if sector is not None:
            return sector
    return None


def _capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos_ in {"PROPN", "NOUN", "ADJ"}


def _start(token: Token, at: Mapping[int, Match], done: int) -> int:
    """The first of the capitalised words before the noun; an office before the name is none of them."""
    start, doc = token.i, token.doc
    while start > done and _capital(doc[start - 1]) and not doc[start - 1].is_sent_end:
        before = at.get(start - 1)
        if before is not None and before.term.role in {"office", "voice", "head", "source"}:
            break
        start -= 1
    return start


def _end(token: Token, at: Mapping[int, Match]) -> int | None:
    """The end of a name that goes on behind a preposition; None where it does not."""
    doc, end = token.doc, token.i + 1
    while end < len(doc) and _capital(doc[end]) and end not in at and not doc[end].is_sent_start:
        end += 1
    found = None
    while end + 1 < len(doc) and doc[end].text in SMALL:
        next_ = end + 2 if doc[end + 1].text == "the" and end + 2 < len(doc) else end + 1
        if not _capital(doc[next_]) or doc[next_].is_sent_start:
            break
        land = at.get(next_)
        if land is not None and land.term.kind in LANDS and not _goes_on(land, doc):
            break
        end = found = _run(next_, doc)
    return found


def _goes_on(land: Match, doc: Doc) -> bool:
    """Whether a name goes on behind a land's word: "of Syrian Women"."""
    return land.term.kind == "demonym" and land.end < len(doc) and _capital(doc[land.end])


def _run(i: int, doc: Doc) -> int:
    """The end of a run of capitalised words; "and" goes on with it inside one name that the model sees."""
    while i < len(doc) and not doc[i].is_sent_start:
        joined = doc[i].lower_ == "and" and doc[i].ent_iob_ == "I" and i + 1 < len(doc) and _capital(doc[i + 1])
        if not joined and not _capital(doc[i]):
            break
        i += 1
    return i


def _in(start: int, end: int, at: Mapping[int, Match]) -> list[Match]:
    return list(dict.fromkeys(at[i] for i in range(start, end) if i in at))


def _covers(m: Match, start: int, end: int) -> bool:
    """Whether a name of the lists is as long as the composed one, or reaches over its end."""
    return (m.start <= start and m.end >= end) or m.start < start or m.end > end


def _country(start: int, stop: int, sector: str | None, at: Mapping[int, Match]) -> str | None:
    if sector not in COUNTRY_OF:
        return None
    lands = (m.term.country for m in _in(start, stop, at) if m.term.kind in {"country", "demonym"} and m.link == "own")
    return next(lands, None)
