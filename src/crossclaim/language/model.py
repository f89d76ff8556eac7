"""The language model: text to a spaCy `Doc` with parse, tags, lemmas, names and attribution spans."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from crossclaim.errors import ModelError
from crossclaim.language.encoder import Encoder, WindowScores
from crossclaim.language.features import Features, load_features
from crossclaim.language.pieces import layouts_of
from crossclaim.language.scores import chosen, keep
from crossclaim.language.statements import Statement, statements
from crossclaim.language.trees import arc_scores, best_relations, best_tree

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from threadpoolctl import ThreadpoolController

STATEMENTS = "attributions"
"""Key of `doc.spans`: spans labelled CUE, SOURCE and CONTENT; spans of one attribution share `span.id`."""

PROPER = 1.5
"""Log-odds taken from "no name" on a proper noun: treebanks mark fewer kinds of name than there are."""

LONGEST = 150
"""Words in one sentence: a longer run without a sentence end is cut, or its tree costs too much."""


def load(name: str | None = None, *, threads: int = 0) -> Callable[[str], Doc]:
    """Open a language model.

    Args:
        name: None or "crossclaim" for the packaged model; else the name or path of a spaCy pipeline with
            Universal Dependencies labels, whose parse and names are then used (attributions stay ours).
        threads: threads for one text; 0 leaves it to the runtime.

    Raises:
        ModelError: no such model, or one without a parse.

    >>> doc = load()("The army said it had left the town.")  # doctest: +SKIP
    >>> [s.text for s in doc.spans["attributions"] if s.label_ == "SOURCE"]  # doctest: +SKIP
    ['The army']
    """
    encoder = Encoder(Path(__file__).with_name("weights"), threads=threads)
    if name in (None, "crossclaim"):
        return LanguageModel(encoder)
    return OtherPipeline(name or "", encoder)


class LanguageModel:
    """The packaged model. Calling it with a text gives a `Doc`; offsets are the text's code points."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self._lemmas: dict[tuple[str, str], str] = {}

    @cached_property
    def tokenizer(self) -> Language:
        import spacy

        nlp = spacy.blank("en")
        nlp.max_length = 100_000_000
        return nlp

    @cached_property
    def _matrices(self) -> ThreadpoolController:
        """The library that multiplies matrices; the ones of the heads are so small that threads only wait."""
        from threadpoolctl import ThreadpoolController

        return ThreadpoolController()

    @cached_property
    def features(self) -> Features:
        return load_features()

    def __call__(self, text: str) -> Doc:
        plain = self.tokenizer.make_doc(text)
        words = [i for i, t in enumerate(plain) if not t.is_space]
        if not words:
            return plain
        texts = [t.text for t in plain]
        scored = self.encoder.scores([texts[i] for i in words], layouts(plain, words))
        doc, by_word = self._parsed(plain, words, scored)
        found = statements(scored, self.encoder.parameters, self.encoder.settings.far)
        set_statements(doc, words, found)
        keep(doc, found, {name: _by_token(row, words, len(doc)) for name, row in by_word.items()})
        return doc

    def _parsed(self, plain: Doc, words: list[int], scored: list[WindowScores]) -> tuple[Doc, dict[str, Any]]:
        """The parsed text, and how sure arcs and names are, by word."""
        from spacy.tokens import Doc

        labels = self.encoder.settings.labels
        tags = {k: np.concatenate([_core(s, s.tags[k]) for s in scored]) for k in ("upos", "xpos", "start", "names")}
        upos = [labels["upos"][i] for i in tags["upos"].argmax(axis=1)]
        xpos = [labels["xpos"][i] for i in tags["xpos"].argmax(axis=1)]
        bounds = sentence_bounds(plain, words, tags["start"][:, 0])
        with self._matrices.limit(limits=1):
            heads, deprels, sure = self._trees(scored, bounds)
        n = len(plain)
        all_pos, all_tag, all_dep = ["SPACE"] * n, ["_SP"] * n, ["dep"] * n
        texts = [t.text for t in plain]
        all_lemma, all_morph = texts.copy(), [""] * n
        all_head = _space_heads(plain, words)
        for k, i in enumerate(words):
            all_pos[i], all_tag[i], all_dep[i] = upos[k], xpos[k], deprels[k] if heads[k] >= 0 else "ROOT"
            all_lemma[i] = self._lemma(texts[i], upos[k])
            all_morph[i] = self.features.of(xpos[k])
            all_head[i] = words[heads[k]] if heads[k] >= 0 else i
        names = name_tags(tags["names"], labels["names"], [p == "PROPN" for p in upos])
        ents = ["O"] * n
        for k, i in enumerate(words):
            ents[i] = names[k]
        doc = Doc(
            plain.vocab,
            words=texts,
            spaces=[bool(t.whitespace_) for t in plain],
            pos=all_pos,
            tags=all_tag,
            deps=all_dep,
            heads=all_head,
            lemmas=all_lemma,
            morphs=all_morph,
            ents=_mended(ents),
        )
        tagged = np.asarray([labels["names"].index(tag) for tag in names])
        return doc, {"arcs": sure, "names": chosen(tags["names"], tagged)}

    def _trees(
        self, scored: list[WindowScores], bounds: list[tuple[int, int]]
    ) -> tuple[list[int], list[str], list[float]]:
        """Heads (-1 for a root, else word numbers), relations, and the heads' probabilities, of all words."""
        joined = {
            k: np.concatenate([_core(s, s.projections[k]) for s in scored])
            for k in ("arc_dep", "arc_head", "rel_dep", "rel_head")
        }
        names, p = self.encoder.settings.labels["deprel"], self.encoder.parameters
        heads = np.zeros(bounds[-1][1], dtype=np.int64)
        sure: list[float] = []
        for a, b in bounds:
            arcs = arc_scores(joined["arc_dep"][a:b], joined["arc_head"][a:b], p)
            arcs[np.arange(b - a), np.arange(1, b - a + 1)] = -np.inf
            tree = best_tree(arcs)
            sure.extend(chosen(arcs, tree))
            heads[a:b] = np.where(tree > 0, tree + a, 0)
        relations = best_relations(joined["rel_dep"], joined["rel_head"], heads, p)
        return (heads - 1).tolist(), [names[i] for i in relations], sure

    def _lemma(self, word: str, upos: str) -> str:
        key = (word, upos)
        found = self._lemmas.get(key)
        if found is None:
            found = lemma(word, upos)
            if len(self._lemmas) < 200_000:
                self._lemmas[key] = found
        return found


