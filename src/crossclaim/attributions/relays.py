"""Relays: who passes on what another says.

"State TV quoted the army as saying", "the agency said, citing a source".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crossclaim.attributions.spans import Bounds, StatementSpans, phrase_bounds
from crossclaim.lexicon.cues import Cues
from crossclaim.syntax import SUBJECTS, ancestors, case_of, children, is_passive, sent_end, sent_start

if TYPE_CHECKING:
    from crossclaim.parsed import Doc, Token


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
    for verb in (t for t in doc if t.lemma_.lower() in cues.relaying):
        if verb.tag_ == "VBG" or verb.dep_ == "acl:relcl":
            out = _citing(verb, out)
        elif verb.tag_ in {"VBN", "VBD"}:
            out = [*out, *_quoted_by(verb, out)]
    return out


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
    """The statements with what a cited party says: "citing a source" beside or in a statement of whoever cites.

    The model takes "citing" mostly for a cue of the outlet's own, alone or together with "said" ("reported citing").
    """
    cited = next(iter(children(token, "obj")), None)
    own = next((s for s in found if s.cue == (token.i, token.i + 1)), None)
    outer = _passed_on(token, [s for s in found if s is not own])
    if cited is None or (outer is None and own is None):
        return found
    source = phrase_bounds(cited)
    content = _without((outer or own or found[0]).content, (token.i, source[1]))
    if not content:
        return found
    relay = StatementSpans((token.i, token.i + 1), source, content, "relay")
    if outer is None and own is not None:
        return [*found, replace(relay, cue=(cited.i, cited.i + 1))]
    return [*(_before(s, token.i) for s in found), relay]


def _passed_on(token: Token, found: list[StatementSpans]) -> StatementSpans | None:
    """The statement beside a participle: its cue holds the participle, or a word above it; or its source does."""
    above = {token.i, *(t.i for t in ancestors(token))}
    holding = [s for s in found if s.content and s.source is not None]
    by_cue = [s for s in holding if above & set(range(*s.cue))]
    by_source = [s for s in holding if s.source is not None and above & set(range(*s.source))]
    beside = [s for s in holding if abs(s.cue[1] - token.i) <= 2 or token.i in _sentence_of(token, s)]
    return next(iter([*by_cue, *by_source, *beside]), None)


def _sentence_of(token: Token, s: StatementSpans) -> range:
    """The words of a token's sentence, where a statement's cue stands before the token: "..., TV said, citing"."""
    first, last = sent_start(token), sent_end(token)
    near = first <= s.cue[0] < token.i and all(b <= token.i for _, b in s.content)
    return range(first, last) if near else range(0)


def _before(s: StatementSpans, token: int) -> StatementSpans:
    """A statement whose cue ends before a token that it has taken in."""
    return replace(s, cue=(s.cue[0], token)) if s.cue[0] < token < s.cue[1] else s


def _without(content: tuple[Bounds, ...], gone: Bounds) -> tuple[Bounds, ...]:
    """A content less some words in it."""
    pieces = [p for a, b in content for p in ((a, min(b, gone[0])), (max(a, gone[1]), b))]
    return tuple(p for p in pieces if p[1] - p[0] > 1)


def _quoted_by(verb: Token, found: list[StatementSpans]) -> list[StatementSpans]:
    """ "The mayor, quoted by the agency, said ...": the agency passes on what the mayor says."""
    by = [c for c in verb.children if c.dep_ == "obl:agent" or case_of(c) == "by"]
    if not by or any(verb.i in range(*s.cue) for s in found) or verb.dep_ not in {"acl", "advcl", "dep"}:
        return []
    said = _passed_on(verb, found)
    if said is None:
        return []
    return [StatementSpans((verb.i, verb.i + 1), phrase_bounds(by[0]), (*said.content, said.cue), "relay")]
