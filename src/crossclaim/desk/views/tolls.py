"""Steps of tolls as a script draws them over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crossclaim.accounts.grid import toll_label
from crossclaim.accounts.records import Toll
from crossclaim.accounts.tolls import is_bare
from crossclaim.desk.views.incident import ClaimRow
from crossclaim.export.phrases import amount, plain


@dataclass(frozen=True, slots=True)
class StepMark:
    """One figure of a toll: a span on a day, whose word it is, and the address of the words behind it."""

    toll: str
    day: date | None
    low: int | None
    high: int | None
    words: str
    speaker: str
    of: str
    stance: str
    superseded: bool
    href: str


def toll_steps(tolls: Sequence[Toll], claims: Sequence[ClaimRow]) -> tuple[StepMark, ...]:
    """The figures of all tolls, in their order.

    Args:
        tolls: of an incident.
        claims: its claims, for their addresses.
    """
    addresses = {claim.entry: claim.href for claim in claims}
    return tuple(
        StepMark(
            toll_label(toll),
            step.published,
            step.low,
            step.high,
            amount(step.low, step.high),
            plain(step.speaker.name),
            step.of,
            step.stance,
            step.superseded,
            addresses.get(step.said[0].entry, "") if step.said else "",
        )
        for toll in tolls
        for step in toll.steps
        if not is_bare(step.low, step.high)
    )
