"""Claims: found, and of those found claimant, stance, type, tense, parties, place, date; figures besides.

Where two readers read a report, what both hold must be found, and what either holds is no error.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from crossclaim.records import Claim, Party, Report
from evaluation.measures.claimants import Comparing, load_comparing
from evaluation.measures.spans import context, covered, of_shorter, paired
from evaluation.records import Figure, GoldClaim, GoldReport, Item, Match, Miss, Outcome, Readings, Score, f1, share

OVERLAP = 0.3
"""Share of the shorter quote's characters from which two quotes may be one claim's."""

ALIKE = 1.3
"""Overlap (0 to 1), kin types (1), a common figure (1) and the same claimant (0.5) must reach this together."""

PLAIN = str.maketrans("‘’“”\u00a0", "''\"\" ")
ATTRIBUTES = {
    "claimant": "claimant",
    "stance": "stance",
    "type": "event type",
    "tense": "tense",
    "actor": "actor",
    "target": "target",
    "place": "place",
    "date": "date",
}
"""What is judged on each pair, in the page's order; the last four where the gold has them."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The gold of one report: the first reader's claims, then what only the second has.

    `agreed` are the indices that both hold.
    """

    pool: tuple[GoldClaim, ...]
    agreed: frozenset[int]
    first: int


@dataclass(frozen=True, slots=True)
class Compared:
    """One report: gold, ours, and which go together."""

    report: Report
    wanted: Wanted
    ours: tuple[Claim, ...]
    pairs: tuple[tuple[int, int], ...]


def measure_claims(items: Sequence[Item[GoldReport]], readings: Readings, words: Comparing | None = None) -> Outcome:
    """Compare the claims of each report with its gold; a report without a reading counts as read empty."""
    words = words or load_comparing()
    compared = [compare(item, readings, words) for item in items]
    scores = (_found(compared), _figures(compared), *_attributes(compared, words))
    matches = tuple(
        Match(c.report.id, i if i < c.wanted.first else None, c.ours[j].id) for c in compared for i, j in c.pairs
    )
    return Outcome(scores, tuple(m for c in compared for m in _misses(c, words)), matches)


def compare(item: Item[GoldReport], readings: Readings, words: Comparing) -> Compared:
    """Gold and ours of one report, paired."""
    reading = readings.get(item.id)
    report = reading.report if reading else Report(item.id, item.text)
    ours = reading.claims if reading else ()
    wanted = agreed(item.gold, item.text, words)
    places = [locate(report.text, g.quote) for g in wanted.pool]
    stretches = [frozenset(range(c.start, c.end)) for c in ours]

    def likeness(i: int, j: int) -> float:
        return _likeness(wanted.pool[i], places[i], ours[j], stretches[j], words)

    pairs = paired(range(len(wanted.pool)), range(len(ours)), likeness)
    return Compared(report, wanted, ours, tuple(pairs))


def agreed(gold: GoldReport, text: str, words: Comparing) -> Wanted:
    """What two readers agree on, and what only one has; all of it where there is one reader."""
    if gold.second is None:
        return Wanted(gold.first, frozenset(range(len(gold.first))), len(gold.first))
    pairs = agreeing(gold.first, gold.second, text, words)
    extra = tuple(c for j, c in enumerate(gold.second) if j not in {j for _, j in pairs})
    return Wanted((*gold.first, *extra), frozenset(i for i, _ in pairs), len(gold.first))


def agreeing(
    first: Sequence[GoldClaim], second: Sequence[GoldClaim], text: str, words: Comparing
) -> list[tuple[int, int]]:
    """Claims of two readers that are the same: quotes overlap, types are kin or a figure is shared."""

    def likeness(a: GoldClaim, b: GoldClaim) -> float:
        if not (words.are_kin(a.event, b.event) or a.figures & b.figures):
            return 0.0
        return of_shorter(locate(text, a.quote), locate(text, b.quote))

    return paired(first, second, likeness)


def locate(text: str, quote: str) -> frozenset[int]:
    """The offsets of a quote, but for curled quotation marks, white space and mended escapes.

    >>> sorted(locate("It said “no ” twice", 'said "no'))[0]
    3
    """
    plain = text.translate(PLAIN)
    wanted = (quote if "\\" in plain else quote.replace("\\", "")).translate(PLAIN).split()
    found = re.search(r"\s+".join(map(re.escape, wanted)), plain) if wanted else None
    return covered((found.span(),)) if found else frozenset()


def figures(claim: Claim) -> frozenset[Figure]:
    """The casualty figures of a claim."""
    return frozenset((c.kind, c.low, c.high) for c in claim.casualties)


def _likeness(gold: GoldClaim, place: frozenset[int], ours: Claim, stretch: frozenset[int], words: Comparing) -> float:
    overlap = of_shorter(place, stretch)
    if overlap < OVERLAP:
        return 0.0
    value = overlap + words.are_kin(gold.event, ours.event.type) + bool(gold.figures & figures(ours))
    value += 0.5 * words.same_claimant(gold, ours.claimant)
    return value if value >= ALIKE else 0.0


def _found(compared: Sequence[Compared]) -> Score:
    agreed_ = sum(len(c.wanted.agreed) for c in compared)
    recalled = sum(len(c.wanted.agreed & {i for i, _ in c.pairs}) for c in compared)
    ours, right = sum(len(c.ours) for c in compared), sum(len(c.pairs) for c in compared)
    return f1("found", "claims found", right / max(ours, 1), recalled / max(agreed_, 1), agreed_)


def _counts(c: Compared) -> tuple[Counter[Figure], Counter[Figure], Counter[Figure]]:
    """Figures that must be found, that may be found, and ours."""
    agreed_ = Counter(f for i in c.wanted.agreed for f in c.wanted.pool[i].figures)
    pool = Counter(f for g in c.wanted.pool for f in g.figures)
    return agreed_, pool, Counter(f for o in c.ours for f in figures(o))


def _figures(compared: Sequence[Compared]) -> Score:
    wanted = recalled = given = right = 0
    for must, may, ours in map(_counts, compared):
        wanted, given = wanted + must.total(), given + ours.total()
        recalled, right = recalled + (must & ours).total(), right + (may & ours).total()
    title = "casualty figures (kind, low, high)"
    return f1("figures", title, right / max(given, 1), recalled / max(wanted, 1), wanted)


def _attributes(compared: Sequence[Compared], words: Comparing) -> tuple[Score, ...]:
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for c in compared:
        for i, j in c.pairs:
            for key, ok in judged(c.wanted.pool[i], c.ours[j], words).items():
                asked[key] += 1
                right[key] += ok
    return tuple(share(key, title, right[key], asked[key]) for key, title in ATTRIBUTES.items())


def judged(gold: GoldClaim, ours: Claim, words: Comparing) -> dict[str, bool]:
    """For each attribute that the gold has, whether ours agrees.

    Parties and places agree where they share a word; a date where its first day begins with the gold's
    ("2016-04" holds for any day of April).
    """
    out = {
        "claimant": words.same_claimant(gold, ours.claimant),
        "stance": gold.stance == ours.stance,
        "type": gold.event == ours.event.type,
        "tense": gold.tense == ours.tense,
    }
    for key, wanted, parties in (("actor", gold.actor, ours.actors), ("target", gold.target, ours.targets)):
        if wanted:
            out[key] = any(words.words(wanted) & words.words(p.name, p.text) for p in parties)
    if gold.place:
        place = ours.place
        out["place"] = place is not None and bool(words.words(gold.place) & words.words(place.text, place.name))
    if gold.date:
        out["date"] = _day(ours).startswith(gold.date)
    return out


def _day(claim: Claim) -> str:
    return claim.date.first.isoformat() if claim.date and claim.date.first else ""


def _misses(c: Compared, words: Comparing) -> list[Miss]:
    found, used = {i for i, _ in c.pairs}, {j for _, j in c.pairs}
    out = [_miss(c, "missed", c.wanted.pool[i], None) for i in sorted(c.wanted.agreed - found)]
    out += [_miss(c, "spurious", None, o) for j, o in enumerate(c.ours) if j not in used]
    for i, j in c.pairs:
        gold, ours = c.wanted.pool[i], c.ours[j]
        out += [_miss(c, key, gold, ours) for key, ok in judged(gold, ours, words).items() if not ok]
    must, may, ours_ = _counts(c)
    out += [Miss(c.report.id, "figure missed", _figure(f), "", "") for f in must - ours_]
    out += [Miss(c.report.id, "figure spurious", "", _figure(f), "") for f in ours_ - may]
    return out


def _miss(c: Compared, cause: str, gold: GoldClaim | None, ours: Claim | None) -> Miss:
    at = locate(c.report.text, gold.quote) if gold else frozenset(range(ours.start, ours.end) if ours else ())
    around = context(c.report.text, min(at), max(at) + 1) if at else ""
    return Miss(c.report.id, cause, _gold_shown(gold, cause), _ours_shown(ours, cause), around)


def _gold_shown(gold: GoldClaim | None, cause: str) -> str:
    if gold is None:
        return ""
    values = {**{key: getattr(gold, key, None) for key in ATTRIBUTES}, "type": gold.event}
    if cause in values:
        return f"{values[cause]}: {gold.quote}"
    return f"{gold.claimant} {gold.stance} {gold.event}: {gold.quote}"


def _ours_shown(ours: Claim | None, cause: str) -> str:
    if ours is None:
        return ""
    values = {
        "claimant": _names((ours.claimant,) if ours.claimant else ()) or "reporter",
        "stance": ours.stance,
        "type": ours.event.type,
        "tense": ours.tense,
        "actor": _names(ours.actors),
        "target": _names(ours.targets),
        "place": ours.place.text if ours.place else "",
        "date": _day(ours),
    }
    if cause in values:
        return f"{values[cause]}: {ours.quote}"
    return f"{values['claimant']} {ours.stance} {ours.event.type} [{ours.event.trigger.text}]: {ours.quote}"


def _names(parties: Sequence[Party]) -> str:
    return "; ".join(p.name for p in parties)


def _figure(figure: Figure) -> str:
    kind, low, high = figure
    return f"{kind} {'' if low is None else low}..{'' if high is None else high}"
