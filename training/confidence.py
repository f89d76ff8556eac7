"""Fit the weights of a claim's confidence: python confidence.py [FOLDER...] [--write].

The packaged reader reads the project's own gold (`evaluation/gold`) and each FOLDER of reports read by hand (its form
is described in `evaluation/README.md`). A claim is right when the claims measure of `evaluation` pairs it with a claim
of the gold. A logistic model with an L2 penalty is fitted on the signs of `crossclaim.claims.confidence`, the penalty
chosen by leaving out one report at a time; the figures printed are of the reports left out. With --write the weights
go to `data/confidence.yaml`. Needs numpy, not torch.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from crossclaim.claims.confidence import signs_of
from crossclaim.pipeline import STAGES, Draft, Reader, load_reader, title_end
from crossclaim.records import Reading, Report
from evaluation.calibration import Judged, calibration_error, reliability
from evaluation.corpora.claims import load_claims
from evaluation.corpora.own import load_own
from evaluation.measures.claimants import load_comparing
from evaluation.measures.claims import compare
from evaluation.reading import reports_of
from evaluation.records import GoldReport, Item

Floats = npt.NDArray[np.float64]

TARGET = Path(__file__).parents[1] / "src" / "crossclaim" / "data" / "confidence.yaml"
PENALTIES = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0)

HEADER = """\
# How likely a claim is a right one: a logistic model over signs of its reading (crossclaim.claims.confidence).
# Each sign: its mean and scale over the claims it was fitted on, and its weight; a sign that a claim lacks counts
# as its mean. Fitted by training/confidence.py on {claims} claims of {reports} reports read by hand (those of
# evaluation/gold{others}), {right:.0%} of them right;
# L2 penalty {penalty:g}. With each report left out in turn: calibration error {ece:.3f}, Brier score {brier:.3f}
# ({base:.3f} for the share alone).
# Own work. Licence: CC0.
"""


@dataclass(frozen=True)
class Example:
    """One claim of the reader: its report, its signs, and whether it is right."""

    report: str
    signs: dict[str, float]
    right: bool


@dataclass(frozen=True)
class Model:
    """Means and scales of the signs, and the fitted weights, the intercept first."""

    mean: Floats
    scale: Floats
    weights: Floats

    def probabilities(self, x: Floats) -> Floats:
        """The probability of each row of signs; NaN is a sign that is not there."""
        z = np.nan_to_num((x - self.mean) / self.scale)
        return 1 / (1 + np.exp(-(self.weights[0] + z @ self.weights[1:])))


def examples(items: Sequence[Item[GoldReport]], reader: Reader) -> Iterator[Example]:
    """The claims of the reader on some reports, each with its signs."""
    for item, report in zip(items, reports_of(items), strict=True):
        if isinstance(report, Report):
            yield from of_report(item, report, reader)


def of_report(item: Item[GoldReport], report: Report, reader: Reader) -> Iterator[Example]:
    """The claims of one report."""
    draft = Draft(report)
    for stage in STAGES:
        draft = stage.run(draft, reader.resources)
    reading = Reading(report, claims=draft.claims)
    right = {j for _, j in compare(item, {item.id: reading}, load_comparing()).pairs}
    for j, signs in enumerate(signs_of(draft.claims, draft.parsed, title_end(report))):
        yield Example(item.id, signs, j in right)


def table(given: Sequence[Example], names: Sequence[str]) -> tuple[Floats, Floats, npt.NDArray[np.str_]]:
    """Signs as rows (NaN for none), rightness, and reports."""
    x = np.array([[e.signs.get(name, np.nan) for name in names] for e in given], dtype=float)
    return x, np.array([float(e.right) for e in given]), np.array([e.report for e in given])


def fitted(x: Floats, y: Floats, penalty: float) -> Model:
    """The model that fits best, by Newton's method; the intercept bears no penalty."""
    there = ~np.isnan(x)
    count = np.maximum(there.sum(axis=0), 1)
    mean = np.where(there, x, 0).sum(axis=0) / count
    spread = np.sqrt(np.where(there, (x - mean) ** 2, 0).sum(axis=0) / count)
    scale = np.where(spread > 1e-6, spread, 1.0)
    z = np.hstack([np.ones((len(x), 1)), np.nan_to_num((x - mean) / scale)])
    w = np.zeros(z.shape[1])
    ridge = penalty * np.eye(len(w))
    ridge[0, 0] = 1e-6
    for _ in range(50):
        p = 1 / (1 + np.exp(-(z @ w)))
        step = np.linalg.solve((z * (p * (1 - p))[:, None]).T @ z + ridge, z.T @ (y - p) - ridge @ w)
        w = w + step
        if np.abs(step).max() < 1e-8:
            break
    return Model(mean, scale, w)


