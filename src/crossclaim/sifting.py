"""Readings with only the claims that are sure enough."""

from __future__ import annotations

from dataclasses import replace

from crossclaim.errors import OptionError
from crossclaim.incidents import group
from crossclaim.records import Reading


def at_least(reading: Reading, minimum: float) -> Reading:
    """The reading without the claims whose confidence lies under a minimum.

    Args:
        reading: what was read from one report.
        minimum: the least confidence, 0 to 1. A claim that was not weighed stays.

    Returns:
        A reading whose claims keep their ids; incidents and tallies are made anew of what is left, `left_out`
        counts the others and a note says so.

    Raises:
        OptionError: a minimum outside 0 to 1.

    >>> from crossclaim.records import Report
    >>> at_least(Reading(Report(id="r", text="Two died.")), 0.5).left_out
    0
    """
    if not 0 <= minimum <= 1:
        raise OptionError(f"a confidence of {minimum}; give one from 0 to 1")
    kept = tuple(c for c in reading.claims if c.confidence is None or c.confidence >= minimum)
    less = len(reading.claims) - len(kept)
    if not less:
        return reading
    claims = "1 claim" if less == 1 else f"{less} claims"
    note = f"{claims} with a confidence under {minimum:g} left out"
    notes = (*reading.notes, note)
    return replace(reading, claims=kept, incidents=group(kept), notes=notes, left_out=reading.left_out + less)
