"""Carry place and date from claim to claim: a report that names them once means them throughout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from crossclaim.records import Claim, DateSpan, Place

KIN = (
    frozenset(
        {
            "attack",
            "clash",
            "shelling",
            "airstrike",
            "bombing",
            "chemical_attack",
            "killing",
            "casualties",
            "shootdown",
            "destroy",
            "claim_responsibility",
            "capture_territory",
            "detain",
        }
    ),
)
"""Event types that one occurrence is told with."""

STANDING = frozenset({"past", "ongoing"})


def carried(
    claims: Sequence[Claim], main: Place | None, day: DateSpan | None, published: date | None
) -> tuple[Claim, ...]:
    """Claims with the place and date that they take over from the claims before them.

    Args:
        claims: in text order.
        main: the report's main place.
        day: the day that the report's news is of, where it names one.
        published: day of publication: what happened with no day named is dated by it.

    Returns:
        The same claims. Background claims take over nothing; a date taken over keeps its words' offsets.
    """
    place, moment, out = main, day, []
    for c in claims:
        if c.tense == "background":
            out.append(c)
            continue
        if c.place is not None and c.place.precision != "country":
            place = c.place
        if c.date is not None and c.tense in STANDING and _violent(c):
            moment = c.date
        out.append(_filled(c, place, moment, published))
    return tuple(out)


def _violent(c: Claim) -> bool:
    return any(c.event.type in kin for kin in KIN)


def _filled(c: Claim, place: Place | None, moment: DateSpan | None, published: date | None) -> Claim:
    if c.place is None and place is not None:
        c = replace(c, place=place)
    if c.date is None and c.unresolved_date is None and c.tense in {"past", "called_for"}:
        c = replace(c, date=moment if moment is not None and _violent(c) else _day(published))
    return c


def _day(published: date | None) -> DateSpan | None:
    return None if published is None else DateSpan("", 0, 0, published, published, "day")
