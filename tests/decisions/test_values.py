"""What a person may put into a field."""

from __future__ import annotations

from typing import Any

import pytest

from crossclaim.decisions.values import FIELDS, blank, checked, value_of
from crossclaim.errors import OptionError
from crossclaim.records import Claim


def test_what_is_read_out_can_be_put_in(army: Claim, text: str) -> None:
    for field in FIELDS:
        assert checked(field, value_of(army, field), len(text)) == value_of(army, field)


def test_a_blank_claim_has_every_field() -> None:
    assert set(blank(0, 1)) == set(FIELDS)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("colour", "red"),
        ("stance", "shouts"),
        ("event", "party"),
        ("claimant", "army"),
        ("claimant", {"name": "  "}),
        ("claimant", {"name": "x" * 301}),
        ("claimant", {"name": "army", "country": "Sudan"}),
        ("actors", {"name": "army"}),
        ("actors", [{"name": "army"}] * 51),
        ("casualties", [{"kind": "eaten"}]),
        ("casualties", [{"kind": "killed", "low": 5, "high": 4}]),
        ("casualties", [{"kind": "killed", "low": -1}]),
        ("casualties", [{"kind": "killed", "low": 1.5}]),
        ("casualties", [{"kind": "killed", "low": True}]),
        ("losses", [{"what": "", "count": 1}]),
        ("place", {"name": "Gao", "lat": 91, "lon": 0}),
        ("place", {"name": "Gao", "lat": 1}),
        ("place", {"name": "Gao", "lat": float("nan"), "lon": 0}),
        ("date", {"from": "yesterday"}),
        ("date", {"from": "2026-02-30"}),
        ("date", {"from": "2026-03-02", "to": "2026-03-01"}),
        ("quote", {"start": 3, "end": 3}),
        ("quote", {"start": 0, "end": 11}),
        ("quote", None),
    ],
)
def test_what_breaks_the_form_is_refused(field: str, value: Any) -> None:
    with pytest.raises(OptionError):
        checked(field, value, 10)
