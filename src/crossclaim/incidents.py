"""The incidents of one report: claims about one occurrence, and what each claimant's figures are."""

from __future__ import annotations

from collections.abc import Sequence

from crossclaim.records import Casualty, Claim, Incident, Party, Tally, TallyEntry

FAMILIES = {
    "attack": "violence", "clash": "violence", "shelling": "violence", "airstrike": "violence", "bombing": "violence",
    "chemical_attack": "violence", "killing": "violence", "casualties": "violence", "shootdown": "violence", "destroy": "violence",
    "claim_responsibility": "violence", "capture_territory": "violence", "violate_ceasefire": "violence", "detain": "custody", "abduct": "custody",
    "negotiate": "talks", "appeal": "talks", "ceasefire": "talks", "condemn": "words", "accuse": "words", "deny": "words", "threaten": "words",
}  # fmt: skip
"""Event types that may tell of one occurrence."""


def group(claims: Sequence[Claim]) -> tuple[Incident, ...]:
    """The incidents of a report's claims, in the order of their first claims.

    Args:
        claims: in text order, ids set.

    Returns:
        Incidents "i1", "i2" ...; every claim is in exactly one.
    """
    bins: list[list[Claim]] = []
    for c in claims:
        home = next((b for b in bins if _together(b, c)), None)
        if home is None:
            bins.append([c])
        else:
            home.append(c)
    return tuple(_incident(n, b) for n, b in enumerate(bins, start=1))


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
    if a.place.name == b.place.name:
        return True
    if "admin1" in (a.place.precision, b.place.precision):
        return a.place.admin1 == b.place.admin1
    return (
        a.place.country == b.place.country and a.place.admin1 is not None and a.place.admin1 == b.place.admin1
    )


def _same_time(a: Claim, b: Claim) -> bool:
    if a.date is None or b.date is None or None in (a.date.first, a.date.last, b.date.first, b.date.last):
        return a.tense != "background"
    assert a.date.first and a.date.last and b.date.first and b.date.last
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
    cells: dict[tuple[str, str | None, str], list[TallyEntry]] = {}
    sides: dict[tuple[str, str | None, str], tuple[Casualty, Party | None]] = {}
    for c in members:
        for key, entries in _sums(c).items():
            low, high = _added(entries)
            cells.setdefault(key, []).append(TallyEntry(c.claimant, c.id, low, high, c.stance))
            sides.setdefault(key, (entries[0], entries[0].party))
    return tuple(_tally(sides[key][0], sides[key][1], entries) for key, entries in cells.items())


def _sums(c: Claim) -> dict[tuple[str, str | None, str], list[Casualty]]:
    """A claim's figures by kind, side and class: two groups of one side in one claim add up, subsets do not."""
    found: dict[tuple[str, str | None, str], list[Casualty]] = {}
    for x in c.casualties:
        if not x.subset:
            found.setdefault((x.kind, x.party.name if x.party else None, x.victims), []).append(x)
    return found


def _added(entries: Sequence[Casualty]) -> tuple[int | None, int | None]:
    lows, highs = [e.low for e in entries], [e.high for e in entries]
    low = sum(x for x in lows if x is not None) if any(x is not None for x in lows) else None
    high = sum(x for x in highs if x is not None) if all(x is not None for x in highs) else None
    return low, high


def _tally(sample: Casualty, party: Party | None, entries: Sequence[TallyEntry]) -> Tally:
    """The span of what the claimants give; of one claimant's figures the fullest counts."""
    fullest: dict[str | None, TallyEntry] = {}
    for e in entries:
        name = e.claimant.name if e.claimant else None
        if e.stance != "denies" and (name not in fullest or (e.low or 0) > (fullest[name].low or 0)):
            fullest[name] = e
    given = list(fullest.values())
    lows = [e.low for e in given if e.low is not None]
    highs = [e.high for e in given]
    high = max((h for h in highs if h is not None), default=None) if None not in highs else None
    return Tally(sample.kind, party, sample.victims, min(lows) if lows else None, high, tuple(entries))
