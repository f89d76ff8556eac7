"""The network: one MiniLM encoder, shape and layout embeddings, and the heads, in torch."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

ARC, REL, LINK = 256, 96, 128
"""Widths of the arc, relation and attribution-link spaces."""

FAR = 64
"""Distances in words beyond this are one distance to the attribution link."""


@dataclass(frozen=True)
class Labels:
    """The label sets, in the order of the logits."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    deprel: tuple[str, ...]
    names: tuple[str, ...] = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
    cue: tuple[str, ...] = ("O", "B", "I")
    roles: tuple[str, ...] = ("source", "content")

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Labels:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return cls(**{k: tuple(v) for k, v in raw.items()})


class Encoder(nn.Module):
    """BERT's layers as MiniLM has them, with the attention written for packed speed and ONNX export."""

    def __init__(
        self,
        vocabulary: int,
        positions: int,
        width: int,
        layers: int,
        heads: int,
        inner: int,
        shapes: int,
        layouts: int,
    ) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, width)
        self.position = nn.Embedding(positions, width)
        self.shape = nn.Embedding(shapes, width)
        self.layout = nn.Embedding(layouts, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, heads, inner) for _ in range(layers))
        nn.init.zeros_(self.shape.weight)
        nn.init.zeros_(self.layout.weight)
        self.drop = nn.Dropout(0.1)

    def forward(self, ids: Tensor, shapes: Tensor, layouts: Tensor, mask: Tensor) -> Tensor:
        place = torch.arange(ids.shape[1], device=ids.device)
        x = self.word(ids) + self.position(place) + self.shape(shapes) + self.layout(layouts)
        x = self.drop(self.norm(x))
        attend = mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, attend)
        return x


class Layer(nn.Module):
    """One transformer layer, normalised after each half."""

    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, attend: Tensor) -> Tensor:
        b, n, w = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=attend)
        x = self.norm1(x + self.drop(self.out(a.transpose(1, 2).reshape(b, n, w))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Reader(nn.Module):
    """The encoder and its heads. What `forward` returns is per piece; words are their first pieces."""

    def __init__(self, encoder: Encoder, labels: Labels) -> None:
        super().__init__()
        self.encoder, self.labels = encoder, labels
        width = encoder.word.weight.shape[1]
        self.sizes = {
            "upos": len(labels.upos),
            "xpos": len(labels.xpos),
            "start": 1,
            "names": len(labels.names),
            "cue": len(labels.cue),
        }
        self.tag = nn.Linear(width, sum(self.sizes.values()))
        self.project = nn.Linear(width, 2 * ARC + 2 * REL + 2 * LINK)
        self.drop = nn.Dropout(0.33)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.root = nn.Parameter(torch.zeros(2 * REL + 2 * ARC))
        self.rel = nn.Parameter(torch.zeros(REL + 1, len(labels.deprel), REL + 1))
        self.distance = nn.Embedding(2 * FAR + 1, LINK)
        self.role = nn.Linear(LINK, len(labels.roles))
        for p in (self.arc, self.rel):
            nn.init.normal_(p, std=0.02)
        nn.init.normal_(self.distance.weight, std=0.02)

    def forward(self, ids: Tensor, shapes: Tensor, layouts: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Logits of the tag heads, and the projections for arcs, relations and links, per piece."""
        x = self.encoder(ids, shapes, layouts, mask)
        tags = self.tag(F.dropout(x, 0.2, self.training))
        p = F.leaky_relu(self.project(F.dropout(x, 0.1, self.training)), 0.1)
        return tags, p

    def split_tags(self, tags: Tensor) -> dict[str, Tensor]:
        return dict(zip(self.sizes, tags.split(list(self.sizes.values()), dim=-1), strict=True))

    @staticmethod
    def split_projections(p: Tensor) -> tuple[Tensor, ...]:
        """Arc dependent, arc head, relation dependent, relation head, link word, link cue."""
        return p.split([ARC, ARC, REL, REL, LINK, LINK], dim=-1)

    def arcs(self, dep: Tensor, head: Tensor) -> Tensor:
        """Scores [..., dependent, head] of one sentence; head 0 is the root."""
        ones = torch.ones_like(dep[..., :1])
        return torch.cat([dep, ones], -1) @ self.arc @ head.transpose(-1, -2)

    def relations(self, dep: Tensor, head: Tensor) -> Tensor:
        """Logits [n, relations] of dependents with their heads."""
        dep = torch.cat([dep, torch.ones_like(dep[..., :1])], -1)
        head = torch.cat([head, torch.ones_like(head[..., :1])], -1)
        by_dep = (dep @ self.rel.reshape(REL + 1, -1)).view(-1, self.rel.shape[1], REL + 1)
        return (by_dep @ head.unsqueeze(-1)).squeeze(-1)

    def links(self, word: Tensor, cue: Tensor, distance: Tensor) -> Tensor:
        """Logits [cues, words, roles]: is the word in the source, the content, of that cue's attribution?"""
        near = self.distance(distance.clamp(-FAR, FAR) + FAR)
        return self.role(F.relu(word.unsqueeze(0) + cue.unsqueeze(1) + near))


def from_minilm(folder: Path, labels: Labels, shapes: int, layouts: int) -> Reader:
    """A reader whose encoder starts from the MiniLM weights in `folder` (config.json, model.safetensors)."""
    from safetensors.torch import load_file

    c = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    weights = load_file(str(folder / "model.safetensors"))
    weights = {k.removeprefix("bert."): v for k, v in weights.items()}
    e = Encoder(
        c["vocab_size"],
        c["max_position_embeddings"],
        c["hidden_size"],
        c["num_hidden_layers"],
        c["num_attention_heads"],
        c["intermediate_size"],
        shapes,
        layouts,
    )
    state = e.state_dict()
    take = "embeddings."
    state["word.weight"] = weights[take + "word_embeddings.weight"]
    state["position.weight"] = (
        weights[take + "position_embeddings.weight"] + weights[take + "token_type_embeddings.weight"][0]
    )
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = weights[f"{take}LayerNorm.{part}"]
        for i in range(c["num_hidden_layers"]):
            old, new = f"encoder.layer.{i}.", f"layers.{i}."
            state[f"{new}qkv.{part}"] = torch.cat(
                [weights[f"{old}attention.self.{k}.{part}"] for k in ("query", "key", "value")]
            )
            state[f"{new}out.{part}"] = weights[f"{old}attention.output.dense.{part}"]
            state[f"{new}norm1.{part}"] = weights[f"{old}attention.output.LayerNorm.{part}"]
            state[f"{new}up.{part}"] = weights[f"{old}intermediate.dense.{part}"]
            state[f"{new}down.{part}"] = weights[f"{old}output.dense.{part}"]
            state[f"{new}norm2.{part}"] = weights[f"{old}output.LayerNorm.{part}"]
    e.load_state_dict(state)
    e.word.weight.requires_grad_(False)
    return Reader(e, labels)


def from_run(run: Path, minilm: Path, shapes: int, layouts: int) -> Reader:
    """The reader that a training run left in its folder (labels.json, model.pt), ready to be used."""
    model = from_minilm(minilm, Labels.load(run / "labels.json"), shapes, layouts)
    model.load_state_dict(torch.load(run / "model.pt", weights_only=True))
    return model.eval()
