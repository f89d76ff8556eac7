"""Rules: pure functions of what was seen of an incident before, and what is seen now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import get_args

from crossclaim.accounts.records import Standing
from crossclaim.alarms.looks import Look, Trait
from crossclaim.export.phrases import event_name
from crossclaim.ledger.prepare import fold_name
from crossclaim.records import CasualtyKind

STANDINGS: tuple[str, ...] = get_args(Standing)
KINDS: tuple[str, ...] = get_args(CasualtyKind)
CONFLICT = ("disputed", "denied")
BROKEN = "violate_ceasefire"


@dataclass(frozen=True, slots=True)
class Rule:
    """When somebody is told, and who.

    Attributes:
        name: of it.
        when: what happens, one of `WHEN` or `RISE`.
        countries, parties, events, standings: of the incident; of several one must hold, none given means any.
        kinds: of people, for tolls.
        over: number of people that a toll must reach.
        by: number of people by which a toll must change.
        days, windows, least, chance: of an unusual rise (`crossclaim.alarms.rise`).
        to: names of those who are told.
    """

    name: str
    when: str
    countries: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    standings: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ("killed",)
    over: int = 1
    by: int = 1
    days: int = 7
    windows: int = 8
    least: int = 5
    chance: float = 0.001
    to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """That a rule holds.

    Attributes:
        about: what it holds of, equal whenever it is found again: with the rule and the incident it makes the key.
        headline: one line.
        entries: ids of the claims that show it.
    """

    about: str
    headline: str
    entries: tuple[str, ...]


def findings(rule: Rule, before: Look | None, after: Look) -> tuple[Finding, ...]:
    """What a rule finds in an incident that has changed.

    Args:
        rule: which.
        before: what was seen of it before; None for what is new.
        after: what is seen now.

    >>> findings(Rule("new", "new incident"), None, Look("i1", "attack"))[0].headline
    'new incident: attack'
    """
    if rule.when not in WHEN or not concerns(rule, after):
        return ()
    return tuple(WHEN[rule.when](rule, before, after))


def concerns(rule: Rule, look: Look) -> bool:
    """Whether an incident is one that a rule is about.

    Args:
        rule: which.
        look: the incident.
    """
    return (
        _any(rule.countries, look.countries)
        and _any((fold_name(p) for p in rule.parties), look.parties)
        and _any(rule.events, look.events)
        and _any(rule.standings, (look.standing,))
    )


def _any(wanted: Iterable[str], there: Iterable[str]) -> bool:
    asked = set(wanted)
    return not asked or not asked.isdisjoint(there)


def title(look: Look) -> str:
    """An incident in a few words: what, where, when."""
    return ", ".join(part for part in (event_name(look.event), look.where, look.when) if part)


def _new(rule: Rule, before: Look | None, after: Look) -> Iterator[Finding]:
    """An incident that the rule was not about before: it is new, or it turned out to be in the country asked for."""
    if before is None or not concerns(rule, before):
        yield Finding("new", f"new incident: {title(after)}", after.entries)


def _toll_over(rule: Rule, before: Look | None, after: Look) -> Iterator[Finding]:
    seen = _by_key(before)
    for trait in after.traits:
        if trait.kind not in rule.kinds or trait.most is None or trait.most < rule.over:
            continue
        old = seen.get(trait.key)
        if old is None or old.most is None or old.most < rule.over:
            told = "; ".join(words for words, _, _ in trait.figures.values())
            headline = f"{trait.label}: at least {rule.over:,} ({told}) in {title(after)}"
            yield Finding(f"over {rule.over} {trait.key}", headline, trait.entries)


def _toll_revised(rule: Rule, before: Look | None, after: Look) -> Iterator[Finding]:
    seen = _by_key(before)
    for trait in after.traits:
        old = seen.get(trait.key)
        if old is None or trait.kind not in rule.kinds:
            continue
        for origin, now in trait.figures.items():
            was = old.figures.get(origin)
            if was is not None and was[1:] != now[1:] and _apart(was, now) >= rule.by:
                headline = f"{trait.label}: revised, {now[0]}; before, {was[0]}; in {title(after)}"
                yield Finding(f"revised {trait.key} {origin} {now[1]}-{now[2]}", headline, trait.entries)


def _apart(was: tuple[str, int | None, int | None], now: tuple[str, int | None, int | None]) -> int:
    pairs = [(a, b) for a, b in zip(was[1:], now[1:], strict=True) if a is not None and b is not None]
    return max((abs(int(a) - int(b)) for a, b in pairs), default=1)


def _admits(rule: Rule, before: Look | None, after: Look) -> Iterator[Finding]:
    for trait in _turned(before, after, ("admitted",)):
        yield Finding(f"admitted {trait.key}", f"admitted: {trait.label}, in {title(after)}", trait.entries)


def _disputed(rule: Rule, before: Look | None, after: Look) -> Iterator[Finding]:
    for trait in _turned(before, after, CONFLICT):
        yield Finding(
            f"disputed {trait.key}", f"now {trait.standings[0]}: {trait.label}, in {title(after)}", trait.entries
        )


def _truce(rule: Rule, before: Look | None, after: Look) -> Iterator[Finding]:
    seen = _by_key(before)
    for trait in after.traits:
        old = seen.get(trait.key)
        if BROKEN in trait.key.split("|") and trait.said and (old is None or not old.said):
            headline = f"a truce is said to be broken: {trait.label}, in {title(after)}"
            yield Finding(f"truce {trait.key}", headline, trait.entries)


def _turned(before: Look | None, after: Look, standings: tuple[str, ...]) -> Iterator[Trait]:
    """Attributes and tolls that stand so now, and did not before."""
    seen = _by_key(before)
    for trait in after.traits:
        old = seen.get(trait.key)
        if set(standings) & set(trait.standings) and (old is None or not set(standings) & set(old.standings)):
            yield trait


def _by_key(look: Look | None) -> dict[str, Trait]:
    return {trait.key: trait for trait in look.traits} if look else {}


WHEN: dict[str, Callable[[Rule, Look | None, Look], Iterator[Finding]]] = {
    "new incident": _new,
    "toll over": _toll_over,
    "toll revised": _toll_revised,
    "side admits": _admits,
    "turned disputed": _disputed,
    "truce broken": _truce,
}
"""What may happen to one incident."""

RISE = "unusual rise"
"""What may happen to many."""
