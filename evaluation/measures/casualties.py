"""Press releases on operations: the least number killed and captured, province, day, kind of operation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crossclaim.records import Incident, Reading, Report
from evaluation.measures.words import letters
from evaluation.records import GoldRelease, Item, Miss, Outcome, Readings, share

TITLES: Mapping[str, str] = {
    "min_killed": "least number killed",
    "min_captured": "least number captured",
    "killed?": "anyone killed",
    "captured?": "anyone captured",
    "airstrike": "an airstrike or not",
    "province": "province",
    "date": "day of the operation",
}
"""The measures, in their order."""


def measure_casualties(items: Sequence[Item[GoldRelease]], readings: Readings) -> Outcome:
    """Compare each reading with what the coder noted; a report without a reading counts as read empty."""
    right = dict.fromkeys(TITLES, 0)
    misses: list[Miss] = []
    for item in items:
        reading = readings.get(item.id) or Reading(Report(item.id, item.text))
        wrong = [key for key, ok in judged(item.gold, reading).items() if not ok]
        for key in TITLES:
            right[key] += key not in wrong
        if wrong:
            misses.append(_miss(item, reading, wrong))
    return Outcome(tuple(share(key, title, right[key], len(items)) for key, title in TITLES.items()), tuple(misses))


def judged(gold: GoldRelease, reading: Reading) -> dict[str, bool]:
    """For each measure whether the reading agrees with the coder.

    A count is the sum over incidents of the largest `low` of a tally, civilians left out.
    """
    killed, captured = total(reading.incidents, "killed"), total(reading.incidents, "captured")
    days = {c.date.first.isoformat() for c in reading.claims if c.date and c.date.first}
    return {
        "min_killed": killed == gold.min_killed,
        "min_captured": captured == gold.min_captured,
        "killed?": (killed > 0) == gold.killed,
        "captured?": (captured > 0) == gold.captured,
        "airstrike": ("airstrike" in event_types(reading)) == gold.airstrike,
        "province": _province_named(gold, reading),
        "date": gold.day in days,
    }


def total(incidents: Sequence[Incident], kind: str) -> int:
    """The least number of people of one kind: for each incident its largest tally, then the sum."""
    return sum(
        max((t.low or 0 for t in incident.tallies if t.kind == kind and t.victims != "civilian"), default=0)
        for incident in incidents
    )


def event_types(reading: Reading) -> set[str]:
    """Types of what is said to have happened or to go on."""
    return {c.event.type for c in reading.claims if c.stance != "denies" and c.tense in ("past", "ongoing")}


def _province_named(gold: GoldRelease, reading: Reading) -> bool:
    """Does the place of a claim name a province (or hold its name, or be part of it)? True where none is noted."""
    wanted = {letters(p) for p in gold.provinces if p}
    places = [c.place for c in reading.claims if c.place]
    named = {letters(words or "") for p in places for words in (p.name, p.admin1, p.text)} - {""}
    return not wanted or any(w in name or name in w for w in wanted for name in named)


def _miss(item: Item[GoldRelease], reading: Reading, wrong: Sequence[str]) -> Miss:
    gold = item.gold
    wanted = f"killed {gold.min_killed}, captured {gold.min_captured}, {', '.join(gold.provinces)}, {gold.day}"
    days = sorted({c.date.first.isoformat() for c in reading.claims if c.date and c.date.first})
    counts = f"killed {total(reading.incidents, 'killed')}, captured {total(reading.incidents, 'captured')}"
    places = sorted({c.place.text for c in reading.claims if c.place})
    types = sorted(event_types(reading))
    ours = f"{counts}; places {', '.join(places)}; days {', '.join(days)}; events {', '.join(types)}"
    return Miss(item.id, ", ".join(wrong), f"{wanted}, airstrike {gold.airstrike}", ours, item.text)
