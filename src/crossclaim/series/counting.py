"""Acts to daily counts of incidents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from crossclaim.series.records import QUADS, Act, Acts, By, Count, SeriesFilter


def passing(acts: Acts, wanted: SeriesFilter) -> Iterator[Act]:
    """The acts with a day that pass a filter.

    Args:
        acts: of a ledger.
        wanted: the filter.
    """
    keys = {k for name in wanted.parties for k in acts.aliases.get(name.strip().casefold(), ())}
    countries = {c.strip().upper() for c in wanted.countries}
    for act in acts.acts:
        if act.day is None or (wanted.first and act.day < wanted.first) or (wanted.last and act.day > wanted.last):
            continue
        if countries and act.country not in countries:
            continue
        if not wanted.parties or keys & {act.actor, act.target}:
            yield act


def count(acts: Iterable[Act], by: By) -> tuple[Count, ...]:
    """How many incidents there were of each day and class, by pair of sides, by place, or all together.

    An incident counts once in each row, whatever number of pairs or claims it has there.

    Args:
        acts: with a day.
        by: what a row stands for.

    >>> count([], "day")
    ()
    """
    claimed: dict[tuple[object, ...], set[str]] = defaultdict(set)
    admitted: dict[tuple[object, ...], set[str]] = defaultdict(set)
    rows: dict[tuple[date, tuple[str, ...]], None] = {}
    for act in acts:
        if act.day is None:
            continue
        group = group_of(act, by)
        rows[act.day, group] = None
        claimed[act.day, group, act.quad].add(act.unit)
        if act.admitted:
            admitted[act.day, group, act.quad].add(act.unit)
    found = []
    for day, group in sorted(rows):
        one, two, three, four = (len(claimed[day, group, n + 1]) for n in range(len(QUADS)))
        own = tuple(len(admitted[day, group, n + 1]) for n in range(len(QUADS)))
        found.append(Count(day, group, (one, two, three, four), (own[0], own[1], own[2], own[3])))
    return tuple(found)


def group_of(act: Act, by: By) -> tuple[str, ...]:
    """What an act is counted under: actor and target, country and division, or nothing."""
    if by == "dyad":
        return (act.actor, act.target)
    return (act.country or "", act.admin1 or "") if by == "place" else ()
