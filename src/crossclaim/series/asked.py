"""What is asked of series, on the command line and on the desk, and the table that answers it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from crossclaim.accounts.chart import Picture
from crossclaim.linking.parties import plain
from crossclaim.series.changes import changes_of
from crossclaim.series.counting import count, passing
from crossclaim.series.picture import WIDTH, series_picture
from crossclaim.series.records import Acts, By, Change, Count, SeriesFilter, Violation
from crossclaim.series.tables import Table, changes_table, counts_table, violations_table


@dataclass(frozen=True, slots=True)
class Asked:
    """Which series.

    Attributes:
        by: what a row stands for.
        wanted: the filter.
        truce: violations of a truce instead of counts.
        changes: change points instead of counts.
    """

    by: By = "dyad"
    wanted: SeriesFilter = field(default_factory=SeriesFilter)
    truce: bool = False
    changes: bool = False


def answer(asked: Asked, acts: Acts, violations: Iterable[Violation]) -> Table:
    """The table that is asked for.

    Args:
        asked: which.
        acts: of the whole ledger.
        violations: of the whole ledger.

    Raises:
        OptionError: change points without `ruptures`.
    """
    if asked.truce:
        return violations_table(v for v in violations if among(v, asked.wanted))
    counts = counted(asked, acts)
    if asked.changes:
        return changes_table(changed(asked, counts), asked.by, acts)
    return counts_table(counts, asked.by, acts)


def counted(asked: Asked, acts: Acts) -> tuple[Count, ...]:
    """Daily counts of the acts that pass the filter."""
    return count(passing(acts, asked.wanted), asked.by)


def changed(asked: Asked, counts: Iterable[Count]) -> tuple[Change, ...]:
    """Change points of some counts, over the days that are asked for."""
    return changes_of(counts, asked.wanted.first, asked.wanted.last)


def drawn(asked: Asked, acts: Acts) -> Picture:
    """The picture of all acts that pass the filter, by day; with change points where they are asked for.

    Args:
        asked: which.
        acts: of the whole ledger.

    Raises:
        OptionError: change points without `ruptures`.
    """
    return drawn_as_wide(asked, acts, (WIDTH,))[0]


def drawn_as_wide(asked: Asked, acts: Acts, widths: Iterable[int]) -> list[Picture]:
    """The same picture in several widths, in pixels; raises as `drawn`."""
    by_day = replace(asked, by="day")
    counts = counted(by_day, acts)
    changes = changed(by_day, counts) if asked.changes else ()
    return [series_picture("Series", counts, changes, width=width) for width in widths]


def among(found: Violation, wanted: SeriesFilter) -> bool:
    """Whether a row passes a filter; a party may be who did it or who says so.

    Args:
        found: the row.
        wanted: the filter.
    """
    if wanted.first or wanted.last:
        if found.day is None:
            return False
        if (wanted.first and found.day < wanted.first) or (wanted.last and found.day > wanted.last):
            return False
    if wanted.countries and found.country not in {c.strip().upper() for c in wanted.countries}:
        return False
    names = {plain(name) for name in wanted.parties}
    return not names or bool(names & {plain(found.violator), plain(found.speaker)})
