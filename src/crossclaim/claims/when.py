"""The day that a report's news is of, and days that date the report and no event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from crossclaim.records import DateSpan
from crossclaim.syntax import sent_end, sent_start

if TYPE_CHECKING:
    from crossclaim.parsed import Doc

WEEK = timedelta(days=7)

HISTORY = timedelta(days=30)
"""An event further back than this is background (the codebook's bound)."""


def main_date(dates: Sequence[DateSpan], published: date | None) -> DateSpan | None:
    """The day that the report's news is of: the first one named that lies in the week up to publication.

    The day of publication itself only counts as a relative word ("today"): written out it is the dateline's.
    """
    for d in dates:
        if d.precision != "day" or d.first is None or d.last is None or published is None:
            continue
        if timedelta(0) <= published - d.first <= WEEK and not is_publication(d, published):
            return d
    return None


def is_publication(found: DateSpan, published: date | None) -> bool:
    """Whether a date is the day of publication written out, as a dateline or heading does.

    It dates the report, not an event; an event left without a day falls to the day of publication anyhow. So does
    what was "in the past 24 hours"; "since 1 May" reaches to that day and is another time.
    """
    if published is None or found.first is None or found.last != published:
        return False
    return published - found.first <= timedelta(days=1) and any(c.isdigit() for c in found.text)


def history(doc: Doc, dates: Sequence[DateSpan], published: date | None) -> frozenset[int]:
    """The tokens of sentences that name a day, month or year long before publication."""
    old = [d for d in dates if published and d.last and published - d.last > HISTORY]
    spans = (doc.char_span(d.start, d.end) for d in old)
    return frozenset(i for s in spans if s is not None for i in range(sent_start(s.root), sent_end(s.root)))
