"""The incidents of one report: claims about one occurrence, and what each claimant's figures are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from crossclaim.records import Casualty, CasualtyKind, Claim, Incident, Tally, TallyEntry, VictimClass

FAMILIES = {
    "attack": "violence",
    "clash": "violence",
    "shelling": "violence",
    "airstrike": "violence",
    "bombing": "violence",
    "chemical_attack": "violence",
    "killing": "violence",
    "casualties": "violence",
    "shootdown": "violence",
    "destroy": "violence",
    "claim_responsibility": "violence",
    "capture_territory": "violence",
    "violate_ceasefire": "violence",
    "detain": "custody",
    "abduct": "custody",
    "negotiate": "talks",
    "appeal": "talks",
    "ceasefire": "talks",
    "condemn": "words",
    "accuse": "words",
    "deny": "words",
    "threaten": "words",
}
"""Event types that may tell of one occurrence."""


GENERAL = frozenset({"people", "person", "other", "man", "men", "member", "individual", "casualtie", "dead", "wounded"})
"""Nouns, less a plural's s, that do not say of which kind people are."""

STATES = frozenset({"GOV", "MIL", "COP", "SPY", "JUD"})
"""PLOVER sectors of a state's own."""

PERIOD = timedelta(days=7)
"""What is told of a longer time ("since January") is no single occurrence."""


def group(claims: Sequence[Claim]) -> tuple[Incident, ...]:
    """The incidents of a report's claims, in the order of their first claims.

    Args:
        claims: in text order, ids set.

    Returns:
        Incidents "i1", "i2" ...; every claim is in exactly one.
    """
    bins: list[list[Claim]] = []
    for c in claims:
        home = _of_those_told(bins, c) or next((b for b in bins if _together(b, c)), None)
        if home is None:
            bins.append([c])
        else:
            home.append(c)
    return tuple(_incident(n, b) for n, b in enumerate(bins, start=1))


def _of_those_told(bins: Sequence[list[Claim]], c: Claim) -> list[Claim] | None:
    """Where a claim only speaks of people told of before ("the detainees"): the last occurrence with such people."""
    kinds = {x.kind for x in c.casualties}
    if not kinds or c.tense == "background" or not all(x.told for x in c.casualties):
        return None
    return next((b for b in reversed(bins) if kinds & {x.kind for m in b for x in m.casualties}), None)


def _together(members: Sequence[Claim], c: Claim) -> bool:
    """Whether a claim is about the occurrence of some others: family, time, place and history agree."""
    first = members[0]
    if _family(first) != _family(c) or (first.tense == "background") != (c.tense == "background"):
        return False
    return all(_same_place(m, c) and _same_time(m, c) for m in members)


def _family(c: Claim) -> str:
    family = FAMILIES.get(c.event.type, c.event.type)
    return "violence" if family == "custody" else family


def _same_place(a: Claim, b: Claim) -> bool:
    if a.place is None or b.place is None or "country" in (a.place.precision, b.place.precision):
        return True
    if a.place.name == b.place.name or "unknown" in (a.place.precision, b.place.precision):
        return True
    if "admin1" in (a.place.precision, b.place.precision):
        return a.place.admin1 == b.place.admin1
    return a.place.country == b.place.country and a.place.admin1 is not None and a.place.admin1 == b.place.admin1


def _same_time(a: Claim, b: Claim) -> bool:
    if a.date is None or b.date is None or None in (a.date.first, a.date.last, b.date.first, b.date.last):
        return a.tense != "background"
    assert a.date.first and a.date.last and b.date.first and b.date.last
    spans = sorted((a.date.last - a.date.first, b.date.last - b.date.first))
    if spans[1] > PERIOD >= spans[0]:
        return False
    return a.date.first <= b.date.last and b.date.first <= a.date.last


def _incident(number: int, members: Sequence[Claim]) -> Incident:
    placed = [m.place for m in members if m.place is not None]
    dated = [m.date for m in members if m.date is not None]
    types = [m.event.type for m in members]
    event = max(dict.fromkeys(types), key=types.count)
    return Incident(
        f"i{number}",
        event,
        placed[0] if placed else None,
        dated[0] if dated else None,
        tuple(m.id for m in members),
        _tallies(members),
    )


def _tallies(members: Sequence[Claim]) -> tuple[Tally, ...]:
    cells: Cells = {}
    for c in members:
        for x in c.casualties:
            if not x.subset:
                key = (x.kind, x.party.name if x.party else None, x.victims)
                cells.setdefault(key, []).append((c, x))
    return tuple(_tally(victims, found) for (_, _, victims), found in _one_side(cells).items())


