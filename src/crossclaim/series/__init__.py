"""Claims as daily counts: who is said to have done what to whom, where, and what the sides admit."""

from __future__ import annotations

from crossclaim.series.acts import acts_of
from crossclaim.series.changes import changes_of
from crossclaim.series.counting import count, passing
from crossclaim.series.records import Act, Acts, By, Change, Count, SeriesFilter, Violation
from crossclaim.series.truce import violations_of

__all__ = [
    "Act",
    "Acts",
    "By",
    "Change",
    "Count",
    "SeriesFilter",
    "Violation",
    "acts_of",
    "changes_of",
    "count",
    "passing",
    "violations_of",
]
