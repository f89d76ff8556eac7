"""Days of a report whose text says that it was published on another day than what came with it says.

Archives date what they hold by when they took it. Reading holds to the day that is given with a report, so that all
of its dates follow one rule; linking must know when the words were written, or "on Tuesday" is another week's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from crossclaim.clean.publication import DatelinePatterns, dateline_patterns, find_publication
from crossclaim.clean.tables import load_tables
from crossclaim.dates.words import load_date_words
from crossclaim.records import Claim, DateSpan

MOST = timedelta(days=3 * 366)
"""A day farther off is taken for one in the story."""


def own_day(text: str, published: date | None) -> date | None:
    """The day of publication that a text states at its head, where it is another than the one given with it.

    Args:
        text: of the report.
        published: as given; without one there is nothing to put right.

    >>> own_day("Published April 4 2023 Shells fell on a market.", date(2023, 4, 17))
    datetime.date(2023, 4, 4)
    """
    if published is None:
        return None
    found = find_publication(text, _patterns())
    return found if found is not None and found != published and abs(found - published) <= MOST else None


def redated(claim: Claim, published: date, dated: date) -> Claim:
    """A claim whose day was counted from one day of publication, counted from another.

    Days that are written out, months and years stay; a weekday is that of the other week.

    Args:
        claim: as it was read.
        published: the day that its dates were counted from.
        dated: the day to count them from.
    """
    day = claim.date
    if day is None or day.first is None or day.precision != "day" or any(c.isdigit() for c in day.text):
        return claim
    return replace(claim, date=_moved(day, day.first, published, dated))


def _moved(day: DateSpan, first: date, published: date, dated: date) -> DateSpan:
    number = _weekday(day.text)
    if number is None:
        by = dated - published
    elif first <= published:
        by = dated - timedelta(days=(dated.weekday() - number) % 7) - first
    else:
        by = dated + timedelta(days=(number - dated.weekday()) % 7 or 7) - first
    last = day.last + by if day.last is not None else None
    return replace(day, first=first + by, last=last)


def _weekday(text: str) -> int | None:
    weekdays = _weekdays()
    words = re.findall(r"[a-z]+", text.casefold())
    return next((weekdays[w] for w in (w.removesuffix("s") for w in words) if w in weekdays), None)


@cache
def _weekdays() -> Mapping[str, int]:
    return load_date_words().weekdays


@cache
def _patterns() -> DatelinePatterns:
    return dateline_patterns(load_tables().datelines)
