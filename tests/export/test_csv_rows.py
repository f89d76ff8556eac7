"""CSV rows: read back as written, and no cell is a formula."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from crossclaim.export.csv_rows import COLUMNS, CsvExporter, guarded
from crossclaim.records import Reading


def written(*readings: Reading) -> str:
    rows = CsvExporter()
    pieces = [*rows.begin()]
    for reading in readings:
        pieces += rows.add(reading)
    return "".join([*pieces, *rows.end()])


def test_one_row_per_claim(reading: Reading, empty: Reading) -> None:
    rows = list(csv.DictReader(io.StringIO(written(reading, empty), newline="")))
    assert [row["claim"] for row in rows] == [claim.id for claim in reading.claims]
    first, third = rows[0], rows[2]
    assert (first["killed_low"], first["killed_high"], first["wounded_low"]) == ("12", "12", "")
    assert first["casualties"] == "killed 12 soldiers (MLI, mil.)"
    assert (first["losses"], first["place"], first["lat"]) == ("lost 1 truck (MLI)", "Ménaka", "15.9")
    assert (first["date_from"], first["incidents"], third["via"]) == ("2025-03-04", "i1", "Radio Sahel")
    assert rows[3]["claimant"] == "reporter" and rows[3]["date_words"] == "in 2019"


def test_line_ends_and_quotes_are_those_of_rfc_4180(reading: Reading) -> None:
    text = written(replace(reading, claims=(replace(reading.claims[0], quote='a "b", c\nd'),)))
    assert text.count("\r\n") == 2 and text.endswith('"a ""b"", c\nd"\r\n')


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=SUM(A1)", "'=SUM(A1)"),
        ("+1", "'+1"),
        ("-Front", "'-Front"),
        ("@x", "'@x"),
        ("  =1", "'  =1"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),
        ("Front = x", "Front = x"),
        (-69.04, -69.04),
        (None, ""),
    ],
)
def test_no_cell_is_a_formula(cell: str | float | None, safe: str | float) -> None:
    assert guarded(cell) == safe


def test_the_largest_figure_stands_in_the_numbers(reading: Reading) -> None:
    (dead,) = reading.claims[0].casualties
    part = replace(dead, low=3, high=3, who="officers")
    claim = replace(reading.claims[0], casualties=(part, dead))
    (row,) = csv.DictReader(io.StringIO(written(replace(reading, claims=(claim,))), newline=""))
    assert row["killed_low"] == "12" and row["casualties"].startswith("killed 3 officers")


def test_every_column_is_documented() -> None:
    text = Path(__file__).parents[2].joinpath("docs", "formats.md").read_text(encoding="utf-8")
    assert [name for name in COLUMNS if f"`{name}`" not in text] == []
