"""The incidents of one report: claims about one occurrence, and what each claimant's figures are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

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


GENERAL = frozenset(
    {
        "people",
        "person",
        "other",
        "man",
        "men",
        "male",
        "member",
        "individual",
        "associate",
        "suspect",
        "casualtie",
        "dead",
        "wounded",
    }
)
"""Nouns, less a plural's s, that do not say of which kind people are."""

STATES = frozenset({"GOV", "MIL", "COP", "SPY", "JUD"})
"""PLOVER sectors of a state's own."""

PERIOD = timedelta(days=7)
"""What is told of a longer time ("since January") is no single occurrence."""


TO_COME = frozenset({"future", "called_for"})
"""What has not happened has no toll; nor is what ran up over a longer time the toll of one occurrence."""


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
    days = {c.date.first for c in claims if c.date and c.date.first is not None and c.date.first == c.date.last}
    return tuple(_incident(n, b, days) for n, b in enumerate(bins, start=1))


def _of_those_told(bins: Sequence[list[Claim]], c: Claim) -> list[Claim] | None:
    """Where a claim only speaks of people told of before ("the detainees"): the last occurrence with such people.

    One of the claim's own place and time comes first: after a total of months it may speak of yesterday's again.
    """
    kinds = {x.kind for x in c.casualties}
    if not kinds or c.tense == "background" or not all(x.told for x in c.casualties):
        return None
    told = [b for b in reversed(bins) if kinds & {x.kind for m in b for x in m.casualties}]
    return next((b for b in told if _together(b, c)), told[0] if told else None)


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


def _running(c: Claim, days: Collection[date]) -> bool:
    """Whether a claim tells of a longer time in which the report's other days lie ("since January", "this month")."""
    if c.date is None or c.date.first is None or c.date.last is None or c.date.last - c.date.first <= 2 * PERIOD:
        return False
    return any(c.date.first <= day <= c.date.last for day in days)


def _incident(number: int, members: Sequence[Claim], days: Collection[date]) -> Incident:
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
        _tallies([m for m in members if m.tense not in TO_COME and not _running(m, days)]),
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
    for (kind, side, victims), found in _one_class(cells).items():
        out.setdefault((kind, side, victims), []).extend(found)
    placed: Cells = {}
    for (kind, side, victims), found in out.items():
        named = {
            s
            for (k, s, v), theirs in out.items()
            if k == kind and v == victims and s is not None and _may_be_one(found, theirs)
        }
        home = next(iter(named)) if side is None and len(named) == 1 else side
        placed.setdefault((kind, home, victims), []).extend(found)
    return placed


def _one_class(cells: Cells) -> Cells:
    """Cells of no stated class with the one stated class of their kind, where they tell of these people."""
    out: Cells = {}
    for (kind, side, victims), found in cells.items():
        classes = {v for k, _, v in cells if k == kind and v != "unknown"}
        referring = all(x.more or x.told for _, x in found) or kind == "captured"
        if victims == "unknown" and len(classes) == 1 and referring and "civilian" not in classes:
            victims = next(iter(classes))
        out.setdefault((kind, side, victims), []).extend(found)
    return out


def _may_be_one(of_no_side: Sequence[tuple[Claim, Casualty]], of_a_side: Sequence[tuple[Claim, Casualty]]) -> bool:
    """Whether people of no named side may be those of a named one; of a state's only by one noun, or a general one."""
    if not any(x.party is not None and x.party.sector in STATES for _, x in of_a_side):
        return True
    nouns = {x.who.split(" ")[-1].lower().rstrip("s") for _, x in of_no_side}
    theirs = {x.who.split(" ")[-1].lower().rstrip("s") for _, x in of_a_side}
    return bool(nouns & theirs) or bool((nouns | theirs) & GENERAL)


def _tally(victims: VictimClass, found: Sequence[tuple[Claim, Casualty]]) -> Tally:
    """The span of what the claimants give; a claimant's own figures are counted by `told`.

    Who only tells of one person ("the commander was killed") or gives no number, where another gives one, gives no
    count.
    """
    party = next((x.party for _, x in found if x.party is not None), None)
    voices = _voices([(c, x) for c, x in sorted(found, key=lambda f: f[1].start) if c.stance != "denies"])
    counts = next((kept for says in (_numbered, _counted) if (kept := [v for v in voices if says(v)])), voices)
    given = [told(of_one) for of_one in counts]
    lows, highs = [g[0] for g in given if g[0] is not None], [g[1] for g in given]
    low = min(lows) if lows else None
    high = max((h for h in highs if h is not None), default=None) if None not in highs else None
    by = tuple(TallyEntry(c.claimant, c.id, x.low, x.high, c.stance) for c, x in found)
    return Tally(found[0][1].kind, party, victims, low, high, by)


