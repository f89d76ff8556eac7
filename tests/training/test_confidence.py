"""Fitting the weights of confidence: on made claims whose rightness is known."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from crossclaim.lexicon.confidence import build_weights
from crossclaim.yamlfile import read_yaml

SCRIPT = Path(__file__).parents[2] / "training" / "confidence.py"


@pytest.fixture(scope="module")
def fitting() -> ModuleType:
    spec = importlib.util.spec_from_file_location("training_confidence", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def made(number: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Claims of twenty reports whose first sign bears on rightness, the second not; the third is mostly missing."""
    rng = np.random.default_rng(7)
    x = rng.normal(size=(number, 3))
    y = (rng.random(number) < 1 / (1 + np.exp(-(0.5 + 1.5 * x[:, 0])))).astype(float)
    x[rng.random(number) < 0.9, 2] = np.nan
    return x, y, np.asarray([f"r{i % 20}" for i in range(number)])


def test_the_sign_that_bears_on_it_is_found(fitting: ModuleType) -> None:
    x, y, reports = made(1500)
    found = fitting.fit(x, y, reports)
    weights = found.model.weights[1:] / found.model.scale
    assert weights[0] == pytest.approx(1.5, abs=0.3) and np.abs(weights[1:]).max() < 0.4
    assert fitting.figures(found, y, reports)["ece"] < 0.05


def test_a_sign_that_never_varies_or_is_never_there_does_no_harm(fitting: ModuleType) -> None:
    x, y, reports = made(200)
    x[:, 1], x[:, 2] = 1.0, np.nan
    p = fitting.fit(x, y, reports).held_out
    assert np.isfinite(p).all() and ((p > 0) & (p < 1)).all()


def test_a_report_left_out_is_not_fitted_on(fitting: ModuleType) -> None:
    x, y, reports = made(200)
    before = fitting.left_out(x, y, reports, 8.0)
    y[reports == "r3"] = 1 - y[reports == "r3"]
    after = fitting.left_out(x, y, reports, 8.0)
    assert (before[reports == "r3"] == after[reports == "r3"]).all()


def test_the_file_it_writes_is_one_that_is_read(fitting: ModuleType) -> None:
    x, y, reports = made(200)
    found = fitting.fit(x, y, reports)
    text = fitting.written(found.model, ["a", "b", "c"], "# head\n")
    assert build_weights(read_yaml("w.yaml", text)).signs["a"].weight == pytest.approx(found.model.weights[1], abs=1e-3)
