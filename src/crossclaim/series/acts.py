"""Claims to acts: one for each incident, day, pair of sides and class, however often it is told.

The rules are those of docs/series.md: which claims count, what stands for an incident where there is none, whose act it
is, on which day and where.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from crossclaim.accounts.settings import AccountWords, load_account_words
from crossclaim.accounts.sides import Sides, sides_of
from crossclaim.interchange.schemes import PloverTerms, load_plover
from crossclaim.ledger.records import StoredEntry
from crossclaim.lexicon.countries import Countries
from crossclaim.linking.parties import is_named, packaged_countries, packaged_keys
from crossclaim.linking.profiles import KeyOf, owners
from crossclaim.records import Claim
from crossclaim.series.records import Act, Acts

HAPPENED = ("past", "ongoing", "background")
CALLED_FOR = "REQUEST"
"""What is called for has not happened, but the call has."""

VERBAL = (1, 3)


@dataclass(frozen=True)
class Rules:
    """Tables that acts are made by; `packaged_rules` gives the package's."""

    key_of: KeyOf
    countries: Countries
    words: AccountWords
    terms: PloverTerms


def packaged_rules() -> Rules:
    """The packaged tables."""
    return Rules(packaged_keys(), packaged_countries(), load_account_words(), load_plover())


def acts_of(entries: Iterable[StoredEntry], rules: Rules | None = None) -> Acts:
    """What claims say was done, each incident once.

    Args:
        entries: claims of a ledger, in any order.
        rules: tables; None for the packaged ones.

    >>> acts_of([]).acts
    ()
    """
    used = rules or packaged_rules()
    acts: list[Act] = []
    names: dict[str, Counter[str]] = defaultdict(Counter)
    aliases: dict[str, set[str]] = defaultdict(set)
    for unit, told in units(entries, used).items():
        sides = sides_of(told, used.key_of, used.countries, used.words)
        acts += _of_unit(unit, told, sides, used)
        _note(told, sides, names, aliases)
    shown = {key: min(found, key=lambda n: (-found[n], n)) for key, found in names.items()}
    ordered = sorted(acts, key=lambda a: (a.day or date.max, a.unit, a.actor, a.target, a.quad))
    return Acts(tuple(ordered), shown, {name: frozenset(keys) for name, keys in aliases.items()})


def counts(claim: Claim) -> bool:
    """Whether a claim says that something was done: it does not deny it, and it has happened."""
    called = claim.tense == "called_for" and claim.event.plover == CALLED_FOR
    return claim.stance != "denies" and (claim.tense in HAPPENED or called)


def units(entries: Iterable[StoredEntry], rules: Rules) -> dict[str, list[StoredEntry]]:
    """Claims that count, by what they count once for: their incident; else what they react to, by type; else their
    type, sides and country.

    Args:
        entries: claims of a ledger.
        rules: tables.
    """
    found: dict[str, list[StoredEntry]] = defaultdict(list)
    for entry in entries:
        if counts(entry.claim) and entry.claim.event.plover in rules.terms.quads:
            found[_unit(entry, rules.key_of)].append(entry)
    return {unit: sorted(found[unit], key=lambda e: e.id) for unit in sorted(found)}


def _unit(entry: StoredEntry, key_of: KeyOf) -> str:
    claim = entry.claim
    if entry.incident:
        return entry.incident
    if entry.about:
        return f"{entry.about}/{claim.event.type}"
    sides = sorted(key_of(p) for p in (*claim.actors, *claim.targets))
    country = claim.place.country if claim.place else None
    return "/".join(["", claim.event.type, *sides, country or ""])


def single_day(claim: Claim) -> date | None:
    """The day of a claim that gives one."""
    when = claim.date
    return when.first if when and when.first and when.first == when.last else None


def unit_day(told: Sequence[StoredEntry], rules: Rules) -> date | None:
    """The day of claims that give none: the first that others of the unit give; of a reaction, that of publication."""
    days = [d for e in told if not _owns_up(e.claim, rules) and (d := single_day(e.claim))]
    if not days and told[0].incident is None:
        days = [e.published for e in told if e.published]
    return min(days, default=None)


