"""Which reports are linked together, and incidents of two blocks that are one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from crossclaim.archive.sharing import EVERYWHERE, Block, lay_out
from crossclaim.archive.stitching import Vote, united

START = date(2024, 1, 1)


def told(*numbers: int, country: str = "PER") -> list[tuple[list[str], str]]:
    """So many reports on each day."""
    return [([country], (START + timedelta(n)).isoformat()) for n, number in enumerate(numbers) for _ in range(number)]


def shown(blocks: list[Block]) -> list[tuple[str, str, str | None, int]]:
    return [(b.begin[5:], b.first[5:], b.end and b.end[5:], b.reports) for b in blocks]


def test_few_reports_are_one_block() -> None:
    assert lay_out([*told(2, 2), *told(1, country="COL")], 5, 4) == [Block(0, EVERYWHERE, "", "", None, 5)]


def test_no_reports_are_one_empty_block() -> None:
    assert [b.reports for b in lay_out([], 5, 4)] == [0]


@pytest.mark.parametrize(
    ("days", "blocks"),
    [
        pytest.param(
            (2, 2, 2),
            [("01-01", "01-01", "01-02", 2), ("01-01", "01-02", "01-03", 4), ("01-02", "01-03", None, 4)],
            id="half and half",
        ),
        pytest.param(
            (1, 1, 1, 1, 1, 1, 1),
            [
                ("01-01", "01-01", "01-03", 2),
                ("01-01", "01-03", "01-05", 4),
                ("01-03", "01-05", "01-07", 4),
                ("01-05", "01-07", None, 3),
            ],
            id="many stretches",
        ),
        pytest.param(
            (1, 9, 1), [("01-01", "01-01", "01-02", 1), ("01-01", "01-02", "01-03", 10), ("01-02", "01-03", None, 10)],
            id="a day that is too large stays whole, and the day before is known",
        ),
    ],
)  # fmt: skip
def test_many_reports_are_parted_by_days(days: tuple[int, ...], blocks: list[tuple[str, str, str | None, int]]) -> None:
    assert shown(lay_out(told(*days), 4, 1)) == blocks


def test_each_claim_is_owned_once_whatever_its_country_and_day() -> None:
    found = [*told(3, 0, 4, 2, 2, 1), *told(1, 1, country="COL"), (["COL", "PER"], ""), (["-"], "2024-01-03")]
    blocks = lay_out(found, 5, 3)
    assert len({b.number for b in blocks}) == len(blocks) > 4
    assert {b.bucket for b in blocks} == {0, 1, 2}
    for countries, day in found:
        for country in countries:
            assert sum(b.owns(country, day) for b in blocks) == 1
            assert any(b.holds(day) and b.country == country for b in blocks)


def test_the_order_of_the_reports_makes_no_difference() -> None:
    found = [*told(3, 1, 4), *told(1, 1, country="COL")]
    assert lay_out(found, 4, 2) == lay_out(found[::-1], 4, 2)


AGES = {id: (f"2024-01-0{n}", 0, id) for n, id in enumerate(("i1", "i2", "i3", "i4"), 1)}


@pytest.mark.parametrize(
    ("votes", "homes"),
    [
        pytest.param([], {}, id="nothing"),
        pytest.param([Vote("i1", 2, "i2", 1)], {"i2": "i1"}, id="the older one stays"),
        pytest.param([Vote("i2", 2, "i1", 1)], {"i2": "i1"}, id="whichever is known in the other's block"),
        pytest.param([Vote("i1", 2, "i2", 1), Vote("i2", 3, "i3", 1)], {"i2": "i1", "i3": "i1"}, id="a chain"),
        pytest.param([Vote("i1", 2, "i3", 3), Vote("i1", 2, "i2", 1)], {"i3": "i1"}, id="where most claims are"),
        pytest.param([Vote("i1", 2, "g2-i9", 3), Vote("i1", 2, "i2", 1)], {"g2-i9": "i1"}, id="most with a ghost"),
        pytest.param([Vote("i1", 2, "g2-i9", 1), Vote("i3", 2, "g2-i9", 4)], {"g2-i9": "i3"}, id="the ghost's most"),
        pytest.param([Vote("i1", 2, "i2", 1), Vote("i2", 1, "i1", 1)], {"i2": "i1"}, id="both ways"),
    ],
)
def test_incidents_that_are_one(votes: list[Vote], homes: dict[str, str]) -> None:
    assert united(votes, AGES) == homes
