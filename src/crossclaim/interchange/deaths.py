"""How many died, as three numbers: the documented way from a figure per claimant to one cell.

What two claimants say of the same people is never added. The rules stand in `docs/exports.md`; in short:

1. A toll (one side, one class of people) becomes a range of its figures that are neither denied nor superseded: the
   lowest low, the highest high, and as `best` the latest figure of monitors; without one, of the side itself; without
   one, of others; without one, what opponents allege (of several on one day, the lowest). What opponents alone allege
   and somebody denies counts only for `high`.
2. Fighters of side A, fighters of side B and civilians are different people: these three are added. Civilians of
   side A and of side B are added; any other toll of civilians may hold the same people, so the greatest counts.
3. All other tolls may hold people of those three: they raise `best` and `high` only by what they exceed, and that is
   "unknown". `low` is the smallest of them, where there is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from crossclaim.accounts.records import Step, Toll
from crossclaim.accounts.tolls import is_bare


@dataclass(frozen=True, slots=True)
class Range:
    """Three numbers of people: `low` <= `best` <= `high`."""

    low: int
    best: int
    high: int


NOBODY = Range(0, 0, 0)

TRUSTED = ("monitor", "own", "other", "opponent")
"""Whose figure is the best one: the first of these that gives any."""


@dataclass(frozen=True, slots=True)
class Deaths:
    """Who died: fighters of two sides, civilians, people of whom no more is known, and all of them.

    Attributes:
        a, b, civilians, unknown: `best` of the four adds up to `total.best`.
        refused: tolls of which there is no figure but what opponents allege and somebody denies.
    """

    a: Range = NOBODY
    b: Range = NOBODY
    civilians: Range = NOBODY
    unknown: Range = NOBODY
    total: Range = NOBODY
    refused: int = 0


def toll_range(toll: Toll) -> Range | None:
    """The range of one toll; None where nobody asserts a figure.

    Args:
        toll: of one side, kind and class.
    """
    steps = live(toll)
    if not steps:
        return None
    high = max(s.high if s.high is not None else s.low or 0 for s in steps)
    if is_refused(toll):
        return Range(0, 0, high)
    return Range(min(s.low or 0 for s in steps), _best(steps), high)


def live(toll: Toll) -> tuple[Step, ...]:
    """The figures that count: asserted or hedged, not superseded; "people were killed" only where nobody counts."""
    steps = [s for s in toll.steps if s.stance != "denies" and not s.superseded]
    return tuple([s for s in steps if not is_bare(s.low, s.high)] or steps)


def is_refused(toll: Toll) -> bool:
    """Whether opponents alone give a figure, and somebody denies it."""
    alleged = {s.of for s in live(toll)} == {"opponent"}
    return alleged and any(s.stance == "denies" for s in toll.steps)


def _best(steps: Sequence[Step]) -> int:
    """The lowest figure of the last day of whoever is first in `TRUSTED`."""
    first = next(of for of in TRUSTED if any(s.of == of for s in steps))
    theirs = [s for s in steps if s.of == first]
    last = max(s.published or date.min for s in theirs)
    return min(s.low or 0 for s in theirs if (s.published or date.min) == last)


def deaths(tolls: Iterable[Toll], side_a: str | None, side_b: str | None) -> Deaths:
    """Who died in an incident.

    Args:
        tolls: of the incident; those of other kinds than "killed" are passed over.
        side_a, side_b: keys of the two sides; None for none.

    >>> deaths((), None, None).total
    Range(low=0, best=0, high=0)
    """
    killed = [t for t in tolls if t.kind == "killed"]
    ours = {key: _of(killed, key, "military") for key in (side_a, side_b) if key}
    a, b = ours.get(side_a or "", NOBODY), ours.get(side_b or "", NOBODY)
    both = plus(*(_of(killed, key, "civilian") for key in dict.fromkeys((side_a, side_b)) if key))
    others = [_range(t) for t in killed if t.victims == "civilian" and t.side not in ours]
    civilians = greatest(both, *others)
    named = plus(a, b, civilians)
    rest = [t for t in killed if t.victims != "civilian" and not (t.victims == "military" and t.side in ours)]
    total = _with_rest(named, rest)
    unknown = Range(0, total.best - named.best, max(total.high - named.high, total.best - named.best))
    return Deaths(a, b, civilians, unknown, total, sum(is_refused(t) for t in killed))


def _of(tolls: Sequence[Toll], side: str | None, victims: str) -> Range:
    return greatest(*(_range(t) for t in tolls if t.side == side and t.victims == victims))


def _range(toll: Toll) -> Range:
    return toll_range(toll) or NOBODY


def _with_rest(named: Range, rest: Sequence[Toll]) -> Range:
    """All deaths: the named ones, and by how much tolls that may hold them exceed them."""
    high = greatest(named, *(_range(t) for t in rest)).high
    usable = [t for t in rest if live(t) and not is_refused(t)]
    counted = [t for t in usable if not _is_bare(t)]
    told = [_range(t) for t in (counted if counted or named.high else usable)]
    if not told:
        return Range(named.low, named.best, high)
    return Range(min(r.low for r in told), greatest(named, *told).best, high)


def _is_bare(toll: Toll) -> bool:
    """Whether it says no more than that people died."""
    return all(is_bare(s.low, s.high) for s in live(toll))


def plus(*ranges: Range) -> Range:
    """Ranges of different people, added."""
    return Range(sum(r.low for r in ranges), sum(r.best for r in ranges), sum(r.high for r in ranges))


def greatest(*ranges: Range) -> Range:
    """The greatest of ranges that may be of the same people; nobody where there is none."""
    if not ranges:
        return NOBODY
    return Range(max(r.low for r in ranges), max(r.best for r in ranges), max(r.high for r in ranges))
