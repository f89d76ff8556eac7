"""The terminal table: whole, within its width, and plain."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from crossclaim.export.folding import folded
from crossclaim.export.table import TableExporter
from crossclaim.records import Reading

WIDTHS = (40, 60, 80, 99, 100, 120, 159, 160, 200, 300)


def printed(*readings: Reading, width: int = 120, styled: bool = False) -> str:
    table = TableExporter(width, styled=styled)
    pieces = [*table.begin()]
    for reading in readings:
        pieces += table.add(reading)
    return "".join([*pieces, *table.end()])


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_asked(width: int, reading: Reading) -> None:
    assert all(cell_len(line) <= width for line in printed(reading, width=width).splitlines())


@pytest.mark.parametrize("width", WIDTHS)
def test_evidence_is_whole(width: int, reading: Reading) -> None:
    """The words of each quote stand in the last column, in order, in the rows of its claim."""
    lines = printed(reading, width=width).splitlines()
    first = next(number for number, line in enumerate(lines) if "evidence" in line)
    end = max(number for number, line in enumerate(lines) if line == "incidents")
    at = lines[first].index("evidence")
    column = " ".join(line[at:] for line in lines[first:end])
    for claim in reading.claims:
        assert " ".join(claim.quote.split()) in re.sub(r"\s+", " ", column)


def test_as_it_looks_at_80(reading: Reading) -> None:
    assert printed(reading, width=80).splitlines()[:12] == [
        "Ambush <near> Ménaka",
        "Radio Sahel, 2025-03-05",
        "5 claims by 4 claimants: 2 asserted, 1 denied, 2 hedged; 2 incidents",
        "note: one date could not be worked out: in 2019",
        "",
        "    who, what, where, when               evidence",
        "c1  Mali army                            12 of its soldiers were killed and a",
        "    asserts                              truck was burned near Ménaka by the",
        "    attack: -Front -> Mali army          <Front> & allies",
        "    killed 12 soldiers (MLI, mil.)",
        "    lost 1 truck (MLI)",
        "    near Ménaka (MLI), 2025-03-04",
    ]


def test_incidents_and_their_tallies(reading: Reading) -> None:
    assert printed(reading, width=120).splitlines()[-4:] == [
        "incidents",
        "i1  attack, near Ménaka (MLI), 2025-03-04: c1, c3",
        "    killed, Mali army, military: 12 (Mali army 12 [c1]; -Front denies 12 [c3])",
        "one claim each, without figures: i2 (c4)",
    ]


def test_wide_tables_have_a_column_for_each_field(reading: Reading) -> None:
    heads = next(line for line in printed(reading, width=200).splitlines() if "evidence" in line)
    assert heads.split() == ["claimant", "stance", "what", "figures", "where", "when", "evidence"]


def test_a_report_without_a_claim_says_so(empty: Reading) -> None:
    assert printed(empty) == "report quiet\nno date\nno claim found\nnote: no claim found\n"


def test_plain_in_a_pipe_and_bold_only_where_styled(reading: Reading) -> None:
    plain = printed(reading)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2500-\u257f]", plain)
    assert re.sub(r"\x1b\[[01]m", "", printed(reading, styled=True)) == plain


def test_reports_are_set_apart(reading: Reading, empty: Reading) -> None:
    assert printed(reading, empty) == printed(reading) + "\n\n" + printed(empty)


@pytest.mark.parametrize(
    ("line", "width", "pieces"),
    [
        ("", 10, [""]),
        ("two words", 10, ["two words"]),
        ("two words", 5, ["two", "  wor", "  ds"]),
        ("killed 3 (MLI, mil.)", 12, ["killed 3", "  (MLI,", "  mil.)"]),
        ("killed 3 (MLI, mil.)", 15, ["killed 3", "  (MLI, mil.)"]),
        ("梅納卡 梅納卡", 8, ["梅納卡", "  梅納卡"]),
        ("abcdefghij", 6, ["abcd", "  efgh", "  ij"]),
    ],
)
def test_folding(line: str, width: int, pieces: list[str]) -> None:
    assert folded(line, width, indent=2) == pieces
