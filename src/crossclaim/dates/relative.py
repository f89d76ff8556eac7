"""Days of expressions that are counted from publication or from the day last spoken of."""

from __future__ import annotations

from datetime import date, timedelta

from crossclaim.dates.calendar import (
    DAY,
    PRECISION,
    WEEK,
    YEAR,
    Days,
    day,
    days_from,
    month_of,
    nearest_weekday,
    third,
    unit_around,
    valid,
)
from crossclaim.dates.setting import Groups, Setting, unknown
from crossclaim.dates.words import DateWords


def read_weekday(g: Groups, s: Setting) -> Days:
    """ "Friday", "last Friday", "Friday last week", "the following Monday"."""
    number = s.words.weekdays[g["weekday"]]
    if "anchored" in g:
        return _anchored_weekday(number, s.words.anchored[g["anchored"]], s)
    if s.published is None:
        return unknown()
    if "week" in g:
        monday = unit_around(s.published, WEEK, s.words.steps[g["week"]]).first or s.published
        return days_from(monday, number, number)
    step = s.words.steps[g["step"]] if "step" in g else None
    if step is None and "day" in g:
        return read_day_number(g, s)
    return day(nearest_weekday(number, s.published, step=step, ahead=s.ahead))


def _anchored_weekday(number: int, step: int, s: Setting) -> Days:
    """ "The following Monday": counted from the date last spoken of."""
    origin = _origin(s)
    if origin is None:
        return unknown()
    return day(nearest_weekday(number, origin, step=step or None, ahead=False))


def read_day_word(g: Groups, s: Setting) -> Days:
    """ "Yesterday", "overnight"."""
    return days_from(s.published, *s.words.days[g["day_word"]]) if s.published else unknown()


def read_part(g: Groups, s: Setting) -> Days:
    """ "Last night", "this morning"."""
    step = s.words.steps[g["step"]]
    return days_from(s.published, step, step) if s.published else unknown()


def read_day_number(g: Groups, s: Setting) -> Days:
    """ "On the 14th": of this month or the one before, the last one not after publication."""
    if s.published is None:
        return unknown()
    shift = s.words.steps[g["step"]] if "step" in g else 0
    for back in range(3):
        start = month_of(s.published.year, s.published.month + shift - back).first
        found = valid(start.year, start.month, int(g["day"])) if start else None
        if found and (found <= s.published or "step" in g):
            return day(found)
    return unknown()


def read_in_the_day(g: Groups, s: Setting) -> Days:
    """ "Later in the day": the day last spoken of, else that of publication."""
    origin = _origin(s)
    return day(origin) if origin else unknown()


def read_step(g: Groups, s: Setting) -> Days:
    """ "Last week", "earlier this year"; "the past week" is the seven days up to publication."""
    kind, size = s.words.units[g["unit"]]
    if s.published is None:
        return unknown(PRECISION[kind])
    word = g.get("step")
    if word in s.words.rolling:
        return _span_of(s.published, kind, size, -1)
    found = unit_around(s.published, kind, s.words.steps[word] if word else 0, size)
    return third(found, s.words.edges[g["edge"]], s.published) if "edge" in g else found


def read_weekend(g: Groups, s: Setting) -> Days:
    """Saturday and Sunday: the last ones that have begun; "last" counts from the Monday before them."""
    if s.published is None:
        return unknown()
    step = s.words.steps.get(g.get("step", ""), 0)
    ahead = step > 0 or s.ahead or ("step" in g and step == 0)
    saturday = nearest_weekday(5, s.published, step=None, ahead=ahead and s.published.weekday() != 6)
    if step < 0 and s.published.weekday() >= 5:
        saturday -= timedelta(days=7)
    return days_from(saturday, 0, 1)


def _count(g: Groups, s: Setting) -> tuple[int, int]:
    word = g.get("count")
    if word is None:
        return s.words.counts["several"]
    return (int(word), int(word)) if word.isdigit() else s.words.counts[word]


