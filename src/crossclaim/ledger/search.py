"""Full-text search over reports' texts and claims' quotes, with the same answers on every database.

Texts are folded here (lower case, no accents) and cut into words; the databases only index those words, SQLite with
FTS5 and PostgreSQL as a tsvector without a language's rules. A query is words that must all occur, "phrases in
quotation marks", beginnings of words (shell*), -words that must not occur, and OR between two of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, text

from crossclaim.errors import OptionError

Table = Literal["report_search", "quote_search"]

OF_TABLE: dict[Table, str] = {"report_search": "versions", "quote_search": "entries"}
"""The table whose numbers an index has."""

MOST_TEXT = 200_000
"""Characters of a text that are indexed; PostgreSQL takes no more than a megabyte of different words."""

AROUND = 70
"""Characters of a snippet before and after the first hit."""

MOST_SNIPPET = 240

WORD = re.compile(r"[^\W_]{1,100}")
"""A word, without underscores: SQLite parts words there. Of a longer one the pieces are taken."""
TERM = re.compile(r'(-?)(?:"([^"]*)"|([^\s"]+))')


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a query: words that stand side by side, the last of which may be only the beginning of a word.

    Attributes:
        words: folded.
        prefix: whether the last word may go on.
        absent: whether they must not occur.
        either: whether this or the term before it is enough.
    """

    words: tuple[str, ...]
    prefix: bool = False
    absent: bool = False
    either: bool = False


