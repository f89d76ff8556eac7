"""ISAF and PLOVER: JSON Lines, and what is said of a broken one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from crossclaim.errors import DataError
from evaluation.corpora.isaf import load_isaf
from evaluation.corpora.plover import codes, load_plover
from evaluation.records import GoldEvent, GoldRelease, Item

RELEASE = {
    "text": "Two insurgents were killed.",
    "gold": {
        "min_killed": 2,
        "min_captured": 0,
        "killq": True,
        "captureq": False,
        "airstrike": False,
        "province": ["logar"],
        "start_date": "2010-08-31",
    },
}
SENTENCE = {"id": "x-1", "text": "Japan demanded it.", "event": "DEMAND", "source": [{"code": "JAP"}], "target": ""}


def written(folder: Path, *rows: Any) -> Path:
    path = folder / "dev.jsonl"
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows))
    return path


def test_isaf(tmp_path: Path) -> None:
    [one, two] = load_isaf(written(tmp_path, RELEASE, "", {**RELEASE, "id": "b"}))
    assert one.record == {"id": "dev-0", "text": "Two insurgents were killed."}
    assert two.id == "b"
    assert one.gold == GoldRelease(2, 0, True, False, False, ("logar",), "2010-08-31")


def test_plover(tmp_path: Path) -> None:
    [one] = load_plover(written(tmp_path, SENTENCE))
    assert (one.id, one.gold) == ("x-1", GoldEvent("REQUEST", frozenset({"JPN"}), frozenset()))


@pytest.mark.parametrize(
    ("parties", "found"),
    [
        ([{"code": "USA"}, {"code": "GOV"}], {"USA", "GOV"}),
        ([{"code": "KOS"}], {"XKX"}),
        ([{"code": "police"}, {"code": None}, {}, "word"], set()),
        ("word", set()),
        (None, set()),
    ],
)
def test_codes(parties: Any, found: set[str]) -> None:
    assert codes(parties) == found


@pytest.mark.parametrize("load", [load_isaf, load_plover])
@pytest.mark.parametrize(("row", "said"), [("{", "not JSON"), ("[1]", "not a JSON object"), ("{}", "not a record")])
def test_a_broken_line_is_named(
    load: Callable[[Path], Iterable[Item[Any]]], row: str, said: str, tmp_path: Path
) -> None:
    good = {**RELEASE, **SENTENCE}
    with pytest.raises(DataError, match=rf"dev\.jsonl:2: {said}"):
        list(load(written(tmp_path, good, row)))
