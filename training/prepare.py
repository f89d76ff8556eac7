"""Corpora to training windows: runs of words with their labels, cut to fit the encoder."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np
import spacy

import names
from corpora import UNKNOWN, Article, Sentence
from crossclaim.language.pieces import WordPieces, layouts_of
from model import Labels

DROPPED = frozenset(",'\"“”‘’`;:") | {"``", "''"}
"""Marks that a text can have lost on its way."""


@dataclass
class Window:
    """What one sequence gives: pieces, the first piece of each word, and the labels per word."""

    ids: list[int]
    shapes: list[int]
    layouts: list[int]
    first: np.ndarray
    tags: dict[str, np.ndarray] = field(default_factory=dict)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    heads: np.ndarray | None = None
    deprels: np.ndarray | None = None
    cues: np.ndarray | None = None
    linked: np.ndarray | None = None


def _window(pieces: WordPieces, words: list[str], layouts: list[int]) -> Window:
    p = pieces.join(words, layouts)
    return Window([pieces.start, *p.ids, pieces.end], [0, *p.shapes, 0], [0, *p.layouts, 0], np.array(p.first) + 1)


def noisy(s: Sentence, rng: random.Random) -> Sentence:
    """The sentence as a worse-kept text would have it: marks lost, in capitals, or without any."""
    roll = rng.random()
    if roll < 0.10:
        return without_marks(s)
    if roll < 0.15:
        return _with_words(s, [w.upper() for w in s.words])
    if roll < 0.19:
        return _with_words(s, [w.lower() for w in s.words])
    if roll < 0.23 and len(s.words) > 4:
        return _with_words(s, [w.title() if len(w) > 3 else w for w in s.words])
    return s


def renamed(s: Sentence, rng: random.Random, share: float = 0.5) -> Sentence:
    """The sentence with other names of the same kind and number of words in place of some persons and places."""
    if len(s.names) != len(s.words):
        return s
    words, i = list(s.words), 0
    while i < len(words):
        tag, j = s.names[i], i + 1
        while tag and tag[0] == "B" and j < len(words) and s.names[j] == "I" + tag[1:]:
            j += 1
        if tag in ("B-PER", "B-LOC") and words[i].istitle() and rng.random() < share:
            words[i:j] = names.another(tag[2:], j - i, rng) or words[i:j]
        i = j
    return replace(s, words=words)


SPEAKERS: tuple[tuple[tuple[str, str, str], ...], ...] = (
    (("he", "PRON", "PRP"),),
    (("she", "PRON", "PRP"),),
    (("officials", "NOUN", "NNS"),),
    (("police", "NOUN", "NNS"),),
    (("the", "DET", "DT"), ("minister", "NOUN", "NN")),
    (("a", "DET", "DT"), ("spokesman", "NOUN", "NN")),
    (("the", "DET", "DT"), ("statement", "NOUN", "NN")),
    (("residents", "NOUN", "NNS"),),
)
"""Who a quoted sentence is given to: words with their part of speech and Penn tag, the head last."""


def quoted(s: Sentence, rng: random.Random) -> Sentence:
    """The sentence in quotation marks, or quoted with its speaker behind it.

    Treebanks hold little quoted speech, news is full of it; without this the encoder learns from the
    attribution articles that words in quotation marks are content, and forgets their grammar.
    """
    roll = rng.random()
    if roll < 0.14:
        return _in_marks(s, rng)
    if roll < 0.28 and 4 < len(s.words) < 45 and s.heads and s.words[-1] in {".", "!", "?"}:
        return _said(s, rng)
    return s


def _marks(rng: random.Random) -> tuple[str, str]:
    return ("“", "”") if rng.random() < 0.4 else ('"', '"')


def _in_marks(s: Sentence, rng: random.Random) -> Sentence:
    opening, closing = _marks(rng)
    n = len(s.words)
    root = s.heads.index(0) + 2 if 0 in s.heads else 1
    return Sentence(
        [opening, *s.words, closing],
        [s.before[0], "", *s.before[1:], ""],
        ["PUNCT", *s.upos, "PUNCT"] if s.upos else [],
        ["``", *s.xpos, "''"] if s.xpos else [],
        [root, *(h + 1 if h else 0 for h in s.heads), root] if s.heads else [],
        ["punct", *s.deprels, "punct"] if s.deprels else [],
        ["O", *s.names, "O"] if len(s.names) == n else s.names,
    )


def _said(s: Sentence, rng: random.Random) -> Sentence:
    """The sentence as "...," he said."""
    inner = _in_marks(s, rng)
    who = rng.choice(SPEAKERS)
    n = len(inner.words)
    words, heads, deprels = list(inner.words), list(inner.heads), list(inner.deprels)
    upos, xpos = list(inner.upos), list(inner.xpos)
    words[n - 2], xpos[n - 2] = ",", ","
    said = n + len(who) + 1
    root = heads.index(0)
    heads[root], deprels[root] = said, "ccomp"
    for i, (word, pos, tag) in enumerate(who):
        last = i == len(who) - 1
        words.append(word)
        upos.append(pos)
        xpos.append(tag)
        heads.append(said if last else n + len(who))
        deprels.append("nsubj" if last else "det")
    return Sentence(
        [*words, "said", "."],
        [*inner.before, *[" "] * (len(who) + 1), ""],
        [*upos, "VERB", "PUNCT"],
        [*xpos, "VBD", "."],
        [*heads, 0, said],
        [*deprels, "root", "punct"],
        [*inner.names, *["O"] * (len(who) + 2)],
    )


def _with_words(s: Sentence, words: list[str]) -> Sentence:
    return Sentence(words, s.before, s.upos, s.xpos, s.heads, s.deprels, s.names)


def without_marks(s: Sentence) -> Sentence:
    """The sentence less commas, quotation marks and apostrophes; a clitic is glued to its word."""
    leaf = set(range(1, len(s.words) + 1)) - set(s.heads)
    keep = [i for i, w in enumerate(s.words) if not (w in DROPPED and (i + 1) in leaf)]
    if not keep or len(keep) == len(s.words):
        return s
    new = {old + 1: n + 1 for n, old in enumerate(keep)} | {0: 0}
    words = [s.words[i].replace("'", "").replace("’", "") or s.words[i] for i in keep]
    before = [
        s.before[0] if n == 0 else s.before[i] or (" " if s.before[i - 1] and i - 1 not in keep else "")
        for n, i in enumerate(keep)
    ]
    pick = lambda xs: [xs[i] for i in keep] if xs else []  # noqa: E731
    return Sentence(
        words,
        before,
        pick(s.upos),
        pick(s.xpos),
        [new[s.heads[i]] for i in keep] if s.heads else [],
        pick(s.deprels),
        pick(s.names),
    )


def index(labels: tuple[str, ...]) -> dict[str, int]:
    return {x: i for i, x in enumerate(labels)}


class TreebankWindows:
    """Windows of whole sentences of one document, at most `most` pieces; cut afresh at each pass."""

    def __init__(
        self,
        documents: list[list[Sentence]],
        pieces: WordPieces,
        labels: Labels,
        most: int,
        *,
        parse: bool = True,
    ) -> None:
        self.documents, self.pieces, self.most, self.parse = documents, pieces, most, parse
        self.upos, self.xpos, self.deprel, self.names = (
            index(x) for x in (labels.upos, labels.xpos, labels.deprel, labels.names)
        )

    def cut(self, rng: random.Random, *, noise: bool = True) -> Iterable[Window]:
        for document in self.documents:
            run: list[Sentence] = []
            size, goal = 0, self._goal(rng, noise)
            for s in document:
                s = noisy(quoted(renamed(s, rng), rng), rng) if noise else s
                length = sum(len(self.pieces.of(w)) for w in s.words)
                if run and size + length > goal:
                    yield self.window(run)
                    run, size, goal = [], 0, self._goal(rng, noise)
                run.append(s)
                size += length
            if run:
                yield self.window(run)

    def _goal(self, rng: random.Random, noise: bool) -> int:
        return rng.choice((1, self.most // 4, self.most // 2, self.most, self.most)) if noise else self.most

    def window(self, run: list[Sentence]) -> Window:
        run = [s if len(s.words) < 120 else _head_of(s) for s in run]
        words = [w for s in run for w in s.words]
        w = _window(self.pieces, words, layouts_of([b for s in run for b in s.before]))
        n = 0
        for s in run:
            w.sentences.append((n, n + len(s.words)))
            n += len(s.words)
        start = np.zeros(n, dtype=np.int64)
        start[[a for a, _ in w.sentences]] = 1
        w.tags["names"] = np.array([UNKNOWN if x is None else self.names[x] for s in run for x in s.names])
        w.tags["start"] = start
        if self.parse:
            w.tags["upos"] = np.array([self.upos[x] for s in run for x in s.upos])
            w.tags["xpos"] = np.array([self.xpos.get(x, UNKNOWN) for s in run for x in s.xpos])
            w.heads = np.array([h for s in run for h in s.heads])
            w.deprels = np.array(
                [self.deprel.get(d, self.deprel.get(d.split(":")[0], UNKNOWN)) for s in run for d in s.deprels]
            )
        return w


def _head_of(s: Sentence, n: int = 120) -> Sentence:
    """The first words of a sentence too long for a window, its parse unknown beyond."""
    return Sentence(
        s.words[:n],
        s.before[:n],
        s.upos[:n],
        s.xpos[:n],
        [h if h <= n else 0 for h in s.heads[:n]],
        s.deprels[:n],
        s.names[:n],
    )


class ArticleWindows:
    """Windows of an article's paragraphs with its attributions per word."""

    def __init__(self, articles: list[Article], pieces: WordPieces, most: int) -> None:
        self.pieces, self.most = pieces, most
        nlp = spacy.blank("en")
        self.articles = [_words(nlp, a) for a in articles]

    def cut(self, rng: random.Random, *, noise: bool = True) -> Iterable[Window]:
        for words, before, cues, linked in self.articles:
            start, n = 0, len(words)
            goal = rng.randint(self.most // 3, self.most) if noise else self.most
            while start < n:
                end, size = start, 0
                while end < n and (size := size + len(self.pieces.of(words[end]))) <= goal:
                    end += 1
                if end < n:
                    breaks = [i for i in range(start + (end - start) // 2, end) if "\n" in before[i]] or [
                        i + 1 for i in range(start + (end - start) // 2, end - 1) if words[i] in ".!?"
                    ]
                    end = breaks[-1] if breaks else end
                end = max(end, start + 1)
                yield self.window(
                    words[start:end],
                    before[start:end],
                    cues[start:end],
                    [(c, link[start:end]) for c, link in linked if start <= c < end],
                    start,
                    rng if noise else None,
                )
                start, goal = end, self.most

    def window(self, words, before, cues, linked, offset, rng) -> Window:  # type: ignore[no-untyped-def]
        keep = list(range(len(words)))
        if rng is not None:
            roll = rng.random()
            if roll < 0.08:
                keep = [i for i in keep if words[i] not in DROPPED or cues[i]] or keep
                words = [w.replace("'", "").replace("’", "") or w for w in words]
            elif roll < 0.11:
                words = [w.upper() for w in words]
            elif roll < 0.14:
                before = [" " for _ in before]
        w = _window(self.pieces, [words[i] for i in keep], layouts_of([before[i] for i in keep]))
        w.tags["cue"] = cues[keep]
        at = {old: new for new, old in enumerate(keep)}
        linked = [(at[c - offset], link[keep]) for c, link in linked if c - offset in at]
        w.cues = np.array([c for c, _ in linked], dtype=np.int64)
        w.linked = np.stack([link for _, link in linked]) if linked else np.zeros((0, len(keep), 2), dtype=np.float32)
        return w


def _words(nlp, article: Article):  # type: ignore[no-untyped-def]
    """Words, white space before, cue tags (0 out, 1 begin, 2 in) and per attribution its cue and its words' roles."""
    doc = nlp(article.text)
    words, before, starts, ends, space = [], [], [], [], ""
    for t in doc:
        if t.is_space:
            space += t.text
            continue
        words.append(t.text)
        before.append(space or (" " if t.i and doc[t.i - 1].whitespace_ else ""))
        space = " " if t.whitespace_ else ""
        starts.append(t.idx)
        ends.append(t.idx + len(t))
    s, e = np.array(starts), np.array(ends)

    def inside(spans: list[tuple[int, int]]) -> np.ndarray:
        hit = np.zeros(len(words), dtype=bool)
        for a, b in spans:
            hit |= (s < b) & (e > a)
        return hit

    cues, linked = np.zeros(len(words), dtype=np.int64), []
    for a in article.attributions:
        cue = np.flatnonzero(inside(a["Cue"]))
        if not len(cue):
            continue
        cues[cue] = 2
        cues[[i for i in cue if i - 1 not in set(cue)][:1]] = 1
        for i in cue:
            if i - 1 not in set(cue):
                cues[i] = 1
        linked.append((int(cue[0]), np.stack([inside(a["Source"]), inside(a["Content"])], axis=1).astype(np.float32)))
    return words, before, cues, linked


__all__ = ["ArticleWindows", "TreebankWindows", "Window"]