def _numbered(figures: Sequence[Sequence[Casualty]]) -> bool:
    """Whether a claimant gives a number."""
    return any(not x.lone and not x.vague and (x.low, x.high) != (1, None) for of_claim in figures for x in of_claim)


def _counted(figures: Sequence[Sequence[Casualty]]) -> bool:
    """Whether a claimant gives a number, or a word for one ("several")."""
    return any(x.vague or (not x.lone and (x.low, x.high) != (1, None)) for of_claim in figures for x in of_claim)


def _voices(found: Sequence[tuple[Claim, Casualty]]) -> list[list[list[Casualty]]]:
    """Each claimant's entries by claim; who only adds to what another told ("two more") is told with that."""
    voices: dict[str | None, dict[str, list[Casualty]]] = {}
    last: str | None = None
    for c, x in found:
        name = c.claimant.name if c.claimant else None
        if name not in voices:
            voices[name] = dict(voices[last]) if x.more and last in voices else {}
        voices[name].setdefault(c.id, []).append(x)
        last = name
    return [list(of_one.values()) for of_one in voices.values()]


def told(figures: Sequence[Sequence[Casualty]]) -> tuple[int | None, int | None]:
    """What one claimant's figures of one kind and side come to, in the order they are told.

    The same people told again count once, at their fullest, or as numbered where words were vague; people said to
    be others ("another two", "a commander and three fighters") are added. A report often gives the whole first and
    then tells its parts one by one: a part opens a new count, others are added to it, and the larger count holds.

    Args:
        figures: for each claim of the claimant its entries, none of them a part of another.
    """
    counts: list[list[Casualty]] = [[]]
    for of_claim in figures:
        groups = counts[-1]
        if groups and any(x.told for x in of_claim):
            again = [_as_told(groups, x) for x in of_claim]
            if _total(of_claim) > _total(groups) or _a_part(groups, again):
                counts.append(again)
            continue
        if len(groups) > 1 and not any(x.more for x in of_claim) and _total(of_claim) == _total(groups):
            continue
        if len(counts) == 1 and _a_part(groups, of_claim):
            counts.append(list(of_claim))
            continue
        before = len(groups)
        for x in of_claim:
            _take_in(groups, x, before)
    groups = max(counts, key=_total)
    lows, highs = [g.low for g in groups if g.low is not None], [g.high for g in groups]
    low = sum(lows) if lows else None
    return low, sum(h for h in highs if h is not None) if None not in highs else None


def _as_told(groups: Sequence[Casualty], x: Casualty) -> Casualty:
    """The people told of before whom a phrase speaks of by the same noun ("the facilitators")."""
    if not x.told or (x.low, x.high) != (1, None):
        return x
    noun = x.who.split(" ")[-1].lower()
    return next((g for g in groups if g.who.split(" ")[-1].lower() == noun), x)


def _a_part(whole: Sequence[Casualty], of_claim: Sequence[Casualty]) -> bool:
    """Whether a claim starts to tell the parts of a whole: fewer, by number or one person, not said to be others."""
    if not whole or len(of_claim) > 1 or any(x.more or x.vague for x in of_claim):
        return False
    part = of_claim[0]
    if part.high is None or any(part.who == w.who and w.lone for w in whole):
        return False
    one = (part.low, part.high) == (1, 1)
    return (part.low or 0) < _total(whole) and (one or not any(w.vague for w in whole))


def _total(people: Sequence[Casualty]) -> int:
    return sum(x.low or 0 for x in people)


def _take_in(groups: list[Casualty], x: Casualty, before: int) -> None:
    """Add people to a count; of its groups the first `before` may be the same people, told of in other claims."""
    same = next((i for i, g in enumerate(groups[:before]) if _same_people(g, x)), None)
    if same is None:
        groups.append(x)
    elif (x.low, x.high) == (1, None) and not x.vague:
        return
    elif (groups[same].low, groups[same].high) == (1, None) and not groups[same].vague:
        groups[same] = x
    elif groups[same].vague != x.vague:
        groups[same] = groups[same] if x.vague else x
    elif (x.low or 0) > (groups[same].low or 0):
        groups[same] = x


def _same_people(told_before: Casualty, x: Casualty) -> bool:
    """Whether a figure tells of people told of before: not said to be others, and no single person beside a group."""
    if x.more:
        again = told_before.more and (x.vague or told_before.vague) and told_before.high is None
        return again and told_before.who.split(" ")[-1] == x.who.split(" ")[-1]
    one, group = sorted((told_before, x), key=lambda c: c.low or 0)
    single = (one.low, one.high) == (1, 1)
    if single and (group.low, group.high) != (1, 1):
        return x is one and one.who == group.who
    nouns = {x.who.split(" ")[-1].lower().rstrip("s") for x in (one, group)}
    return not single or len(nouns) == 1 or bool(nouns & GENERAL)
