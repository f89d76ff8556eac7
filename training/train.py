"""Train the encoder and all its heads together.

    python training/train.py --treebanks DIR --polnear DIR --minilm DIR --out DIR [--passes 3]

Each step takes a batch of treebank windows (tags, parse, names) and a batch of article windows
(attributions); the losses are added. AdamW, warm-up then linear decay, one seed for everything.
"""

from __future__ import annotations

import argparse
import itertools
import random
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

import corpora
from crossclaim.language.pieces import LAYOUTS, SHAPES, WordPieces
from crossclaim.language.windows import MOST
from model import Labels, Reader, from_minilm
from prepare import ArticleWindows, TreebankWindows, Window

TAG_WEIGHTS = {"upos": 0.5, "xpos": 0.5, "start": 0.5, "names": 5.0, "cue": 1.0}


def label_sets(documents: list[list[corpora.Sentence]]) -> Labels:
    from collections import Counter

    sentences = [s for d in documents for s in d]
    deprels = Counter(x for s in sentences for x in s.deprels)
    xpos = Counter(x for s in sentences for x in s.xpos)
    return Labels(
        upos=tuple(sorted({x for s in sentences for x in s.upos})),
        xpos=tuple(sorted(x for x, n in xpos.items() if n >= 5)),
        deprel=tuple(sorted(x for x, n in deprels.items() if n >= 10)),
    )


def collate(windows: list[Window], pad: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    most = max(len(w.ids) for w in windows)
    ids = torch.full((len(windows), most), pad)
    shapes, layouts = torch.zeros_like(ids), torch.zeros_like(ids)
    mask = torch.zeros(ids.shape, dtype=torch.bool)
    for i, w in enumerate(windows):
        n = len(w.ids)
        ids[i, :n], shapes[i, :n], layouts[i, :n], mask[i, :n] = (
            torch.tensor(w.ids),
            torch.tensor(w.shapes),
            torch.tensor(w.layouts),
            True,
        )
    return ids, shapes, layouts, mask


def batches(windows: list[Window], pieces: int, rng: random.Random) -> list[list[Window]]:
    """Windows of like length together, each batch about `pieces` pieces with its padding."""
    windows = sorted(windows, key=lambda w: len(w.ids) + rng.random() * 16)
    out: list[list[Window]] = [[]]
    for w in windows:
        if out[-1] and (len(out[-1]) + 1) * max(len(w.ids), len(out[-1][-1].ids)) > pieces:
            out.append([])
        out[-1].append(w)
    rng.shuffle(out)
    return out


def loss_of(model: Reader, windows: list[Window], pad: int) -> dict[str, Tensor]:
    inputs = collate(windows, pad)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=BF16):
        tags, projections = model(*inputs)
    tags, projections = tags.float(), projections.float()
    rows = torch.cat([torch.full((len(w.first),), i) for i, w in enumerate(windows)])
    cols = torch.cat([torch.from_numpy(w.first) for w in windows])
    words, by_word = model.split_tags(tags[rows, cols]), projections[rows, cols]
    losses: dict[str, Tensor] = {}
    for name in windows[0].tags:
        gold = torch.from_numpy(np.concatenate([w.tags[name] for w in windows]))
        if name == "start":
            losses[name] = F.binary_cross_entropy_with_logits(words[name].squeeze(-1), gold.float())
        elif (gold != corpora.UNKNOWN).any():
            losses[name] = F.cross_entropy(words[name], gold, ignore_index=corpora.UNKNOWN)
    parts = model.split_projections(by_word)
    offset = 0
    _arc, _rel, _arc_n, link, link_n = torch.zeros(()), torch.zeros(()), 0, torch.zeros(()), 0
    sentences: list[tuple[int, int]] = []
    for w in windows:
        if w.heads is not None:
            sentences += [(offset + a, offset + b) for a, b in w.sentences]
        if w.cues is not None and len(w.cues):
            n = len(w.first)
            near = torch.arange(n)[None, :] - torch.from_numpy(w.cues)[:, None]
            logits = model.links(
                parts[4][offset : offset + n], parts[5][offset : offset + n][torch.from_numpy(w.cues)], near
            )
            gold = torch.from_numpy(w.linked)
            link = link + F.binary_cross_entropy_with_logits(logits, gold, reduction="sum") / n
            link_n += len(w.cues)
        offset += len(w.first)
    if sentences:
        heads = torch.from_numpy(np.concatenate([w.heads for w in windows if w.heads is not None]))
        deprels = torch.from_numpy(np.concatenate([w.deprels for w in windows if w.deprels is not None]))
        most = max(b - a for a, b in sentences)
        n = len(sentences)
        index = torch.zeros((n, most), dtype=torch.long)
        real = torch.zeros((n, most), dtype=torch.bool)
        for i, (a, b) in enumerate(sentences):
            index[i, : b - a], real[i, : b - a] = torch.arange(a, b), True
        drop = model.drop
        root_arc, root_rel = model.root[: 2 * parts[0].shape[-1]], model.root[2 * parts[0].shape[-1] :]
        dep = drop(parts[0])[index]
        head = torch.cat([root_arc[: parts[1].shape[-1]].expand(n, 1, -1), drop(parts[1])[index]], 1)
        scores = model.arcs(dep, head)
        scores = scores.masked_fill(~torch.cat([torch.ones(n, 1, dtype=torch.bool), real], 1)[:, None, :], -1e4)
        gold_heads = heads[index][real]
        losses["arc"] = F.cross_entropy(scores[real], gold_heads)
        starts = torch.tensor([a for a, _ in sentences])[:, None].expand(n, most)[real]
        rel_head = drop(parts[3])
        table = torch.cat([root_rel[: rel_head.shape[-1]][None], rel_head])
        at = torch.where(gold_heads > 0, starts + gold_heads, 0)
        losses["rel"] = F.cross_entropy(
            model.relations(drop(parts[2])[index[real]], table[at]), deprels, ignore_index=corpora.UNKNOWN
        )
    if link_n:
        losses["link"] = link / link_n * 8
    return losses


