"""What a reaction is about: an appeal, a condemnation, a denial hangs on the incident it concerns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crossclaim.linking.parties import is_named
from crossclaim.linking.profiles import days_of
from crossclaim.linking.records import Decision, Entry, Part, Profile
from crossclaim.linking.score import parties, places, times, total
from crossclaim.linking.settings import Settings


@dataclass(frozen=True, slots=True)
class Told:
    """A claim of the same report that states an occurrence, its incident, and the keys of its actors."""

    entry: Entry
    incident: str
    actors: tuple[str, ...]


def about(
    entry: Entry, profile: Profile, told: Sequence[Told], near: Sequence[Profile], settings: Settings
) -> Decision | None:
    """The incident that a reaction is about.

    In its own report: what was told before it counts the more the nearer it stands; an occurrence whose actor the
    reaction addresses, one that it names by the same words, and one at the same place, count more. A report that
    tells of no occurrence reacts to one of the ledger at the same place, of the days before, by the same parties.

    Args:
        entry: the reaction.
        profile: of the reaction alone.
        told: what the same report states, in text order.
        near: incidents of the ledger near it, for a report that states nothing.
        settings: points and thresholds.

    Returns:
        The decision, or None where nothing is near.
    """
    if told:
        parts, incident = max((_in_report(entry, profile, t, told, settings) for t in told), key=_points)
        return Decision(entry.id, incident, False, total(parts), parts)
    scored = [((_since(profile, p, settings), places(profile, p, settings), _between(profile, p, settings)), p.id)
              for p in near if _is_violent(p, settings)]  # fmt: skip
    if not scored:
        return None
    found, incident = max(scored, key=_points)
    return (
        Decision(entry.id, incident, False, total(found), found) if total(found) >= settings.thresholds.about else None
    )


def _since(reaction: Profile, incident: Profile, settings: Settings) -> Part:
    """Whether an incident is of the day of a reaction, or of the days before it: words come after the act."""
    found = times(reaction, incident, settings)
    said, was = (days_of(p, settings.limits) for p in (reaction, incident))
    gap = (said.first - was.last).days if said and was else -1
    if found.points < settings.points.recalled and 0 <= gap <= settings.limits.recall:
        return Part("time", settings.points.recalled, f"said {gap} days after")
    return found


def _between(reaction: Profile, incident: Profile, settings: Settings) -> Part:
    """Whether a reaction addresses one that acted, or else shares parties."""
    addressed = {p for p in set(reaction.targets) & set(incident.actors) if is_named(p)}
    if addressed:
        return Part("parties", settings.points.same_actor, f"addresses {', '.join(sorted(addressed)[:2])}")
    return parties(reaction, incident, settings)


def _points(found: tuple[tuple[Part, ...], str]) -> float:
    return total(found[0])


def _in_report(
    entry: Entry, profile: Profile, told: Told, all_: Sequence[Told], settings: Settings
) -> tuple[tuple[Part, ...], str]:
    claim, points = told.entry.claim, settings.points
    before = [t for t in all_ if t.entry.claim.start <= entry.claim.start]
    gap = sum(t.entry.claim.start > claim.start for t in before)
    is_before = claim.start <= entry.claim.start
    parts = [Part("nearness", round((2.0 if is_before else 0.5) / (1 + gap), 4), f"{gap} claims between")]
    if claim.event.type in settings.occurrences:
        parts.append(Part("event", points.same_type, claim.event.type))
    if (claim.tense == "background") != (entry.claim.tense == "background"):
        parts.append(Part("time", points.history_and_news, claim.tense))
    named = _named(claim.event.trigger.text, entry.claim.quote)
    if named:
        parts.append(Part("words", round(points.same_type * named, 4), claim.event.trigger.text))
    addressed = set(told.actors) & set(profile.targets)
    if addressed:
        parts.append(Part("parties", points.same_actor, f"addresses {', '.join(sorted(addressed)[:2])}"))
    here = entry.claim.place
    if here and claim.place and here.name == claim.place.name:
        parts.append(Part("place", points.same_division, here.name))
    return tuple(parts), told.incident


def _named(trigger: str, quote: str) -> float:
    """How well a reaction names an event by the words that told of it: 1 by two words, 0.5 by one, else 0."""
    words = trigger.casefold().split()
    if not words or f" {' '.join(words)} " not in f" {' '.join(_words(quote))} ":
        return 0.0
    return 1.0 if len(words) > 1 else 0.5


def _words(text: str) -> list[str]:
    return re.findall(r"[\w'’-]+", text.casefold())


def _is_violent(profile: Profile, settings: Settings) -> bool:
    return bool(profile.types) and profile.types[0][0] in settings.occurrences
