"""Sentences with one PLOVER event each: its type, and who acts and is acted on."""

from __future__ import annotations

from collections.abc import Sequence

from crossclaim.records import Claim, Party
from evaluation.records import GoldEvent, Item, Miss, Outcome, Readings, counted, share


def measure_events(items: Sequence[Item[GoldEvent]], readings: Readings) -> Outcome:
    """Compare the event types of each sentence, and the parties of the claims of the right type.

    Precision counts every type that a sentence was given. An actor or target is right where one of its codes
    is the country or the sector of a party; where the event is missed it is wrong.
    """
    found = given = 0
    actors: list[bool] = []
    targets: list[bool] = []
    misses: list[Miss] = []
    for item in items:
        reading = readings.get(item.id)
        claims = reading.claims if reading else ()
        types = {c.event.plover for c in claims}
        given += len(types)
        found += item.gold.type in types
        actors += _role(item.gold.actors, item.gold.type, claims, "actors")
        targets += _role(item.gold.targets, item.gold.type, claims, "targets")
        misses += _misses(item, claims)
    return Outcome(
        (
            counted("event", "event type", found, given, len(items)),
            share("actor", "actor, wrong where the event is missed", sum(actors), len(actors)),
            share("target", "target, wrong where the event is missed", sum(targets), len(targets)),
        ),
        tuple(misses),
    )


def _parties(claims: Sequence[Claim], type_: str, role: str) -> tuple[Party, ...]:
    of_type = [c for c in claims if c.event.plover == type_]
    return tuple(p for c in of_type for p in (c.actors if role == "actors" else c.targets))


def _role(codes: frozenset[str], type_: str, claims: Sequence[Claim], role: str) -> list[bool]:
    """Whether one of the codes was given; nothing where the gold names none."""
    if not codes:
        return []
    parties = _parties(claims, type_, role)
    return [bool(codes & {code for p in parties for code in (p.country, p.sector)})]


def _misses(item: Item[GoldEvent], claims: Sequence[Claim]) -> list[Miss]:
    gold = item.gold
    types = sorted({c.event.plover for c in claims})
    if gold.type not in types:
        return [Miss(item.id, "event", gold.type, ", ".join(types), item.text)]
    return [
        Miss(item.id, role[:-1], ", ".join(sorted(codes)), _shown(_parties(claims, gold.type, role)), item.text)
        for role, codes in (("actors", gold.actors), ("targets", gold.targets))
        if not all(_role(codes, gold.type, claims, role))
    ]


def _shown(parties: Sequence[Party]) -> str:
    return "; ".join(f"{p.text} ({p.country or '-'} {p.sector or '-'})" for p in parties)
