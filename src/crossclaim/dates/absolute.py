"""Days of expressions that name them: dates, months, seasons, years, decades, at times without the year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from crossclaim.dates.calendar import LEEWAY, Days, day, month_of, nearest_year, third, valid, years
from crossclaim.dates.setting import Groups, Setting, unknown


def _year_of(g: Groups, s: Setting) -> int | None:
    """The year that an expression gives, in figures or as "last year", or that its sentence gave."""
    if "year" in g:
        return int(g["year"])
    if "step" in g and s.published:
        return s.published.year + s.words.steps[g["step"]]
    return s.year


def read_ymd(g: Groups, s: Setting) -> Days:
    """ "2012-08-06"."""
    found = valid(int(g["year"]), int(g["number"]), int(g["day"]))
    return day(found) if found else unknown()


def read_calendar(g: Groups, s: Setting) -> Days:
    """ "6 August 2012", "3-5 May", "Saturday, April 2"."""
    month = s.words.months[g["month"]]
    first = _month_day(month, int(g["day"]), g, s)
    if first is None:
        return unknown()
    last = valid(first.year, month, int(g["day2"])) if "day2" in g else first
    return Days(first, last if last and last >= first else first, "day")


def _month_day(month: int, of_month: int, g: Groups, s: Setting) -> date | None:
    weekday = s.words.weekdays.get(g.get("weekday_short", ""))
    year = _year_of(g, s if weekday is None else replace(s, year=None))
    if year is not None:
        return valid(year, month, of_month)
    if s.published is None:
        return None
    return nearest_year(month, of_month, s.published, weekday=weekday, ahead=s.ahead)


def read_numeric(g: Groups, s: Setting) -> Days:
    """ "06/08/2012": what leaves no doubt, else what the text or the day of publication suggests."""
    a, b = int(g["a"]), int(g["b"])
    year = int(g["year"]) if "year" in g else 2000 + int(g["tail"])
    day_first, month_first = valid(year, b, a), valid(year, a, b)
    found = [d for d in (day_first, month_first) if d]
    if len(found) == 2 and s.month_first is not None:
        return day(found[1] if s.month_first else found[0])
    if len(found) == 2 and s.published:
        latest = s.published + timedelta(days=LEEWAY)
        found.sort(key=lambda d: (d > latest, abs((d - latest).days)))
    return day(found[0]) if found else unknown()


def read_month(g: Groups, s: Setting) -> Days:
    """ "August 2012", "mid-May", "last March"."""
    number = s.words.months[g["month"]]
    if "year" in g:
        found = month_of(int(g["year"]), number)
    elif s.published is None:
        found = month_of(s.year, number) if s.year else unknown("month")
    elif "step" in g:
        found = _stepped_month(number, g, s, s.published)
    elif s.year:
        found = month_of(s.year, number)
    else:
        later = number > s.published.month
        found = month_of(s.published.year + _shift(later, s.ahead), number)
    return third(found, s.words.edges[g["edge"]], s.published) if "edge" in g else found


def _shift(later: bool, ahead: bool) -> int:
    """Which year a month without one is of: this one unless it has yet to come and nothing says so."""
    if ahead:
        return 0 if later else 1
    return -1 if later else 0


def _stepped_month(number: int, g: Groups, s: Setting, published: date) -> Days:
    """ "Last March" is the last one before this month; "March last year" is of last year."""
    step = s.words.steps[g["step"]]
    before = number < published.month
    if "year_word" in g or step == 0:
        return month_of(published.year + step, number)
    if step < 0:
        return month_of(published.year - (0 if before else 1), number)
    return month_of(published.year + (0 if number > published.month else 1), number)


def read_season(g: Groups, s: Setting) -> Days:
    """ "The summer of 2014", northern ones."""
    first = s.words.seasons[g["season"]]
    if "year" in g:
        found = month_of(int(g["year"]), first, 3)
    elif s.published is None:
        return unknown("month")
    else:
        step = s.words.steps[g["step"]]
        begun = month_of(s.published.year, first).first
        past = begun is not None and begun + timedelta(days=92) <= s.published
        found = month_of(
            s.published.year + (0 if (step == -1 and past) or (step == 1 and not past) else step), first, 3
        )
    return third(found, s.words.edges[g["edge"]], s.published) if "edge" in g else found


def read_year_part(g: Groups, s: Setting) -> Days:
    """ "The first half of 2015"."""
    first, last = s.words.year_parts[g["year_part"]]
    return month_of(int(g["year"]), first, last - first + 1)


def read_year(g: Groups, s: Setting) -> Days:
    """ "2012", "2014-15", "late 2011"."""
    first = int(g["year"])
    last = int(g.get("year2", first))
    if "tail" in g:
        last = first // 100 * 100 + int(g["tail"])
    found = years(first, last if last >= first else first)
    return third(found, s.words.edges[g["edge"]], s.published) if "edge" in g else found


def read_decade(g: Groups, s: Setting) -> Days:
    """ "The early 1990s"."""
    if "decade_word" in g:
        first = s.words.decades[g["decade_word"]]
    elif "short_decade" in g:
        first = 1900 + int(g["short_decade"])
    else:
        first = int(g["decade"])
    found = years(first, first + 9)
    return third(found, s.words.edges[g["edge"]], s.published) if "edge" in g else found
