"""The gate itself: our own gold is read, and no figure may be below its floor."""

from __future__ import annotations

from evaluation.corpora import OWN
from evaluation.floors import judge, load_floors
from evaluation.suite import Measured


def test_no_figure_on_our_own_gold_falls(own: Measured) -> None:
    """Where a fall is meant: `python -m evaluation floors --write --allow-lower`, and say why in the changelog."""
    assert own.unread == 0
    assert judge([own], load_floors()).fell == ()


def test_every_measure_has_a_floor(own: Measured) -> None:
    assert {s.key for s in own.outcome.scores} == set(load_floors()[OWN].least)
