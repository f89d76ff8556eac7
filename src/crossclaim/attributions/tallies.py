"""Statements that give a count: "the police put the toll at 12", "14 dead by the count of the civil defence".

Whoever sets a toll says it, though no word of speech is there; the model of attributions knows few of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossclaim.attributions.spans import Bounds, StatementSpans, phrase_bounds, subject_bounds
from crossclaim.lexicon.cues import Cues
from crossclaim.syntax import case_of, children, is_clause

if TYPE_CHECKING:
    from crossclaim.parsed import Doc, Token


def with_tallies(doc: Doc, found: list[StatementSpans], cues: Cues) -> list[StatementSpans]:
    """The statements with those that give a count added, where no other cue stands there.

    Args:
        doc: the parsed text.
        found: its statements.
        cues: which verbs set a count, and which nouns are one.
    """
    taken = {i for s in found for i in range(*s.cue)}
    free = (t for t in doc if t.i not in taken)
    return [*found, *(s for t in free for s in (_set(t, cues), _by(t, cues)) if s is not None)]


def _set(verb: Token, cues: Cues) -> StatementSpans | None:
    """Who "put", "raised" or "revised" a toll, and at or to what."""
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in cues.setting_counts:
        return None
    what = [c for c in children(verb, "obj") if c.lemma_.lower() in cues.counts]
    source = subject_bounds(verb, cues)
    if not what or source is None:
        return None
    number = [c for c in verb.subtree if c.i > what[0].i and case_of(c) in {"at", "to"} and _is_number(c)]
    if not number:
        return None
    later = [c.left_edge.i for c in verb.children if c.i > number[0].i and is_clause(c)]
    end = min([number[0].right_edge.i + 1, *later])
    return StatementSpans((verb.i, verb.i + 1), source, ((what[0].left_edge.i, end),), "count")


def _is_number(token: Token) -> bool:
    return any(t.like_num for t in (token, *token.children))


def _by(noun: Token, cues: Cues) -> StatementSpans | None:
    """By whose count something is so: "by the reckoning of its health ministry"."""
    if noun.pos_ != "NOUN" or noun.lemma_.lower() not in cues.reckonings or case_of(noun) != "by":
        return None
    whose = [c for c in children(noun, "nmod") if c.dep_ == "nmod:poss" or case_of(c) == "of"]
    verb = noun.head
    if not whose or verb == noun or not any(t.like_num for t in verb.subtree):
        return None
    if verb.dep_ == "advcl" and verb.tag_ == "VBG":
        verb = verb.head  # "jets hit the town, killing 14"
    first, last = noun.left_edge.i, max(noun.i, noun.right_edge.i) + 1
    content = tuple(c for c in ((verb.left_edge.i, first), (last, verb.right_edge.i + 1)) if _holds(verb.doc, c))
    return StatementSpans((first, noun.i + 1), phrase_bounds(whose[0]), content, "count") if content else None


def _holds(doc: Doc, bounds: Bounds) -> bool:
    """Whether there are words, and not just marks of punctuation."""
    return any(not t.is_punct and not t.is_space for t in doc[bounds[0] : max(bounds)])
