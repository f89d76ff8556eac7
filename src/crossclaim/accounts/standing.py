"""How an attribute stands, by the rules of `docs/accounts.md`.

Only the latest word of each origin counts; what it said before is superseded. Then, in this order:

1. disputed: two parties that are against each other say things that exclude each other;
2. denied: somebody denies it, and the party it is laid to does not admit it (that nothing of the kind happened,
   said by a reporter or monitor where nobody says that it did, is no denial);
3. admitted: a party states its own loss or its own act;
4. corroborated: two independent origins, or two parties against each other, agree;
5. uncontested: none of these;
6. superseded: no word of it is anybody's latest.

The first that holds is the standing; the others that hold besides are kept in `also`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from crossclaim.accounts.origins import counted, firsthand
from crossclaim.accounts.records import Said, Sources, Standing
from crossclaim.accounts.sides import Sides


@dataclass(frozen=True, slots=True)
class Verdict:
    """How something stands, what else holds, and why in words."""

    standing: Standing
    also: tuple[Standing, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Rules:
    """What two words on one attribute mean to each other.

    Attributes:
        excludes: whether two asserted words cannot both be right.
        agrees: whether two asserted words say the same.
        own: whether a speaker says it of itself (its own loss, its own act).
        denial_disputes: whether a denial states the contrary (a place not taken is still held), not only a refusal.
    """

    excludes: Callable[[Said, Said], bool]
    agrees: Callable[[Said, Said], bool]
    own: Callable[[Said], bool]
    denial_disputes: bool = False


def verdict(said: Sequence[Said], sides: Sides, rules: Rules) -> Verdict:
    """How one attribute stands.

    Args:
        said: every word on it, superseded ones marked.
        sides: who is against whom.
        rules: what the words mean to each other.
    """
    live = [s for s in said if not s.superseded]
    for_ = [s for s in live if s.stance != "denies"]
    no = [s for s in live if s.stance == "denies"]
    found: list[tuple[Standing, str]] = []
    clash = _clash(for_, no, sides, rules)
    if clash:
        found.append(("disputed", clash))
    owned = [s for s in for_ if rules.own(s) and s.stance == "asserts"]
    if no and not owned and not clash and (for_ or any(s.speaker.role in ("party", "other") for s in no)):
        found.append(("denied", f"{_names(no)} denies it"))
    if owned:
        found.append(("admitted", f"{_names(owned)} says so of itself"))
    agreement = _agreement(for_, sides, rules)
    if agreement:
        found.append(("corroborated", agreement))
    if not found and for_:
        how = "said differently by" if _differ(for_, rules) else "said by"
        found.append(("uncontested", f"{how} {_names(for_)} and denied by nobody"))
    if not found and no:
        found.append(("uncontested", f"said by {_names(no)} not to be so"))
    if not found:
        found.append(("superseded", "later words took its place"))
    (standing, reason), *rest = found
    return Verdict(standing, tuple(s for s, _ in rest), "; ".join([reason, *(r for _, r in rest)]))


def sources_of(said: Sequence[Said], rules: Rules, sides: Sides) -> Sources:
    """Reports and independent origins of what is asserted or hedged."""
    return counted([s for s in said if s.stance != "denies"], rules.agrees, sides.quoting)


def _clash(for_: Sequence[Said], no: Sequence[Said], sides: Sides, rules: Rules) -> str:
    keys = dict.fromkeys(s.speaker.key for s in for_)
    against = {(a, b) for a in keys for b in keys if sides.opposed(a, b)}
    for a, b in combinations(for_, 2) if against else ():
        if (a.speaker.key, b.speaker.key) in against and rules.excludes(a, b):
            return f"{a.speaker.name} says {a.value}, {b.speaker.name} {b.value}"
    if rules.denial_disputes:
        for a in for_:
            for b in no:
                if a.speaker.key != b.speaker.key:
                    return f"{a.speaker.name} says {a.value}, {b.speaker.name} denies it"
    return ""


def _against(a: Said, b: Said, sides: Sides) -> bool:
    """Whether words come from two parties of which one is against the other, or both fight and differ."""
    return sides.opposed(a.speaker.key, b.speaker.key)


def _agreement(for_: Sequence[Said], sides: Sides, rules: Rules) -> str:
    sure = [s for s in for_ if s.stance == "asserts"]
    for a, b in combinations(firsthand(sure, rules.agrees, sides.quoting), 2):
        if a.trace.origin != b.trace.origin and rules.agrees(a, b):
            how = "parties against each other" if _against(a, b, sides) else "independent origins"
            return f"{how} agree: {a.trace.name}, {b.trace.name}"
    return ""


def _differ(for_: Sequence[Said], rules: Rules) -> bool:
    """Whether origins give figures that do not agree."""
    given = [s for s in for_ if s.low is not None or s.high is not None]
    return any(a.trace.origin != b.trace.origin and not rules.agrees(a, b) for a, b in combinations(given, 2))


def _names(said: Sequence[Said]) -> str:
    names = list(dict.fromkeys(s.speaker.name for s in said))
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
