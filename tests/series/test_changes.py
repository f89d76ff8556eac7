"""Change points of made counts."""

from __future__ import annotations

import random
import sys
from datetime import date, timedelta

import pytest

from crossclaim.errors import OptionError
from crossclaim.series import Count, changes_of

START = date(2025, 1, 1)


def counts(values: list[int]) -> list[Count]:
    days = enumerate(values)
    return [Count(START + timedelta(n), (), (0, 0, 0, v), (0, 0, 0, 0)) for n, v in days]


def poisson(mean: float, days: int, chance: random.Random) -> list[int]:
    return [sum(chance.random() < mean / 100 for _ in range(100)) for _ in range(days)]


def test_a_jump_is_found() -> None:
    pytest.importorskip("ruptures", reason="the extra 'series' is not installed")
    chance = random.Random(3)
    [change] = changes_of(counts(poisson(2, 60, chance) + poisson(9, 60, chance)))
    assert abs((change.day - START).days - 60) <= 2
    assert change.quad == 4 and change.before < 3 < 7 < change.after


def test_chance_is_seldom_taken_for_a_change() -> None:
    pytest.importorskip("ruptures", reason="the extra 'series' is not installed")
    found = [changes_of(counts(poisson(4, 200, random.Random(seed)))) for seed in range(40)]
    assert sum(map(bool, found)) <= 4


@pytest.mark.parametrize("values", [[], [5] * 20, [0] * 60 + [1]])
def test_short_or_thin_series_have_none(values: list[int]) -> None:
    assert changes_of(counts(values)) == ()


def test_without_ruptures_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ruptures", None)
    with pytest.raises(OptionError, match=r"pip install 'crossclaim\[series\]'"):
        changes_of(counts([3] * 60))


def test_more_days_than_can_be_done_are_refused() -> None:
    with pytest.raises(OptionError, match="--from"):
        changes_of(counts([1]), date(1900, 1, 1), date(2025, 1, 1))
