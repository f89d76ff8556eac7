"""Claims as they stand: the machine's reading with what people decided laid over it.

Lists, accounts and exports ask here. Rejected claims are left out, corrected ones have the corrected fields; what is
stored stays as it was read. Where nothing was decided this costs one small question to the ledger.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Literal

from crossclaim.decisions.records import Decision, Reviewed
from crossclaim.ledger.records import EntryFilter, StoredEntry, StoredIncident

if TYPE_CHECKING:
    from crossclaim.ledger.ledger import Ledger

Layer = Literal["reviewed", "machine"]
"""With what people decided, or the machine's reading alone."""

TOGETHER = 200
"""Incidents whose claims are asked for at once."""


@dataclass(frozen=True, slots=True)
class Stood:
    """Some claims as they stand, in the order in which they were given.

    Attributes:
        entries: those that stand, with corrections.
        rejected: those that were rejected, as they were read.
        decided: what was decided, by the claim's id in the ledger; claims on which nothing was are not in it.
        reactions: of an incident, the claims that react to it and stand.
    """

    entries: tuple[StoredEntry, ...]
    rejected: tuple[StoredEntry, ...] = ()
    decided: Mapping[str, Reviewed] = field(default_factory=dict)
    reactions: tuple[StoredEntry, ...] = ()


class Standing:
    """Lays decisions over claims; asks for those of each report once.

    Args:
        ledger: that holds them.
        layer: "machine" lays nothing over.
    """

    def __init__(self, ledger: Ledger, layer: Layer = "reviewed") -> None:
        self._ledger = ledger
        self._reports = frozenset(ledger.review.marks()) if layer == "reviewed" else frozenset()
        self._known: dict[str, Mapping[str, Reviewed]] = {}

    def decided(self, entry: StoredEntry) -> Reviewed | None:
        """How a claim stands that somebody decided on; None for any other, and for those of old versions."""
        if not entry.current or entry.report not in self._reports:
            return None
        if entry.report not in self._known:
            claims = self._ledger.review.sheet(entry.report).reviewed().claims
            self._known[entry.report] = {r.entry: r for r in claims if r.entry and r.state != "undecided"}
        return self._known[entry.report].get(entry.id)

    def of(self, entries: Iterable[StoredEntry]) -> Stood:
        """Claims as they stand.

        Args:
            entries: as the ledger has them.
        """
        stand, rejected, decided = [], [], {}
        for entry in entries:
            found = self.decided(entry)
            if found:
                decided[entry.id] = found
            if found and not found.stands:
                rejected.append(entry)
            else:
                stand.append(replace(entry, claim=found.claim) if found else entry)
        return Stood(tuple(stand), tuple(rejected), decided)

    def incidents(self, incidents: Iterable[StoredIncident]) -> Iterator[tuple[StoredIncident, Stood]]:
        """Incidents with the claims that tell of them, the claims of many asked for at once.

        Args:
            incidents: of the ledger; they are given in their order, with the claims that stand counted.
        """
        rest = iter(incidents)
        while some := list(islice(rest, TOGETHER)):
            claims: dict[str | None, list[StoredEntry]] = defaultdict(list)
            ids = tuple(i.id for i in some)
            for entry in self._ledger.entries(EntryFilter(incidents=ids)):
                claims[entry.incident].append(entry)
            about: dict[str | None, list[StoredEntry]] = defaultdict(list)
            for entry in self._ledger.entries(EntryFilter(about=ids)):
                about[entry.about].append(entry)
            for incident in some:
                stood = replace(self.of(claims[incident.id]), reactions=self.of(about[incident.id]).entries)
                yield counted(incident, stood), stood


def counted(incident: StoredIncident, stood: Stood) -> StoredIncident:
    """An incident with the claims and reports counted that stand; where none was rejected it is the same.

    Args:
        incident: as the ledger has it.
        stood: the claims that tell of it.
    """
    if not stood.rejected:
        return incident
    return replace(incident, entries=len(stood.entries), reports=len({e.report for e in stood.entries}))


def decided_by(reviewed: Reviewed) -> Decision | None:
    """The last decision that has a part in how a claim stands; second readings have none."""
    own: Sequence[Decision] = [d for d in reviewed.decisions if not d.blind]
    return own[-1] if own else None


__all__ = ["Layer", "Standing", "Stood", "counted", "decided_by"]
