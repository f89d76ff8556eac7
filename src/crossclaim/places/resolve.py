"""Which place a name stands for, decided by the other places and countries of the text.

Every name of a text gets scores for what it may stand for: from how well known each is, its kind, what the
words around ask for, and from what the other names may stand for (the same country, the same division, a
short way off). The scores of all names are worked out together in a few rounds, each name weighed by how sure
it is. All mentions of a name stand for one place, unless the text gives the name two containers, or speaks of the
province as well as of its chief town ("Kandahar province", "in Kandahar").
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from crossclaim.places.around import inside
from crossclaim.places.entries import Entry
from crossclaim.places.keys import name_key
from crossclaim.places.names import Mention
from crossclaim.places.strangers import homes, is_stranger, known_abroad, known_namesake, misplaced

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign counts, on the scale of natural logarithms of odds.

    Attributes:
        population: a tenfold of inhabitants: among towns of one name the larger is meant far more often.
        country, region, admin1, admin2: a kind's own bonus over a town: "Georgia" means the state.
        capital: a capital's bonus over other towns: it stands for its government, too.
        namesake: a division that has its chief town's name: "Kandahar" alone is the town.
        other_name: the place has this name only besides its usual one.
        loose: only a like spelling.
        expected: the words around ask for this kind ("province").
        container: the next name contains it ("Tripoli, Lebanon").
        same_country: per doubling of the other names in its country.
        dwarfed: the most that names in the country count for a place with a namesake so much better known: texts name
            countries for their governments. Places near it and in its province count for it as for any.
        named_country: how many names in a country its own name or demonym is worth.
        same_division: per doubling of the other names in its province.
        close: per doubling of the other names within `reach` km.
        reach: how far off, in km, closeness has fallen to 1/e.
        rounds: how often all names are scored anew: the second lets the sure ones help the others.
    """

    population: float = 1.0
    country: float = 3.0
    region: float = 1.0
    admin1: float = 0.5
    admin2: float = -2.5
    capital: float = 2.5
    namesake: float = -2.0
    other_name: float = -2.0
    loose: float = -3.0
    expected: float = 3.0
    container: float = 8.0
    same_country: float = 2.0
    dwarfed: float = 4.0
    named_country: float = 1.5
    same_division: float = 1.5
    close: float = 1.5
    reach: float = 80.0
    rounds: int = 4


MOST_CANDIDATES = 60
"""Places of one name that are weighed: the most populous; the rest are hamlets of a very common name."""
NAMESAKE_SHARE = 0.15
"""Share of a division's inhabitants from which the town of its name is what the bare name means."""
EARTH_KM = 6371.0
BETWEEN = re.compile(r"( \w+)? ?[,(] ?(in |the )?|( \w+)? in (the )?(\w+ )?", re.IGNORECASE)
"""What stands between a place and its container: "Lyon, France", "Lyon (France", "Foo district, Bar province"."""


@dataclass(frozen=True)
class Group:
    """The mentions that stand for one place, by their index, and what that may be."""

    mentions: tuple[int, ...]
    candidates: tuple[Entry, ...]


def resolve(mentions: Sequence[Mention], text: str, weights: Weights | None = None) -> list[Entry | None]:
    """The place that each mention stands for; None for one the gazetteer does not know.

    Args:
        mentions: the place names of a text, in order.
        text: the text.
        weights: what each sign counts.

    Returns:
        As many entries as mentions.
    """
    containers = contained_by(mentions, text)
    groups = grouped(mentions, containers)
    chosen: list[Entry | None] = [None] * len(mentions)
    if groups:
        for group, entry in zip(groups, decide(groups, mentions, containers, weights or Weights()), strict=True):
            for i in group.mentions:
                chosen[i] = entry
    at_home = homes(chosen, mentions)
    told = [
        known_namesake(mentions[i]) if is_stranger(i, chosen, mentions, containers, at_home) else entry
        for i, entry in enumerate(chosen)
    ]
    keys = [name_key(m.text) for m in mentions]
    bad = {i: e for i, e in enumerate(told) if e is not None and misplaced(i, told, mentions, text)}
    wrong = {(keys[i], e.id) for i, e in bad.items() if e.kind != "city" or not known_abroad(e, keys[i])}
    return [None if i in bad or (e and (keys[i], e.id) in wrong) else e for i, e in enumerate(told)]


