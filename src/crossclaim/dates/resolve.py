"""From an expression's words to days: which arithmetic reads which kind of expression."""

from __future__ import annotations

from collections.abc import Callable

from crossclaim.dates import absolute, relative
from crossclaim.dates.calendar import Days
from crossclaim.dates.setting import Groups, Setting


def resolve(reads: str, groups: Groups, setting: Setting) -> Days:
    """The days of an expression.

    Args:
        reads: kind of the expression.
        groups: its words, in lower case.
        setting: what it is counted from.

    >>> from datetime import date
    >>> from crossclaim.dates.words import date_words
    >>> resolve("weekday", {"weekday": "friday"}, Setting(date_words(), date(2016, 4, 2))).first
    datetime.date(2016, 4, 1)
    """
    return READERS[reads](groups, setting)


READERS: dict[str, Callable[[Groups, Setting], Days]] = {
    "ago": relative.read_ago,
    "anchored": relative.read_anchored,
    "calendar": absolute.read_calendar,
    "day_number": relative.read_day_number,
    "day_word": relative.read_day_word,
    "decade": absolute.read_decade,
    "in_the_day": relative.read_in_the_day,
    "month": absolute.read_month,
    "numeric": absolute.read_numeric,
    "offset": relative.read_offset,
    "part": relative.read_part,
    "season": absolute.read_season,
    "shift": relative.read_shift_of,
    "step": relative.read_step,
    "weekday": relative.read_weekday,
    "weekend": relative.read_weekend,
    "window": relative.read_window,
    "year": absolute.read_year,
    "year_part": absolute.read_year_part,
    "ymd": absolute.read_ymd,
}
