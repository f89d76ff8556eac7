"""Tolls of one incident: for each side, kind and class what each origin says, never added over claimants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from crossclaim.accounts.records import Heard, Interval, Said, Step, Toll
from crossclaim.accounts.sides import Sides
from crossclaim.accounts.standing import Rules, sources_of, verdict
from crossclaim.accounts.words import said
from crossclaim.export.phrases import amount
from crossclaim.incidents import told
from crossclaim.records import Casualty, CasualtyKind, VictimClass

KINDS: tuple[CasualtyKind, ...] = ("killed", "wounded", "captured", "missing", "displaced")
NOBODYS = "side not said"
HAPPENED = ("past", "ongoing", "background")

Cell = tuple[str | None, CasualtyKind, VictimClass]
Found = tuple[Heard, Casualty]
Of = Literal["own", "opponent", "monitor", "other"]


@dataclass(frozen=True, slots=True)
class Telling:
    """What one origin gives in one report for one cell."""

    found: tuple[Found, ...]
    words: tuple[Said, ...]
    low: int | None
    high: int | None

    @property
    def first(self) -> Said:
        return self.words[0]

    @property
    def denied(self) -> bool:
        return self.first.stance == "denies"


def tolls(heard: Sequence[Heard], sides: Sides, outlets: Mapping[str, str]) -> tuple[Toll, ...]:
    """The tolls of an incident, the killed first, those of named sides first.

    Args:
        heard: its claims, in the order their reports came.
        sides: its parties.
        outlets: outlets by report.

    Returns:
        One toll for each side, kind and class. People said to be part of others ("including 11 children") are
        left to the claims' own view: they are in the greater figure.
    """
    cells: dict[Cell, list[Found]] = defaultdict(list)
    for h in heard:
        for x in h.claim.casualties:
            if not x.subset and h.claim.tense in HAPPENED and (x.low, x.high) != (None, None):
                cells[sides.key(x.party) if x.party else None, x.kind, x.victims].append((h, x))
    made = [_toll(cell, found, sides, outlets) for cell, found in cells.items()]
    return tuple(sorted(made, key=lambda t: (KINDS.index(t.kind), t.side is None, t.name, t.victims)))


def _toll(cell: Cell, found: Sequence[Found], sides: Sides, outlets: Mapping[str, str]) -> Toll:
    side, kind, victims = cell
    tellings = _superseded(_tellings(found, sides, outlets))
    steps = _steps(tellings, side, sides)
    figures, rules = [_figure(t) for t in tellings], _rules(side, victims)
    ruling = verdict(figures, sides, rules)
    days = [s.published for s in steps if s.published]
    return Toll(
        side,
        sides.name(side) if side else NOBODYS,
        kind,
        victims,
        _interval(steps, "own"),
        _interval(steps, "opponent"),
        _interval(steps, "monitor"),
        _interval(steps, "other"),
        min(days, default=None),
        max(days, default=None),
        steps,
        ruling.standing,
        ruling.also,
        ruling.reason,
        sources_of([f for f in figures if not is_bare(f.low, f.high)] or figures, rules, sides),
    )


def _tellings(found: Sequence[Found], sides: Sides, outlets: Mapping[str, str]) -> list[Telling]:
    """Figures of one origin in one report come to one, as `crossclaim.incidents.told` counts them.

    The same others told again ("140 others" in headline and text) are counted once.
    """
    groups: dict[tuple[str, str, bool], list[tuple[Found, Said]]] = {}
    for h, x in found:
        word = said(h, sides, outlets, amount(x.low, x.high), x.low, x.high)
        groups.setdefault((word.trace.origin, h.report, word.stance == "denies"), []).append(((h, x), word))
    return [_telling(group) for group in groups.values()]


def _telling(group: Sequence[tuple[Found, Said]]) -> Telling:
    by_claim: dict[str, list[Casualty]] = defaultdict(list)
    others: set[tuple[int | None, int | None]] = set()
    for (h, x), _ in group:
        again = x.more and (x.low, x.high) in others
        if x.more:
            others.add((x.low, x.high))
        if not again:
            by_claim[h.id].append(x)
    low, high = told(list(by_claim.values()))
    return Telling(tuple(f for f, _ in group), tuple(w for _, w in group), low, high)


def _superseded(tellings: Sequence[Telling]) -> list[Telling]:
    """The tellings with those marked for which the same origin gave another figure later.

    Later is a later day of publication; on one day, between reports, the higher figure: a toll that runs grows.
    A denial only supersedes what it denies, the same figure: to deny thirty is not to take back one's own twelve.
    """
    latest: dict[tuple[str, bool], Telling] = {}
    for t in tellings:
        key = (t.first.trace.origin, t.denied)
        old = latest.get(key)
        if old is None or _rank(t) >= _rank(old):
            latest[key] = t
    denials = [t for t in tellings if t.denied]
    return [_marked(t, latest[t.first.trace.origin, t.denied], denials) for t in tellings]


def _rank(t: Telling) -> tuple[date, int]:
    return t.first.published or date.min, t.low or t.high or 0


def _marked(t: Telling, last: Telling, denials: Sequence[Telling]) -> Telling:
    gone = (t.low, t.high) != (last.low, last.high) and _rank(t) < _rank(last)
    gone = gone or (not t.denied and any(_takes_back(d, t) for d in denials))
    return replace(t, words=tuple(replace(w, superseded=gone) for w in t.words))


def _takes_back(denial: Telling, t: Telling) -> bool:
    same = (denial.first.trace.origin, denial.low, denial.high) == (t.first.trace.origin, t.low, t.high)
    return same and (denial.first.published or date.min) > (t.first.published or date.min)


def _steps(tellings: Sequence[Telling], side: str | None, sides: Sides) -> tuple[Step, ...]:
    """One step for each origin and figure, with all reports that carry it."""
    groups: dict[tuple[str, int | None, int | None, str], list[Telling]] = {}
    for t in tellings:
        groups.setdefault((t.first.trace.origin, t.low, t.high, t.first.stance), []).append(t)
    steps = [_step(group, side, sides) for group in groups.values()]
    return tuple(sorted(steps, key=lambda s: (s.published or date.max, s.low or s.high or 0, s.origin)))


def _step(group: Sequence[Telling], side: str | None, sides: Sides) -> Step:
    words = tuple(w for t in group for w in t.words)
    first, last = group[0], group[-1]
    return Step(
        min((w.published for w in words if w.published), default=None),
        first.low,
        first.high,
        first.first.speaker,
        first.first.trace.origin,
        first.first.stance,
        _whose(first.first, side, sides),
        tuple(dict.fromkeys(w.report for w in words)),
        words,
        last.first.superseded,
    )


def _whose(word: Said, side: str | None, sides: Sides) -> Of:
    if side is not None and word.speaker.key == side:
        return "own"
    if side is not None and sides.opposed(word.speaker.key, side):
        return "opponent"
    return "monitor" if word.speaker.role == "monitor" else "other"


def latest(steps: Sequence[Step], of: Of) -> list[Step]:
    """The latest figures of one kind of speaker; denied figures are none, "people were killed" the last.

    Args:
        steps: of one toll.
        of: the kind of speaker.
    """
    mine = [s for s in steps if s.of == of and s.stance != "denies" and not s.superseded]
    return [s for s in mine if not is_bare(s.low, s.high)] or mine


def _interval(steps: Sequence[Step], of: Of) -> Interval | None:
    """The span of the latest figures of one kind of speaker."""
    mine = latest(steps, of)
    if not mine:
        return None
    lows, highs = [s.low for s in mine if s.low is not None], [s.high for s in mine]
    high = max((h for h in highs if h is not None), default=None) if None not in highs else None
    return Interval(min(lows, default=None), high)


def is_bare(low: int | None, high: int | None) -> bool:
    """Whether a figure says no more than that there were some."""
    return (low or 0) <= 1 and high is None


def _figure(t: Telling) -> Said:
    """A telling as one word, for the rules."""
    return replace(t.first, value=amount(t.low, t.high), low=t.low, high=t.high)


def _rules(side: str | None, victims: VictimClass) -> Rules:
    """A party that gives its fighters' loss admits it; civilians' deaths it lays to others, so they are none."""
    return Rules(
        excludes=lambda a, b: not overlap(a, b),
        agrees=lambda a, b: agree(a, b) and (side is not None or (a.low, a.high) != (1, 1)),
        own=lambda s: victims != "civilian" and s.speaker.role == "party" and s.speaker.key == side,
    )


def overlap(a: Said, b: Said) -> bool:
    """Whether two figures can both be right: their spans meet. "some" meets everything."""
    return (a.low is None or b.high is None or a.low <= b.high) and (b.low is None or a.high is None or b.low <= a.high)


def agree(a: Said, b: Said) -> bool:
    """Whether two figures say the same: their spans meet, and what they count at least differs by a tenth at most."""
    if a.low is None or b.low is None:
        return (a.low, a.high) == (b.low, b.high)
    if is_bare(a.low, a.high) or is_bare(b.low, b.high):
        return False
    return overlap(a, b) and abs(a.low - b.low) <= max(a.low, b.low) / 10