def contained_by(mentions: Sequence[Mention], text: str) -> dict[int, int]:
    """The index of the container of each mention that one follows ("Lyon, France")."""
    found = {}
    for i, (mention, following) in enumerate(pairwise(mentions)):
        gap = text[mention.end : following.start]
        if following.demonym or mention.demonym or not BETWEEN.fullmatch(gap):
            continue
        if any(inside(a, b) and a.id != b.id for a in mention.candidates for b in following.candidates):
            found[i] = i + 1
    return found


def grouped(mentions: Sequence[Mention], containers: dict[int, int]) -> list[Group]:
    """Mentions of one name together; apart where it has several containers, or is a province's and its chief town's."""
    keys: dict[tuple[str, bool], list[int]] = {}
    for i, mention in enumerate(mentions):
        if mention.candidates:
            keys.setdefault((name_key(mention.text), mention.demonym), []).append(i)
    groups = []
    for indices in keys.values():
        for part in split_by_container(indices, mentions, containers):
            pool = mentions[part[0]].candidates[:MOST_CANDIDATES]
            groups += [Group(tuple(same), pool) for same in split_by_kind(part, mentions, pool)]
    return groups


def split_by_kind(indices: list[int], mentions: Sequence[Mention], pool: Sequence[Entry]) -> list[list[int]]:
    """Mentions of one name, those that the text calls a province apart where its chief town has the name, too."""
    provinces = [e for e in pool if e.kind == "admin1" and has_namesake(e, pool)]
    called = [i for i in indices if "admin1" in mentions[i].expects and "city" not in mentions[i].expects]
    bare = [i for i in indices if i not in called]
    return [called, bare] if provinces and called and bare else [indices]


def split_by_container(indices: list[int], mentions: Sequence[Mention], containers: dict[int, int]) -> list[list[int]]:
    """Mentions of one name, apart by container; one without goes with the nearest before it."""
    names = {i: name_key(mentions[containers[i]].text) for i in indices if i in containers}
    if len(set(names.values())) < 2:
        return [indices]
    parts: dict[str, list[int]] = {}
    current = next(iter(names.values()))
    for i in indices:
        current = names.get(i, current)
        parts.setdefault(current, []).append(i)
    return list(parts.values())


def decide(
    groups: Sequence[Group], mentions: Sequence[Mention], containers: dict[int, int], weights: Weights
) -> list[Entry]:
    """The entry of each group."""
    flat = [entry for group in groups for entry in group.candidates]
    owner = np.repeat(np.arange(len(groups)), [len(group.candidates) for group in groups])
    sizes = np.log2(1 + np.array([len(group.mentions) for group in groups], dtype=float))
    base = np.array([own_score(e, groups[int(g)], mentions, weights) for e, g in zip(flat, owner, strict=True)])
    base += container_scores(groups, flat, owner, containers, weights)
    near, country, division = affinities(flat, weights.reach)
    names = np.array([name_key(mentions[group.mentions[0]].text) for group in groups])[owner]
    other = (names[:, None] != names[None, :]) * sizes[owner][None, :]
    most = np.where(dwarfed(groups), weights.dwarfed, np.inf)
    named = np.where([entry.kind == "country" for entry in flat], weights.named_country, 1.0)
    scores = base
    for _ in range(weights.rounds):
        sure = other * softmax(scores, owner, len(groups))[None, :]
        scores = base + (
            np.minimum(most, weights.same_country * np.log2(1 + (country * sure * named).sum(axis=1)))
            + weights.same_division * np.log2(1 + (division * sure).sum(axis=1))
            + weights.close * np.log2(1 + (near * sure).sum(axis=1))
        )
    return [flat[best] for best in (best_of(scores, owner, g) for g in range(len(groups)))]


def dwarfed(groups: Sequence[Group]) -> list[bool]:
    """For every candidate of every group, whether a namesake is large and has far more inhabitants."""
    found = []
    for group in groups:
        top = max((e.population for e in group.candidates if e.match == "name"), default=0)
        found += (
            [e.population < top * DWARF for e in group.candidates] if top >= LARGE else [False] * len(group.candidates)
        )
    return found


