"""Day arithmetic."""

from __future__ import annotations

from datetime import date

import pytest

from crossclaim.dates.calendar import WEEK, Days, month_of, nearest_weekday, nearest_year, third, unit_around

SATURDAY = date(2016, 4, 2)


@pytest.mark.parametrize(
    ("step", "ahead", "expected"),
    [
        (None, False, SATURDAY),
        (None, True, SATURDAY),
        (-1, False, date(2016, 3, 26)),
        (1, False, date(2016, 4, 9)),
    ],
)
def test_the_weekday_of_publication(step: int | None, ahead: bool, expected: date) -> None:
    assert nearest_weekday(5, SATURDAY, step=step, ahead=ahead) == expected


@pytest.mark.parametrize(
    ("month", "day", "published", "ahead", "expected"),
    [
        (12, 31, date(2016, 1, 1), False, date(2015, 12, 31)),
        (1, 2, date(2015, 12, 31), False, date(2016, 1, 2)),
        (2, 29, date(2015, 6, 1), False, date(2012, 2, 29)),
        (11, 14, SATURDAY, True, date(2016, 11, 14)),
    ],
)
def test_the_year_of_a_date_without_one(month: int, day: int, published: date, ahead: bool, expected: date) -> None:
    assert nearest_year(month, day, published, weekday=None, ahead=ahead) == expected


def test_a_weekday_settles_the_year() -> None:
    assert nearest_year(4, 6, date(2017, 2, 1), weekday=3, ahead=False) == date(2017, 4, 6)


def test_months_and_weeks_over_the_year_s_end() -> None:
    assert month_of(2016, 0) == Days(date(2015, 12, 1), date(2015, 12, 31), "month")
    assert unit_around(date(2016, 1, 1), WEEK, 0) == Days(date(2015, 12, 28), date(2016, 1, 3), "week")


@pytest.mark.parametrize(("edge", "first", "last"), [(1, 1, 10), (2, 11, 20), (3, 21, 30), (0, 1, 2), (4, 2, 30)])
def test_thirds_of_a_month(edge: int, first: int, last: int) -> None:
    april = month_of(2016, 4)
    assert third(april, edge, SATURDAY) == Days(date(2016, 4, first), date(2016, 4, last), "month")
