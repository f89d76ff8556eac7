"""Claims and decisions made by hand, about an invented village."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from crossclaim.decisions.applying import made_claim
from crossclaim.decisions.records import Anchor, Decision
from crossclaim.decisions.values import blank
from crossclaim.export import to_json
from crossclaim.records import Claim, Reading, Report

TEXT = (
    "The army said that rebels shelled Andakor on Monday and killed 12 people. "
    "The rebels denied that they had shelled Andakor. Aid workers left the town."
)
AT = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
REPORT = "k1"


def made(id: str, words: str, text: str = TEXT, **fields: Any) -> Claim:
    """A claim whose quote stands in the text."""
    start = text.index(words)
    return replace(made_claim(id, blank(start, start + len(words)) | fields, text), confidence=0.8)


def plain(claim: Claim) -> dict[str, Any]:
    """A claim in format 1."""
    found: dict[str, Any] = to_json(Reading(Report(REPORT, TEXT), claims=(claim,)))["claims"][0]
    return found


@pytest.fixture
def text() -> str:
    return TEXT


@pytest.fixture
def claim() -> Callable[..., Claim]:
    return made


@pytest.fixture
def army() -> Claim:
    """What the army says."""
    dead = {"kind": "killed", "low": 12, "high": 12, "who": "people", "party": None, "class": "unknown"}
    army = {"name": "army", "country": "SDN", "sector": "MIL"}
    words = "rebels shelled Andakor on Monday and killed 12 people"
    return made("c1", words, claimant=army, event="shelling", casualties=[dead])


@pytest.fixture
def rebels() -> Claim:
    """What the rebels deny."""
    rebels = {"name": "rebels", "country": None, "sector": "REB"}
    return made("c2", "they had shelled Andakor", claimant=rebels, event="shelling", stance="denies")


class Thread:
    """Decisions in the order in which they are made."""

    def __init__(self) -> None:
        self.all: list[Decision] = []

    def on(self, claim: Claim, kind: Any, who: str = "ada", **more: Any) -> Decision:
        """One on a claim of version 1, made with all before it in view."""
        entry = f"{REPORT}#{claim.id}"
        anchor = Anchor(REPORT, 1, entry, claim.start, claim.end, claim.quote, plain(claim))
        return self.add(kind, who, entry, anchor, **more)

    def missed(self, words: str, who: str = "ada", subject: str = "m1", **more: Any) -> Decision:
        """A claim that the reading of version 1 has not."""
        start = TEXT.index(words)
        end = start + len(words)
        fields = more.pop("fields", {})
        value = blank(start, end) | fields | {"quote": {"start": start, "end": end, "text": words}}
        return self.add("missed", who, subject, Anchor(REPORT, 1, None, start, end, words), value=value, **more)

    def add(self, kind: Any, who: str, subject: str, anchor: Anchor, **more: Any) -> Decision:
        known = {"field": None, "value": None, "blind": False, "supersedes": self.last(subject)} | more
        self.all.append(Decision(len(self.all) + 1, kind, who, AT, subject, anchor, **known))
        return self.all[-1]

    def last(self, subject: str) -> int:
        return max((d.number for d in self.all if d.subject == subject), default=0)


@pytest.fixture
def thread() -> Thread:
    return Thread()
