"""From the ledger to the items of an export, a few at a time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from crossclaim.accounts.account import accounts
from crossclaim.accounts.settings import load_account_words
from crossclaim.accounts.sides import Sides, sides_of
from crossclaim.interchange.records import Case, Side, Told
from crossclaim.interchange.where_when import world
from crossclaim.ledger import EntryFilter, IncidentFilter, Ledger, StoredEntry, StoredIncident
from crossclaim.ledger.standing import Layer, Standing
from crossclaim.linking.parties import packaged_keys
from crossclaim.records import Claim, Party


def told(
    ledger: Ledger, *, wanted: EntryFilter | None = None, with_text: bool = False, layer: Layer = "reviewed"
) -> Iterator[Told]:
    """Every claim of the current versions, or those that pass a filter, each once, in the order they came.

    Args:
        ledger: to read.
        wanted: the filter.
        with_text: whether each comes with its report's text.
        layer: claims with what people decided, rejected ones left out, or the machine's reading alone.
    """
    known, text = ("", 0), None
    standing = Standing(ledger, layer)
    for entry in ledger.entries(wanted):
        found = standing.decided(entry)
        if found and not found.stands:
            continue
        if with_text and (entry.report, entry.version) != known:
            known = (entry.report, entry.version)
            text = ledger.reading(entry.report, entry.version).report.text
        yield Told(replace(entry, claim=found.claim), text, found) if found else Told(entry, text)


def cases(ledger: Ledger, wanted: IncidentFilter | None = None, *, layer: Layer = "reviewed") -> Iterator[Case]:
    """Every incident that stands for itself, or those that pass a filter, with its claims, by first day, then id.

    Args:
        ledger: to read.
        wanted: the filter.
        layer: claims with what people decided, or the machine's reading alone. Incidents all of whose claims were
            rejected are left out.
    """
    for incident, stood in Standing(ledger, layer).incidents(ledger.incidents(wanted)):
        if stood.entries:
            yield case(incident, stood.entries, stood.reactions)


def case(incident: StoredIncident, entries: Sequence[StoredEntry], reactions: Sequence[StoredEntry] = ()) -> Case:
    """An incident with its accounts and its two main parties.

    Args:
        incident: as the ledger has it.
        entries: the claims that tell of it.
        reactions: those that react to it.
    """
    words = load_account_words()
    sides = sides_of(entries, packaged_keys(), world(), words)
    actor, target = main_parties([e.claim for e in entries], sides)
    side_by_side = accounts(incident.id, entries, reactions, countries=world(), words=words)
    return Case(incident, tuple(entries), side_by_side, actor, target)


def main_parties(claims: Sequence[Claim], sides: Sides) -> tuple[Side | None, Side | None]:
    """Who did it, and to whom: the pair that most claims name; else the most named of each.

    Only parties of which at least the sector is known count: "others", a town or a bus is none. Claims that deny are
    left aside, unless all do.

    Args:
        claims: of one incident.
        sides: its parties.
    """
    stated = [c for c in claims if c.stance != "denies"] or list(claims)
    named = [(_known(c.actors, sides), _known(c.targets, sides)) for c in stated]
    mentions: dict[str, list[Party]] = defaultdict(list)
    for key, party in (pair for both in named for some in both for pair in some):
        mentions[key].append(party)
    pairs = Counter(pair for actors, targets in named for pair in _pairs(actors, targets))
    if pairs:
        first, second = _most(pairs)
        return _side(first, mentions), _side(second, mentions)
    doer = _most(Counter(key for actors, _ in named for key in {k for k, _ in actors}))
    hit = Counter(key for _, targets in named for key in {k for k, _ in targets} if key != doer)
    return _side(doer, mentions), _side(_most(hit), mentions)


def _known(parties: Iterable[Party], sides: Sides) -> list[tuple[str, Party]]:
    """Parties whose sector is known, and states, with their keys."""
    keyed = [(sides.key(p), p) for p in parties]
    return [(key, p) for key, p in keyed if p.sector or key.startswith("state:")]


def _pairs(actors: Iterable[tuple[str, Party]], targets: Iterable[tuple[str, Party]]) -> set[tuple[str, str]]:
    return {(a, b) for a, _ in actors for b, _ in targets if a != b}


def _most(counts: Counter[Any]) -> Any:
    """What is counted most, the first by name of several; None of nothing."""
    return min(counts, key=lambda key: (-counts[key], str(key)), default=None)


def _side(key: str | None, mentions: Mapping[str, Sequence[Party]]) -> Side | None:
    if key is None:
        return None
    parties = mentions[key]
    country = _most(Counter(p.country for p in parties if p.country))
    sector = _most(Counter(p.sector for p in parties if p.sector))
    return Side(key, _most(Counter(p.name for p in parties)), country, sector)
