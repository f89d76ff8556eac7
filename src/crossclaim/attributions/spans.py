"""Attributions as token spans, before they become records: what the model marked, and what it missed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crossclaim.language.model import STATEMENTS
from crossclaim.language.scores import LinkScores, scores_of
from crossclaim.lexicon.cues import Cues
from crossclaim.syntax import SUBJECTS, children, is_clause, phrase

if TYPE_CHECKING:
    from crossclaim.parsed import Doc, Token

Bounds = tuple[int, int]

RULES = frozenset({"noun", "verb", "relay", "count"})
"""Rules that add statements from the parse, where the model saw none."""


@dataclass(frozen=True, slots=True)
class StatementSpans:
    """One attribution in token indices, ends exclusive.

    Attributes:
        rule: the rule that made it, "" for the model's own.
        scores: how sure the model was of it.
        mended: its parts that a rule set in a statement of the model's: "source", "content".
        likely: False where all signs together speak against it.
    """

    cue: Bounds
    source: Bounds | None
    content: tuple[Bounds, ...]
    rule: str = ""
    scores: LinkScores | None = None
    mended: frozenset[str] = frozenset()
    likely: bool = True

    def covers(self, token: int) -> bool:
        """Whether a token stands in the content."""
        return any(a <= token < b for a, b in self.content)

    @property
    def size(self) -> int:
        """Words in the content."""
        return sum(b - a for a, b in self.content)


def marked(doc: Doc) -> list[StatementSpans]:
    """The model's attributions, read off `doc.spans`."""
    grouped: dict[str, dict[str, list[Bounds]]] = {}
    for span in doc.spans.get(STATEMENTS, []):
        grouped.setdefault(span.id_, {}).setdefault(span.label_, []).append((span.start, span.end))
    out, scores = [], scores_of(doc)
    for number, parts in grouped.items():
        if "CUE" in parts:
            source = parts.get("SOURCE", [None])[0]
            content = tuple(parts.get("CONTENT", ()))
            out.append(StatementSpans(parts["CUE"][0], source, content, scores=scores.link(number)))
    return out


def completed(doc: Doc, found: list[StatementSpans], cues: Cues) -> list[StatementSpans]:
    """The model's attributions with gaps filled from the parse, and clear ones it missed added."""
    filled = [_filled(doc, s, cues) for s in found]
    taken = {i for s in filled for i in range(*s.cue)}
    free = (t for t in doc if t.pos_ in {"NOUN", "VERB"} and t.i not in taken)
    added = [s for t in free for s in (_by_rule(t, cues),) if s is not None]
    return sorted([*filled, *added], key=lambda s: (s.cue, s.content))


def _filled(doc: Doc, s: StatementSpans, cues: Cues) -> StatementSpans:
    """The statement with a source or content from the parse where the model left them out."""
    verb = _verb_of(doc, s)
    if all(doc[i].pos_ in {"ADV", "ADJ", "PUNCT"} for i in range(*s.cue)):
        return replace(s, source=None)
    if verb is None:
        return s
    if s.source is not None and _within_aside(doc, s.source, verb):
        own = subject_bounds(verb, cues)
        s = replace(s, source=own, mended=s.mended | {"source"}) if own is not None else s
    if s.source is not None and _borrowed(doc, s.source, verb):
        above = subject_bounds(verb.head, cues)
        s = replace(s, source=above, mended=s.mended | {"source"}) if above is not None else s
    if s.source is None and s.content:
        s = replace(s, source=subject_bounds(verb, cues), mended=s.mended | {"source"})
    if not s.content:
        s = replace(s, content=_content_bounds(verb), mended=s.mended | {"content"})
    return s


def _within_aside(doc: Doc, source: Bounds, verb: Token) -> bool:
    """Whether a source is only of a clause beside the subject: "the group, in a tape found by the site, claims ..."."""
    root = doc.span(*source).root
    top = next((t for t in (root, *root.ancestors) if t.head == verb or t == verb), verb)
    within = source[0] <= top.i < source[1]
    if root.dep_ in SUBJECTS or top == verb or within or is_clause(top) or top.i > verb.i:
        return False
    return any(t.dep_.startswith("acl") for t in (root, *root.ancestors) if t != top and top.is_ancestor(t))


def _borrowed(doc: Doc, source: Bounds, verb: Token) -> bool:
    """Whether a source is only the last word before a participle that speaks for the subject above it.

    "The paper told of a blast in the north, saying that 5 died": the paper says so, not the north.
    """
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or source != (verb.i - 1, verb.i):
        return False
    return doc[source[0]].dep_ not in SUBJECTS and doc[source[0]].pos_ != "PROPN" and verb.head.pos_ == "VERB"


