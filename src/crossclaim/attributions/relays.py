"""Relays: who passes on what another says ("state TV quoted the army as saying", "the agency said, citing a source")."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crossclaim.attributions.spans import StatementSpans, phrase_bounds
from crossclaim.lexicon.cues import Cues
from crossclaim.syntax import SUBJECTS, ancestors, case_of, children, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def with_relays(doc: Doc, found: list[StatementSpans], cues: Cues) -> list[StatementSpans]:
    """The statements with, for each relay, one more: what is passed on, by whoever is quoted.

    Args:
        doc: the parsed text.
        found: its statements.
        cues: which verbs relay.
    """
    out: list[StatementSpans] = []
    for s in found:
        out += _split(doc, s, cues)
    return out + [
        r for t in doc if t.tag_ == "VBG" and t.lemma_.lower() in cues.relaying for r in _citing(t, out)
    ]


def _split(doc: Doc, s: StatementSpans, cues: Cues) -> list[StatementSpans]:
    """A statement by a relay as two: the relay's, and inside it the quoted party's."""
    verbs = [
        doc[i] for i in range(*s.cue) if doc[i].pos_ == "VERB" and doc[i].lemma_.lower() in cues.relaying
    ]
    if not verbs or not s.content:
        return [s]
    relay, quoted = _parts(verbs[0])
    if quoted is None or relay is None:
        return [s]
    saying = next((t.i for t in verbs[0].subtree if t.tag_ == "VBG" and t.i > verbs[0].i), verbs[0].i + 1)
    outer = replace(s, source=phrase_bounds(relay))
    return [outer, StatementSpans((saying, saying + 1), phrase_bounds(quoted), s.content, "relay")]


def _parts(verb: Token) -> tuple[Token | None, Token | None]:
    """Who relays and who is quoted."""
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
    if is_passive(verb):
        by = [c for c in verb.children if c.dep_ == "obl:agent" or case_of(c) == "by"]
        return (by[0] if by else None), (subjects[0] if subjects else None)
    objects = children(verb, "obj")
    return (subjects[0] if subjects else None), (objects[0] if objects else None)


def _citing(token: Token, found: list[StatementSpans]) -> list[StatementSpans]:
    """ "citing a source" beside a statement of its clause."""
    objects = children(token, "obj")
    above = {t.i for t in ancestors(token)}
    outer = next(
        (
            s
            for s in found
            if s.content and (above & set(range(*s.cue)) or (s.source and above & set(range(*s.source))))
        ),
        None,
    )
    if not objects or outer is None or any(token.i in range(*s.cue) for s in found):
        return []
    return [StatementSpans((token.i, token.i + 1), phrase_bounds(objects[0]), outer.content, "relay")]
