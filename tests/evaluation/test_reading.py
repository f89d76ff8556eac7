"""Reports in, readings out, kept and read back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crossclaim.errors import DataError, InputError
from crossclaim.records import Reading, Report
from evaluation.reading import made_with, read_items, reports_of, save, saved, stamp, stamped
from evaluation.records import Item

TEXT = "The army said “two” soldiers died\u2028near Gao."


def items(*texts: str) -> list[Item[Any]]:
    return [Item({"id": f"r{n}", "text": text, "published": "2031-03-08"}, None) for n, text in enumerate(texts)]


def test_texts_go_in_as_they_are() -> None:
    [report] = reports_of(items(TEXT))
    assert isinstance(report, Report)
    assert (report.id, report.text) == ("r0", TEXT)
    assert str(report.published) == "2031-03-08"


def test_what_cannot_be_read_stands_in_its_place() -> None:
    first, second, third = read_items(items(TEXT, " ", TEXT), lambda report: Reading(report))
    assert isinstance(second, InputError)
    assert [r.report.id for r in (first, third) if isinstance(r, Reading)] == ["r0", "r2"]


def test_kept_readings_come_back(tmp_path: Path, make_reading: Callable[..., Reading]) -> None:
    path = tmp_path / "own.jsonl"
    readings = [make_reading(ident="a"), make_reading(ident="b", text=TEXT)]
    save(readings, path)
    assert saved(path) == {"a": readings[0], "b": readings[1]}


def test_what_made_the_readings_stays_with_them(tmp_path: Path) -> None:
    assert stamped(tmp_path) == "a version that was not written down"
    stamp(tmp_path)
    assert stamped(tmp_path) == made_with()


@pytest.mark.parametrize("line", ["{", "{}", '{"format": 1}'])
def test_a_broken_reading_is_named(line: str, tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    path.write_text(line)
    with pytest.raises(DataError, match=r"own\.jsonl:1: no reading"):
        saved(path)
