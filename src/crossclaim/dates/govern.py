"""Which time expression says when an event happened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crossclaim.dates.sentences import sentence_around, sentence_bounds
from crossclaim.dates.words import date_words
from crossclaim.parsed import parsed
from crossclaim.records import DateSpan
from crossclaim.syntax import sent_end, sent_start

if TYPE_CHECKING:
    from spacy.tokens import Doc as SpacyDoc

    from crossclaim.parsed import Doc, Span, Token

CLAUSES = frozenset({"ROOT", "root", "ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis"})
"""Universal Dependencies relations at which a clause begins."""

SHARED = frozenset({"conj", "xcomp", "advcl"})
"""Relations over which a date of the clause above still tells the day of the clause below."""

TOLD = SHARED | {"ccomp", "parataxis"}
"""Relations over which it tells the day of the statement, which may be that of the event."""

VERBS = frozenset({"VERB", "AUX"})

FAR = 9
"""Rank of a date that only shares the sentence."""

OTHERS = 10
"""Rank of a date that says which other event is meant: "those behind Tuesday's attack"."""

RUNNING = -1
"""Rank of what a perfect runs from: "have detained 30 people since April"."""

STATED = 5
"""Rank of a date beside the verb of a statement: "today confirmed the arrest"."""

RANKS = {
    RUNNING: "from when on, behind a perfect",
    0: "below the trigger",
    1: "in the trigger's clause",
    2: "in the clause that the trigger's hangs on",
    3: "in a clause joined to the trigger's",
    4: "inside a noun of the trigger's clause",
    STATED: "in the clause of the statement",
    FAR: "nearest in the sentence",
    OTHERS: "of another event of the sentence",
}
"""How an expression hangs on an event's trigger, the surest first."""


def date_of(token_i: int, dates: Sequence[DateSpan], doc: Doc | SpacyDoc) -> DateSpan | None:
    """The time expression that governs a token, an event's trigger.

    With a parse: one below the token itself ("Friday's attack"), then one of its clause, then one of a clause
    joined to it ("On Friday they took the hill and burned the post"), then one inside a noun of its clause,
    then that of the statement it stands in, then the nearest of the sentence. Without a parse the nearest of
    the sentence.

    Args:
        token_i: the token's index.
        dates: what `find_dates` gave for the document.
        doc: the document. A spaCy `Doc` is read off anew at each call: who asks of many tokens gives
            `crossclaim.parsed.parsed(doc)`.

    Returns:
        The expression; None where the sentence has none.

    >>> import spacy
    >>> from crossclaim.dates import find_dates
    >>> doc = spacy.blank("en")("Rebels attacked in May 2015. They left.")
    >>> date_of(1, find_dates(doc, None), doc).text
    'May 2015'
    >>> date_of(6, find_dates(doc, None), doc) is None
    True
    """
    found = governing(token_i, dates, parsed(doc))
    return found[0] if found is not None else None


def governing(token_i: int, dates: Sequence[DateSpan], doc: Doc) -> tuple[DateSpan, str] | None:
    """`date_of` with how the expression hangs on the trigger, one of `RANKS`."""
    trigger = doc[token_i]
    begin, end = _sentence(trigger, doc)
    near = [d for d in dates if begin <= d.start < end]
    if not near:
        return None
    parsed = doc.has_annotation("DEP")
    ranked = [(_rank(trigger, d, doc) if parsed else FAR, _distance(trigger, d, doc), n) for n, d in enumerate(near)]
    rank, _, n = min(ranked)
    return near[n], RANKS[rank]


def _sentence(trigger: Token, doc: Doc) -> tuple[int, int]:
    """Where a token's sentence begins and ends, by offsets."""
    if doc.has_annotation("SENT_START"):
        last = doc[sent_end(trigger) - 1]
        return doc[sent_start(trigger)].idx, last.idx + len(last)
    return sentence_around(sentence_bounds(doc), trigger.idx)


def _distance(trigger: Token, found: DateSpan, doc: Doc) -> int:
    """Words between the trigger and an expression; what stands after it is a little nearer."""
    span = doc.char_span(found.start, found.end)
    if span is None:
        return len(doc)
    if span.start > trigger.i:
        return 2 * (span.start - trigger.i) - 1
    return 2 * max(0, trigger.i - span.end + 1)


def _rank(trigger: Token, found: DateSpan, doc: Doc) -> int:
    """How an expression hangs on the trigger: 0 below it, up to `FAR`."""
    span = doc.char_span(found.start, found.end)
    if span is None:
        return FAR
    if _opens(found) and _perfect(trigger) and span.start > trigger.i:
        return RUNNING
    path = _path(span.root)
    if trigger.pos_ not in VERBS and _beside_verb(span, trigger):
        return STATED
    if span.root.dep_ == "nmod:poss" and trigger not in path[:2]:
        return OTHERS
    if trigger in path:
        return 0
    if not path:
        return FAR
    home, there = _clause(trigger), path[-1]
    nested = any(t.pos_ not in VERBS and t.dep_ not in CLAUSES for t in path[:-1])
    if there == home:
        return 4 if nested else 1
    if nested:
        return FAR
    if _hangs_on(home, there, SHARED):
        return 2
    if _hangs_on(there, home, frozenset({"conj"})):
        return 3
    return STATED if _hangs_on(home, there, TOLD) else FAR


def _opens(found: DateSpan) -> bool:
    """Whether an expression tells from when on something goes ("since April")."""
    return any(found.text.lower().startswith(f"{word} ") for word in date_words().open_starts)


def _perfect(verb: Token) -> bool:
    """Whether a verb is in the present perfect, also by the "have" of the verb it is joined to."""
    aux = [c for c in verb.children if c.dep_ in {"aux", "aux:pass"}]
    if not aux and verb.dep_ == "conj":
        return verb.tag_ == "VBN" and _perfect(verb.head)
    return any(c.lemma_ == "have" and c.tag_ in {"VBP", "VBZ"} for c in aux)


def _beside_verb(span: Span, trigger: Token) -> bool:
    """Whether a date stands right beside a verb above an event's noun: it is the day of what that verb says."""
    beside = {span.start - 1, span.end}
    return any(t.i in beside and t.pos_ in VERBS and t.dep_ != "acl" for t in trigger.ancestors)


def _path(token: Token) -> list[Token]:
    """The heads above a date's own head word, up to the head of its clause."""
    path = []
    here = token
    while here.head.i != here.i and not _begins_clause(here):
        here = here.head
        path.append(here)
    return path


def _clause(token: Token) -> Token:
    """The head of the clause that a token stands in."""
    here = token
    while here.head.i != here.i and not _begins_clause(here):
        here = here.head
    return here


def _begins_clause(token: Token) -> bool:
    base = token.relation
    return base in CLAUSES or (base == "conj" and token.pos_ in VERBS)


def _hangs_on(below: Token, above: Token, relations: frozenset[str]) -> bool:
    """Whether a clause hangs on another one over nothing but some relations."""
    here = below
    while here.head.i != here.i and here.relation in relations:
        here = _clause(here.head)
        if here == above:
            return True
    return False
