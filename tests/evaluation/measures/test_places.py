"""Place names found, and their distances."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from crossclaim.records import Place, Reading
from evaluation.measures import measure_places
from evaluation.measures.places import kilometres
from evaluation.records import GoldPlace, Item

TEXT = "Shells fell on Gao and Kidal."
GAO = GoldPlace(15, 18, 16.27, -0.04)
KIDAL = GoldPlace(23, 28, 18.44, 1.41)


def place(start: int, end: int, lat: float | None, lon: float | None) -> Place:
    text = TEXT[start:end]
    return Place(start, end, text, "place", text, None, "MLI", lat, lon, None, "exact")


@pytest.mark.parametrize(
    ("ours", "found", "near", "causes"),
    [
        ([place(15, 18, 16.3, 0.0), place(23, 28, 18.4, 1.4)], 1.0, 1.0, []),
        ([place(15, 18, 16.3, 0.0)], 2 / 3, 1.0, ["missed"]),
        ([place(15, 18, 40.0, 0.0), place(23, 28, 18.4, 1.4)], 1.0, 0.5, ["far"]),
        ([place(15, 18, None, None), place(23, 28, 18.4, 1.4)], 1.0, 0.5, ["no position"]),
        ([place(15, 28, 16.3, 0.0)], 2 / 3, 0.0, ["far", "missed"]),
        ([place(0, 6, 16.3, 0.0)], 0.0, 0.0, ["missed", "missed", "spurious"]),
    ],
)
def test_found_and_near(
    ours: list[Place], found: float, near: float, causes: list[str], make_reading: Callable[..., Reading]
) -> None:
    items: list[Any] = [Item({"id": "r", "text": TEXT}, (GAO, KIDAL))]
    outcome = measure_places(items, {"r": make_reading(text=TEXT, places=tuple(ours))})
    assert outcome.scores[0].value == pytest.approx(found)
    assert outcome.scores[1].value == pytest.approx(near)
    assert [m.cause.split(" (")[0] for m in outcome.misses] == causes


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        ((0, 0), (0, 0), 0),
        ((0, 0), (0, 180), 20015),
        ((51.51, -0.13), (48.86, 2.35), 343),
        ((10, 179), (10, -179), 219),
    ],
)
def test_great_circle(a: tuple[float, float], b: tuple[float, float], km: float) -> None:
    assert kilometres(*a, *b) == pytest.approx(km, rel=0.005)