Cells = dict[tuple[CasualtyKind, str | None, VictimClass], list[tuple[Claim, Casualty]]]


def _one_side(cells: Cells) -> Cells:
    """Cells of no named side go with the one named side of their kind and class, where there is just one.

    People of no stated class who are said to be others than, or the same as, those told of before go with
    these; so do captives taken with fighters, unless they are said to be civilians.
    """
    out: Cells = {}
    for (kind, side, victims), found in cells.items():
        classes = {v for k, _, v in cells if k == kind and v != "unknown"}
        referring = all(x.more or x.told for _, x in found) or kind == "captured"
        if victims == "unknown" and len(classes) == 1 and referring and "civilian" not in classes:
            victims = next(iter(classes))
        named = {
            s
            for (k, s, v), theirs in cells.items()
            if k == kind and v == victims and s is not None and _may_be_one(found, theirs)
        }
        home = next(iter(named)) if side is None and len(named) == 1 else side
        out.setdefault((kind, home, victims), []).extend(found)
    return out


def _may_be_one(of_no_side: Sequence[tuple[Claim, Casualty]], of_a_side: Sequence[tuple[Claim, Casualty]]) -> bool:
    """Whether people of no named side may be those of a named one; of a state's only by one noun, or a general one."""
    if not any(x.party is not None and x.party.sector in STATES for _, x in of_a_side):
        return True
    nouns = {x.who.split(" ")[-1].lower().rstrip("s") for _, x in of_no_side}
    theirs = {x.who.split(" ")[-1].lower().rstrip("s") for _, x in of_a_side}
    return bool(nouns & theirs) or bool((nouns | theirs) & GENERAL)


def _tally(victims: VictimClass, found: Sequence[tuple[Claim, Casualty]]) -> Tally:
    """The span of what the claimants give; a claimant's own figures are counted by `told`."""
    party = next((x.party for _, x in found if x.party is not None), None)
    voices: dict[str | None, dict[str, list[Casualty]]] = {}
    for c, x in sorted(found, key=lambda f: f[1].start):
        if c.stance != "denies":
            voices.setdefault(c.claimant.name if c.claimant else None, {}).setdefault(c.id, []).append(x)
    given = [told(list(of_one.values())) for of_one in voices.values()]
    lows, highs = [g[0] for g in given if g[0] is not None], [g[1] for g in given]
    low = min(lows) if lows else None
    high = max((h for h in highs if h is not None), default=None) if None not in highs else None
    by = tuple(TallyEntry(c.claimant, c.id, x.low, x.high, c.stance) for c, x in found)
    return Tally(found[0][1].kind, party, victims, low, high, by)


def told(figures: Sequence[Sequence[Casualty]]) -> tuple[int | None, int | None]:
    """What one claimant's figures of one kind and side come to, in the order they are told.

    The same people told again count once, at their fullest, or as numbered where words were vague; people said to
    be others ("another two", "a commander and three fighters") are added. A claim that speaks of people told of
    before ("the commander and one more"), or whose people come to just as many, is a summary: it counts where it
    comes to more.

    Args:
        figures: for each claim of the claimant its entries, none of them a part of another.
    """
    groups: list[Casualty] = []
    for of_claim in figures:
        if groups and any(x.told for x in of_claim):
            groups = max(groups, list(of_claim), key=_total)
            continue
        if len(groups) > 1 and not any(x.more for x in of_claim) and _total(of_claim) == _total(groups):
            continue
        for x in of_claim:
            _take_in(groups, x)
    lows, highs = [g.low for g in groups if g.low is not None], [g.high for g in groups]
    low = sum(lows) if lows else None
    return low, sum(h for h in highs if h is not None) if None not in highs else None


def _total(people: Sequence[Casualty]) -> int:
    return sum(x.low or 0 for x in people)


def _take_in(groups: list[Casualty], x: Casualty) -> None:
    same = next((i for i, g in enumerate(groups) if _same_people(g, x)), None)
    if same is None:
        groups.append(x)
    elif groups[same].vague != x.vague:
        groups[same] = groups[same] if x.vague else x
    elif (x.low or 0) > (groups[same].low or 0):
        groups[same] = x


def _same_people(told_before: Casualty, x: Casualty) -> bool:
    """Whether a figure tells of people told of before: not said to be others, and no single person beside a group."""
    if x.more:
        return False
    one, group = sorted((told_before, x), key=lambda c: c.low or 0)
    single = (one.low, one.high) == (1, 1)
    if single and (group.low, group.high) != (1, 1):
        return x is one and one.who == group.who
    return not single or one.who.split(" ")[-1].lower() == group.who.split(" ")[-1].lower()