DWARF = 0.1
"""Share of the inhabitants of its best known namesake below which a place is dwarfed by it."""
LARGE = 100_000
"""Inhabitants of a place that dwarfs others."""


def own_score(entry: Entry, group: Group, mentions: Sequence[Mention], weights: Weights) -> float:
    """What speaks for an entry apart from the other names."""
    kind = {
        "country": weights.country,
        "region": weights.region,
        "admin1": weights.admin1,
        "admin2": weights.admin2,
    }
    score = weights.population * math.log10(entry.population + 100) + kind.get(entry.kind, 0.0)
    score += weights.capital * entry.capital
    score += {"other": weights.other_name, "loose": weights.loose}.get(entry.match, 0.0)
    expects = [mentions[i].expects for i in group.mentions if mentions[i].expects]
    if not any(entry.kind in kinds for kinds in expects):
        score += weights.namesake * (entry.kind in {"admin1", "admin2"} and has_namesake(entry, group.candidates))
    if expects:
        score += weights.expected * sum(entry.kind in kinds for kinds in expects) / len(expects)
    return score


def has_namesake(division: Entry, candidates: Sequence[Entry]) -> bool:
    """Whether a division's name is also that of a town in it, and one that counts for something there."""
    return any(
        entry.kind == "city"
        and entry.division == division.division
        and entry.population >= NAMESAKE_SHARE * division.population
        for entry in candidates
    )


def container_scores(
    groups: Sequence[Group],
    flat: Sequence[Entry],
    owner: NDArray[np.int64],
    containers: dict[int, int],
    weights: Weights,
) -> Floats:
    """The bonus of entries that lie in the place which follows them in the text, and of those places."""
    group_of = {i: g for g, group in enumerate(groups) for i in group.mentions}
    starts = np.concatenate(([0], np.cumsum([len(group.candidates) for group in groups])))
    bonus = np.zeros(len(flat))
    for i, j in containers.items():
        mine, theirs = group_of[i], group_of[j]
        for a in range(starts[mine], starts[mine + 1]):
            for b in range(starts[theirs], starts[theirs + 1]):
                if flat[a].id != flat[b].id and inside(flat[a], flat[b]):
                    bonus[a] = bonus[b] = weights.container
    return bonus


def affinities(entries: Sequence[Entry], reach: float) -> tuple[Floats, Floats, Floats]:
    """Between all pairs of entries: closeness 0 to 1; same country; same first-order division.

    Countries have no closeness: their middle is nowhere in particular.
    """
    lat = np.radians([e.lat for e in entries])
    lon = np.radians([e.lon for e in entries])
    half = (
        np.sin((lat[:, None] - lat) / 2) ** 2
        + np.cos(lat)[:, None] * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    )
    close = np.exp(-2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(1, half))) / reach)
    local = np.array([e.kind not in {"country", "region", "admin1"} for e in entries], dtype=float)
    return (
        close * local[:, None] * local,
        equal([e.country for e in entries]),
        equal([e.division for e in entries]),
    )


def equal(values: Sequence[str | None]) -> Floats:
    """Between all pairs of values, 1 where both are the same and not None."""
    numbers = {value: n for n, value in enumerate(dict.fromkeys(values))}
    codes = np.array([-1 if value is None else numbers[value] for value in values])
    same: Floats = ((codes[:, None] == codes) & (codes >= 0)).astype(float)
    return same


def softmax(scores: Floats, owner: NDArray[np.int64], groups: int) -> Floats:
    """How likely each entry is within its group."""
    top = np.full(groups, -np.inf)
    np.maximum.at(top, owner, scores)
    raw = np.exp(scores - top[owner])
    total = np.bincount(owner, weights=raw, minlength=groups)
    share: Floats = raw / total[owner]
    return share


def best_of(scores: Floats, owner: NDArray[np.int64], group: int) -> int:
    """The index of a group's best entry, the first of equals."""
    members = np.flatnonzero(owner == group)
    return int(members[np.argmax(scores[members])])
