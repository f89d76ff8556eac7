"""Which reports of one key are the same, which are corrections, and which are others under one name.

The rules are those of the ledger (docs/ledger.md), applied to all of a key at once, in the order of publication.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crossclaim.ledger.shingles import SAME_REPORT, containment, shingles
from crossclaim.records import Reading, Report


@dataclass(frozen=True, slots=True)
class Version:
    """A report's version: key and number as the ledger would give them, and whether no later one is there."""

    key: str
    number: int
    current: bool
    reading: Reading


def homes_of(reports: Sequence[Report]) -> list[tuple[int, int]]:
    """For reports that have one key: which report each is, from 0, and which version of it, from 1.

    Args:
        reports: in order, none of them twice.

    >>> first = Report("page", "Shells fell on the harbour at dawn on Monday, the mayor said.")
    >>> other = Report("page", "Talks began in the capital today.")
    >>> homes_of([first, Report("page", first.text + " Two died."), other])
    [(0, 1), (0, 2), (1, 1)]
    """
    homes: list[list[Report]] = []
    found = []
    for report in reports:
        at = _home(homes, report)
        if at == len(homes):
            homes.append([])
        homes[at].append(report)
        found.append((at, len(homes[at])))
    return found


def _home(homes: list[list[Report]], report: Report) -> int:
    """Of which report it is a correction: an address names one report; else the text must share something."""
    if not homes or report.url:
        return 0
    mine = shingles(report.text)
    most, n = max((containment(mine, shingles(home[-1].text)), -n) for n, home in enumerate(homes))
    return -n if most >= SAME_REPORT or not mine else len(homes)
