"""When two claimants are the same, and words of names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crossclaim.records import Party
from evaluation.measures.claimants import load_comparing
from evaluation.measures.words import content_words, initials, letters
from evaluation.records import GoldClaim


@pytest.mark.parametrize(
    ("claimant", "side", "name", "country", "same"),
    [
        ("Sudan army", "Sudan", "Army of Sudan", None, True),
        ("Sudan army", "Sudan", "General Command", "SDN", True),  # the side's country
        ("Sudan army", "Sudan government", "General Command", "SDN", True),
        ("Sudan army", "Sudan", "General Command", "SSD", False),
        ("Rapid Support Forces", None, "RSF", None, True),
        ("RSF", None, "Rapid Support Forces", None, True),
        ("Ministry of Defence", None, "Ministry of Health", None, False),  # only idle words shared
        ("National Police (Laura Rincón)", None, "Rincon", None, True),
        ("United Nations", "UN", "UN", None, True),
        ("residents", None, "resident", None, True),
        ("reporter", None, "Army of Sudan", None, False),
        ("the monitor's office", None, "the bishop's office", None, True),
        ("monitor's group", None, "bishop's envoy", None, False),  # a possessive s is no word
    ],
)
def test_same_claimant(
    claimant: str,
    side: str | None,
    name: str,
    country: str | None,
    same: bool,
    make_gold: Callable[..., GoldClaim],
    make_party: Callable[..., Party],
) -> None:
    gold = make_gold("x", "attack", claimant, side=side)
    assert load_comparing().same_claimant(gold, make_party(name, country)) is same


def test_the_reporter_is_nobody(make_gold: Callable[..., GoldClaim]) -> None:
    words = load_comparing()
    assert words.same_claimant(make_gold("x", "attack"), None)
    assert not words.same_claimant(make_gold("x", "attack", "Sudan army"), None)


@pytest.mark.parametrize(
    ("a", "b", "kin"),
    [
        ("attack", "attack", True),
        ("attack", "shelling", True),
        ("accuse", "condemn", True),
        ("attack", "condemn", False),
        ("other", "other", True),
        ("other", "attack", False),
    ],
)
def test_kin(a: str, b: str, kin: bool) -> None:
    assert load_comparing().are_kin(a, b) is kin


def test_words() -> None:
    assert content_words("The Ministries of Mali's", {"the", "of"}) == {"ministrie", "mali"}
    assert letters("Gao (Region)") == "gaoregion"
    assert initials("Gao") == frozenset()
