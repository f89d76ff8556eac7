"""Where the phrases of the lists of parties stand in a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crossclaim.lexicon.parties import Key, PartyBook, Term
from crossclaim.parties.matches import MEMBERSHIP, Link, Match
from crossclaim.parties.orgnames import composed

if TYPE_CHECKING:
    from crossclaim.parsed import Doc
    from crossclaim.parties.named import Named
    from crossclaim.parties.phrases import Phrase


@dataclass(frozen=True)
class Text:
    """A parsed text with the matches in it, as naming needs it.

    Attributes:
        doc: the parse.
        book: what is known of parties.
        matches: all matches in text order, none overlapping.
        at: the match that covers a token, by the token's index.
        phrases: the phrases found so far by their heads, kept by `phrase_of`.
        names: what heads at a depth were found to name, kept by `name_head`.
    """

    doc: Doc
    book: PartyBook
    matches: tuple[Match, ...]
    at: dict[int, Match]
    phrases: dict[int, Phrase] = field(default_factory=dict, compare=False, repr=False)
    names: dict[tuple[int, int], Named | None] = field(default_factory=dict, compare=False, repr=False)

    def between(self, start: int, end: int) -> list[Match]:
        """The matches inside tokens `start:end`, in order, each once."""
        found: list[Match] = []
        i = start
        while i < end:
            match = self.at.get(i)
            if match is not None and match.start >= start and match.end <= end:
                found.append(match)
            i = match.end if match is not None else i + 1
        return found


def read_terms(doc: Doc, book: PartyBook) -> Text:
    """Find every phrase of the book in a text, the longest first from the left.

    Args:
        doc: the parsed text.
        book: the lists.

    >>> text = read_terms(doc, book)  # doctest: +SKIP
    >>> [(m.term.name, m.link) for m in text.matches]  # doctest: +SKIP
    [('United States', 'backs'), ('militia', 'own')]
    """
    spelled = book.spelled
    parts = [(piece, i) for i, t in enumerate(doc) for piece in spelled(t.text)]
    listed = list(_scan(parts, doc, book))
    made = list(composed(doc, book, _by_token(listed)))
    inside = {i for m in made for i in range(m.start, m.end)}
    kept = [m for m in listed if not inside & set(range(m.start, m.end))]
    matches = tuple(sorted([*kept, *made], key=lambda m: m.start))
    return Text(doc, book, matches, _by_token(matches))


def _by_token(matches: Iterable[Match]) -> dict[int, Match]:
    return {i: m for m in matches for i in range(m.start, m.end)}


def _scan(parts: Sequence[tuple[str, int]], doc: Doc, book: PartyBook) -> Iterable[Match]:
    at = 0
    while at < len(parts):
        if not book.may_begin(parts[at][0]):
            at += 1
            continue
        size, term = _longest(parts, at, doc, book)
        if term is not None:
            start, end = parts[at][1], parts[at + size - 1][1] + 1
            yield Match(start, end, term, _link(parts, at, size, doc, book))
        at += size


def _longest(parts: Sequence[tuple[str, int]], at: int, doc: Doc, book: PartyBook) -> tuple[int, Term | None]:
    most = max(book.longest.get(parts[at][0], 1), book.longest.get(parts[at][0].casefold(), 1))
    for size in range(min(most, len(parts) - at), 0, -1):
        run = parts[at : at + size]
        key = tuple([p for p, _ in run])
        terms = [t for t in (book.find(key), book.common.get(key), _unmarked(key, book)) if t is not None]
        if not terms or (size > 1 and not _joined(run, doc)):
            continue
        for term in terms:
            if _fits(term, run[0][1], run[-1][1], doc):
                return size, term
    return 1, None


def _unmarked(key: Key, book: PartyBook) -> Term | None:
    """A name whose possessive has lost its apostrophe: "Syrias army", "ISILs", "the armys units".

    A body or role only where no plural is written so.
    """
    if len(key) != 1 or not key[0].endswith("s"):
        return None
    bare = key[0][:-1]
    term = book.find((bare,))
    if term is None:
        return None
    if term.kind in {"country", "capital"}:
        return term if len(key[0]) > 5 else None
    if term.kind in {"organisation", "armed", "media", "seat"}:
        return term if bare.isupper() and len(bare) > 2 else None
    return term if bare[-1:] == "y" and bare[-2:-1] not in "aeiou" else None


def _joined(run: Sequence[tuple[str, int]], doc: Doc) -> bool:
    """Whether nothing but hyphens, possessive endings and short stops stands between the pieces."""
    tokens = {i for _, i in run}
    between = (doc[i] for i in range(run[0][1], run[-1][1]) if i not in tokens)
    if any(t.text not in {"-", "'", "’", "'s", "’s", "/", "(", "&"} for t in between):
        return False
    return not any(doc[i].is_sent_start for i in range(run[0][1] + 1, run[-1][1] + 1))


def _fits(term: Term, first: int, last: int, doc: Doc) -> bool:
    """Whether capitals and the names around let a phrase stand for its term."""
    if term.proper and not any(c.isupper() for i in range(first, last + 1) for c in doc[i].text):
        return False
    if term.kind in {"role", "body"}:
        return True
    if term.kind == "media" and first == last and term.name == f"The {doc[first].text}":
        return _with_article(doc, first)
    start, end = entity_around(doc, first)
    office = term.kind == "country" and start == first > 0 and doc[first - 1].lower_ == "of"
    return doc[first].ent_type_ != "PER" or end - start <= last + 1 - first or office


def _with_article(doc: Doc, i: int) -> bool:
    """Whether a paper's name has its article, and does not go on: "the National", not "Tala National Hospital"."""
    more = i + 1 < len(doc) and doc[i + 1].text[:1].isupper()
    return i > 0 and doc[i - 1].lower_ == "the" and not more


def entity_around(doc: Doc, i: int) -> tuple[int, int]:
    """The tokens of the entity that a token is in; the token alone where it is in none."""
    start, end = i, i + 1
    while start > 0 and doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return start, end


def _link(parts: Sequence[tuple[str, int]], at: int, size: int, doc: Doc, book: PartyBook) -> Link:
    words = book.words
    before, after = at - 1, at + size
    tie = parts[after][0].casefold() if after < len(parts) else ""
    bare = tie in words.bare_ties
    if tie in words.leads | words.backs and _hyphen(parts[after - 1][1], parts[after][1], doc, bare):
        return "leads" if tie in words.leads else "backs"
    if before >= 0 and parts[before][0].casefold() in words.apart and parts[before][1] >= parts[at][1] - 2:
        return "apart"
    return "own"


def _hyphen(left: int, right: int, doc: Doc, bare: bool) -> bool:
    """Whether two pieces are one word, tied by a hyphen, or an adjective whose hyphen is lost."""
    if right == left + 1:
        return bare and doc[right].dep_ == "amod"
    return right == left or all(doc[i].text in {"-", "–"} for i in range(left + 1, right))


__all__ = ["MEMBERSHIP", "Match", "Text", "entity_around", "read_terms"]
