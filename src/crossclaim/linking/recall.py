"""Incidents of days before: what is spoken of as known, or was told on another day than it happened.

A report of Thursday that tells what "the attack" did, or what a ministry said on Thursday, dates its claims to Thursday
though the attack was on Tuesday. Such claims fit no incident of their day. They go to one of the days before only where
it is of the same rare kind, has the same figure, or is what all speak of there, and fits better than any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import log10

from crossclaim.linking.profiles import days_of, is_telling
from crossclaim.linking.records import Part, Profile
from crossclaim.linking.score import total
from crossclaim.linking.settings import Settings

Scored = tuple[float, tuple[Part, ...], Profile]


def best_recalled(profile: Profile, found: Iterable[Scored], settings: Settings) -> Scored | None:
    """The incident that claims recall, where one stands out.

    Args:
        profile: of the claims.
        found: incidents near, as they score by the claims' own day.
        settings: points and thresholds.

    Returns:
        The incident with the parts of the new score; None where none fits, or two fit alike.
    """
    again = [(recalled(profile, other, parts, settings), other) for _, parts, other in found]
    ordered = sorted(((total(p), p, o) for p, o in again if p), key=lambda s: (-s[0], s[2].id))
    if not ordered or ordered[0][0] < settings.thresholds.recall:
        return None
    second = ordered[1][0] if len(ordered) > 1 else 0.0
    return ordered[0] if ordered[0][0] - second >= settings.thresholds.margin else None


def recalled(later: Profile, earlier: Profile, parts: Sequence[Part], settings: Settings) -> tuple[Part, ...]:
    """The parts of a score by which one profile is of an earlier one; none where it cannot be.

    Args:
        later: whose day may not be that of the occurrence.
        earlier: of an incident.
        parts: how the two score by their days.
        settings: points and reach.
    """
    mine, theirs = days_of(later, settings.limits), days_of(earlier, settings.limits)
    points = settings.points
    if mine is None or theirs is None or later.background or earlier.background:
        return ()
    gap = (mine.first - theirs.last).days
    if not 0 <= gap <= max(later.back, settings.limits.tolerance):
        return ()
    if not _stands_out(later, earlier, {p.name: p.points for p in parts}, settings):
        return ()
    time = max((p.points for p in parts if p.name == "time"), default=0.0)
    renown = _renown(earlier, settings)
    return (
        *(p for p in parts if p.name != "time"),
        Part("time", max(time, points.recalled), f"told of {gap} days after"),
        Part("renown", round(renown, 4), f"{earlier.entries} claims tell of it"),
    )


def _stands_out(later: Profile, earlier: Profile, found: Mapping[str, float], settings: Settings) -> bool:
    """Whether more than place and time speak for it: one rare kind, one figure, or that all speak of it.

    A figure speaks for it in one division; a great one also where it is only known that the country is the same.
    """
    points, place = settings.points, found.get("place", 0.0)
    if found.get("kind", 0.0) > 0:
        return True
    mine = {(f.kind, f.low) for f in later.figures if is_telling(f)}
    shared = {low or 0 for kind, low in mine & {(f.kind, f.low) for f in earlier.figures if is_telling(f)}}
    if shared and (place >= points.same_division or (place >= 0 and max(shared) >= settings.limits.great)):
        return True
    if place < points.same_division:
        return False
    return later.back >= settings.limits.recall and _renown(earlier, settings) >= settings.thresholds.renown


def _renown(profile: Profile, settings: Settings) -> float:
    """How likely "the attack" is this one: the more, the more is said of it."""
    return min(settings.points.renown_most, settings.points.renown * log10(max(profile.entries, 1)))
