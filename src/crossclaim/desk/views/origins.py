"""Where an incident's claims come from: who first said them, who relays them, and which outlets print them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crossclaim.accounts.origins import outlets_of, trace
from crossclaim.accounts.settings import load_account_words
from crossclaim.accounts.sides import sides_of
from crossclaim.export.phrases import number_of, plain
from crossclaim.interchange.where_when import world
from crossclaim.ledger.records import StoredEntry
from crossclaim.linking.parties import packaged_keys

OWN_VOICE = "in its own voice"
MOST_NODES = 12
"""Names in one column; others stand together."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way that claims took: who first said them, over whom, and what printed them; `reports` are keys."""

    origin: str
    relays: tuple[str, ...]
    outlet: str
    claims: int
    reports: tuple[str, ...]
    reprint: bool


@dataclass(frozen=True, slots=True)
class Node:
    """A name in one column of the graph: 0 for who first said it, 1 for who relays it, 2 for what prints it."""

    column: int
    name: str
    claims: int


@dataclass(frozen=True, slots=True)
class Flow:
    """The graph: nodes by column, the most claims first, and how many claims go from one to another."""

    nodes: tuple[Node, ...]
    links: tuple[tuple[Node, Node, int], ...]


def ways(entries: Sequence[StoredEntry]) -> tuple[Way, ...]:
    """The ways of an incident's claims, the most claims first.

    Args:
        entries: the claims that tell of it.
    """
    sides, outlets = sides_of(entries, packaged_keys(), world(), load_account_words()), outlets_of(entries)
    found: dict[tuple[str, tuple[str, ...], str, bool], list[str]] = {}
    for entry in entries:
        came = trace(entry, sides, outlets)
        own = entry.claim.claimant is None
        origin = f"{plain(came.name)}, {OWN_VOICE}" if own else plain(came.name)
        relays = tuple(dict.fromkeys(plain(sides.name(sides.key(p))) for p in reversed(entry.claim.via)))
        outlet = plain(outlets.get(entry.report, entry.report))
        found.setdefault((origin, relays, outlet, entry.copy_of is not None), []).append(entry.report)
    made = [
        Way(origin, relays, outlet, len(keys), tuple(dict.fromkeys(keys)), reprint)
        for (origin, relays, outlet, reprint), keys in found.items()
    ]
    return tuple(sorted(made, key=lambda w: (-w.claims, w.origin, w.outlet)))


def flow(found: Sequence[Way], most: int = MOST_NODES) -> Flow:
    """The graph of some ways.

    Args:
        found: as `ways` gives them.
        most: names in one column; the others of it stand together as one.

    >>> flow(()).nodes
    ()
    """
    paths = [(_columns(way), way.claims) for way in found]
    kept = {column: _most_used(paths, column, most) for column in range(3)}
    counts: Counter[tuple[int, str]] = Counter()
    links: Counter[tuple[tuple[int, str], tuple[int, str]]] = Counter()
    for path, claims in paths:
        steps = [(c, name if name in kept[c] else _others(paths, c, kept[c])) for c, name in path]
        for step in steps:
            counts[step] += claims
        for one, two in pairwise(steps):
            links[one, two] += claims
    nodes = {key: Node(*key, number) for key, number in counts.items()}
    ordered = sorted(nodes.values(), key=lambda n: (n.column, n.name not in kept[n.column], -n.claims, n.name))
    return Flow(tuple(ordered), tuple((nodes[a], nodes[b], n) for (a, b), n in links.items()))


Path = list[tuple[int, str]]


def _columns(way: Way) -> Path:
    """The names of a way with their columns; several relays are one step."""
    relay = [(1, " < ".join(reversed(way.relays)))] if way.relays else []
    return [(0, way.origin), *relay, (2, f"{way.outlet} (reprint)" if way.reprint else way.outlet)]


def _most_used(paths: Iterable[tuple[Path, int]], column: int, most: int) -> list[str]:
    counts: Counter[str] = Counter()
    for path, claims in paths:
        for c, name in path:
            counts[name] += claims if c == column else 0
    used = sorted((name for name in counts if counts[name]), key=lambda name: (-counts[name], name))
    return used if len(used) <= most else used[: most - 1]


def _others(paths: Iterable[tuple[Path, int]], column: int, kept: Sequence[str]) -> str:
    rest = {name for path, _ in paths for c, name in path if c == column and name not in kept}
    return number_of(len(rest), "other")