def read_window(g: Groups, s: Setting) -> Days:
    """ "The last two days", "recent weeks": up to publication, or from it on."""
    kind, size = s.words.units[g["unit"]]
    if s.published is None:
        return unknown(PRECISION[kind])
    step = s.words.steps.get(g.get("step", ""), -1)
    return _span_of(s.published, kind, size * _count(g, s)[1], 1 if step > 0 else -1)


def _span_of(published: date, kind: int, length: int, way: int) -> Days:
    """Some units up to a day, or from it on."""
    far = _moved(published, kind, way * length)
    first, last = (published, far) if way > 0 else (far, published)
    return Days(first, last, PRECISION[kind])


def _moved(of: date, kind: int, count: int) -> date:
    """A day some units away; hours are counted in whole days."""
    if kind == 0:
        hours = timedelta(hours=count)
        return of + timedelta(days=hours.days)
    if kind in (DAY, WEEK):
        return of + timedelta(days=count * (7 if kind == WEEK else 1))
    months = of.month - 1 + count * (12 if kind == YEAR else 1)
    year, month = of.year + months // 12, months % 12 + 1
    return valid(year, month, of.day) or valid(year, month, 28) or of


def read_ago(g: Groups, s: Setting) -> Days:
    """ "Three days ago"."""
    kind, size = s.words.units[g["unit"]]
    if s.published is None:
        return unknown(PRECISION[kind])
    return _counted(s.published, kind, size, _count(g, s), -1)


def read_offset(g: Groups, s: Setting) -> Days:
    """ "Three days later", "a week earlier": from the day last spoken of; back also from publication."""
    kind, size = s.words.units[g["unit"]]
    way = -1 if g["way"] in s.words.back else 1
    origin = s.anchor.first if s.anchor else s.published if way < 0 else None
    if origin is None:
        return unknown(PRECISION[kind])
    count = (1, 1) if "count" not in g and not g["unit"].endswith("s") else _count(g, s)
    return _counted(origin, kind, size, count, way)


def read_shift_of(g: Groups, s: Setting) -> Days:
    """ "A day after", before the date that it is counted from; `shifted` reads the two together."""
    return unknown(PRECISION[s.words.units[g["unit"]][0]])


def shifted(g: Groups, origin: Days, words: DateWords) -> Days:
    """The days of "a day after Monday".

    Args:
        g: the words "a day after".
        origin: Monday.
        words: words of the language.
    """
    kind, size = words.units[g["unit"]]
    if origin.first is None:
        return unknown(PRECISION[kind])
    count = _count(g, Setting(words, None)) if "count" in g else (1, 1)
    return _counted(origin.first, kind, size, count, -1 if g["way"] in words.back else 1)


def _counted(origin: date, kind: int, size: int, count: tuple[int, int], way: int) -> Days:
    """The units that lie between `count` units away, calendar units for weeks, months and years."""
    if kind == 0:
        ends = [_moved(origin, 0, way * size * n) if size * n >= 24 else origin for n in count]
        return Days(min(ends), min(ends), "day")
    near, far = (unit_around(_moved(origin, kind, way * size * n), kind, 0) for n in count)
    first, last = (far, near) if way < 0 else (near, far)
    precision = PRECISION[kind if count[0] == count[1] else min(kind + 1, YEAR)]
    return Days(first.first, last.last, precision)


def read_anchored(g: Groups, s: Setting) -> Days:
    """ "The same day", "the next morning", "that year": from the date last spoken of."""
    step = s.words.anchored[g["anchored"]]
    kind, size = s.words.units.get(g["unit"], (DAY, 1))
    origin = _origin(s) if step <= 0 else s.anchor.first if s.anchor else None
    return unit_around(origin, kind, step, size) if origin else unknown(PRECISION[kind])


def _origin(s: Setting) -> date | None:
    """The day last spoken of, else that of publication."""
    return s.anchor.first if s.anchor else s.published
