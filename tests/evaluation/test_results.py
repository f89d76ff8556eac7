"""The page and its plots."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from evaluation.calibration import Judged
from evaluation.published import Beside, Published
from evaluation.records import Corpus, Missing, Outcome, Score
from evaluation.results import brief, page, pictures
from evaluation.suite import Measured

SCORES = (Score("found", "names found", 0.81234, 40, 0.9, 0.74), Score("near", "within 161 km", 0.5, 30))
LGL = Measured(Corpus("lgl", "LGL", "whole", "abc123" * 8, ()), Outcome(SCORES), unread=2)
OWN = Measured(Corpus("own", "our reports", "whole", "ff", ()), Outcome(SCORES), (Judged(0.9, True),))
BESIDE = {"lgl": Beside({"found": "0.72"}, (Published("Mordecai 3", "a paper", {"near": "0.83"}, "gold names"),))}


def written() -> str:
    missing = [Missing("isaf", "no ISAF", Path("x"), "get it from there")]
    return page([OWN, LGL], missing, BESIDE, day=date(2031, 3, 9), version="Crossclaim 1.2")


def test_what_the_page_says() -> None:
    text = written()
    assert "on 2031-03-09, read with Crossclaim 1.2:" in text
    assert "| [lgl](#lgl) | LGL | whole | 0 | `abc123abc123` |" in text
    assert "| measure | n | ours | P | R | aimed at | Mordecai 3 |" in text
    assert "| names found, F1 | 40 | **0.812** | 0.900 | 0.740 | 0.72 |  |" in text
    assert "| within 161 km, share right | 30 | **0.500** |  |  |  | 0.83 |" in text
    assert "- Mordecai 3: a paper (gold names)." in text
    assert "2 reports could not be read" in text
    assert "- isaf: no ISAF; get it from there." in text


def test_confidence_stands_where_claims_have_one() -> None:
    text = written()
    assert text.count("### Confidence on") == 1
    assert "**0.100** over 1 claims" in text
    assert "| 0.8 to 0.9 | 1 | 0.900 | 1.000 |" in text
    assert "(reliability-own.svg)" in text
    assert list(pictures([OWN, LGL])) == ["reliability-own.svg"]


def test_confidences_of_several_sets_are_also_shown_together() -> None:
    other = Measured(Corpus("seed", "a report", "whole", "ee", ()), Outcome(SCORES), (Judged(0.7, False),))
    text = page([OWN, other], [], {}, day=date(2031, 3, 9), version="x")
    assert "All claims of own, seed together." in text
    assert "**0.400** over 2 claims" in text
    assert list(pictures([OWN, other])) == ["reliability-own.svg", "reliability-seed.svg", "reliability-all.svg"]


def test_every_row_of_a_table_has_as_many_cells() -> None:
    for block in written().split("\n\n"):
        rows = [line for line in block.splitlines() if line.startswith("|")]
        assert len({row.count("|") for row in rows}) <= 1, rows


def test_brief() -> None:
    assert brief(LGL).splitlines() == [
        "lgl: 0 reports, 2 unread (whole)",
        "  found        0.8123  n 40     P 0.9000  R 0.7400",
        "  near         0.5000  n 30   ",
    ]
