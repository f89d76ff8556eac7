"""PolNeAR's notes."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossclaim.errors import DataError
from evaluation.corpora.polnear import load_polnear, parse_brat, polnear_files
from evaluation.records import GoldAttribution

NOTE = """\
T1\tSource 0 9\tThe mayor
T2\tCue 10 14\tsaid
T3\tContent 15 19;24 35\tthat two shells fell
T4\tAttribution 10 14\tsaid
E1\tAttribution:T4 Cue:T2 Content:T3 Source:T1
E2\tAttribution:T4 Source:T1
A1\tNested E1
#1\tAnnotatorNotes E1\tsure
"""


def test_brat() -> None:
    assert parse_brat(NOTE, Path("a.ann")) == (GoldAttribution(((0, 9),), ((10, 14),), ((15, 19), (24, 35))),)


def test_roles_with_numbers_are_joined() -> None:
    note = NOTE.replace("Cue:T2 Content:T3", "Cue:T2 Content:T3 Content2:T1")
    [found] = parse_brat(note, Path("a.ann"))
    assert found.content == ((15, 19), (24, 35), (0, 9))


@pytest.mark.parametrize("line", ["T9\tCue ten 14\tsaid", "T9\tCue", "E9\tCue"])
def test_a_broken_note_is_named(line: str) -> None:
    with pytest.raises(DataError, match=r"a\.ann:9: not a record of this corpus .*; see evaluation/README"):
        parse_brat(NOTE + line, Path("a.ann"))


def test_the_first_annotator_of_each_text(tmp_path: Path) -> None:
    for name in ("text/b.txt", "text/a.txt", "text/c.txt", "attributions/a_2.ann", "attributions/a_1.ann"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(NOTE if name.endswith("ann") else "The mayor said that two shells fell.")
    (tmp_path / "attributions" / "b_9.ann").write_text("")
    assert [p.name for p in polnear_files(tmp_path)] == ["a.txt", "a_1.ann", "b.txt", "b_9.ann"]
    items = list(load_polnear(tmp_path))
    assert [(i.id, len(i.gold)) for i in items] == [("a", 1), ("b", 0)]


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"no text with a note in it; give it text/\*\.txt"):
        list(load_polnear(tmp_path))