def where(told: Sequence[StoredEntry]) -> tuple[str | None, str | None]:
    """Country and first-order division that most claims of a unit name."""
    places = [e.claim.place for e in told if e.claim.place]
    country = _most(p.country for p in places)
    return country, _most(p.admin1 for p in places if p.country == country and not p.is_country)


def _most(values: Iterable[str | None]) -> str | None:
    found = Counter(v for v in values if v)
    return min(found, key=lambda v: (-found[v], v)) if found else None


def _owns_up(claim: Claim, rules: Rules) -> bool:
    return claim.event.type in rules.words.owned_up


def _of_unit(unit: str, told: Sequence[StoredEntry], sides: Sides, rules: Rules) -> Iterator[Act]:
    """The acts of one unit; what names fewer sides goes into what names more."""
    country, admin1 = where(told)
    default = unit_day(told, rules)
    found: dict[tuple[date | None, int], dict[tuple[str, str], Act]] = defaultdict(dict)
    for claim in (e.claim for e in told):
        quad = rules.terms.quads[claim.event.plover][0]
        own_day = None if _owns_up(claim, rules) else single_day(claim)
        day = own_day or default
        mine = found[day, quad]
        for actor, target in _pairs(claim, quad, sides, rules):
            admitted = admits(claim, actor, sides)
            before = mine.get((actor, target))
            act = before or Act(unit, day, country, admin1, actor, target, quad, False, 0)
            mine[actor, target] = replace(act, admitted=act.admitted or admitted, claims=act.claims + 1)
    for acts in found.values():
        yield from _joined(acts)


def admits(claim: Claim, actor: str, sides: Sides) -> bool:
    """Whether a claim is the actor's own word, without a hedge.

    Args:
        claim: of the act.
        actor: its key.
        sides: parties of the incident.
    """
    return (
        claim.stance == "asserts"
        and claim.claimant is not None
        and is_named(actor)
        and bool(actor)
        and sides.key(claim.claimant) == actor
    )


def _pairs(claim: Claim, quad: int, sides: Sides, rules: Rules) -> list[tuple[str, str]]:
    """Who did it to whom; a word without an actor is the speaker's own, and so is owning up."""
    actors = [sides.key(p) for p in claim.actors]
    speaks = quad in VERBAL or _owns_up(claim, rules)
    if not actors and speaks and claim.claimant is not None:
        actors = [sides.key(claim.claimant)]
    targets = [sides.key(p) for p in (*claim.targets, *owners(claim))]
    pairs = [(a, t) for a in actors or [""] for t in targets or [""]]
    return list(dict.fromkeys((a, "" if t == a else t) for a, t in pairs))


def _joined(acts: Mapping[tuple[str, str], Act]) -> Iterator[Act]:
    """Acts of one unit, day and class; one that leaves a side open is no other act than one that names it."""
    found = dict(acts)
    for pair in sorted(acts, key=lambda p: (bool(p[0]) + bool(p[1]), p)):
        fuller = [p for p in found if p != pair and _holds(p, pair)]
        if not fuller:
            continue
        less = found.pop(pair)
        for p in fuller:
            more = found[p]
            owned = less.admitted and less.actor == more.actor
            found[p] = replace(more, admitted=more.admitted or owned, claims=more.claims + less.claims)
    yield from found.values()


def _holds(more: tuple[str, str], less: tuple[str, str]) -> bool:
    return all(mine in ("", theirs) for mine, theirs in zip(less, more, strict=True))


def _note(
    told: Sequence[StoredEntry], sides: Sides, names: dict[str, Counter[str]], aliases: dict[str, set[str]]
) -> None:
    """Counts the names of parties, and by which names and codes they are asked for."""
    for claim in (e.claim for e in told):
        spoken = (claim.claimant,) if claim.claimant else ()
        for party in (*claim.actors, *claim.targets, *owners(claim), *spoken):
            key = sides.key(party)
            names[key][sides.name(key)] += 1
            for alias in (party.name, sides.name(key), party.country):
                if alias:
                    aliases[alias.casefold()].add(key)
