"""Relays: who passes on what another says.

"State TV quoted the army as saying", "the agency said, citing a source".
"""

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
    made = {r.cue: r for s in found for r in _quoted(doc, s, cues)}
    kept = [_as_relay(doc, s, cues) for s in found if s.cue not in made]
    out = [*kept, *made.values()]
    return out + [r for t in doc if t.tag_ == "VBG" and t.lemma_.lower() in cues.relaying for r in _citing(t, out)]


def _relay_verb(doc: Doc, s: StatementSpans, cues: Cues) -> Token | None:
    verbs = [doc[i] for i in range(*s.cue) if doc[i].pos_ == "VERB" and doc[i].lemma_.lower() in cues.relaying]
    return verbs[0] if verbs and s.content else None


def _quoted(doc: Doc, s: StatementSpans, cues: Cues) -> list[StatementSpans]:
    """What the quoted party says, inside the statement of its relay."""
    verb = _relay_verb(doc, s, cues)
    relay, quoted = _parts(verb) if verb is not None else (None, None)
    if verb is None or relay is None or quoted is None:
        return []
    saying = next(
        (t.i for t in verb.subtree if t.tag_ == "VBG" and t.i > verb.i and t.lemma_ in cues.statement_verbs), None
    )
    if saying is None:
        return []
    content = tuple((max(a, saying + 1), b) for a, b in s.content if b > saying + 1 or b <= verb.i)
    content = tuple(c for c in content if c[0] < c[1]) or s.content
    return [StatementSpans((saying, saying + 1), phrase_bounds(quoted), content, "relay")]


def _as_relay(doc: Doc, s: StatementSpans, cues: Cues) -> StatementSpans:
    """The relay's own statement, its source the relay even where the model named the quoted party."""
    verb = _relay_verb(doc, s, cues)
    relay, quoted = _parts(verb) if verb is not None else (None, None)
    if relay is None or quoted is None:
        return s
    return replace(s, source=phrase_bounds(relay), mended=s.mended | {"source"})


def _parts(verb: Token) -> tuple[Token | None, Token | None]:
    """Who relays and who is quoted."""
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
    if is_passive(verb):
        by = [c for c in verb.children if c.dep_ == "obl:agent" or case_of(c) == "by"]
        return (by[0] if by else None), (subjects[0] if subjects else None)
    objects = children(verb, "obj") or children(verb, "iobj")
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
