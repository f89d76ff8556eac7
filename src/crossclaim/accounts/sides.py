"""The parties of one incident: which names are one party, who they are, and who is against whom.

The rules are those of `docs/accounts.md`; `crossclaim.linking.parties` gives the key of a single name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from crossclaim.accounts.aliases import aliases
from crossclaim.accounts.records import Heard, Role, Speaker
from crossclaim.accounts.settings import AccountWords
from crossclaim.lexicon.countries import Countries
from crossclaim.linking.parties import is_named, proper
from crossclaim.linking.profiles import KeyOf, owners
from crossclaim.records import Claim, Party

HOSTILE = "ASSAULT"
"""The PLOVER event whose actor and target are against each other."""


@dataclass(frozen=True)
class Sides:
    """The parties of one incident.

    Attributes:
        same: for each key the key of the party it is one with.
        names: for each party the name to show.
        sectors: for each party its PLOVER sectors.
        fighting: parties that act in violence, suffer it, or lose by it.
        against: pairs of parties that are against each other, each in both orders.
        quoting: keys of the reports that quote somebody on the incident.
        relays: by report and key of an unnamed source, the outlet that the report has it from.
    """

    same: Mapping[str, str]
    names: Mapping[str, str]
    sectors: Mapping[str, frozenset[str]]
    fighting: frozenset[str]
    against: frozenset[tuple[str, str]]
    quoting: frozenset[str]
    relays: Mapping[tuple[str, str], Party]
    key_of: KeyOf
    words: AccountWords

    def key(self, party: Party) -> str:
        """The party that a name stands for."""
        found = self.key_of(party)
        return self.same.get(found, found)

    def name(self, key: str) -> str:
        """The name to show."""
        return self.names.get(key, key.partition(":")[2])

    def opposed(self, a: str, b: str) -> bool:
        """Whether two parties are against each other: they fight, or are a state and the rebels of its country."""
        if a == b:
            return False
        kinds = {a.partition(":")[0], b.partition(":")[0]}
        return (a, b) in self.against or (kinds == {"state", "rebels"} and a.rpartition(":")[2] == b.rpartition(":")[2])

    def speaker(self, party: Party) -> Speaker:
        """Who speaks, with the part it plays."""
        key = self.key(party)
        return Speaker(key, self.name(key), self.role(key))

    def is_somebody(self, key: str) -> bool:
        """Whether a key is of a party of which it is known what it is."""
        return is_named(key) and (not key.startswith("name:") or bool(self.sectors.get(key)))

    def takes_no_part(self, key: str) -> bool:
        """Whether a party watches or reports: what is read as its act of violence is none."""
        sectors = {s.lower() for s in self.sectors.get(key, ())}
        return not key.startswith("state:") and bool(sectors & (self.words.monitors | self.words.media))

    def role(self, key: str) -> Role:
        """The part that a party plays in the incident."""
        sectors = {s.lower() for s in self.sectors.get(key, ())}
        if sectors & self.words.monitors:
            return "monitor"
        if key in self.fighting and is_named(key):
            return "party"
        return "reporter" if sectors & self.words.media and not key.startswith("state:") else "other"


def sides_of(heard: Sequence[Heard], key_of: KeyOf, countries: Countries, words: AccountWords) -> Sides:
    """The parties that some claims name, brought together.

    Args:
        heard: the claims of one incident, those that react to it too.
        key_of: the key of a single name.
        countries: for the names of states.
        words: sectors of monitors and media.
    """
    parties = [(key_of(p), p) for h in heard for p in _named(h.claim)]
    mentions: dict[str, Counter[str]] = defaultdict(Counter)
    sectors: dict[str, set[str]] = defaultdict(set)
    for key, party in parties:
        mentions[key][party.name] += 1
        sectors[key] |= {party.sector} if party.sector else set()
    same = aliases(parties, mentions, sectors, _country(heard), words)
    together: dict[str, Counter[str]] = defaultdict(Counter)
    folded: dict[str, frozenset[str]] = defaultdict(frozenset)
    for key, names in mentions.items():
        together[same.get(key, key)] += names
        folded[same.get(key, key)] |= sectors[key]
    shown = {k: _shown(k, n, countries) for k, n in together.items()}
    pairs = _pairs(heard, lambda p: same.get(key_of(p), key_of(p)))
    against = {(a, b) for a, b in pairs if a != b and is_named(a) and is_named(b)}
    fighting = frozenset(k for pair in pairs for k in pair if k)
    both = frozenset(against | {(b, a) for a, b in against})
    return Sides(same, shown, folded, fighting, both, _quoting(heard), _relays(heard, key_of), key_of, words)


def _country(heard: Sequence[Heard]) -> str | None:
    """The country that most claims stand in."""
    found = Counter(h.claim.place.country for h in heard if h.claim.place and h.claim.place.country)
    return min(found, key=lambda c: (-found[c], c), default=None)


def _quoting(heard: Sequence[Heard]) -> frozenset[str]:
    return frozenset(h.report for h in heard if h.claim.claimant is not None)


def _relays(heard: Sequence[Heard], key_of: KeyOf) -> Mapping[tuple[str, str], Party]:
    """For a source that stays unnamed, in each report, whom that report has it from where it says so."""
    found: dict[tuple[str, str], Party] = {}
    for h in heard:
        who, via = h.claim.claimant, h.claim.via
        if who and via and not is_named(key_of(who)) and is_named(key_of(via[-1])):
            found.setdefault((h.report, key_of(who)), via[-1])
    return found


def _named(claim: Claim) -> Iterable[Party]:
    first = (claim.claimant, *claim.via, *claim.actors, *claim.targets)
    return (p for p in (*first, *owners(claim)) if p is not None)


def _shown(key: str, names: Counter[str], countries: Countries) -> str:
    kind, _, rest = key.partition(":")
    country = countries.iso(rest) if kind in ("state", "rebels") else None
    if country:
        return country.name if kind == "state" else f"{country.name}: armed opposition"
    bare: Counter[str] = Counter()
    for name, number in names.items():
        alone = name.partition(" (")[0]
        bare[_without_nouns(alone) if kind == "name" else alone] += number
    return min(bare, key=lambda n: (-bare[n], -len(n), n))


def _without_nouns(name: str) -> str:
    """The name alone ("Islamic State fighters"), unless that would be an adjective ("US-led coalition")."""
    found = proper(name)
    return found if found and not found.rpartition("-")[2].islower() else name


def _pairs(heard: Sequence[Heard], key_of: KeyOf) -> set[tuple[str, str]]:
    """Who is said to have done violence to whom; an empty key where one of them is not named."""
    found = set()
    for claim in (h.claim for h in heard if h.claim.event.plover == HOSTILE):
        hit = [key_of(p) for p in (*claim.targets, *owners(claim))] or [""]
        actors = [key_of(p) for p in claim.actors] or [""]
        found |= {(a, b) for a in actors for b in hit if a != b}
    return found
