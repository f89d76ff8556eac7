"""What of one report goes together before it is linked: the claims of one in-report incident."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crossclaim.linking.records import Entry
from crossclaim.linking.score import related
from crossclaim.linking.settings import Settings
from crossclaim.linking.told import is_of_no_day


@dataclass(frozen=True, slots=True)
class Bundle:
    """Claims of one report that are linked as one; at least one, in text order."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Sorted:
    """A report's claims by what they do.

    Attributes:
        stating: those that state an occurrence.
        following: relief and inquiries without figures, which may be about an occurrence.
        reacting: appeals, condemnations and the like.
    """

    stating: tuple[Entry, ...]
    following: tuple[Entry, ...]
    reacting: tuple[Entry, ...]


def sorted_out(entries: Sequence[Entry], settings: Settings) -> Sorted:
    """Claims that state something, that follow something, and that react to something, each in order."""
    reacting = tuple(e for e in entries if e.claim.event.type in settings.reactions)
    following = tuple(e for e in entries if e.claim.event.type in settings.aftermath and not e.claim.casualties)
    others = {e.id for e in (*reacting, *following)}
    return Sorted(tuple(e for e in entries if e.id not in others), following, reacting)


def bundles(entries: Sequence[Entry], settings: Settings) -> tuple[Bundle, ...]:
    """Claims of one in-report incident whose events go together, each in text order.

    Args:
        entries: claims that state something, in text order.
        settings: relations of types of event.
    """
    found: list[list[Entry]] = []
    for entry in entries:
        home = next((b for b in found if entry.group and _together(b, entry, settings)), None)
        if home is None:
            found.append([entry])
        else:
            home.append(entry)
    return tuple(Bundle(tuple(b)) for b in found)


def _together(bundle: Sequence[Entry], entry: Entry, settings: Settings) -> bool:
    """Whether a claim is of a bundle's in-report incident, of a kind with most of them, and of a day as they are."""
    if bundle[0].group != entry.group:
        return False
    if is_of_no_day(bundle[0].claim, settings) != is_of_no_day(entry.claim, settings):
        return False
    points = [related(e.claim.event.type, entry.claim.event.type, settings) for e in bundle]
    return sum(points) >= 0
