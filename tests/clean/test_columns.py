"""Tables of reports: CSV and Parquet."""

from __future__ import annotations

import csv
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from crossclaim.clean import Cleaner, Columns, InputOptions, open_reports
from crossclaim.errors import BrokenRecord, EmptyText, InputError, NotText, OptionError
from crossclaim.records import Report

STORY = "Rebels left the town of Gao on Monday, the army said, and nine of them were killed there."


def read(path: Path, cleaner: Cleaner, **named: str) -> list[Report | InputError]:
    return list(open_reports([str(path)], InputOptions(columns=Columns(**named)), cleaner=cleaner))


def put(folder: Path, text: str, name: str = "a.csv", encoding: str = "utf-8") -> Path:
    (folder / name).write_bytes(text.encode(encoding))
    return folder / name


def one(got: list[Report | InputError]) -> Report:
    [report] = got
    assert isinstance(report, Report), report
    return report


def error(got: list[Report | InputError], kind: type[InputError], *words: str) -> None:
    [found] = got
    assert type(found) is kind and all(word in str(found) for word in words), found


def test_a_row_is_an_article(tmp_path: Path, cleaner: Cleaner) -> None:
    path = put(tmp_path, f'id,Title,text,published,source,url\n7,Gao,"{STORY}\n\nShare",2024-05-06,Post,https://a/7\n')
    report = one(read(path, cleaner))
    assert report.text == f"{STORY}\n\nShare"
    assert (report.id, report.title, report.source, report.url) == ("7", "Gao", "Post", "https://a/7")
    assert report.published == date(2024, 5, 6)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_separators_and_encodings(separator: str, encoding: str, tmp_path: Path, cleaner: Cleaner) -> None:
    text = STORY.replace("Gao", "Ménaka").replace(",", "")
    assert (
        one(read(put(tmp_path, f"title{separator}text\nA{separator}{text}\n", encoding=encoding), cleaner)).text == text
    )


def test_columns_by_name(tmp_path: Path, cleaner: Cleaner) -> None:
    path = put(tmp_path, f'day,BODY,outlet\n03/05/2024,"{STORY}",Post\n')
    named = {"text": "body", "published": "Day", "source": "outlet", "date_format": "%d/%m/%Y"}
    report = one(read(path, cleaner, **named))
    assert (report.published, report.source) == (date(2024, 5, 3), "Post")
    assert report.id.startswith("r"), "without an id, one of the content"


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ({}, ("no column 'text'", "its columns are a, b", "--text-column")),
        ({"text": "a", "published": "day"}, ("no column 'day'", "--date-column")),
        ({"text": "a", "url": "link"}, ("no column 'link'", "--url-column")),
    ],
)
def test_a_column_that_is_not_there(
    named: dict[str, str], words: tuple[str, ...], tmp_path: Path, cleaner: Cleaner
) -> None:
    error(read(put(tmp_path, "a,b\n1,2\n"), cleaner, **named), InputError, *words)


def test_errors_stand_in_their_place(tmp_path: Path, cleaner: Cleaner) -> None:
    rows = f'text,published\n"{STORY}",2024-05-06\n"{STORY}",03/04/2024\n"",2024-05-06\n\n"{STORY}",\n'
    got = read(put(tmp_path, rows), cleaner)
    assert [type(item) for item in got] == [Report, BrokenRecord, EmptyText, Report]
    assert "a.csv:3: 'published' is \"03/04/2024\"" in str(got[1])


def test_a_day_in_another_form(tmp_path: Path, cleaner: Cleaner) -> None:
    got = read(put(tmp_path, f'text,published\n"{STORY}",2024\n'), cleaner, date_format="%d/%m/%Y")
    error(got, BrokenRecord, "'published' is '2024', not written as %d/%m/%Y", "--date-format")


@pytest.mark.parametrize("form", ["%Q", "%", "%d/%m/%Y%"])
def test_a_form_of_dates_that_is_none(form: str) -> None:
    with pytest.raises(OptionError, match="date format"):
        Columns(date_format=form)


@pytest.mark.parametrize(
    ("content", "kind", "word"),
    [
        (b"text\ncaf\xe9 \xff\n", NotText, "not in UTF-8"),
        (b"", InputError, "no column 'text'; its columns are none"),
        (b"text\n\x00\x01\n", NotText, "save it as CSV"),
    ],
)
def test_files_that_are_no_csv(
    content: bytes, kind: type[InputError], word: str, tmp_path: Path, cleaner: Cleaner
) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    error(read(tmp_path / "a.csv", cleaner), kind, word)


def test_long_cells_and_the_setting_put_back(tmp_path: Path, cleaner: Cleaner) -> None:
    before = csv.field_size_limit()
    long = f"{STORY} " * 4000
    assert one(read(put(tmp_path, f'text\n"{long}"\n'), cleaner)).text == long
    assert csv.field_size_limit() == before
    options = InputOptions(max_bytes=1000)
    [found] = open_reports([str(tmp_path / "a.csv")], options, cleaner=cleaner)
    assert isinstance(found, BrokenRecord) and "a.csv:2: a row that is no CSV" in str(found)


def test_parquet(tmp_path: Path, cleaner: Cleaner) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    rows = {
        "Body": [STORY, STORY + " Twice.", None],
        "day": [date(2024, 5, 6), datetime(2024, 5, 7, 8), None],
        "id": [1, 2, 3],
        "unused": [[1], [2], [3]],
    }
    parquet.write_table(pyarrow.table(rows), tmp_path / "a.parquet")
    got = read(tmp_path / "a.parquet", cleaner, text="body", published="day")
    first, second, third = got
    assert isinstance(first, Report) and (first.id, first.published) == ("1", date(2024, 5, 6))
    assert isinstance(second, Report) and second.published == date(2024, 5, 7)
    assert isinstance(third, EmptyText) and "a.parquet, row 3" in str(third)
    error(read(tmp_path / "a.parquet", cleaner), InputError, "no column 'text'", "Body")


def test_a_file_that_is_no_parquet(tmp_path: Path, cleaner: Cleaner) -> None:
    pytest.importorskip("pyarrow")
    error(read(put(tmp_path, STORY, "a.parquet"), cleaner), InputError, "not a Parquet file")


def test_parquet_without_pyarrow(tmp_path: Path, cleaner: Cleaner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    error(read(put(tmp_path, STORY, "a.parquet"), cleaner), InputError, "pip install 'crossclaim[parquet]'")
