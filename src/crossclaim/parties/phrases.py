"""The noun phrase around a head: its run of words, what follows it, and the person's name in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crossclaim.parties.terms import Text, entity_around
from crossclaim.syntax import sent_end, sent_start

if TYPE_CHECKING:
    from crossclaim.parsed import Token

OUTSIDE = frozenset(
    {"case", "cc", "mark", "cop", "nsubj", "aux", "discourse", "advcl", "parataxis", "vocative", "conj"}
)
"""Relations of a head's own left dependents that are no part of its phrase."""

TAIL = frozenset({"flat", "compound", "fixed", "goeswith", "nummod"})
"""Relations of the dependents behind a head that belong to its name."""

UNTIED = frozenset({"nmod:poss", "nmod:unmarked", "nmod:desc"})
"""Relations of nouns that no preposition ties to their head."""

NOMINAL = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A head with the words that make its name: tokens `start:end`, the head between them."""

    head: int
    start: int
    end: int


def phrase_of(head: Token, text: Text) -> Phrase:
    """The noun phrase of a head: left modifiers, the head, and the rest of its name.

    Args:
        head: a nominal token of `text.doc`.
        text: the document with its matches.

    Returns:
        The phrase, without relative clauses, appositions and what hangs on a preposition, but for the
        prepositions inside a name of the lists ("Ministry of Defence") or an entity.
    """
    found = text.phrases.get(head.i)
    if found is None:
        found = text.phrases[head.i] = _phrase(head, text)
    return found


def _phrase(head: Token, text: Text) -> Phrase:
    end = _right(head, text)
    bracket = next((i for i in range(head.i + 1, end) if head.doc[i].text == "("), end)
    closed = any(head.doc[i].text == ")" for i in range(bracket, end))
    start = _left(head)
    if head.ent_type_ == "PER":
        start = _title_before(start, text)
    return Phrase(head.i, start, end if closed and head.i in text.at else bracket)


def _left(head: Token) -> int:
    doc, start, first = head.doc, head.i, sent_start(head)
    while start > first:
        token = doc[start - 1]
        if not head.is_ancestor(token) or _leaves(token, head):
            break
        start -= 1
    while start < head.i and doc[start].pos_ in {"PUNCT", "CCONJ", "SPACE"}:
        start += 1
    return start


def _title_before(start: int, text: Text) -> int:
    """The start of a person's phrase with the office right before it, where the parse has cut it off."""
    match = text.at.get(start - 1)
    if match is None or match.term.role not in {"office", "voice", "head"} or match.term.plural:
        return start
    while match is not None and match.end == start and text.doc[start - 1].pos_ not in {"VERB", "AUX"}:
        start = match.start
        if text.doc[start - 1].text in {"'s", "’s"} and start > 1:
            start -= 1 if start - 2 in text.at else 0
        match = text.at.get(start - 1)
    return start


def _leaves(token: Token, head: Token) -> bool:
    """Whether a token on the left hangs on the head by a relation that is outside its phrase."""
    top = token
    while top.head.i != head.i and top.head.i != top.i:
        top = top.head
    relation = top.relation
    return relation in OUTSIDE or (relation == "punct" and token.text not in {"-", "–", '"', "'", "“", "”", "/"})


def _right(head: Token, text: Text) -> int:
    end = head.i + 1
    for child in head.rights:
        if _in_tail(child, end):
            end = max(end, child.i + 1, *(c.i + 1 for c in child.rights if _in_tail(c, c.i)))
    match = text.at.get(head.i)
    if match is not None:
        end = max(end, match.end)
    if head.ent_type_ in {"ORG", "PER"}:
        end = max(end, entity_around(head.doc, head.i)[1])
    if is_name(head) and (match is None or match.term.role in {"group", "civil", "unit"}):
        end = _title_case(end, head)
    return end


def is_name(head: Token) -> bool:
    """Whether a head is a proper noun, or a common noun with its modifiers in capitals ("Popular Front")."""
    if head.pos_ == "PROPN" or head.i == 0 or not head.text[:1].isupper():
        return head.pos_ == "PROPN"
    before = head.doc[head.i - 1]
    plain = before.is_sent_start or before.pos_ not in NOMINAL | {"ADJ"}
    return not head.is_sent_start and not plain and before.text[:1].isupper()


def _in_tail(child: Token, end: int) -> bool:
    """Whether a dependent behind the head goes on with its name, or is the person's name behind a title."""
    relation = child.relation
    if relation in TAIL and child.dep_ != "compound:prt":
        return child.i <= end + 1
    caseless = relation in {"nmod", "appos"} and not any(c.dep_ == "case" for c in child.lefts)
    return child.ent_type_ == "PER" and caseless and child.left_edge.i <= end


