"""Measure the packaged language model on treebank and named-entity test sets.

    python training/evaluate.py --treebanks DIR [--weights DIR] [--json FILE]

LAS and tags are measured on gold tokens and gold sentences, as the test sets have them, and on the model's
own tokens and sentences (aligned by characters, as the CoNLL 2018 shared task does). LAS compares whole
relation labels, subtypes included ("las"), and their universal part alone ("las_universal", the shared
task's measure). Entity F1 counts exact spans with their type.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import corpora
import crossclaim.language.model as package
from crossclaim.language.encoder import Encoder, WindowScores
from crossclaim.language.pieces import layouts_of
from crossclaim.language.trees import arc_scores, best_tree, relation_scores

TESTS = ("en_ewt-ud-test", "en_gum-ud-test", "en_pud-ud-test")
NAMED = ("en_ewt-ud-test", "en_pud-ud-test")


def scores_of(encoder: Encoder, sentences: list[corpora.Sentence]) -> dict[str, object]:
    """Scores of all words of a run of sentences, windows put together again."""
    import numpy as np

    words = [w for s in sentences for w in s.words]
    found: list[WindowScores] = encoder.scores(words, layouts_of([b for s in sentences for b in s.before]))
    core = package._core
    return {
        "tags": {k: np.concatenate([core(s, s.tags[k]) for s in found]) for k in found[0].tags},
        "projections": {k: np.concatenate([core(s, s.projections[k]) for s in found]) for k in found[0].projections},
    }


def on_gold(encoder: Encoder, documents: list[list[corpora.Sentence]]) -> Counter[str]:
    """Counts of right tags, heads and relations on gold words and sentences."""
    n: Counter[str] = Counter()
    labels = encoder.settings.labels
    for document in documents:
        scored = scores_of(encoder, document)
        tags, parts = scored["tags"], scored["projections"]
        begin = 0
        for s in document:
            rows = slice(begin, begin + len(s.words))
            begin += len(s.words)
            tree = best_tree(arc_scores(parts["arc_dep"][rows], parts["arc_head"][rows], encoder.parameters))
            rel = relation_scores(parts["rel_dep"][rows], parts["rel_head"][rows], tree, encoder.parameters).argmax(
                axis=1
            )
            for i in range(len(s.words)):
                n["words"] += 1
                n["upos"] += labels["upos"][tags["upos"][rows][i].argmax()] == s.upos[i]
                n["xpos"] += labels["xpos"][tags["xpos"][rows][i].argmax()] == s.xpos[i]
                label = labels["deprel"][rel[i]]
                if int(tree[i]) == s.heads[i]:
                    n["uas"] += 1
                    n["las"] += label == s.deprels[i]
                    n["las_universal"] += label.split(":")[0] == s.deprels[i].split(":")[0]
    return n


def text_of(document: list[corpora.Sentence]) -> tuple[str, list[tuple[int, int]]]:
    """A document as plain text, and where each word stands in it."""
    text, spans = "", []
    for s in document:
        for word, before in zip(s.words, s.before, strict=True):
            text += before if text else ""
            spans.append((len(text), len(text) + len(word)))
            text += word
    return text, spans


def on_own(model: package.LanguageModel, documents: list[list[corpora.Sentence]]) -> Counter[str]:
    """Counts on the model's own words and sentences; a word is right where its span, head and relation are."""
    n: Counter[str] = Counter()
    for document in documents:
        text, spans = text_of(document)
        doc = model(text)
        at = {(t.idx, t.idx + len(t)): t for t in doc if not t.is_space}
        n["own"] += len(at)
        begin = 0
        starts = {s.start_char for s in doc.sents}
        for s in document:
            own = spans[begin : begin + len(s.words)]
            n["gold"] += len(own)
            n["sentences"] += 1
            n["starts"] += own[0][0] in starts
            for i, span in enumerate(own):
                token = at.get(span)
                if token is None:
                    continue
                n["aligned"] += 1
                head = (token.head.idx, token.head.idx + len(token.head)) if token.head != token else None
                gold = own[s.heads[i] - 1] if s.heads[i] else None
                n["las_universal"] += head == gold and token.dep_.lower().split(":")[0] == s.deprels[i].split(":")[0]
            begin += len(s.words)
        n["own_sentences"] += len([s for s in doc.sents])
    return n


def spans_of(tags: list[str]) -> Iterator[tuple[int, int, str]]:
    """The spans of a row of BIO tags."""
    start, kind = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        if kind and (not tag.startswith("I-") or tag[2:] != kind):
            yield start, i, kind
            kind = ""
        if tag.startswith("B-") or (tag.startswith("I-") and not kind):
            start, kind = i, tag[2:]


def on_names(encoder: Encoder, documents: list[list[corpora.Sentence]]) -> dict[str, float]:
    """Precision, recall and F1 of entities on gold words."""
    right = given = wanted = 0
    names = encoder.settings.labels["names"]
    for document in documents:
        if not document:
            continue
        scored = scores_of(encoder, document)["tags"]
        upos = encoder.settings.labels["upos"]
        proper = [upos[i] == "PROPN" for i in scored["upos"].argmax(axis=1)]
        tags = package.name_tags(scored["names"], names, proper)
        begin = 0
        for s in document:
            got = set(spans_of(tags[begin : begin + len(s.words)]))
            gold = set(spans_of([x or "O" for x in s.names]))
            begin += len(s.words)
            right, given, wanted = right + len(got & gold), given + len(got), wanted + len(gold)
    p, r = right / max(given, 1), right / max(wanted, 1)
    return {"P": round(p, 4), "R": round(r, 4), "F1": round(2 * p * r / max(p + r, 1e-9), 4), "n": wanted}


def main() -> None:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--treebanks", type=Path, required=True)
    a.add_argument("--weights", type=Path, default=Path(package.__file__).with_name("weights"))
    a.add_argument("--json", type=Path)
    o = a.parse_args()
    encoder = Encoder(o.weights)
    model = package.LanguageModel(encoder)
    result: dict[str, object] = {"model": encoder.settings.version}
    for name in TESTS:
        documents = list(corpora.treebank(o.treebanks / f"{name}.conllu", gum_genres=None))
        n = on_gold(encoder, documents)
        gold = {k: round(n[k] / n["words"], 4) for k in ("upos", "xpos", "uas", "las", "las_universal")}
        m = on_own(model, documents)
        p, r = m["las_universal"] / m["own"], m["las_universal"] / m["gold"]
        sp, sr = m["starts"] / m["own_sentences"], m["starts"] / m["sentences"]
        own = {
            "words_f1": round(2 * m["aligned"] / (m["own"] + m["gold"]), 4),
            "las_universal_f1": round(2 * p * r / (p + r), 4),
            "sentence_starts_f1": round(2 * sp * sr / (sp + sr), 4),
        }
        result[name] = {"gold tokens": gold, "own tokens": own, "words": n["words"]}
        print(name, json.dumps(result[name]), flush=True)
    for name in NAMED:
        documents = list(corpora.named(o.treebanks / f"{name}.conllu", o.treebanks / f"{name}.iob2"))
        result[f"{name} names"] = on_names(encoder, documents)
        print(name, "names", json.dumps(result[f"{name} names"]), flush=True)
    if o.json:
        o.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