def _verb_of(doc: Doc, s: StatementSpans) -> Token | None:
    verbs = [doc[i] for i in range(*s.cue) if doc[i].pos_ == "VERB"]
    return verbs[0] if verbs else None


def _by_rule(token: Token, cues: Cues) -> StatementSpans | None:
    lemma = token.lemma_.lower()
    if token.pos_ == "NOUN" and lemma in cues.statement_nouns:
        return _noun_statement(token)
    if token.pos_ == "VERB" and lemma in cues.statement_verbs:
        return _verb_statement(token, cues)
    return None


def _noun_statement(noun: Token) -> StatementSpans | None:
    """ "claims from the capital that ...", "the army's claim that ..."; None without source or clause."""
    clauses = children(noun, "acl", "ccomp")
    sources = [c for c in children(noun, "nmod") if c.dep_ == "nmod:poss" or c.left_edge.lower_ in {"from", "by"}]
    content = _bounds(clauses[0]) if clauses else _equated(noun)
    if content is None or not sources:
        return None
    return StatementSpans((noun.i, noun.i + 1), phrase_bounds(sources[0]), (content,), "noun")


def _equated(noun: Token) -> Bounds | None:
    """The clause that a noun is said to be: "first claims from X were that the bridge was lost"; None without one."""
    head = noun.head
    mark = next((c for c in head.children if c.dep_ == "mark" and c.lower_ == "that" and c.i > noun.i), None)
    if mark is None or noun.dep_ not in SUBJECTS | {"nsubj:outer"}:
        return None
    later = [c.left_edge.i for c in head.children if c.dep_ == "conj" and c.i > head.i and is_clause(c)]
    words = [t.i for t in head.subtree if t.i >= mark.i and not (later and t.i >= later[0]) and not t.is_punct]
    return (words[0], words[-1] + 1)


def _verb_statement(verb: Token, cues: Cues) -> StatementSpans | None:
    source = subject_bounds(verb, cues)
    clauses = children(verb, "ccomp") or [c for c in children(verb, "xcomp") if c.tag_ == "VBG"]
    content = tuple(_bounds(c) for c in clauses)
    accused = [c for c in [*children(verb, "advcl"), *children(verb, "acl"), *children(verb, "xcomp")] if _marked_of(c)]
    if not content and accused and verb.lemma_.lower() in cues.accusing:
        content = (_bounds(accused[0]),)
    if source is None or not content:
        return None
    return StatementSpans((verb.i, verb.i + 1), source, content, "verb")


def _marked_of(clause: Token) -> bool:
    return any(c.lower_ in {"of", "for"} and c.dep_ in {"mark", "case"} for c in clause.children)


def subject_bounds(verb: Token, cues: Cues) -> Bounds | None:
    """The words of a verb's subject, of the verb before where they share it; None where nothing speaks."""
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS and c.dep_ != "nsubj:pass"]
    if not subjects and verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        subjects = [c for c in verb.head.children if c.dep_ in SUBJECTS and c.dep_ != "nsubj:pass"]
    if not subjects or (subjects[0].lower_ in cues.expletives and subjects[0].dep_ == "expl"):
        return None
    return phrase_bounds(subjects[0])


def _content_bounds(verb: Token) -> tuple[Bounds, ...]:
    clauses = children(verb, "ccomp", "xcomp")
    if not clauses:
        clauses = [c for c in children(verb, "advcl") if _marked_of(c)]
    return tuple(_bounds(c) for c in clauses)


def _bounds(head: Token) -> Bounds:
    """The words under a clause's head, without marks of punctuation at its ends."""
    tokens = sorted(head.subtree, key=lambda t: t.i)
    while len(tokens) > 1 and (tokens[-1].is_punct or tokens[-1].is_space):
        tokens.pop()
    while len(tokens) > 1 and (tokens[0].is_punct or tokens[0].is_space):
        tokens.pop(0)
    return (tokens[0].i, tokens[-1].i + 1)


def phrase_bounds(head: Token) -> Bounds:
    """The words of a noun phrase with its coordinates, appositions and "of" parts."""
    words = [*phrase(head), *(w for c in children(head, "conj", "appos", "nmod") for w in c.subtree)]
    return (min(t.i for t in words), max(t.i for t in words) + 1)
