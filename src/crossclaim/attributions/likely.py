"""How likely each cue that the model marks attributes, judged beside the others of its text.

The cue head sees one word at a time. What it cannot see is weighed here, by a logistic model: a cue inside another's
words, two cues with one content, a content the link head is unsure of, and the cue's own words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import log
from typing import TYPE_CHECKING

from crossclaim.attributions.spans import StatementSpans
from crossclaim.lexicon.statements import StatementWeights

if TYPE_CHECKING:
    from crossclaim.parsed import Doc

LIKELY = -0.2
"""Log-odds from which a statement is kept. F1 is best where a probability of half of F1 is enough (Lipton and others
2014): with F1 near 0.87, log-odds of -0.26; the training articles have it between -0.15 and -0.3."""

SURE = 0.3
"""Log-odds of a cue that is kept for the claims whatever else speaks against it."""

NEAR = 6
"""Words between two cues that can be parts of one."""

AROUND = 25
"""Statements on each side that one is judged among: no content reaches further."""

FURTHEST = 12.0
"""Log-odds beyond this are this: a probability in single precision tells no more."""


def judged(doc: Doc, found: Sequence[StatementSpans], weights: StatementWeights) -> list[StatementSpans]:
    """The statements worth keeping, each with whether it is likely one.

    Args:
        doc: the parsed text.
        found: what the model marks.
        weights: of the logistic model.

    Returns:
        Those that are likely, and those of a sure cue, `likely` False where the whole speaks against them.
    """
    odds = [cue_odds(s) for s in found]
    out = []
    for n, s in enumerate(found):
        likely = log_odds(doc, found, odds, n, weights) > LIKELY
        if likely or odds[n] > SURE:
            out.append(s if likely else replace(s, likely=False))
    return out


def log_odds(
    doc: Doc, found: Sequence[StatementSpans], odds: Sequence[float], n: int, weights: StatementWeights
) -> float:
    """The log-odds of one statement of a text."""
    head, last = words_of(doc, found[n])
    signs = signs_of(found, odds, n)
    total = weights.intercept + sum(weights.signs.get(k, 0.0) * x for k, x in signs.items())
    return total + weights.heads.get(head, 0.0) + weights.lasts.get(last, 0.0)


def cue_odds(s: StatementSpans) -> float:
    """The log-odds of a statement's surest cue word; sure where the model gave none."""
    p = s.scores.cue if s.scores is not None else 1.0
    return max(-FURTHEST, min(FURTHEST, log(max(p, 1e-9) / max(1 - p, 1e-9))))


def signs_of(found: Sequence[StatementSpans], odds: Sequence[float], n: int) -> dict[str, float]:
    """What speaks for and against one statement, by name.

    Args:
        found: the statements of a text, in order.
        odds: the log-odds of their cues.
        n: which of them.
    """
    s = found[n]
    others = [m for m in range(max(0, n - AROUND), min(len(found), n + AROUND + 1)) if m != n]
    around = [odds[m] for m in others if found[m].covers(s.cue[0])]
    beside = [odds[m] - odds[n] for m in others if _near(s, found[m]) and _share(s, found[m])]
    scores = s.scores
    return {
        "cue": odds[n],
        "inside": max(0.0, *around) if around else 0.0,
        "beside": float(bool(beside)),
        "weaker": max(beside) if beside else 0.0,
        "content": 0.5 if scores is None or scores.content is None else scores.content,
        "source": 0.5 if scores is None or scores.source is None else scores.source,
        "words": float(min(s.cue[1] - s.cue[0], 6)),
    }


def words_of(doc: Doc, s: StatementSpans) -> tuple[str, str]:
    """The lemmas of a cue's verb (or of its head) and of its last word."""
    cue = doc.span(*s.cue)
    verb = next((t for t in cue if t.pos_ == "VERB"), None)
    return (verb if verb is not None else cue.root).lemma_.lower(), cue[-1].lemma_.lower()


def _near(s: StatementSpans, o: StatementSpans) -> bool:
    """Whether two cues can be parts of one."""
    return max(o.cue[0] - s.cue[1], s.cue[0] - o.cue[1]) <= NEAR


def _share(s: StatementSpans, o: StatementSpans) -> bool:
    """Whether two contents are the same for the most part."""
    ours = {i for c in s.content for i in range(*c)}
    theirs = {i for c in o.content for i in range(*c)}
    return bool(ours) and len(ours & theirs) > len(ours | theirs) / 2
