"""Days counted from the day of publication that a report's own text states."""

from __future__ import annotations

from datetime import date

import pytest

from crossclaim.linking.dated import own_day, redated
from crossclaim.records import Claim, DateSpan, Event, Span

GIVEN = date(2023, 4, 15)


def claim(text: str, first: date, precision: str = "day") -> Claim:
    event = Event("shelling", "ASSAULT", None, None, "19", Span(0, 6, "Shells"))
    day = DateSpan(text, 0, len(text), first, first, precision)  # type: ignore[arg-type]
    return Claim(
        id="c1", start=0, end=6, quote="Shells", attribution=None, claimant=None, via=(), stance="asserts",
        tense="past", event=event, actors=(), targets=(), casualties=(), losses=(), place=None, date=day,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Published April 4 2023 Shells fell on a market.", date(2023, 4, 4)),
        ("Last updated at Apr 5, 2023 Shells fell on a market.", date(2023, 4, 5)),
        ("Published April 15 2023 Shells fell on a market.", None),  # the day that is given
        ("Shells fell on a market. The war began on 4 April 2019.", None),  # a day in the story
        ("Published April 4 1999 Shells fell on a market.", None),  # too far off
    ],
)
def test_own_day(text: str, day: date | None) -> None:
    assert own_day(text, GIVEN) == day
    assert own_day(text, None) is None


@pytest.mark.parametrize(
    ("text", "was", "dated", "is_now"),
    [
        ("Tuesday", date(2023, 4, 11), date(2023, 4, 5), date(2023, 4, 4)),
        ("on Tuesdays", date(2023, 4, 11), date(2023, 4, 4), date(2023, 4, 4)),
        ("next Tuesday", date(2023, 4, 18), date(2023, 4, 5), date(2023, 4, 11)),
        ("yesterday", date(2023, 4, 14), date(2023, 4, 5), date(2023, 4, 4)),
        ("", date(2023, 4, 15), date(2023, 4, 5), date(2023, 4, 5)),  # the day of publication itself
        ("4 April", date(2023, 4, 4), date(2023, 4, 5), date(2023, 4, 4)),  # written out
    ],
)
def test_redated(text: str, was: date, dated: date, is_now: date) -> None:
    moved = redated(claim(text, was), GIVEN, dated).date
    assert moved is not None and (moved.first, moved.last) == (is_now, is_now)


def test_months_stay() -> None:
    month = claim("last month", date(2023, 3, 1), "month")
    assert redated(month, GIVEN, date(2023, 4, 5)) == month
