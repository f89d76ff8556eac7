"""An unusual rise: more incidents in the last days than chance explains, after how many there were before."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from crossclaim.alarms.rules import Rule

LEAST_EXPECTED = 0.5
"""Incidents expected in a window at least: where nothing ever happened, one is not a rise yet."""


@dataclass(frozen=True, slots=True)
class Rise:
    """How many incidents there were in the last days, and how many were to be expected.

    Attributes:
        number: in the last window.
        expected: mean of the windows before.
        chance: of so many or more, if they came by a Poisson process of that mean.
        unusual: whether it is a rise by the rule.
    """

    number: int
    expected: float
    chance: float
    unusual: bool


def rise(rule: Rule, days: Iterable[date], today: date) -> Rise:
    """Whether there is a rise.

    Args:
        rule: its `days` a window, `windows` before, `least` incidents, and the `chance` under which it is unusual.
        days: of incidents.
        today: the last day of the window.

    >>> days = [date(2024, 5, 4)] * 9 + [date(2024, 4, 20)]
    >>> rise(Rule("r", "unusual rise"), days, date(2024, 5, 4)).unusual
    True
    """
    begins = today - timedelta(days=rule.days - 1)
    earlier = begins - timedelta(days=rule.days * rule.windows)
    found = list(days)
    number = sum(begins <= day <= today for day in found)
    expected = max(sum(earlier <= day < begins for day in found) / rule.windows, LEAST_EXPECTED)
    chance = poisson_tail(number, expected)
    return Rise(number, expected, chance, number >= rule.least and chance <= rule.chance)


def poisson_tail(number: int, mean: float) -> float:
    """The chance of so many or more.

    >>> round(poisson_tail(0, 2.0), 3), round(poisson_tail(3, 1.0), 3)
    (1.0, 0.08)
    """
    below = sum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(number))
    return max(1.0 - below, 0.0)


def window(rule: Rule, today: date) -> str:
    """A name of the stretch of days in which a rise is told once."""
    return f"rise {today.toordinal() // rule.days}"
