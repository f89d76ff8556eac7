"""From cue tags and link scores to attributions: who says (source, cue, content), as word spans.

The link head scores, for one cue and every word near it, whether the word belongs to the source and
to the content of that cue's attribution. The source is the one run of words with the greatest sum of
log-odds; the content is every run that stays positive, small gaps closed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crossclaim.language.encoder import Floats, Parameters, WindowScores

SURE = -1.0
"""Log-odds that one word of a cue must reach: low, for `attributions.likely` weighs each cue among the others."""

LIKELY = -1.2
"""Log-odds of the other words of the cue beside it: chosen on PolNeAR's dev articles."""

GAP = 2
"""Words between two runs of one content that are taken in (a dash, a bracket, a stray mark)."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Word spans (start, end-exclusive) of one attribution, and the probabilities of its parts.

    Attributes:
        score: of the cue's surest word.
        source_score, content_score: means over the words of the source and of the content.
    """

    cue: tuple[int, int]
    source: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]
    score: float
    source_score: float | None = None
    content_score: float = float("nan")


def statements(scored: list[WindowScores], p: Parameters, far: int) -> list[Statement]:
    """All attributions of a text, in the order of their cues; word indices are the text's."""
    out = []
    for s in scored:
        w = s.window
        odds = _odds(s.tags["cue"])
        for start, end in _cues(odds):
            if w.core_start <= start + w.start < w.core_end:
                out.append(_statement(s, start, end, float(odds[start:end].max()), p, far))
    return out


def _cues(odds: Floats) -> list[tuple[int, int]]:
    """Runs of words that are likely in a cue, with one that surely is.

    Two bounds instead of one keep the words of a cue together ("had earlier told") that one bound tears
    into several cues (hysteresis: Canny 1986). No two cues stand side by side.
    """
    spans: list[tuple[int, int]] = []
    for i in np.flatnonzero(odds > LIKELY).tolist():
        if spans and spans[-1][1] == i:
            spans[-1] = (spans[-1][0], i + 1)
        else:
            spans.append((i, i + 1))
    return [(a, b) for a, b in spans if odds[a:b].max() > SURE]


def _odds(logits: Floats) -> Floats:
    """Log-odds of each word being in a cue, from the logits of the tags O, B, I."""
    return np.asarray(np.logaddexp(logits[:, 1], logits[:, 2]) - logits[:, 0], dtype=np.float32)


def _statement(s: WindowScores, start: int, end: int, odds: float, p: Parameters, far: int) -> Statement:
    logits = link_logits(s, start, p, far)
    logits[start:end] = -8.0
    shift = s.window.start
    source = _best_run(logits[:, 0])
    content = _runs(logits[:, 1], source)
    return Statement(
        (start + shift, end + shift),
        (source[0] + shift, source[1] + shift) if source else None,
        tuple((a + shift, b + shift) for a, b in content),
        float(1 / (1 + np.exp(-odds))),
        _mean(logits[slice(*source), 0]) if source else None,
        _mean(np.concatenate([logits[a:b, 1] for a, b in content])) if content else float("nan"),
    )


def _mean(logits: Floats) -> float:
    """The mean probability of some words."""
    return float((1 / (1 + np.exp(-np.maximum(logits, -30)))).mean())


def link_logits(s: WindowScores, cue: int, p: Parameters, far: int) -> Floats:
    """Logits [word, (source, content)] of one window's words with the cue whose first word is `cue`."""
    words, cues = s.projections["link_word"], s.projections["link_cue"]
    distance = np.clip(np.arange(len(words)) - cue, -far, far) + far
    hidden = np.maximum(words + cues[cue] + p.distance[distance], 0.0)
    return np.asarray(hidden @ p.role.T + p.role_bias, dtype=np.float32)


def _best_run(logits: Floats) -> tuple[int, int] | None:
    """The contiguous run with the greatest sum, if positive (Kadane)."""
    best, span, total, begin = 0.0, None, 0.0, 0
    for i, x in enumerate(logits):
        if total <= 0:
            total, begin = 0.0, i
        total += float(x)
        if total > best:
            best, span = total, (begin, i + 1)
    return span


def _runs(logits: Floats, source: tuple[int, int] | None) -> list[tuple[int, int]]:
    on = logits > 0
    if source is not None:
        on[source[0] : source[1]] = False
    runs: list[list[int]] = []
    for i in np.flatnonzero(on):
        if runs and i - runs[-1][1] <= GAP and not _crosses(runs[-1][1], int(i), source):
            runs[-1][1] = int(i) + 1
        else:
            runs.append([int(i), int(i) + 1])
    return [(a, b) for a, b in runs if b - a > 1 or logits[a] > 2.0] or [(a, b) for a, b in runs[:1]]


def _crosses(a: int, b: int, source: tuple[int, int] | None) -> bool:
    return source is not None and source[0] < b and source[1] > a
