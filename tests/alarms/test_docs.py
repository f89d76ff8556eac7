"""The example file and the page that describes it hold what they say."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crossclaim.alarms.plan import OWN_KEYS, WAYS, alarm_plan
from crossclaim.alarms.rules import RISE, WHEN
from crossclaim.alarms.webhook import signed
from crossclaim.tomlfile import read_toml
from crossclaim.watching.plan import FEED_KEYS, WATCH_KEYS, watch_plan

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "watch.md").read_text(encoding="utf-8")


def test_example_is_sound() -> None:
    file = read_toml(ROOT / "examples" / "feeds.toml")
    assert len(watch_plan(file).feeds) == 3
    plan = alarm_plan(file, {"NEWSROOM_SECRET": "s", "MAIL_PASSWORD": "p"})
    assert {rule.when for rule in plan.rules} == {*WHEN, RISE}, "each kind of rule has its example"
    assert {type(target).__name__ for target in plan.targets} == {"Webhook", "Mail", "AtomFile"}


@pytest.mark.parametrize("name", [*WATCH_KEYS, *FEED_KEYS, *sum(OWN_KEYS.values(), ()), *sum(WAYS.values(), ())])
def test_each_key_is_described(name: str) -> None:
    assert f"`{name}`" in PAGE


@pytest.mark.parametrize("when", [*WHEN, RISE])
def test_each_kind_of_rule_is_described(when: str) -> None:
    assert f'`"{when}"`' in PAGE


@pytest.mark.parametrize("secret", ["whsec_c29tZSBzZWNyZXQ=", "plain words"])
def test_snippet_checks_a_signature(secret: str) -> None:
    code = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert code is not None
    names: dict[str, Any] = {}
    exec(code[1], names)
    at = datetime(2024, 5, 4, tzinfo=UTC)
    headers, now = signed(secret, "al1", b"{}", at), at.timestamp()
    assert names["genuine"](secret, headers, b"{}", now)
    assert not names["genuine"](secret, headers, b"{ }", now)
    assert not names["genuine"](secret, headers | {"webhook-id": "al2"}, b"{}", now)
    assert not names["genuine"]("other", headers, b"{}", now)
    assert not names["genuine"](secret, headers, b"{}", now + 3600)
