"""Whose voice a proposition is in: the chain of attributions around it, from the outermost in."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from crossclaim.attributions import Statement
from crossclaim.records import Party, Stance


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says it, through whom, and what their words do with it.

    `attribution` is None in the reporter's own voice. `stance` is "denies" or "hedged" where a cue
    around the proposition makes it so, and `decided` the statement whose cue does. `claimants` are all who say it
    ("Paris and Berlin said"), the first is `claimant`.
    """

    attribution: Statement | None
    claimant: Party | None
    via: tuple[Party, ...]
    stance: Stance
    content: tuple[int, int] | None
    claimants: tuple[Party, ...] = ()
    decided: Statement | None = None


REPORTER = Voice(None, None, (), "asserts", None)


def around(token: int, statements: Sequence[Statement]) -> list[Statement]:
    """Of the statements that a token stands in, those whose cue is not that token, outermost first.

    Of two with one content, whom a relay cites stands inside: "state TV, citing the army, said ...".
    """
    holding = [s for s in statements if not s.spans.cue[0] <= token < s.spans.cue[1]]
    return sorted(holding, key=lambda s: (-s.spans.size, s.spans.rule == "relay", s.spans.cue))


def voice_of(token: int, statements: Sequence[Statement]) -> Voice:
    """The voice of what a token states: the innermost attribution with a speaker, relays outside it.

    A cue without a source ("reportedly") lends its stance and leaves the claimant to those around it.
    """
    chain = around(token, statements)
    if not chain:
        return REPORTER
    speaking = [s for s in chain if s.record.source is not None]
    decided = _deciding(chain)
    stance = decided.record.stance
    if not speaking:
        return Voice(chain[-1], None, (), stance, _content(chain[-1], token), decided=decided)
    inner = speaking[-1]
    claimant = inner.record.speaker
    via = _distinct([s.record.speaker for s in speaking[:-1]], claimant)
    return Voice(inner, claimant, via, stance, _content(inner, token), inner.speakers, decided)


def disputed(token: int, statements: Sequence[Statement]) -> tuple[Statement, Statement] | None:
    """A denial around somebody's statement: (who denies, who said it), or None."""
    chain = [s for s in around(token, statements) if s.record.source is not None]
    for outer, inner in itertools.pairwise(chain):
        if outer.record.stance == "denies" and inner.record.stance == "asserts":
            return outer, inner
    return None


def _deciding(chain: Sequence[Statement]) -> Statement:
    """The statement whose cue decides the stance: the innermost, or one around an unsourced one that hedges."""
    inner = chain[-1]
    if inner.record.stance == "asserts" and inner.record.source is None:
        return next((s for s in chain if s.record.stance == "hedged"), inner)
    return inner


def _content(statement: Statement, token: int) -> tuple[int, int] | None:
    return next((c for c in statement.spans.content if c[0] <= token < c[1]), None)


def _distinct(parties: Sequence[Party | None], claimant: Party | None) -> tuple[Party, ...]:
    out: list[Party] = []
    for p in parties:
        if p is not None and (claimant is None or p.name != claimant.name) and p.name not in {q.name for q in out}:
            out.append(p)
    return tuple(out)
