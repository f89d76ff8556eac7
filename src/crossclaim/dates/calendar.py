"""Day arithmetic: stretches of days and their neighbours. Knows no words and no text."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from crossclaim.records import DatePrecision

LEEWAY = 5
"""Days that a date without a year may lie after publication: datelines and late updates do."""

DAY, WEEK, MONTH, YEAR = 1, 2, 3, 4
PRECISION: dict[int, DatePrecision] = {0: "day", DAY: "day", WEEK: "week", MONTH: "month", YEAR: "year"}


@dataclass(frozen=True, slots=True)
class Days:
    """Days from first to last, both included; None where they are not known."""

    first: date | None
    last: date | None
    precision: DatePrecision


def day(of: date) -> Days:
    """One day."""
    return Days(of, of, "day")


def days_from(of: date, first: int, last: int, precision: DatePrecision = "day") -> Days:
    """Days counted from a day."""
    return Days(of + timedelta(days=first), of + timedelta(days=last), precision)


def week_of(of: date) -> Days:
    """The week from Monday to Sunday around a day."""
    return days_from(of, -of.weekday(), 6 - of.weekday(), "week")


def month_of(year: int, month: int, months: int = 1, precision: DatePrecision = "month") -> Days:
    """A month, or several from this one on; `month` may be under 1 or over 12.

    >>> month_of(2016, 14).first
    datetime.date(2017, 2, 1)
    """
    y, m = year + (month - 1) // 12, (month - 1) % 12 + 1
    end_y, end_m = year + (month + months - 2) // 12, (month + months - 2) % 12 + 1
    return Days(date(y, m, 1), date(end_y, end_m, monthrange(end_y, end_m)[1]), precision)


def years(first: int, last: int | None = None) -> Days:
    """A year, or the years from one to another."""
    return Days(date(first, 1, 1), date(last or first, 12, 31), "year")


def unit_around(of: date, kind: int, steps: int, size: int = 1) -> Days:
    """The calendar unit that lies some steps from the one around a day.

    Args:
        of: the day.
        kind: `DAY`, `WEEK`, `MONTH` or `YEAR`; 0 is less than a day and gives the day.
        steps: how many units on; below 0 for back.
        size: of how many units of the kind one step is: 10 years for a decade.

    >>> unit_around(date(2016, 4, 2), WEEK, -1).first
    datetime.date(2016, 3, 21)
    """
    steps *= size
    if kind == WEEK:
        return week_of(of + timedelta(weeks=steps))
    if kind == MONTH:
        return month_of(of.year, of.month + steps)
    if kind == YEAR:
        return years(of.year + steps, of.year + steps + size - 1)
    return days_from(of, steps, steps) if kind else day(of)


def valid(year: int, month: int, of_month: int) -> date | None:
    """The day, or None where the month has no such day."""
    if not (1 <= month <= 12 and 1 <= of_month <= monthrange(year, month)[1]):
        return None
    return date(year, month, of_month)


def nearest_year(month: int, of_month: int, published: date, *, weekday: int | None, ahead: bool) -> date | None:
    """The day of a date without a year: the last one not after publication (by more than `LEEWAY` days).

    Args:
        month: its month.
        of_month: its day of the month.
        published: day of publication.
        weekday: where the text gives one, the year in which it fits is taken if it is near.
        ahead: take the next one instead.
    """
    around = (valid(published.year + k, month, of_month) for k in (-4, -3, -2, -1, 0, 1))
    known = [d for d in around if d is not None]
    past = [d for d in known if d <= published + timedelta(days=LEEWAY)]
    to_come = [d for d in known if d >= published - timedelta(days=LEEWAY)]
    if weekday is not None:
        fitting = [d for d in known if d.weekday() == weekday and abs((d - published).days) < 400]
        if fitting:
            return min(fitting, key=lambda d: abs((d - published).days))
    if ahead and to_come:
        return to_come[0]
    return past[-1] if past else None


def nearest_weekday(number: int, published: date, *, step: int | None, ahead: bool) -> date:
    """A weekday (Monday is 0) near the day of publication.

    Args:
        number: the weekday.
        published: day of publication.
        step: -1 for the last one before it, 1 for the next one after it, 0 for that of the same week;
            None for the last one up to and with it.
        ahead: where `step` is None, take the next one from it on instead.

    >>> nearest_weekday(4, date(2016, 4, 2), step=None, ahead=False)
    datetime.date(2016, 4, 1)
    """
    back = (published.weekday() - number) % 7
    if step == 0:
        return published + timedelta(days=number - published.weekday())
    if step is None:
        return published + timedelta(days=-back % 7 if ahead else -back)
    if step < 0:
        return published - timedelta(days=back or 7)
    return published + timedelta(days=7 - back)


def third(of: Days, edge: int, published: date | None) -> Days:
    """An early, middle or late third of some days (1, 2, 3), what of them is past (0), or is to come (4)."""
    if of.first is None or of.last is None:
        return of
    if edge in (0, 4):
        if published is None or not of.first <= published <= of.last:
            return of
        return Days(of.first, published, of.precision) if edge == 0 else Days(published, of.last, of.precision)
    if of.precision == "year":
        return _third_of_years(of.first, of.last, edge)
    length = (of.last - of.first).days + 1
    cuts = [of.first + timedelta(days=length * k // 3) for k in (0, 1, 2)] + [of.last + timedelta(days=1)]
    return Days(cuts[edge - 1], cuts[edge] - timedelta(days=1), of.precision)


def _third_of_years(first: date, last: date, edge: int) -> Days:
    count = last.year - first.year + 1
    if count == 1:
        return month_of(first.year, 4 * edge - 3, 4, "year")
    cuts = [0, count * 4 // 10, count * 7 // 10, count]
    return years(first.year + cuts[edge - 1], first.year + cuts[edge] - 1)
