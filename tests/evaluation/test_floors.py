"""The gate: what falls, what is not compared, and how floors are raised."""

from __future__ import annotations

import pytest

from crossclaim.errors import DataError
from evaluation.floors import Floor, Floors, dump_floors, judge, load_floors, raised
from evaluation.records import Corpus, Outcome, Score
from evaluation.suite import Measured


def measured(name: str, digest: str = "d", **values: float) -> Measured:
    scores = tuple(Score(key, key, value, 10) for key, value in values.items())
    return Measured(Corpus(name, "t", "s", digest, ()), Outcome(scores))


FLOORS: Floors = {"own": Floor("d", {"found": 0.8, "stance": 0.9}), "lgl": Floor("d", {"found": 0.7})}


@pytest.mark.parametrize(
    ("found", "fell", "notes"),
    [
        (measured("own", found=0.8, stance=0.95), [], []),
        (measured("own", found=0.79, stance=0.95), ["own: found fell to 0.7900, below its floor of 0.800"], []),
        (measured("own", found=0.7, stance=0.1), ["own: found fell", "own: stance fell"], []),
        (measured("own", found=0.9), ["own: stance has a floor of 0.900 and is not measured"], []),
        (measured("own", found=0.9, stance=0.9, date=0.1), [], ["own: date has no floor"]),
        (measured("own", "other", found=0.9, stance=0.9), ["own: not compared"], []),
        (measured("lgl", "other", found=0.1), [], ["lgl: not compared"]),
        (measured("isaf", found=0.1), [], ["isaf: no floors"]),
    ],
)
def test_judge(found: Measured, fell: list[str], notes: list[str]) -> None:
    verdict = judge([found], FLOORS)
    assert [line.startswith(start) for line, start in zip(verdict.fell, fell, strict=True)] == [True] * len(fell)
    assert [line.startswith(start) for line, start in zip(verdict.notes, notes, strict=True)] == [True] * len(notes)


@pytest.mark.parametrize(
    ("found", "allow", "least", "kept"),
    [
        (measured("own", found=0.9, stance=0.95), False, {"found": 0.89, "stance": 0.94}, 0),
        (measured("own", found=0.85, stance=0.85), False, {"found": 0.84, "stance": 0.9}, 1),
        (measured("own", found=0.85, stance=0.85), True, {"found": 0.84, "stance": 0.84}, 0),
        (measured("own", found=0.9), False, {"found": 0.89, "stance": 0.9}, 1),  # one that went is kept
        (measured("own", found=0.9), True, {"found": 0.89}, 0),
        (measured("own", found=0.9, stance=0.95, date=0.5), False, {"found": 0.89, "stance": 0.94, "date": 0.49}, 0),
        (measured("own", "new", found=0.9, stance=0.95), False, {"found": 0.89, "stance": 0.94}, 0),
        (measured("own", "new", found=0.5, stance=0.95), False, {"found": 0.8, "stance": 0.9}, 2),  # all left
        (measured("own", "new", found=0.5, stance=0.95), True, {"found": 0.49, "stance": 0.94}, 0),
    ],
)
def test_raised(found: Measured, allow: bool, least: dict[str, float], kept: int) -> None:
    new, lines = raised([found], FLOORS, allow_lower=allow)
    assert new["own"].least == pytest.approx(least)
    assert new["lgl"] == FLOORS["lgl"]
    assert len(lines) == kept


def test_raising_to_the_same_changes_nothing() -> None:
    found = measured("own", found=0.8765, stance=0.95)
    once, _ = raised([found], {})
    twice, kept = raised([found], once)
    assert (once, kept) == (twice, ())


def test_written_and_read_back() -> None:
    text = dump_floors(FLOORS)
    assert text.startswith("# Figures that may not fall.")
    assert load_floors(text) == FLOORS


@pytest.mark.parametrize(
    "text", ["own: 1", "own: {digest: d}", "own: {digest: d, least: {found: high}}", "[1]", "a: ["]
)
def test_a_broken_file_is_named(text: str) -> None:
    with pytest.raises(DataError, match=r"floors\.yaml: "):
        load_floors(text)
