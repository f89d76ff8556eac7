"""The data files, and what is said of broken ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossclaim.clean import CleaningTables
from crossclaim.clean.tables import load_datelines, load_furniture, load_languages
from crossclaim.errors import DataError


def test_the_package_data_loads(tables: CleaningTables) -> None:
    assert len(set(tables.datelines.months.values())) == 12
    assert "en" in tables.languages.words


@pytest.mark.parametrize("load", [load_furniture, load_datelines, load_languages])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a: [1", "rules.yaml:1: is no YAML"),
        ("- a\n- b\n", "must hold named lists"),
        ("months: [a]\ncredit_agencies: 3\nwords: []\n", "rules.yaml: '"),
    ],
)
def test_broken_files_are_named(load: object, content: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(DataError) as error:
        load(file)  # type: ignore[operator]
    assert said in str(error.value)


def test_a_pattern_that_does_not_compile_is_named(tmp_path: Path) -> None:
    names = ("credit_agencies", "credit_labels", "credit_small_words", "buttons", "lines")
    names += ("notices", "comment_headings", "list_headings")
    file = tmp_path / "rules.yaml"
    file.write_text("".join(f"{name}: ['a']\n" for name in names).replace("lines: ['a']", "lines: ['(']"))
    with pytest.raises(DataError, match="'lines' holds a pattern that does not compile"):
        load_furniture(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"gone\.yaml: cannot be read"):
        load_furniture(tmp_path / "gone.yaml")


def test_a_script_without_a_language_is_named(tmp_path: Path) -> None:
    file = tmp_path / "languages.yaml"
    file.write_text("words: {en: [the]}\nscripts: {GREEK: {}}\n")
    with pytest.raises(DataError, match="an entry breaks its form"):
        load_languages(file)
