"""A corpus by its name: there, not there, and its digest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.corpora import NAMES, OWN, open_corpus
from evaluation.corpora.files import digest
from evaluation.corpora.layout import LAYOUTS
from evaluation.records import Corpus, Missing


@pytest.mark.parametrize("name", [name for name in NAMES if name != OWN])
def test_a_missing_corpus_says_what_where_and_next(name: str, tmp_path: Path) -> None:
    found = open_corpus(name, tmp_path)
    assert isinstance(found, Missing)
    line = str(found)
    assert "\n" not in line
    assert line.startswith(f"{name}: skipped: no ")
    assert str(tmp_path / LAYOUTS[name].paths[0]) in line
    assert "; get it from " in line


def test_no_folder_is_said() -> None:
    assert "give one with --corpora DIR" in str(open_corpus("lgl", None))


def test_found_in_either_place(tmp_path: Path) -> None:
    row = {"text": "Rebels left.", "event": "RETREAT"}
    path = tmp_path / "plover" / "dev.jsonl"
    path.parent.mkdir()
    path.write_text(json.dumps(row))
    corpus = open_corpus("plover", tmp_path)
    assert isinstance(corpus, Corpus)
    assert (len(corpus.items), corpus.digest) == (1, digest([path]))


def test_a_clone_is_found_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "Pragmatic-Guide-to-Geoparsing-Evaluation" / "data" / "lgl.xml"
    path.parent.mkdir(parents=True)
    path.write_text("<articles/>")
    assert isinstance(open_corpus("lgl", tmp_path), Corpus)


def test_the_digest_is_of_names_and_bytes(tmp_path: Path) -> None:
    a, b = tmp_path / "a", tmp_path / "b"
    a.write_bytes(b"one\n")
    b.write_bytes(b"two\n")
    both = digest([a, b])
    assert both == digest([b, a])
    assert both != digest([a])
    a.write_bytes(b"one\r\n")
    assert both == digest([a, b])
    a.write_bytes(b"ten\n")
    assert both != digest([a, b])
