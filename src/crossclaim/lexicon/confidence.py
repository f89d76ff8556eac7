"""The weights of a claim's confidence: typed loader of `data/confidence.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from crossclaim.yamlfile import YamlFile, read_yaml

FILE = "confidence.yaml"


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: its mean and scale over the claims the model was fitted on, and its weight."""

    mean: float
    scale: float
    weight: float


@dataclass(frozen=True)
class Weights:
    """A logistic model: the log-odds of a claim is the intercept plus the weighted, scaled signs."""

    intercept: float
    signs: Mapping[str, Sign]


@cache
def load_weights() -> Weights:
    """The packaged weights.

    Raises:
        DataError: an entry is missing, or no numbers.

    >>> 0 < len(load_weights().signs)
    True
    """
    return build_weights(read_yaml(FILE))


def build_weights(file: YamlFile) -> Weights:
    """`Weights` from a data file."""
    intercept = file.entries.get("intercept")
    if not _is_number(intercept):
        raise file.error("entry 'intercept' is missing or no number", "fit it anew with training/confidence.py")
    table = file.mapping("signs", _is_sign, "[mean, scale above 0, weight]")
    return Weights(float(intercept or 0), {name: Sign(*map(float, row)) for name, row in table.items()})


def _is_number(item: object) -> bool:
    return isinstance(item, int | float) and not isinstance(item, bool)


def _is_sign(item: object) -> bool:
    return isinstance(item, list) and len(item) == 3 and all(map(_is_number, item)) and item[1] > 0
