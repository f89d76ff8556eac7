"""Fit the weights that say how likely a cue attributes: python statements.py --polnear DIR [--write].

The packaged language model marks the cues of PolNeAR's training articles, far more than it is sure of; each is right
when the attributions measure of `evaluation` pairs it with an attribution of the gold. A logistic model with an L2
penalty is fitted on the signs and words of `crossclaim.attributions.likely`. With --write the weights go to
`data/statement_weights.tsv`. Needs numpy, not torch; reading 840 articles takes about ten minutes.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from crossclaim.attributions.likely import cue_odds, signs_of, words_of
from crossclaim.attributions.spans import Bounds, marked
from crossclaim.language import load
from crossclaim.parsed import parsed
from evaluation.corpora.polnear import load_polnear
from evaluation.measures.attributions import Marked, likeness
from evaluation.measures.spans import covered, paired
from evaluation.records import GoldAttribution, Item

if TYPE_CHECKING:
    from spacy.tokens import Doc as SpacyDoc

    from crossclaim.parsed import Doc

Floats = npt.NDArray[np.float64]

TARGET = Path(__file__).parents[1] / "src" / "crossclaim" / "data" / "statement_weights.tsv"
SIGNS_PENALTY, WORDS_PENALTY = 50.0, 1.5
SEEN = 8
"""Cues in which a word must stand to have a weight."""

HEADER = """\
# How likely a cue attributes: a logistic model (crossclaim.attributions.likely). Kind, name, weight: of the model
# (the intercept), of a sign, of the lemma of a cue's verb or head, of
# the lemma of its last word. Fitted by training/statements.py on {cues} cues that the language model marks in
# {articles} training articles of PolNeAR, {right:.0%} of them right.
# Own work, derived from PolNeAR (which states no licence). Licence: CC0.
"""


@dataclass(frozen=True)
class Example:
    """One cue: its signs, its words, and whether it is right."""

    signs: dict[str, float]
    words: tuple[str, str]
    right: bool


def examples(
    items: Iterable[Item[tuple[GoldAttribution, ...]]], language: Callable[[str], SpacyDoc]
) -> Iterator[list[Example]]:
    """The cues that the model marks, article by article."""
    for item in items:
        doc = parsed(language(item.text))
        found = marked(doc)
        odds = [cue_odds(s) for s in found]
        gold = [Marked(covered(g.source), covered(g.cue), covered(g.content)) for g in item.gold]
        ours = [Marked(frozenset(), _characters(doc, [s.cue]), _characters(doc, s.content)) for s in found]
        right = {j for _, j in paired(gold, ours, likeness)}
        yield [Example(signs_of(found, odds, n), words_of(doc, s), n in right) for n, s in enumerate(found)]


def _characters(doc: Doc, spans: Iterable[Bounds]) -> frozenset[int]:
    return covered(tuple((doc[a].idx, doc[b - 1].idx + len(doc[b - 1])) for a, b in spans))


@dataclass(frozen=True)
class Columns:
    """What each weight stands for: signs, then words by kind."""

    signs: tuple[str, ...]
    heads: tuple[str, ...]
    lasts: tuple[str, ...]


def columns(given: Sequence[Example]) -> Columns:
    """The signs, and the words that are seen often enough."""
    often = [sorted(w for w, n in Counter(e.words[k] for e in given).items() if n >= SEEN) for k in (0, 1)]
    return Columns(tuple(given[0].signs), tuple(often[0]), tuple(often[1]))


def table(given: Sequence[Example], c: Columns) -> tuple[Floats, Floats]:
    """Rows of an intercept, signs and words, and rightness."""
    at = {("h", w): n for n, w in enumerate(c.heads)} | {("l", w): n + len(c.heads) for n, w in enumerate(c.lasts)}
    x = np.zeros((len(given), 1 + len(c.signs) + len(at)))
    for row, e in zip(x, given, strict=True):
        row[0] = 1
        row[1 : 1 + len(c.signs)] = [e.signs[k] for k in c.signs]
        for key in zip("hl", e.words, strict=True):
            if key in at:
                row[1 + len(c.signs) + at[key]] = 1
    return x, np.array([float(e.right) for e in given])


def fitted(x: Floats, y: Floats, signs: int) -> Floats:
    """The weights that fit best, by Newton's method; signs are scaled for their penalty, the intercept bears none."""
    spread = np.maximum(x[:, 1 : 1 + signs].std(axis=0), 1e-6)
    ridge = np.diag(np.concatenate([[1e-6], SIGNS_PENALTY * spread**2, np.full(x.shape[1] - 1 - signs, WORDS_PENALTY)]))
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-(x @ w)))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge, x.T @ (y - p) - ridge @ w)
        w = w + step
        if np.abs(step).max() < 1e-6:
            break
    return w


def written(w: Floats, c: Columns, head: str) -> str:
    """The data file."""
    names = [("sign", k) for k in c.signs] + [("head", k) for k in c.heads] + [("last", k) for k in c.lasts]
    rows = [("model", "intercept", w[0])]
    rows += [(kind, name, weight) for (kind, name), weight in zip(names, w[1:], strict=True)]
    kept = [row for row in rows if row[0] in {"model", "sign"} or abs(row[2]) >= 0.05]
    return head + "".join(f"{kind}\t{name}\t{weight:.3f}\n" for kind, name, weight in kept if name.strip())


def fit(articles: Sequence[Sequence[Example]]) -> str:
    """The data file that some articles' cues give."""
    given = [e for article in articles for e in article]
    c = columns(given)
    x, y = table(given, c)
    head = HEADER.format(cues=len(y), articles=len(articles), right=y.mean())
    return written(fitted(x, y, len(c.signs)), c, head)


def main() -> None:
    """Read, fit, and write or print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--polnear", type=Path, required=True, help="folder of the corpus with train/")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--write", action="store_true", help="write data/statement_weights.tsv")
    o = parser.parse_args()
    made = fit(list(examples(load_polnear(o.polnear / "train"), load(threads=o.threads))))
    if o.write:
        TARGET.write_text(made, encoding="utf-8")
    else:
        print(made, end="")


if __name__ == "__main__":
    main()