class OtherPipeline:
    """A spaCy pipeline with UD labels for parse and names; the packaged encoder for attributions."""

    def __init__(self, name: str, encoder: Encoder) -> None:
        import spacy

        try:
            self.pipeline = spacy.load(name)
        except (OSError, ValueError) as error:
            raise ModelError(f"{name}: no such spaCy pipeline ({error}); install it, or leave the name out") from error
        self.encoder = encoder

    def __call__(self, text: str) -> Doc:
        doc: Doc = self.pipeline(text)
        if len(doc) and not doc.has_annotation("DEP"):
            raise ModelError(f"{self.pipeline.meta['name']}: this pipeline gives no parse; use one with UD labels")
        words = [i for i, t in enumerate(doc) if not t.is_space]
        scored = self.encoder.scores([doc[i].text for i in words], layouts(doc, words))
        found = statements(scored, self.encoder.parameters, self.encoder.settings.far)
        set_statements(doc, words, found)
        keep(doc, found)
        return doc


def layouts(doc: Doc, words: list[int]) -> list[int]:
    """The layout of each word from what stands before it in the text."""
    text, before, end = doc.text, [], 0
    for i in words:
        token = doc[i]
        before.append(text[end : token.idx])
        end = token.idx + len(token)
    return layouts_of(before)


def sentence_bounds(doc: Doc, words: list[int], start: Any) -> list[tuple[int, int]]:
    """Word spans of the sentences: where the head says so, at each new line, and at `LONGEST`."""
    begins = [0]
    for k in range(1, len(words)):
        new_line = any("\n" in doc[j].text for j in range(words[k - 1] + 1, words[k]))
        if start[k] > 0 or new_line or k - begins[-1] >= LONGEST:
            begins.append(k)
    return list(zip(begins, [*begins[1:], len(words)], strict=True))


def set_statements(doc: Doc, words: list[int], found: list[Statement]) -> None:
    """Put attributions on the doc as `doc.spans["attributions"]`."""
    from spacy.tokens import Span

    spans = []
    for number, s in enumerate(found, start=1):
        for label, span in (("CUE", s.cue), ("SOURCE", s.source), *(("CONTENT", c) for c in s.content)):
            if span is not None:
                spans.append(Span(doc, words[span[0]], words[span[1] - 1] + 1, label=label, span_id=f"a{number}"))
    doc.spans[STATEMENTS] = spans


def lemma(word: str, upos: str) -> str:
    """The dictionary form of a word, lower case but for proper nouns (lemminflect's tables and rules)."""
    import lemminflect

    if upos == "PROPN":
        return word
    if upos not in {"NOUN", "VERB", "AUX", "ADJ", "ADV"}:
        return word.lower()
    found = lemminflect.getLemma(word.lower(), upos, lemmatize_oov=upos not in {"ADJ", "ADV"})
    if upos == "ADJ" and word.lower().endswith("ed"):
        return word.lower()
    return found[0] if found else word.lower()


def _by_token(row: Any, words: list[int], n: int) -> Any:
    """Scores of words as scores of tokens: none for white space."""
    out = np.full(n, np.nan, dtype=np.float32)
    out[words] = row
    return out


def _core(s: WindowScores, rows: Any) -> Any:
    w = s.window
    return rows[w.core_start - w.start : w.core_end - w.start]


def _space_heads(doc: Doc, words: list[int]) -> list[int]:
    """Heads for white-space tokens: the word before, or the first word of the text."""
    heads, last = [], words[0]
    real = set(words)
    for i in range(len(doc)):
        if i in real:
            last = i
        heads.append(last)
    return heads


def name_tags(logits: Any, names: tuple[str, ...], proper: list[bool]) -> list[str]:
    """Name tags of words: the head's own, and for proper nouns it leaves out its next best guess.

    Args:
        logits: [words, tags] of the name head.
        names: its tags, "O" first.
        proper: whether each word is tagged a proper noun.

    Returns:
        BIO tags. A run of proper nouns is one name of the kind that its words together favour; an inside tag
        with nothing of its kind before it begins a name.
    """
    doubted = logits.copy()
    doubted[np.asarray(proper), 0] -= PROPER
    tags = [names[i] for i in doubted.argmax(axis=1)]
    out = []
    for i, tag in enumerate(tags):
        same = i > 0 and tag != "O" and tags[i - 1][2:] == tag[2:]
        inside = tag.startswith("I-") or (proper[i] and i > 0 and proper[i - 1])
        out.append(("I" if same and inside else "B") + tag[1:] if tag != "O" else tag)
    return out


def _mended(tags: list[str]) -> list[str]:
    """Name tags of all tokens: white space inside a name ends it."""
    return ["B" + t[1:] if t.startswith("I-") and (i == 0 or tags[i - 1] == "O") else t for i, t in enumerate(tags)]
