"""Refit the name head on the finished encoder: a linear classifier over its frozen features.

    python training/names.py --treebanks DIR --minilm DIR --run RUN --out RUN2

Names are few among words, so in joint training their loss weighs little; here they are all that counts.
Sentences with full named-entity labels (Universal NER) count three times those with GUM's.
"""

from __future__ import annotations

import argparse
import random
import shutil
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional as F

import corpora
from crossclaim.language.pieces import LAYOUTS, SHAPES, WordPieces
from model import from_run
from prepare import TreebankWindows
from train import batches, collate


def features(model, windows, pad):  # type: ignore[no-untyped-def]
    """The encoder's output on each word, with its name label."""
    xs, ys = [], []
    for batch in windows:
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = model.encoder(*collate(batch, pad)).float()
        for i, w in enumerate(batch):
            xs.append(hidden[i, torch.from_numpy(w.first)])
            ys.append(torch.from_numpy(w.tags["names"]))
    return torch.cat(xs), torch.cat(ys)


def main() -> None:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--treebanks", type=Path, required=True)
    a.add_argument("--minilm", type=Path, required=True)
    a.add_argument("--run", type=Path, required=True)
    a.add_argument("--out", type=Path, required=True)
    a.add_argument("--seed", type=int, default=5)
    a.add_argument("--passes", type=int, default=40)
    o = a.parse_args()
    torch.manual_seed(o.seed)
    rng = random.Random(o.seed)
    model = from_run(o.run, o.minilm, len(SHAPES), len(LAYOUTS))
    labels = model.labels
    pieces = WordPieces(Tokenizer.from_file(str(o.minilm / "tokenizer.json")))
    t = o.treebanks
    uner = list(corpora.named(t / "en_ewt-ud-dev.conllu", t / "en_ewt-ud-dev.iob2"))
    trees = list(corpora.treebank(t / "ewt+gum-train.conllu"))
    gum = [d for d in trees if any(x is not None for s in d for x in s.names) and all(None not in s.names for s in d)]
    parts = []
    for documents, weight, noise in ((uner, 3.0, False), (uner, 1.0, True), (gum, 1.0, False)):
        cut = TreebankWindows(documents, pieces, labels, 128, parse=False).cut(rng, noise=noise)
        x, y = features(model, batches(list(cut), 4000, rng), pieces.pad)
        parts.append((x, y, torch.full(y.shape, weight)))
    x, y, w = (torch.cat(p) for p in zip(*parts, strict=True))
    keep = y != corpora.UNKNOWN
    x, y, w = x[keep], y[keep], w[keep]
    print(f"{len(y)} words, {(y > 0).sum()} in names", flush=True)
    begin = sum(list(model.sizes.values())[: list(model.sizes).index("names")])
    rows = slice(begin, begin + model.sizes["names"])
    head = torch.nn.Linear(x.shape[1], model.sizes["names"])
    head.weight.data, head.bias.data = model.tag.weight.data[rows].clone(), model.tag.bias.data[rows].clone()
    optimizer = torch.optim.AdamW(head.parameters(), lr=3e-3, weight_decay=0.02)
    steps = o.passes * (len(y) // 2048)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: 1 - s / steps)
    for _n in range(steps):
        at = torch.randint(0, len(y), (2048,))
        loss = (F.cross_entropy(head(F.dropout(x[at], 0.1)), y[at], reduction="none") * w[at]).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
    print(f"loss {loss.item():.4f}", flush=True)
    model.tag.weight.data[rows], model.tag.bias.data[rows] = head.weight.data, head.bias.data
    o.out.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), o.out / "model.pt")
    shutil.copy(o.run / "labels.json", o.out / "labels.json")


if __name__ == "__main__":
    np.seterr(all="raise")
    main()
