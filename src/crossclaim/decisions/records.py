"""The records of review: what people decided about claims and incidents, and claims as they stand by it.

A decision stands beside the machine's reading and never over it. Offsets are code points into the text of the
report's version, end-exclusive; times are UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from crossclaim.records import Claim

Kind = Literal["accept", "correct", "reject", "missed", "merge", "split"]
State = Literal["undecided", "accepted", "corrected", "rejected", "missed"]
Value = Any
"""A field's value in the plain notation of `crossclaim.decisions.values`."""

ON_CLAIMS: tuple[Kind, ...] = ("accept", "correct", "reject", "missed")
ON_INCIDENTS: tuple[Kind, ...] = ("merge", "split")


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a decision is about, written down so that it is found again when the report is read anew.

    Attributes:
        report, version: key of the report, and the version that was looked at.
        entry: id of the claim in the ledger; None for one that the reading missed.
        start, end, quote: the words that state it, in that version's text.
        machine: the claim as the machine read it then, in format 1; None for one that it missed.
    """

    report: str
    version: int
    entry: str | None
    start: int
    end: int
    quote: str
    machine: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision that is not kept yet.

    Attributes:
        kind: accept, correct, reject, or missed.
        field, value: what is corrected, and to what; for a missed claim the value is all its fields.
        reason: plain words, where there are any.
    """

    kind: Kind
    field: str | None = None
    value: Value = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision, as it is kept for good.

    Attributes:
        number: its place among all decisions of the ledger, from 1.
        kind: what was decided.
        who, at: by whom, and when.
        subject: what it is about: the id that the claim had when it was first decided on (it stays when the claim is
            read anew), the id that a missed claim got, or the incident that is there afterwards.
        anchor: where the claim stands; None for decisions on incidents.
        field, value: what was corrected, and to what; all fields of a missed claim; for a merge {"others": ids}, for
            a split {"new": id, "entries": ids}.
        supersedes: number of the last decision on the subject that its maker had seen; 0 for none.
        blind: whether its maker was shown the machine's reading alone. Such a decision is a second coder's: it
            counts for agreement and changes nothing.
        reason: plain words, where there are any.
    """

    number: int
    kind: Kind
    who: str
    at: datetime
    subject: str
    anchor: Anchor | None
    field: str | None
    value: Value
    supersedes: int
    blind: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Where the decisions of a report are now.

    Attributes:
        entry_of: for each subject that found a claim of the current reading, the claim's id.
        alone: subjects of missed claims that no claim of the reading answers to; they stand for themselves, with where
            their words stand in the current text: (start, end).
        unattached: subjects whose claim is not there any more.
    """

    entry_of: Mapping[str, str] = field(default_factory=dict)
    alone: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    unattached: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A claim as it stands by the machine's reading and the decisions on it.

    Attributes:
        subject: what decisions name it by.
        entry: its id in the ledger; None where the reading has no such claim.
        state: what became of it.
        claim: with the corrections, which are in force.
        machine: as it was read; None where it was not.
        corrected: fields that differ from the reading by a decision.
        decisions: all on it, in order, blind ones too.
        last: number of the last of them; 0 for none.
    """

    subject: str
    entry: str | None
    state: State
    claim: Claim
    machine: Claim | None
    corrected: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether it is a claim by all that is known: not rejected, and not marked by a second coder alone."""
        return self.state != "rejected" and not (self.machine is None and self.state == "undecided")

    @property
    def last(self) -> int:
        """Number of the last decision on it."""
        return self.decisions[-1].number if self.decisions else 0
