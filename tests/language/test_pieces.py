"""Shapes and layouts of words."""

import pytest

from crossclaim.language.pieces import LAYOUTS, SHAPES, layouts_of, shape


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("army", "lower"),
        ("Army", "title"),
        ("UN", "upper"),
        ("U.N.", "upper"),
        ("A", "initial"),
        ("McCain", "mixed"),
        ("12", "digits"),
        ("12,000", "digits"),
        ("12th", "alnum"),
        (",", "punct"),
        ("“", "punct"),
        ("é", "lower"),
        ("中", "mixed"),
    ],
)
def test_shape(word, name):
    assert SHAPES[shape(word)] == name


def test_layout():
    assert [LAYOUTS[i] for i in layouts_of(["", " ", "", "\n", "\n\n "])] == [
        "line",
        "space",
        "glued",
        "line",
        "line",
    ]
