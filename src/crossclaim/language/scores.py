"""How sure the heads of the language model were of what they chose, kept beside the parsed text.

The scores travel with the `Doc` as plain arrays in its `user_data`, so that they survive its being stored. A
text parsed by another pipeline has scores of its statements only; asked for what is not there, all answers
are None.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from crossclaim.language.statements import Statement
    from crossclaim.parsed import Doc as Parsed

KEY = "crossclaim.scores"
"""Where they lie in `Doc.user_data`."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class LinkScores:
    """Of one statement: the cue tag's probability, and the mean ones of its source's and content's words."""

    cue: float
    source: float | None
    content: float | None


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of one text: `arcs` and `names` by token, NaN for white space; statements by their number."""

    arcs: Sequence[float] = ()
    names: Sequence[float] = ()
    statements: Sequence[Sequence[float]] = ()

    def arc(self, token: int) -> float | None:
        """The probability of a token's head."""
        return _at(self.arcs, token)

    def name(self, token: int) -> float | None:
        """The probability of a token's name tag."""
        return _at(self.names, token)

    def link(self, number: str) -> LinkScores | None:
        """The scores of the model's statement "a1", "a2" ..."""
        at = int(number[1:]) - 1 if number[1:].isdigit() else -1
        if not 0 <= at < len(self.statements):
            return None
        cue, source, content = (float(x) for x in self.statements[at])
        return LinkScores(cue, _known(source), _known(content))


def _at(row: Sequence[float], token: int) -> float | None:
    return _known(float(row[token])) if token < len(row) else None


def _known(score: float) -> float | None:
    return None if isnan(score) else score


def keep(doc: Doc, found: Iterable[Statement], by_word: dict[str, Floats] | None = None) -> None:
    """Put scores on a document.

    Args:
        doc: the parsed text.
        found: its statements in order.
        by_word: "arcs" and "names" by token, where the packaged parser gave them.
    """
    nan = float("nan")
    links = [[s.score, nan if s.source_score is None else s.source_score, s.content_score] for s in found]
    doc.user_data[KEY] = {"statements": np.asarray(links, dtype=np.float32).reshape(-1, 3), **(by_word or {})}


def scores_of(doc: Doc | Parsed) -> Scores:
    """The scores kept with a document; empty where there are none."""
    kept: dict[str, Any] = doc.user_data.get(KEY, {})
    return Scores(kept.get("arcs", ()), kept.get("names", ()), kept.get("statements", ()))


def chosen(logits: Floats, choice: npt.NDArray[np.int64]) -> Floats:
    """The softmax probability of the chosen column of each row."""
    if not len(logits):
        return np.zeros(0, dtype=np.float32)
    top = logits.max(axis=1)
    total = np.exp(logits - top[:, None]).sum(axis=1)
    return np.asarray(np.exp(logits[np.arange(len(logits)), choice] - top) / total, dtype=np.float32)
