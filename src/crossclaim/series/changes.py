"""Change points of daily counts, by `ruptures` (the extra `series`).

The method: counts are made of nearly equal spread by the Anscombe transform, 2·sqrt(x + 3/8); the least sum of squares
with a penalty for every change is found exactly by PELT (Killick, Fearnhead, Eckley 2012; `ruptures.KernelCPD` with the
linear kernel). The penalty is 3·s²·log(n) for n days, after the modified BIC of Zhang and Siegmund (2007), which
charges about that for a change in the mean; s² is the spread that neighbouring days show (the median of their absolute
differences), at least 1, which is that of a Poisson count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from crossclaim.errors import OptionError
from crossclaim.series.records import QUADS, Change, Count

LEAST_DAYS, LEAST_COUNT, MOST_DAYS = 28, 10, 20_000
SHORTEST = 7
"""Days between two changes, at least."""

PENALTY = 3.0
NORMAL = 1.4826
"""Median absolute deviation to standard deviation, of the normal distribution."""


def changes_of(counts: Iterable[Count], first: date | None = None, last: date | None = None) -> tuple[Change, ...]:
    """The days on which daily means of claimed incidents change, in each series of 28 days and 10 incidents or more.

    Args:
        counts: of one kind (`By`); days that are not there have none.
        first, last: days of which all is known; by default those of the first and last count of all.

    Raises:
        OptionError: `ruptures` is not installed, or there are more than 20,000 days.

    >>> changes_of([])
    ()
    """
    known = list(counts)
    if not known:
        return ()
    since, until = first or min(c.day for c in known), last or max(c.day for c in known)
    days = (until - since).days + 1
    if days > MOST_DAYS:
        raise OptionError(f"change points of {days:,} days cannot be found; give --from and --to")
    groups: dict[tuple[str, ...], list[Count]] = defaultdict(list)
    for one in known:
        groups[one.group].append(one)
    return tuple(c for group in sorted(groups) for c in _of_group(groups[group], since, days))


def _of_group(counts: list[Count], since: date, days: int) -> Iterator[Change]:
    for n in range(len(QUADS)):
        if days < LEAST_DAYS or sum(one.claimed[n] for one in counts) < LEAST_COUNT:
            continue
        values = [0] * days
        for one in counts:
            if 0 <= (place := (one.day - since).days) < days:
                values[place] = one.claimed[n]
        ends = [0, *breaks(values)]
        for before, at, after in zip(ends, ends[1:], ends[2:], strict=False):
            means = sum(values[before:at]) / (at - before), sum(values[at:after]) / (after - at)
            yield Change(counts[0].group, n + 1, since + timedelta(at), round(means[0], 3), round(means[1], 3))


def breaks(values: list[int]) -> list[int]:
    """Where the segments of daily counts end, the last at their number.

    Args:
        values: counts, one a day.

    Raises:
        OptionError: `ruptures` is not installed.
    """
    import numpy

    try:
        import ruptures
    except ModuleNotFoundError as error:
        raise OptionError(f"change points need {error.name}: pip install 'crossclaim[series]'") from error
    signal: Any = 2 * numpy.sqrt(numpy.asarray(values, dtype=float) + 0.375)
    steps = NORMAL * float(numpy.median(numpy.abs(numpy.diff(signal)))) / 2**0.5
    penalty = PENALTY * max(1.0, steps**2) * float(numpy.log(len(values)))
    found = ruptures.KernelCPD(kernel="linear", min_size=SHORTEST).fit(signal.reshape(-1, 1)).predict(pen=penalty)
    return [int(end) for end in found]
