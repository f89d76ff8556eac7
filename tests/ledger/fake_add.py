"""A cheap reader in the model's place, reports for it, and `crossclaim add` with both, as a program to be killed.

Run as a program it takes the arguments of `crossclaim add`; worker processes find its functions then, too.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from crossclaim.commands.add import AddServices, add_command
from crossclaim.ledger import Origin
from crossclaim.records import (
    Casualty,
    Claim,
    DateSpan,
    Event,
    Incident,
    Party,
    Place,
    Reading,
    Report,
    Span,
)

PLACES = {
    "Gao": ("MLI", 16.27, -0.04),
    "Ménaka": ("MLI", 15.92, 2.4),
    "Goma": ("COD", -1.68, 29.22),
    "Loikaw": ("MMR", 19.67, 97.21),
    "Taiz": ("YEM", 13.58, 44.02),
    "Kupiansk": ("UKR", 49.71, 37.61),
}
EVENTS = {"shelled": "shelling", "bombed": "airstrike", "stormed": "attack", "left": "withdraw"}
SPEAKERS = {"army": "MIL", "rebels": "REB", "mayor": "GOV", "monitors": "NGO"}
SENTENCE = re.compile(
    r"The (?P<speaker>\w+) (?P<verb>said|denied) that fighters had (?P<what>\w+) (?P<place>\w+) "
    r"and killed (?P<number>\d+) people\."
)


def moment() -> datetime:
    """A clock that stands still, so that two ledgers can be compared whole."""
    return datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)


def sentence(speaker: str, verb: str, what: str, place: str, number: int) -> str:
    """One that `read` finds a claim in."""
    return f"The {speaker} {verb} that fighters had {what} {place} and killed {number} people."


def read(report: Report) -> Reading:
    """One claim for each sentence of a fixed form; all but the words is taken as it stands."""
    claims = tuple(_claim(n, found, report) for n, found in enumerate(SENTENCE.finditer(report.text), 1))
    groups: dict[str, list[str]] = {}
    for claim in claims:
        groups.setdefault(claim.place.name if claim.place else "", []).append(claim.id)
    incidents = tuple(
        Incident(f"i{n}", "attack", None, None, tuple(ids), ()) for n, ids in enumerate(groups.values(), 1)
    )
    return Reading(report, claims=claims, incidents=incidents)


def _claim(number: int, found: re.Match[str], report: Report) -> Claim:
    start, end = found.start("what"), found.end() - 1
    country, lat, lon = PLACES[found["place"]]
    speaker = Party(found["speaker"], found.start("speaker"), found.end("speaker"), found["speaker"], country)
    place = Place(*found.span("place"), found["place"], "place", found["place"], None, country, lat, lon, None, "exact")
    day = report.published
    event = Event(EVENTS[found["what"]], "ASSAULT", None, None, "19", Span(start, start + 4, report.text[start:][:4]))
    people = int(found["number"])
    dead = Casualty("killed", people, people, "people", None, "unknown", *found.span("number"))
    return Claim(
        id=f"c{number}",
        start=start,
        end=end,
        quote=report.text[start:end],
        attribution=None,
        claimant=speaker,
        via=(),
        stance="denies" if found["verb"] == "denied" else "asserts",
        tense="past",
        event=event,
        actors=(Party("fighters", start, start + 4, "fighters", country, "REB"),),
        targets=(),
        casualties=(dead,),
        losses=(),
        place=place,
        date=DateSpan("that day", start, start + 4, day, day, "day") if day else None,
        confidence=0.5,
    )


def load_read(threads: int) -> Callable[[Report], Reading]:
    """In the place of the reader with its model."""
    return read


def origin() -> Origin:
    """What read."""
    return Origin("test", "none")


def nothing() -> None:
    """Nothing has to be made ready."""


SERVICES = AddServices(load_read=load_read, make_ready=nothing, origin=origin, ledger={"clock": moment})


def records(number: int, seed: int) -> list[dict[str, str]]:
    """Reports as JSON records, the same for the same seed; some are near-copies, some correct others."""
    rng = random.Random(seed)
    made: list[dict[str, str]] = []
    for n in range(number):
        record = _record(n, rng)
        if n % 9 == 8:
            record["text"] = made[n - 4]["text"] + " It was printed again."
        if n % 13 == 12:
            record = made[n - 6] | {"text": made[n - 6]["text"] + " This report was corrected."}
        made.append(record)
    return made


def _record(n: int, rng: random.Random) -> dict[str, str]:
    day = date(2024, 1, 1) + timedelta(days=rng.randrange(60))
    said = [
        sentence(
            rng.choice(list(SPEAKERS)),
            rng.choice(("said", "denied")),
            rng.choice(list(EVENTS)),
            rng.choice(list(PLACES)),
            rng.randrange(1, 40),
        )
        for _ in range(rng.randrange(1, 6))
    ]
    words = " ".join(rng.choice(WORDS) for _ in range(40))
    return {
        "id": f"report-{n}",
        "source": rng.choice(("Radio Sahel", "Kivu Post", "Shan Herald")),
        "published": day.isoformat(),
        "title": f"Report {n}",
        "text": f"Of the {words}. " + " ".join(said),
    }


WORDS = re.findall(
    r"\w+",
    "roads river market winter harvest council school border truck market bridge people water night morning hill "
    "north south east west valley prices doctor family teacher rain dust radio letter office station village",
)


def write(path: Path, made: list[dict[str, str]]) -> Path:
    """The records as a JSON Lines file."""
    path.write_text("".join(json.dumps(record) + "\n" for record in made), encoding="utf-8")
    return path


if __name__ == "__main__":
    add_command.main(sys.argv[1:], prog_name="add", obj=SERVICES)