def _title_case(end: int, head: Token) -> int:
    """The end of a capitalised name that goes on behind small words ("Watch for Peace")."""
    doc, stop = head.doc, sent_end(head)
    small = {"for", "and", "the"} if head.ent_type_ in {"PER", "LOC"} else {"for", "and", "the", "of"}
    at = end
    while at < stop and head.is_ancestor(doc[at]):
        if doc[at].text[0].isupper() and doc[at].pos_ in NOMINAL | {"ADJ"}:
            end = at + 1
        elif doc[at].lower_ not in small or doc[at].dep_ == "cc":
            break
        at += 1
    return end


def person_in(phrase: Phrase, text: Text) -> tuple[int, int] | None:
    """The tokens of a person's name in a phrase, titles left out; None where it names nobody.

    A name is an entity PER; where the entities miss it, the capitalised rest behind a title or role.
    """
    doc = text.doc
    tokens = [i for i in range(phrase.start, phrase.end) if doc[i].ent_type_ == "PER" and not _listed(i, text)]
    run = _last_run(tokens)
    if run is None:
        run = _untagged(phrase, text)
    if run is None or run[1] <= phrase.head or (run[0] > phrase.head and not _bears_name(phrase.head, text)):
        return None
    start, end = run
    while start > phrase.start and doc[start - 1].pos_ == "PROPN" and not _is_title(start - 1, text):
        if start - 1 in text.at or doc[start - 1].head.i not in range(start - 1, phrase.end):
            break
        start -= 1
    while end < phrase.end and doc[end].pos_ == "PROPN" and doc[end].dep_ in {"flat", "appos"} and end not in text.at:
        end += 1
    while start < end - 1 and _is_title(start, text):
        start += 1
    return (start, end) if not _is_title(start, text) else None


def _bears_name(head: int, text: Text) -> bool:
    """Whether a head is an office or such, behind which a person's name may stand."""
    match = text.at.get(head)
    return _is_title(head, text) or (match is not None and match.term.people is not None)


def _listed(i: int, text: Text) -> bool:
    """Whether a token belongs to a name of the lists, so that the tagger took it for a person wrongly."""
    match = text.at.get(i)
    return match is not None and match.term.kind not in {"role", "body"}


def _is_title(i: int, text: Text) -> bool:
    word = text.doc[i].lower_.rstrip(".")
    match = text.at.get(i)
    return word in text.book.words.titles or (match is not None and match.term.kind in {"role", "demonym"})


def _last_run(tokens: list[int]) -> tuple[int, int] | None:
    if not tokens:
        return None
    start = end = tokens[-1]
    for i in reversed(tokens):
        if start - i > 1:
            break
        start = i
    return start, end + 1


def _untagged(phrase: Phrase, text: Text) -> tuple[int, int] | None:
    """Capitalised words at the end of a phrase behind a title or an office: a person the tagger missed."""
    doc, start = text.doc, phrase.end
    while start > phrase.start and doc[start - 1].pos_ == "PROPN" and start - 1 not in text.at:
        if _is_title(start - 1, text):
            break
        start -= 1
    if start == phrase.end or start == phrase.start:
        return None
    match = text.at.get(start - 1)
    if doc[start - 1].pos_ not in {"NOUN", "PROPN"} and (match is None or match.term.kind != "demonym"):
        return None
    named = match is not None and match.term.role in {"office", "voice", "head"}
    return (start, phrase.end) if named or _is_title(start - 1, text) else None


def attached(head: Token, end: int = 0) -> Iterator[tuple[str, Token]]:
    """What hangs on a phrase by a preposition: the preposition in lower case, and the noun.

    Args:
        head: the phrase's head.
        end: where the phrase ends; what hangs on its last words counts too ("Ministry of Defence of Peru").
    """
    inside = [t for t in head.doc[head.i + 1 : end] if head.is_ancestor(t)] if end > head.i + 1 else []
    titles = [t for t in head.lefts if t.dep_ == "nmod:desc"]
    for word in (head, *inside, *titles):
        for child in word.rights:
            if child.relation in {"nmod", "obl"} and child.dep_ not in UNTIED:
                for case in child.lefts:
                    if case.dep_ == "case":
                        yield case.lower_, child
                        break


def appositions(head: Token) -> Iterator[Token]:
    """The appositions of a head, and the head where it is one itself and stands behind a noun."""
    for child in head.rights:
        if child.dep_ == "appos" and child.pos_ in NOMINAL:
            yield child


def possessor(head: Token) -> Token | None:
    """The possessor of a noun: "its" of "its soldiers", "army" of "the army's spokesman"."""
    for child in head.lefts:
        if child.dep_ == "nmod:poss":
            return child
    return None