def left_out(x: Floats, y: Floats, reports: npt.NDArray[np.str_], penalty: float) -> Floats:
    """Each claim's probability from a model fitted on all other reports."""
    out = np.zeros(len(y))
    for name in np.unique(reports):
        held = reports == name
        out[held] = fitted(x[~held], y[~held], penalty).probabilities(x[held])
    return out


def log_loss(p: Floats, y: Floats) -> float:
    """The mean negative logarithm of what was given to the truth."""
    return float(-np.log(np.where(y > 0, p, 1 - p)).mean())


@dataclass(frozen=True)
class Fit:
    """The chosen model with its penalty, and each claim's probability with its report left out."""

    model: Model
    penalty: float
    held_out: Floats


def fit(x: Floats, y: Floats, reports: npt.NDArray[np.str_]) -> Fit:
    """The model of the penalty that does best on reports left out."""
    trials = {penalty: left_out(x, y, reports, penalty) for penalty in PENALTIES}
    best = min(trials, key=lambda penalty: log_loss(trials[penalty], y))
    return Fit(fitted(x, y, best), best, trials[best])


def figures(found: Fit, y: Floats, reports: npt.NDArray[np.str_]) -> dict[str, float]:
    """What the head of the data file says of a fit."""
    p = found.held_out
    return {
        "claims": len(y),
        "reports": len(set(reports)),
        "right": float(y.mean()),
        "penalty": found.penalty,
        "ece": calibration_error(reliability(judged(p, y))),
        "brier": float(((p - y) ** 2).mean()),
        "base": float(y.mean() * (1 - y.mean())),
    }


def judged(p: Floats, y: Floats) -> list[Judged]:
    """Probabilities and rightness as the evaluation takes them."""
    return [Judged(float(a), bool(b)) for a, b in zip(p, y, strict=True)]


def written(model: Model, names: Sequence[str], head: str) -> str:
    """The data file."""
    rows = zip(names, model.mean, model.scale, model.weights[1:], strict=True)
    signs = "".join(f"  {name}: [{mean:.4f}, {scale:.4f}, {weight:.4f}]\n" for name, mean, scale, weight in rows)
    return f"{head}intercept: {model.weights[0]:.4f}\nsigns:\n{signs}"


def said(found: Fit, names: Sequence[str], y: Floats, about: dict[str, float]) -> Iterator[str]:
    """What is printed of a fit: how well it holds, its reliability, its weights."""
    yield "{claims} claims of {reports} reports, {right:.1%} right; penalty {penalty:g}".format(**about)
    yield "each report left out: calibration error {ece:.3f}, Brier {brier:.3f} ({base:.3f} alone)".format(**about)
    for b in reliability(judged(found.held_out, y)):
        yield f"  {b.low:.1f}-{b.high:.1f}  {b.n:5d}  said {b.confidence:.2f}  right {b.accuracy:.2f}"
    for weight, name in sorted(zip(found.model.weights[1:], names, strict=True), key=lambda row: -abs(row[0])):
        yield f"  {weight:+.3f} {name}"


def main() -> None:
    """Read, fit, say how well, and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="more reports read by hand")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--write", action="store_true", help="write data/confidence.yaml")
    o = parser.parse_args()
    items = [*load_own().items, *(item for folder in o.folders for item in load_claims(folder))]
    given = list(examples(items, load_reader(threads=o.threads)))
    names = sorted({name for e in given for name in e.signs})
    x, y, reports = table(given, names)
    found = fit(x, y, reports)
    about = figures(found, y, reports)
    print("\n".join(said(found, names, y, about)))
    if o.write:
        others = f" and {len(o.folders)} other sets, each read by two people" if o.folders else ""
        TARGET.write_text(written(found.model, names, HEADER.format(**about, others=others)), encoding="utf-8")


if __name__ == "__main__":
    main()
