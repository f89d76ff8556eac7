"""Reliability, calibration error, and the plot."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from evaluation.calibration import Judged, calibration_error, plot, reliability


def judged(confidence: float, right: int, wrong: int) -> list[Judged]:
    return [Judged(confidence, True)] * right + [Judged(confidence, False)] * wrong


@pytest.mark.parametrize(
    ("claims", "error"),
    [
        ([], 0.0),
        (judged(0.8, 8, 2), 0.0),
        (judged(0.8, 5, 5), 0.3),
        (judged(0.8, 10, 0), 0.2),
        (judged(0.9, 9, 1) + judged(0.1, 10, 0), 0.45),
        (judged(1.0, 1, 0) + judged(0.0, 0, 1), 0.0),
        (judged(0.72, 1, 0) + judged(0.78, 0, 1), 0.25),  # one bin: 0.75 said, 0.5 right
    ],
)
def test_error(claims: list[Judged], error: float) -> None:
    assert calibration_error(reliability(claims)) == pytest.approx(error)


@pytest.mark.parametrize(
    ("confidence", "low", "high"),
    [(0.0, 0.0, 0.1), (0.1, 0.0, 0.1), (0.11, 0.1, 0.2), (0.3, 0.2, 0.3), (1.0, 0.9, 1.0)],
)
def test_bins(confidence: float, low: float, high: float) -> None:
    [found] = reliability([Judged(confidence, True)])
    assert (found.low, found.high, found.n) == (pytest.approx(low), pytest.approx(high), 1)


@pytest.mark.parametrize("confidence", [-0.1, 1.1, float("nan")])
def test_no_confidence_outside(confidence: float) -> None:
    with pytest.raises(ValueError, match="is not between 0 and 1"):
        reliability([Judged(confidence, True)])


def test_the_plot_is_an_image_with_a_point_a_bin() -> None:
    svg = plot(reliability(judged(0.8, 8, 2) + judged(0.3, 1, 3)), "Confidence <own>")
    root = ElementTree.fromstring(svg)
    points = root.findall("{http://www.w3.org/2000/svg}circle")
    assert len(points) == 2
    assert "Confidence &lt;own&gt;" in svg
    # Higher confidence lies to the right, a higher share further up.
    assert float(points[0].attrib["cx"]) < float(points[1].attrib["cx"])
    assert float(points[0].attrib["cy"]) > float(points[1].attrib["cy"])