def main() -> None:
    global BF16
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--treebanks", type=Path, required=True)
    a.add_argument("--polnear", type=Path, required=True)
    a.add_argument("--minilm", type=Path, required=True)
    a.add_argument("--out", type=Path, required=True)
    a.add_argument("--steps", type=int, default=1200)
    a.add_argument("--seed", type=int, default=11)
    a.add_argument("--rate", type=float, default=3e-4)
    a.add_argument("--head-rate", type=float, default=1.5e-3)
    a.add_argument("--pieces", type=int, default=2400)
    a.add_argument("--save-every", type=int, default=200)
    a.add_argument("--tree-batches", type=int, default=1, help="treebank batches in a step")
    a.add_argument("--name-every", type=int, default=3, help="steps from one batch of named entities to the next")
    a.add_argument("--resume", type=Path, help="a model.pt to go on from, with a schedule of its own")
    a.add_argument("--threads", type=int, default=2)
    a.add_argument("--float32", action="store_true")
    o = a.parse_args()
    BF16 = not o.float32
    torch.set_num_threads(o.threads)
    random.seed(o.seed), np.random.seed(o.seed), torch.manual_seed(o.seed)
    rng = random.Random(o.seed)
    o.out.mkdir(parents=True, exist_ok=True)

    pieces = WordPieces(Tokenizer.from_file(str(o.minilm / "tokenizer.json")))
    documents = list(corpora.treebank(o.treebanks / "ewt+gum-train.conllu"))
    labels = label_sets(documents)
    labels.save(o.out / "labels.json")
    uner = list(corpora.named(o.treebanks / "en_ewt-ud-dev.conllu", o.treebanks / "en_ewt-ud-dev.iob2"))
    documents += [*uner, *corpora.treebank(o.treebanks / "en_gum-ud-dev.conllu")]
    trees = TreebankWindows(documents, pieces, labels, MOST)
    names = TreebankWindows(uner, pieces, labels, MOST, parse=False)
    articles = ArticleWindows(list(corpora.attributions(o.polnear / "train")), pieces, MOST)
    model = from_minilm(o.minilm, labels, len(SHAPES), len(LAYOUTS))
    if o.resume:
        model.load_state_dict(torch.load(o.resume, weights_only=True))
    body = [p for p in model.encoder.parameters() if p.requires_grad]
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": o.rate}, {"params": heads, "lr": o.head_rate}],
        weight_decay=0.01,
        betas=(0.9, 0.98),
    )
    warm = max(1, o.steps // 15)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warm, max(0.0, (o.steps - s) / (o.steps - warm)))
    )

    def stream(cuts):  # type: ignore[no-untyped-def]
        for n in itertools.count():
            made = batches(list(cuts.cut(rng)), o.pieces, rng)
            print(f"pass {n} of {cuts.__class__.__name__}: {len(made)} batches", flush=True)
            yield from made

    model.train()
    parses = stream(trees)
    sources = [*[parses] * o.tree_batches, stream(articles)]
    naming = stream(names)
    begun, seen, sums = time.time(), 0, {}
    for step in range(o.steps):
        optimizer.zero_grad(set_to_none=True)
        turn = [next(s) for s in sources] + ([next(naming)] if step % o.name_every == 0 else [])
        for batch in turn:
            losses = loss_of(model, batch, pieces.pad)
            total = sum(v * TAG_WEIGHTS.get(k, 1.0) for k, v in losses.items())
            total.backward()
            seen += sum(len(w.ids) for w in batch)
            for k, v in losses.items():
                s = sums.setdefault(k, [0.0, 0])
                s[0] += v.item()
                s[1] += 1
        torch.nn.utils.clip_grad_norm_([*body, *heads], 2.0)
        optimizer.step()
        schedule.step()
        if (step + 1) % 20 == 0:
            rate = seen / (time.time() - begun)
            print(
                f"step {step + 1}/{o.steps} {rate:.0f} pieces/s {time.time() - begun:.0f}s",
                " ".join(f"{k} {s / n:.3f}" for k, (s, n) in sums.items()),
                flush=True,
            )
            sums = {}
        if (step + 1) % o.save_every == 0 or step + 1 == o.steps:
            torch.save(model.state_dict(), o.out / "model.pt")


BF16 = True

if __name__ == "__main__":
    main()
