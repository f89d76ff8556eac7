"""The file of weights: how a broken one is reported."""

from __future__ import annotations

import pytest

from crossclaim.errors import DataError
from crossclaim.lexicon.confidence import Sign, build_weights
from crossclaim.yamlfile import read_yaml


def test_weights() -> None:
    made = build_weights(read_yaml("w.yaml", "intercept: 1\nsigns:\n  arcs: [1, 2.5, -0.5]\n"))
    assert made.intercept == 1.0 and made.signs == {"arcs": Sign(1.0, 2.5, -0.5)}


@pytest.mark.parametrize(
    "text",
    [
        "signs:\n  arcs: [1, 2, 3]",
        "intercept: much\nsigns:\n  arcs: [1, 2, 3]",
        "intercept: 1",
        "intercept: 1\nsigns:\n  arcs: [1, 2]",
        "intercept: 1\nsigns:\n  arcs: [1, 0, 3]",
        "intercept: 1\nsigns:\n  arcs: [1, 2, yes]",
    ],
)
def test_a_broken_file_is_reported(text: str) -> None:
    with pytest.raises(DataError, match=r"^w[.]yaml: "):
        build_weights(read_yaml("w.yaml", text))
