"""Run the packaged encoder: words in, logits and projections per word out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from crossclaim.errors import ModelError
from crossclaim.language.pieces import WordPieces
from crossclaim.language.windows import Window, cut

Floats = npt.NDArray[np.float32]

FORMAT = 1
"""The form of the model folder that this version reads."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """The small matrices of the heads that are computed here, not in the encoder's graph.

    `rel_by_head` is `rel` with the head's dimension first, as rows of a matrix.
    """

    arc: Floats
    root: Floats
    rel: Floats
    rel_by_head: Floats
    distance: Floats
    role: Floats
    role_bias: Floats


@dataclass(frozen=True)
class Settings:
    """What the model folder says of itself."""

    format: int
    name: str
    version: str
    labels: dict[str, tuple[str, ...]]
    tags: dict[str, int]
    projections: dict[str, int]
    far: int


@dataclass(frozen=True, slots=True)
class WindowScores:
    """Scores of one window's words: `tags` and `projections` by head name, one row per word."""

    window: Window
    tags: dict[str, Floats]
    projections: dict[str, Floats]


class Encoder:
    """The encoder and the parameters of its heads, opened from a model folder.

    Args:
        folder: holds `encoder.onnx`, `heads.npz`, `settings.json`, `tokenizer.json`.
        threads: threads of one run.

    Raises:
        ModelError: a file is missing, or of another format.
    """

    def __init__(self, folder: Path, *, threads: int = 0) -> None:
        self.folder, self._threads = folder, threads
        try:
            raw = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise ModelError(f"{folder}: no language model there ({error}); reinstall crossclaim") from error
        if raw.get("format") != FORMAT:
            raise ModelError(f"{folder}: model format {raw.get('format')}, this version reads {FORMAT}; update it")
        raw["labels"] = {k: tuple(v) for k, v in raw["labels"].items()}
        self.settings = Settings(**raw)

    @cached_property
    def pieces(self) -> WordPieces:
        from tokenizers import Tokenizer

        return WordPieces(Tokenizer.from_file(str(self.folder / "tokenizer.json")))

    @cached_property
    def parameters(self) -> Parameters:
        with np.load(self.folder / "heads.npz") as arrays:
            read = {name: arrays[name].astype(np.float32) for name in arrays.files}
        by_head = np.ascontiguousarray(read["rel"].transpose(2, 1, 0)).reshape(read["rel"].shape[2], -1)
        return Parameters(rel_by_head=by_head, **read)

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.log_severity_level = 3
        path = str(self.folder / "encoder.onnx")
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def scores(self, words: Sequence[str], layouts: Sequence[int]) -> list[WindowScores]:
        """Scores for every window of a text.

        Args:
            words: the words of the text.
            layouts: for each an index into `pieces.LAYOUTS`.
        """
        sizes = [len(self.pieces.of(w)) for w in words]
        windows = cut(sizes, words, [layout == 1 for layout in layouts])
        return [self._run(window, words, layouts) for window in windows]

    def _run(self, window: Window, words: Sequence[str], layouts: Sequence[int]) -> WindowScores:
        """Scores of one window, run by itself: together they would be filled up to the longest for nothing."""
        p = self.pieces.join(words[window.start : window.end], layouts[window.start : window.end])
        ids = np.asarray([[self.pieces.start, *p.ids, self.pieces.end]], dtype=np.int64)
        shapes, layout = np.zeros_like(ids), np.zeros_like(ids)
        shapes[0, 1:-1], layout[0, 1:-1] = p.shapes, p.layouts
        fed = {"ids": ids, "shapes": shapes, "layouts": layout, "mask": np.ones(ids.shape, dtype=bool)}
        tags, projections = self._session.run(None, fed)
        at = np.asarray(p.first) + 1
        by_tag = _split(tags[0, at], self.settings.tags)
        return WindowScores(window, by_tag, _split(projections[0, at], self.settings.projections))


def _split(columns: Floats, widths: dict[str, int]) -> dict[str, Floats]:
    ends = np.cumsum(list(widths.values()))[:-1]
    return dict(zip(widths, np.split(columns, ends, axis=1), strict=True))
