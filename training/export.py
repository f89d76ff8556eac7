"""Export a trained model to the package: ONNX, int8, and the small matrices of the heads.

python training/export.py --run DIR --minilm DIR --to src/crossclaim/language/weights --version 1
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from crossclaim.language.encoder import FORMAT
from crossclaim.language.pieces import LAYOUTS, SHAPES
from model import ARC, FAR, LINK, REL, Reader, from_run


def graph(model: Reader, path: Path) -> None:
    """The encoder, tag logits and projections as an ONNX graph over (window, piece)."""
    n = 12
    ids, zeros = torch.randint(1000, 2000, (2, n)), torch.zeros((2, n), dtype=torch.long)
    mask = torch.ones((2, n), dtype=torch.bool)
    axes = {k: {0: "windows", 1: "pieces"} for k in ("ids", "shapes", "layouts", "mask", "tags", "projections")}
    torch.onnx.export(
        model,
        (ids, zeros, zeros, mask),
        str(path),
        input_names=["ids", "shapes", "layouts", "mask"],
        output_names=["tags", "projections"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def main() -> None:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--run", type=Path, required=True)
    a.add_argument("--minilm", type=Path, required=True)
    a.add_argument("--to", type=Path, required=True)
    a.add_argument("--version", required=True)
    a.add_argument("--float32", action="store_true", help="leave the weights as they are, to measure what int8 costs")
    o = a.parse_args()
    model = from_run(o.run, o.minilm, len(SHAPES), len(LAYOUTS))
    labels = model.labels
    o.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        graph(model, full)
        if o.float32:
            shutil.copy(full, o.to / "encoder.onnx")
        else:
            quantize_dynamic(full, o.to / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True)
    state = model.state_dict()
    names = {
        "arc": "arc",
        "root": "root",
        "rel": "rel",
        "distance": "distance.weight",
        "role": "role.weight",
        "role_bias": "role.bias",
    }
    np.savez_compressed(o.to / "heads.npz", **{k: state[v].numpy().astype(np.float16) for k, v in names.items()})
    shutil.copy(o.minilm / "tokenizer.json", o.to / "tokenizer.json")
    settings = {
        "format": FORMAT,
        "name": "crossclaim-reader",
        "version": o.version,
        "labels": asdict(labels),
        "tags": model.sizes,
        "projections": {
            "arc_dep": ARC,
            "arc_head": ARC,
            "rel_dep": REL,
            "rel_head": REL,
            "link_word": LINK,
            "link_cue": LINK,
        },
        "far": FAR,
    }
    (o.to / "settings.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    for path in sorted(o.to.iterdir()):
        print(f"{path.name}\t{path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
