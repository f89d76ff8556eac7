"""Claims left out for a low confidence: what is left, and what is said of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from crossclaim.errors import OptionError
from crossclaim.incidents import group
from crossclaim.records import Casualty, Claim, Event, Reading, Report, Span
from crossclaim.sifting import at_least

TEXT = "Shells killed 4 herders. Gunmen killed 9 herders."


def claim(ident: str, start: int, number: int, confidence: float | None) -> Claim:
    dead = Casualty("killed", number, number, "herders", None, "civilian", start, start + 9)
    event = Event("killing", "ASSAULT", None, None, "19", Span(start, start + 6, TEXT[start : start + 6]))
    end, nobody = start + 20, ((), ())
    made = Claim(
        ident, start, end, TEXT[start:end], None, None, (), "asserts", "past", event, *nobody, (dead,), (), None, None
    )
    return replace(made, confidence=confidence)


def reading(*confidences: float | None) -> Reading:
    claims = tuple(claim(f"c{n + 1}", 25 * n, 4 + 5 * n, p) for n, p in enumerate(confidences))
    return Reading(Report("r", TEXT), claims=claims, incidents=group(claims))


@pytest.mark.parametrize(
    ("confidences", "minimum", "kept", "highs"),
    [
        ((0.9, 0.4), 0.5, ["c1"], [4]),
        ((0.4, 0.9), 0.5, ["c2"], [9]),
        ((0.5, 0.9), 0.5, ["c1", "c2"], [9]),
        ((None, 0.1), 1.0, ["c1"], [4]),
        ((0.1, 0.2), 0.3, [], []),
        ((0.0, 0.2), 0.0, ["c1", "c2"], [9]),
    ],
)
def test_what_is_left(confidences: Sequence[float | None], minimum: float, kept: list[str], highs: list[int]) -> None:
    left = at_least(reading(*confidences), minimum)
    assert [c.id for c in left.claims] == kept and left.left_out == 2 - len(kept)
    assert [t.high for i in left.incidents for t in i.tallies] == highs
    assert {c for i in left.incidents for c in i.claims} == set(kept)
    assert any("left out" in note for note in left.notes) == (len(kept) < 2)


@pytest.mark.parametrize("minimum", [-0.1, 1.1, float("nan")])
def test_no_confidence_at_all(minimum: float) -> None:
    with pytest.raises(OptionError, match="from 0 to 1"):
        at_least(reading(0.5), minimum)
