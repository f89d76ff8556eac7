"""Incidents kept in memory: a store for tests, benchmarks, and linking without a ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from crossclaim.linking.records import LinkResult, Profile

BUCKET = 32
"""Days of one bucket of the index."""

LONG = 12
"""Buckets above which an incident is kept in the list of long ones of its key."""


class MemoryCandidates:
    """`Candidates` in dictionaries: for each key and stretch of days the incidents there.

    >>> MemoryCandidates().near(date(2024, 1, 1), date(2024, 1, 2), ("country:SDN",), 5)
    []
    """

    def __init__(self) -> None:
        self.profiles: dict[str, Profile] = {}
        self.incidents: dict[str, str] = {}
        self.about: dict[str, str] = {}
        self._merged: dict[str, str] = {}
        self._index: dict[tuple[str, int | None], set[str]] = defaultdict(set)

    def near(self, first: date, last: date, keys: Sequence[str], limit: int) -> list[Profile]:
        """See `crossclaim.linking.records.Candidates`."""
        buckets = [None, *range(first.toordinal() // BUCKET, last.toordinal() // BUCKET + 1)]
        ids = {i for key in keys for b in buckets for i in self._index.get((key, b), ())}
        found = [self.profiles[i] for i in ids]
        met = [p for p in found if p.first and p.last and p.first <= last and p.last >= first]
        return sorted(met, key=lambda p: (-p.entries, p.id))[:limit]

    def apply(self, result: LinkResult) -> None:
        """Take in what linking decided, as a store would."""
        for change in result.changes:
            if change.kind == "merged":
                for other in change.others:
                    self._drop(other)
                    self._merged[other] = change.incident
        for profile in result.profiles:
            self._drop(profile.id)
            self.profiles[profile.id] = profile
            for place in _places(profile):
                self._index[place].add(profile.id)
        self.incidents |= {d.entry: d.incident for d in result.incidents}
        self.about |= {d.entry: d.incident for d in result.about}

    def incident(self, entry: str) -> str | None:
        """The incident that a claim belongs to by now."""
        return self._now(self.incidents.get(entry))

    def reaction(self, entry: str) -> str | None:
        """The incident that a claim reacts to by now."""
        return self._now(self.about.get(entry))

    def _now(self, id: str | None) -> str | None:
        while id in self._merged:
            id = self._merged[id]
        return id

    def _drop(self, id: str) -> None:
        profile = self.profiles.pop(id, None)
        if profile:
            for place in _places(profile):
                self._index[place].discard(id)


def _places(profile: Profile) -> Iterator[tuple[str, int | None]]:
    if profile.first is None or profile.last is None:
        return
    buckets = range(profile.first.toordinal() // BUCKET, profile.last.toordinal() // BUCKET + 1)
    for key in profile.keys:
        yield from ((key, b) for b in (buckets if len(buckets) <= LONG else (None,)))
