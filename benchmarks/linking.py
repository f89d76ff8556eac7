"""How the cost of linking grows with the number of claims.

An invented war, drawn from a seed: incidents on days, at places, between parties; reports that tell of one to
three of them in two to six claims each, some without a place or a day. How they lie in place and time is one of three:

- `spread`: the war gets longer with the number of claims, as dense as before;
- `year`: it lasts one year, however many claims there are;
- `siege`: as `spread`, but a tenth of all incidents happen in one town and the week before a report tells of them,
  so that the more claims there are, the more lie on one place and week.

    python benchmarks/linking.py                       # all three at 1,000, 10,000 and 100,000 claims
    python benchmarks/linking.py 1000 5000 --war siege

Incidents are kept in memory, so that linking alone is measured, in processor time. Beside the time stands how
well the invented incidents come back (pairwise F1 over claims): it shows that the work was done, not how real
reports fare.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta

import click

from crossclaim.linking.link import link
from crossclaim.linking.memory import MemoryCandidates
from crossclaim.linking.records import Entry
from crossclaim.records import Casualty, Claim, DateSpan, Event, Party, Place, Span

SIZES = (1_000, 10_000, 100_000)
START = date(2020, 1, 1)
PER_DAY = 60
"""Claims for each day of the war."""

WARS = ("spread", "year", "siege")
BESIEGED = 10
"""Of so many incidents one is in the besieged town, all of these in one week."""

TYPES = ("bombing", "airstrike", "shelling", "clash", "attack", "capture_territory", "abduct")
AFTER = ("killing", "casualties", "destroy")
PARTIES = tuple(Party("", 0, 0, f"Front {n}", None, "REB") for n in range(12))
PARTIES += tuple(Party("", 0, 0, f"Army of {c}", c, "MIL") for c in ("SDN", "MLI", "COD", "YEM"))


CORNERS = (((12.0, 24.0), "SDN"), ((15.0, -3.0), "MLI"), ((-2.0, 28.0), "COD"), ((14.0, 44.0), "YEM"))
"""Corners of the war's regions, each two and a half degrees wide."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One invented incident."""

    number: int
    type: str
    day: date
    place: Place
    actor: Party
    target: Party
    killed: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What one size cost: `growth` is the time for one claim over that of the smallest size.

    `densest` is how many claims lie on the fullest place and week.
    """

    war: str
    claims: int
    reports: int
    incidents: int
    seconds: float
    milliseconds_per_claim: float
    growth: float
    searches_per_claim: float
    candidates_per_search: float
    densest: int
    pairwise_f1: float


class Counted(MemoryCandidates):
    """Counts what is asked of it."""

    def __init__(self) -> None:
        super().__init__()
        self.searches = self.given = 0

    def near(self, first: date, last: date, keys: Sequence[str], limit: int) -> list:  # type: ignore[type-arg]
        found = super().near(first, last, keys, limit)
        self.searches += 1
        self.given += len(found)
        return found


def happenings(number: int, days: int, chance: random.Random, *, siege: bool = False) -> list[Happening]:
    """Invented incidents, by day; with a siege some of them in one town and week."""
    places = [_place(n, chance) for n in range(400)]
    made = []
    for n in range(number):
        actor, target = chance.sample(PARTIES, 2)
        day = START + timedelta(chance.randrange(days))
        killed = min(200, int(chance.paretovariate(1.1)))
        place = chance.choice(places)
        if siege and n % BESIEGED == 0:
            day, place = START + timedelta(days // 2 + chance.randrange(7)), places[0]
        made.append(Happening(n, chance.choice(TYPES), day, place, actor, target, killed))
    return sorted(made, key=lambda h: (h.day, h.number))


def _place(n: int, chance: random.Random) -> Place:
    corner, country = chance.choice(CORNERS)
    lat, lon = corner[0] + chance.uniform(0, 2.5), corner[1] + chance.uniform(0, 2.5)
    return Place(0, 0, f"Place {n}", "place", f"Place {n}", f"{country}-{n % 9}", country, lat, lon, n, "exact")


def reports(claims: int, days: int, seed: int, *, siege: bool = False) -> Iterator[tuple[list[Entry], list[int]]]:
    """Reports until there are so many claims, each with the numbers of the incidents its claims tell of."""
    chance = random.Random(seed)
    war = happenings(max(10, claims // 9), days, chance, siege=siege)
    made = 0
    report = 0
    while made < claims:
        at = min(len(war) - 1, made * len(war) // claims)
        told = [war[at]] + [war[max(0, at - chance.randrange(1, 40))] for _ in range(chance.randrange(3))]
        entries, truth = _report(f"r{report}", told, chance)
        yield entries, truth
        made += len(entries)
        report += 1


def _report(key: str, told: Sequence[Happening], chance: random.Random) -> tuple[list[Entry], list[int]]:
    entries: list[Entry] = []
    truth: list[int] = []
    published = told[0].day + timedelta(1)
    for group, happening in enumerate(told):
        for n in range(chance.randrange(2, 7)):
            number = len(entries) + 1
            claim = _claim(f"c{number}", number, happening, chance, sparse=n > 0 and chance.random() < 0.3)
            entries.append(Entry(f"{key}#c{number}", key, "Wire", published, None, f"i{group}", claim))
            truth.append(happening.number)
    return entries, truth


def _claim(id: str, number: int, h: Happening, chance: random.Random, *, sparse: bool) -> Claim:
    type_ = h.type if chance.random() < 0.6 else chance.choice((h.type, "attack", *AFTER))
    killed = max(0, round(h.killed * chance.uniform(0.8, 1.2)))
    dead = (Casualty("killed", killed, killed, "people", h.target, "unknown", 0, 0),) if killed else ()
    day = DateSpan("", 0, 0, h.day, h.day, "day")
    return Claim(
        id,
        number * 100,
        number * 100 + 50,
        "",
        f"a{number}",
        chance.choice(PARTIES),
        (),
        "denies" if chance.random() < 0.05 else "asserts",
        "past",
        Event(type_, "ASSAULT", None, None, "19", Span(0, 0, "")),
        () if sparse else (h.actor,),
        () if sparse else (h.target,),
        () if sparse else dead,
        (),
        None if sparse else h.place,
        None if sparse and chance.random() < 0.5 else day,
    )


def measure(claims: int, war: str, seed: int) -> tuple[Figures, float]:
    """Link so many claims and say what it cost; the second value is the time for one claim in milliseconds."""
    days = 365 if war == "year" else max(30, claims // PER_DAY)
    fullest: Counter[tuple[str, int]] = Counter()
    store = Counted()
    told: dict[str, int] = {}
    spent, count, number = 0.0, 0, 0
    for entries, truth in reports(claims, days, seed, siege=war == "siege"):
        placed_ = (e.claim for e in entries if e.claim.place and e.claim.date and e.claim.date.first)
        fullest.update((c.place.name, c.date.first.toordinal() // 7) for c in placed_ if c.place and c.date)
        told |= {e.id: t for e, t in zip(entries, truth, strict=True)}
        start = time.process_time()
        result = link(entries, store)
        spent += time.process_time() - start
        store.apply(result)
        count += len(entries)
        number += 1
    each = 1000 * spent / count
    placed = {e: store.incident(e) or e for e in told}
    asked = max(1, store.searches)
    figures = Figures(
        war,
        count,
        number,
        len(store.profiles),
        round(spent, 2),
        round(each, 3),
        1.0,
        round(store.searches / count, 2),
        round(store.given / asked, 1),
        max(fullest.values(), default=0),
        round(pairwise(told, placed), 3),
    )
    return figures, each


def pairwise(truth: Mapping[str, int], found: Mapping[str, str]) -> float:
    """F1 over pairs of claims of one incident, counted by cells so that it stays linear."""

    def pairs(counts: Counter[object]) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    both = pairs(Counter((truth[e], found[e]) for e in truth))
    all_ = pairs(Counter(truth.values())) + pairs(Counter(found[e] for e in truth))
    return 2 * both / all_ if all_ else 1.0


@click.command()
@click.argument("sizes", nargs=-1, type=click.IntRange(10))
@click.option("--seed", default=20, show_default=True)
@click.option("--war", "wars", multiple=True, type=click.Choice(WARS), help="Only this one; may be given again.")
def main(sizes: tuple[int, ...], seed: int, wars: tuple[str, ...]) -> None:
    """Print one line of JSON for each war and number of claims."""
    for war in wars or WARS:
        first: float | None = None
        for size in sizes or SIZES:
            figures, each = measure(size, war, seed)
            first = first or each
            print(json.dumps(asdict(figures) | {"growth": round(each / first, 2)}))
            sys.stdout.flush()


if __name__ == "__main__":
    main()
