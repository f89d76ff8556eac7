"""The weights that say how likely a cue attributes: typed loader of `data/statement_weights.tsv`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from crossclaim.errors import DataError

FILE = "statement_weights.tsv"
KINDS = ("model", "sign", "head", "last")


@dataclass(frozen=True)
class StatementWeights:
    """A logistic model: log-odds are the intercept, the weighted signs, and the weights of two words of the cue.

    Attributes:
        intercept: of a cue with no sign and unknown words.
        signs: weights of the signs of `crossclaim.attributions.likely`.
        heads: weights of the lemma of the cue's verb, or of its head.
        lasts: weights of the lemma of its last word.
    """

    intercept: float
    signs: Mapping[str, float]
    heads: Mapping[str, float]
    lasts: Mapping[str, float]


@cache
def load_statement_weights() -> StatementWeights:
    """The packaged weights.

    Raises:
        DataError: a line breaks the form, or one is missing.

    >>> load_statement_weights().signs["cue"] > 0
    True
    """
    return build_statement_weights((files("crossclaim") / "data" / FILE).read_text(encoding="utf-8"))


def build_statement_weights(text: str) -> StatementWeights:
    """`StatementWeights` from the lines of a file: kind, name, weight; kinds are model, sign, head, last.

    Raises:
        DataError: a line breaks the form, or one is missing.
    """
    tables: dict[str, dict[str, float]] = {kind: {} for kind in KINDS}
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("#") or not line.strip():
            continue
        kind, name, weight = _row(line, number)
        tables[kind][name] = weight
    if "intercept" not in tables["model"]:
        raise DataError("no intercept", file=FILE, line=1, mend="fit it anew with training/statements.py")
    return StatementWeights(tables["model"]["intercept"], *(tables[kind] for kind in KINDS[1:]))


def _row(line: str, number: int) -> tuple[str, str, float]:
    parts = line.split("\t")
    try:
        if len(parts) == 3 and parts[0] in KINDS:
            return parts[0], parts[1], float(parts[2])
    except ValueError:
        pass
    mend = f"write KIND<tab>NAME<tab>WEIGHT, a kind of {', '.join(KINDS)}"
    raise DataError(f"{line!r} is no row of weights", file=FILE, line=number, mend=mend)
