"""Incidents over time: how many began in each day, week, month or year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from crossclaim.desk.views.board import Line, close

Unit = Literal["day", "week", "month", "year"]
LIMITS: tuple[tuple[int, Unit], ...] = ((62, "day"), (430, "week"), (3700, "month"))
"""Up to so many days are shown by that unit; more by years."""

ASIDE, STRETCH = 0.02, 2.5
"""Share of incidents at either end that is left aside where the timeline would be so many times as long with it."""


@dataclass(frozen=True, slots=True)
class Bin:
    """A stretch of time, both ends included, with its incidents, and those of them in which accounts conflict."""

    first: date
    last: date
    number: int
    conflicts: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bins without gaps, in order.

    Attributes:
        unit: of a bin.
        bins: of the days in which nearly all incidents began.
        undated: incidents without a day, in no bin.
        vague: incidents that are dated to no month, in no bin: a year is no day in January.
        early, late: incidents long before and long after the others, in no bin.
    """

    unit: Unit
    bins: tuple[Bin, ...]
    undated: int
    early: int = 0
    late: int = 0
    vague: int = 0


def timeline(lines: Iterable[Line]) -> Timeline:
    """Incidents by the day on which they began.

    Args:
        lines: of a board.

    >>> timeline(()).bins
    ()
    """
    all_lines = list(lines)
    days = sorted((line.item.first, bool(line.conflicts)) for line in all_lines if line.item.first and close(line))
    undated = sum(line.item.first is None for line in all_lines)
    vague = len(all_lines) - len(days) - undated
    if not days:
        return Timeline("day", (), undated, vague=vague)
    first, last = _bounds([day for day, _ in days])
    unit = _unit((last - first).days)
    counts: dict[date, list[int]] = {start: [0, 0] for start in _starts(first, last, unit)}
    for day, conflict in days:
        found = counts.get(start_of(day, unit), [0, 0])
        found[0] += 1
        found[1] += conflict
    bins = tuple(Bin(start, _last_of(start, unit), *found) for start, found in counts.items())
    early = sum(day < bins[0].first for day, _ in days)
    return Timeline(unit, bins, undated, early, sum(day > bins[-1].last for day, _ in days), vague)


def _unit(days: int) -> Unit:
    return next((unit for most, unit in LIMITS if days < most), "year")


def _bounds(days: Sequence[date]) -> tuple[date, date]:
    """The first and the last day; without a few far from the rest, where they would take most of the room.

    Args:
        days: in order.
    """
    aside = int(len(days) * ASIDE)
    inner = (days[aside], days[len(days) - 1 - aside])
    whole, kept = (days[-1] - days[0]).days, (inner[1] - inner[0]).days
    return inner if whole > STRETCH * max(kept, 30) else (days[0], days[-1])


def start_of(day: date, unit: Unit) -> date:
    """The first day of the unit that holds a day; weeks begin on Mondays.

    >>> start_of(date(2031, 6, 12), "month")
    datetime.date(2031, 6, 1)
    """
    if unit == "week":
        return date.fromordinal(max(1, day.toordinal() - day.weekday()))
    if unit == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def _last_of(start: date, unit: Unit) -> date:
    following = _next(start, unit)
    return date.max if following is None else following - timedelta(days=1)


def _next(start: date, unit: Unit) -> date | None:
    """The next unit's first day; None after the last of the calendar."""
    try:
        if unit == "year":
            return start.replace(year=start.year + 1)
        if unit == "month":
            return (start + timedelta(days=31)).replace(day=1)
        return start_of(start + timedelta(days=7 if unit == "week" else 1), unit)
    except (OverflowError, ValueError):
        return None


def _starts(first: date, last: date, unit: Unit) -> list[date]:
    start: date | None = start_of(first, unit)
    found = []
    while start is not None and start <= last:
        found.append(start)
        start = _next(start, unit)
    return found