def fold(text: str) -> str:
    """Lower case, accents off.

    >>> fold("Ménaka's")
    "menaka's"
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def words_of(text: str) -> list[str]:
    """The folded words of a text, in their order."""
    return WORD.findall(fold(text.replace("\x00", " ")[:MOST_TEXT]))


def parse(query: str) -> tuple[Term, ...]:
    """The terms of a query.

    Raises:
        OptionError: there is no word in it that must occur.

    >>> parse('shell* "chemical attack" -drill')[0]
    Term(words=('shell',), prefix=True, absent=False, either=False)
    """
    terms: list[Term] = []
    either = False
    for found in TERM.finditer(query):
        minus, phrase, word = found.groups()
        if word == "OR" and not minus:
            either = bool(terms)
            continue
        raw = word if phrase is None else phrase
        words = tuple(words_of(raw))
        if words:
            terms.append(Term(words, raw.rstrip().endswith("*"), bool(minus), either and not minus))
        either = False
    if not any(not term.absent for term in terms):
        raise OptionError(f"nothing to search for in {query!r}; give a word that must occur")
    return tuple(terms)


def groups(terms: Sequence[Term]) -> tuple[list[list[Term]], list[Term]]:
    """Terms of which one of each group must occur, and those that must not."""
    wanted: list[list[Term]] = []
    for term in terms:
        if term.absent:
            continue
        if term.either and wanted:
            wanted[-1].append(term)
        else:
            wanted.append([term])
    return wanted, [term for term in terms if term.absent]


def to_fts5(terms: Sequence[Term]) -> str:
    """The query in the language of FTS5.

    >>> to_fts5(parse('shell* OR "air strike" -drill'))
    '(("shell" * OR "air strike")) NOT ("drill")'
    """
    wanted, unwanted = groups(terms)
    query = "(" + " AND ".join("(" + " OR ".join(map(_fts5_term, group)) + ")" for group in wanted) + ")"
    return query + "".join(f" NOT ({_fts5_term(term)})" for term in unwanted)


def _fts5_term(term: Term) -> str:
    return '"' + " ".join(term.words) + '"' + (" *" if term.prefix else "")


def to_tsquery(terms: Sequence[Term]) -> str:
    """The query in the language of PostgreSQL's `to_tsquery`.

    >>> to_tsquery(parse('shell* OR "air strike" -drill'))
    "('shell':* | ('air' <-> 'strike')) & !('drill')"
    """
    wanted, unwanted = groups(terms)
    query = " & ".join("(" + " | ".join(map(_tsquery_term, group)) + ")" for group in wanted)
    return query + "".join(f" & !({_tsquery_term(term)})" for term in unwanted)


def _tsquery_term(term: Term) -> str:
    words = [f"'{word}'" for word in term.words]
    if term.prefix:
        words[-1] += ":*"
    return words[0] if len(words) == 1 else "(" + " <-> ".join(words) + ")"


def index(connection: Connection, table: Table, rows: Sequence[tuple[int, str]]) -> None:
    """Makes texts findable.

    Args:
        connection: inside the transaction that stores them.
        table: which index.
        rows: number and text of each.
    """
    if not rows:
        return
    values = [{"number": number, "words": " ".join(words_of(body))} for number, body in rows]
    if connection.dialect.name == "sqlite":
        statement = f"INSERT INTO {table} (rowid, words) VALUES (:number, :words)"
    else:
        # Words alone, as they are: no parser of the server looks for addresses or hyphens in them.
        statement = f"INSERT INTO {table} (number, words) VALUES (:number, {_VECTOR})"
    connection.execute(text(statement), values)


_VECTOR = """(SELECT coalesce(string_agg(quote_literal(word) || ':' || least(place, 16383), ' '), '')
    FROM unnest(string_to_array(:words, ' ')) WITH ORDINALITY AS found (word, place) WHERE word <> '')::tsvector"""
"""A tsvector of words in their order, each as it stands; places beyond 16,383 are all that one."""


def find(connection: Connection, table: Table, terms: Sequence[Term], limit: int | None) -> list[int]:
    """Numbers of the current texts that a query finds, the newest first.

    Args:
        connection: inside a transaction.
        table: which index.
        terms: from `parse`.
        limit: at most so many; None for all.
    """
    if connection.dialect.name == "sqlite":
        number, where, query = "rowid", f"{table} MATCH :query", to_fts5(terms)
    else:
        number, where, query = "number", "words @@ CAST(:query AS tsquery)", to_tsquery(terms)
    # Looked up for each hit: rows of entries and versions are wide, and going through all takes longer than the search.
    of = OF_TABLE[table]
    current = f"EXISTS (SELECT 1 FROM {of} WHERE {of}.number = {table}.{number} AND {of}.current)"
    statement = f"SELECT {number} FROM {table} WHERE {where} AND {current}"
    if limit is None:
        return list(connection.scalars(text(statement), {"query": query}))
    newest = text(f"{statement} ORDER BY {number} DESC LIMIT :limit")
    return list(connection.scalars(newest, {"query": query, "limit": limit}))


def snippet(body: str, terms: Sequence[Term]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The words around the first hit, and where in them the hits stand.

    Args:
        body: a text that the terms were found in.
        terms: from `parse`.

    >>> snippet("Rebels shelled the town.", parse("shell*"))
    ('Rebels shelled the town.', ((7, 14),))
    """
    hits = list(_hits(body, [term for term in terms if not term.absent]))
    at = hits[0][0] if hits else 0
    start = 0 if at <= AROUND else body.rfind(" ", 0, at - AROUND) + 1
    end = min(len(body), max(start + MOST_SNIPPET, hits[0][1] if hits else 0))
    if end < len(body) and " " in body[at:end]:
        end = body.rfind(" ", at, end)
    marks = tuple((a - start, b - start) for a, b in hits if start <= a and b <= end)
    return body[start:end], marks


def _hits(body: str, terms: Sequence[Term]) -> Iterator[tuple[int, int]]:
    """Where words of the text are those of a term, side by side."""
    spans = [(found.start(), found.end()) for found in WORD.finditer(body[:MOST_TEXT])]
    folded = [fold(body[a:b]) for a, b in spans]
    for i in range(len(spans)):
        longest = max((len(t.words) for t in terms if _stands(t, folded, i)), default=0)
        if longest:
            yield spans[i][0], spans[i + longest - 1][1]


def _stands(term: Term, folded: Sequence[str], i: int) -> bool:
    there = tuple(folded[i : i + len(term.words)])
    if not term.prefix:
        return there == term.words
    return len(there) == len(term.words) and there[:-1] == term.words[:-1] and there[-1].startswith(term.words[-1])
