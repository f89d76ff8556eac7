"""The evidence of a claim: the shortest stretch of the text that states it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossclaim.claims.propositions import Proposition
from crossclaim.syntax import SUBJECTS, sent_start, under

if TYPE_CHECKING:
    from crossclaim.parsed import Doc, Token

LEFT_OUT = frozenset({"parataxis", "list", "discourse", "cc", "mark", "punct", "dep"})
CLAUSAL = frozenset({"conj", "advcl", "acl:relcl", "ccomp", "acl", "advcl:relcl"})
OPEN, CLOSED = "([", ")]"


def evidence(doc: Doc, p: Proposition, others: frozenset[int], bounds: tuple[int, int] | None) -> tuple[int, int]:
    """The token span (end exclusive) that states a proposition.

    Args:
        doc: the parsed text.
        p: the proposition.
        others: tokens of the other propositions' triggers: clauses of theirs are left out.
        bounds: the content it stands in, which it does not leave; None for the reporter's voice.

    Returns:
        First token and the one after the last; never begins or ends with punctuation.
    """
    head = doc[p.head]
    words = set(_clause(head, p, others))
    words.update(doc[i] for i in p.tokens)
    for t in p.tokens:
        words.update(w for w in _clause(doc[t], p, others) if sent_start(w) == sent_start(head))
    if head.dep_ in SUBJECTS and head.pos_ == "NOUN":
        words.update(_clause(head.head, p, others))
    if not any(c.dep_ in SUBJECTS for c in head.children):
        words.update(_carried(head))
    words.update(w for w in _counted(doc, p) if sent_start(w) == sent_start(head))
    first, last = min(t.i for t in words), max(t.i for t in words)
    if bounds is not None and bounds[0] <= p.trigger.token < bounds[1]:
        inside = range(first, last + 1)
        first, last = max(first, bounds[0]), min(last, bounds[1] - 1)
        first, last = _with_subject(head, first, last, inside)
    return _trimmed(doc, *_inside_brackets(doc, first, last, p.trigger.token), p)


def _with_subject(head: Token, first: int, last: int, inside: range) -> tuple[int, int]:
    """A stretch cut at its content's edge, from the subject right before it: contents begin within clauses."""
    near = [c for c in head.children if c.dep_ in SUBJECTS and c.right_edge.i + 1 == first]
    begin = next((c.left_edge.i for c in near if c.left_edge.i in inside), first)
    return begin, last


def _carried(head: Token) -> list[Token]:
    """Words in which a clause without a subject has one: the noun it tells of, or the subject of the verb above it."""
    if head.dep_ in {"acl", "acl:relcl"}:
        return _noun(head.head, head)
    words = []
    while (head.dep_ == "xcomp" or _shares_fate(head)) and head.head != head:
        head = head.head
        words += [w for c in head.children if c.dep_ in SUBJECTS or c.dep_.startswith("aux") for w in c.subtree]
        if any(c.dep_ in SUBJECTS for c in head.children):
            break
    return words


def _shares_fate(verb: Token) -> bool:
    """Whether a participle shares the subject and auxiliary of the one before it: "will be tracked and shot down"."""
    first = verb.head
    return (
        verb.dep_ == "conj" and verb.tag_ == first.tag_ == "VBN" and any(c.dep_ == "aux:pass" for c in first.children)
    )


def _counted(doc: Doc, p: Proposition) -> list[Token]:
    """The words of the proposition's figures."""
    spans = [doc.char_span(c.start, c.end) for c in p.casualties]
    return [t for span in spans if span is not None for t in span]


def _clause(token: Token, p: Proposition, others: frozenset[int]) -> list[Token]:
    """The words under a token, less side clauses that state something else."""
    found, queue = [token], [token]
    while queue:
        t = queue.pop()
        for c in t.children:
            if t == token and c.dep_ in LEFT_OUT:
                continue
            if c.dep_ in CLAUSAL and _states_other(c, p, others):
                continue
            found.append(c)
            queue.append(c)
    return found


def _states_other(clause: Token, p: Proposition, others: frozenset[int]) -> bool:
    inside = under(clause)
    if not inside.isdisjoint(p.tokens):
        return False
    return not inside.isdisjoint(others) or clause.dep_ in {"acl:relcl", "advcl:relcl"}


def _noun(noun: Token, clause: Token) -> list[Token]:
    return [t for t in noun.subtree if t.i <= clause.i and t.dep_ != "punct" and t.i >= noun.left_edge.i]


def _inside_brackets(doc: Doc, first: int, last: int, keep: int) -> tuple[int, int]:
    """The stretch without what a bracket closed before it, or opens at its end: "(Agencies) Shells fell ..."."""
    depth, begin, end = 0, first, last
    for t in doc[first : last + 1]:
        depth += (t.text in OPEN) - (t.text in CLOSED)
        if depth < 0 and t.i < keep:
            depth, begin = 0, t.i + 1
    if depth > 0:
        end = max((t.i - 1 for t in doc[keep + 1 : last + 1] if t.text in OPEN), default=last)
    return min(begin, keep), max(end, keep)


def _leads(word: Token, p: Proposition) -> bool:
    """Whether a word only leads up to those that state it: "for the blast", "of six medics killed"."""
    head = word.doc[p.head]
    stating = {p.trigger.token, p.head, *([head.head.i] if head.dep_ == "acl" else [])}
    return word.dep_ == "mark" or (word.dep_ == "case" and word.head.i in stating)


def _trimmed(doc: Doc, first: int, last: int, p: Proposition) -> tuple[int, int]:
    keep = p.trigger.token
    while first < keep and (_is_blank(doc[first]) or doc[first].dep_ == "cc" or _leads(doc[first], p)):
        first += 1
    while last > keep and (_is_blank(doc[last]) or doc[last].dep_ == "case"):
        last -= 1
    return first, last + 1


def _is_blank(word: Token) -> bool:
    return word.is_punct or word.is_space
