"""From a figure per claimant to three numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossclaim.accounts.records import Sources, Speaker, Step, Toll
from crossclaim.interchange.deaths import Range, deaths, toll_range

A, B = "state:MLI", "name:azalay front"
Figure = tuple[str, int | None, int | None]


def toll(*figures: Figure, side: str | None = A, victims: Any = "military", kind: Any = "killed") -> Toll:
    """A toll of figures written ("own", 12, 12); "denies" before the speaker denies; "old" is superseded."""
    steps = tuple(_step(n, *figure) for n, figure in enumerate(figures))
    return Toll(
        side, side or "", kind, victims, None, None, None, None, None, None, steps, "uncontested", (), "", Sources(1, 1)
    )


def _step(day: int, who: str, low: int | None, high: int | None) -> Step:
    words = who.split()
    stance: Any = "denies" if "denies" in words else "asserts"
    of: Any = words[-1]
    speaker = Speaker(of, of, "party")
    return Step(date(2025, 3, 1 + day), low, high, speaker, of, stance, of, ("k",), (), "old" in words)


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ([("own", 12, 12)], Range(12, 12, 12)),
        ([("own", 12, None)], Range(12, 12, 12)),
        ([("monitor", None, 70)], Range(0, 0, 70)),
        ([("own", 12, 12), ("opponent", 30, None)], Range(12, 12, 30)),
        ([("own", 12, 12), ("monitor", 15, 20), ("opponent", 30, None)], Range(12, 15, 30)),
        ([("other", 20, 20), ("opponent", 30, 30)], Range(20, 20, 30)),
        ([("opponent", 100, 100)], Range(100, 100, 100)),
        ([("opponent", 100, 100), ("denies own", 100, 100)], Range(0, 0, 100)),
        ([("opponent", 100, 100), ("denies own", 100, 100), ("own", 4, 4)], Range(4, 4, 100)),
        ([("denies own", 100, 100)], None),
        ([("old monitor", 31, 31), ("monitor", 44, 44)], Range(44, 44, 44)),
        ([("other", 20, 20), ("other", 43, None), ("other", 100, None)], Range(20, 100, 100)),
        ([("monitor", 1, None), ("other", 20, 20)], Range(20, 20, 20)),
        ([("monitor", 1, None)], Range(1, 1, 1)),
    ],
)
def test_a_toll_becomes_a_range(figures: list[Figure], expected: Range | None) -> None:
    assert toll_range(toll(*figures)) == expected


ARMY, FRONT = toll(("own", 12, 12)), toll(("opponent", 40, 40), ("own", 8, 8), side=B)
CIVILIANS = toll(("monitor", 5, 5), victims="civilian", side=None)
CASES = [
    ([], (0, 0, 0, 0), Range(0, 0, 0)),
    ([ARMY], (12, 0, 0, 0), Range(12, 12, 12)),
    ([ARMY, FRONT], (12, 8, 0, 0), Range(20, 20, 52)),
    ([ARMY, FRONT, CIVILIANS], (12, 8, 5, 0), Range(25, 25, 57)),
    ([ARMY, toll(("other", 44, 44), side=None, victims="unknown")], (12, 0, 0, 32), Range(44, 44, 44)),
    ([ARMY, toll(("other", 10, 10), side=None, victims="unknown")], (12, 0, 0, 0), Range(10, 12, 12)),
    ([ARMY, toll(("other", 1, None), side=None, victims="unknown")], (12, 0, 0, 0), Range(12, 12, 12)),
    ([toll(("other", 3, 3), side="name:third"), ARMY], (12, 0, 0, 0), Range(3, 12, 12)),
    (
        [toll(("other", 4, 4), victims="civilian"), toll(("other", 2, 2), victims="civilian", side=B), CIVILIANS],
        (0, 0, 6, 0),
        Range(6, 6, 6),
    ),
    ([toll(("opponent", 100, 100), ("denies own", 100, 100)), CIVILIANS], (0, 0, 5, 0), Range(5, 5, 105)),
    ([toll(("own", 9, 9), kind="wounded")], (0, 0, 0, 0), Range(0, 0, 0)),
]


@pytest.mark.parametrize(("tolls", "best", "total"), CASES)
def test_tolls_become_the_cells_of_a_row(tolls: list[Toll], best: tuple[int, ...], total: Range) -> None:
    dead = deaths(tolls, A, B)
    assert (dead.a.best, dead.b.best, dead.civilians.best, dead.unknown.best) == best
    assert dead.total == total


def test_two_claimants_of_one_toll_are_never_added() -> None:
    assert deaths([toll(("own", 12, 12), ("monitor", 15, 15), ("other", 14, 14))], A, B).total.high == 15


def test_a_refused_toll_is_counted() -> None:
    assert deaths([toll(("opponent", 100, 100), ("denies own", 100, 100))], A, B).refused == 1


numbers = st.none() | st.integers(0, 500)
figures = st.tuples(st.sampled_from(["own", "opponent", "monitor", "other", "denies own"]), numbers, numbers)
ordered = figures.filter(lambda f: f[1] is None or f[2] is None or f[1] <= f[2])
tolls = st.builds(
    lambda steps, side, victims: toll(*steps, side=side, victims=victims),
    st.lists(ordered, min_size=1, max_size=4),
    st.sampled_from([A, B, None, "name:third"]),
    st.sampled_from(["military", "civilian", "mixed", "unknown"]),
)


@given(st.lists(tolls, max_size=6))
def test_cells_add_up_and_ends_hold_the_best(found: list[Toll]) -> None:
    dead = deaths(found, A, B)
    assert dead.total.best == dead.a.best + dead.b.best + dead.civilians.best + dead.unknown.best
    for cell in (dead.a, dead.b, dead.civilians, dead.unknown, dead.total):
        assert 0 <= cell.low <= cell.best <= cell.high


@given(st.lists(tolls, max_size=6))
def test_no_number_is_more_than_its_sides_highest_figures(found: list[Toll]) -> None:
    """Four groups of people at the most are added: fighters and civilians of two sides."""
    highest = max((s.high or s.low or 0 for t in found for s in t.steps if s.stance != "denies"), default=0)
    highest = max([highest, *(s.low or 0 for t in found for s in t.steps if s.stance != "denies")])
    assert deaths(found, A, B).total.high <= 4 * highest
