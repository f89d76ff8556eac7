"""The ledger: many reports, their claims, and the incidents that the claims tell of.

The rest of the package uses the class `Ledger` and its frozen records, nothing else of this room:

    with Ledger.open(path_or_url) as ledger:                # read_only=True for commands that only look
        for added in ledger.add(readings): ...              # each is committed when it is yielded
        ledger.reports(old_versions=False)                  -> Iterator[StoredReport], in the order they came
        ledger.report(key)                                  -> StoredReport
        ledger.reading(key, version=None)                   -> Reading
        ledger.entries(EntryFilter(incidents=(id, ...)))    -> Iterator[StoredEntry], in the order they came
        ledger.incidents(IncidentFilter(...))               -> Iterator[StoredIncident], by first day, then id
        ledger.incident(id)                                 -> StoredIncident; a merged one gives what it became
        ledger.trail(id)                                    -> tuple[Change, ...]
        ledger.search(query, limit=20)                      -> tuple[Found, ...]
"""

from __future__ import annotations

from crossclaim.ledger.ledger import Ledger
from crossclaim.ledger.records import (
    Added,
    Change,
    Copy,
    EntryFilter,
    Found,
    IncidentFilter,
    StoredEntry,
    StoredIncident,
    StoredReport,
)
from crossclaim.ledger.store import Origin

__all__ = [
    "Added",
    "Change",
    "Copy",
    "EntryFilter",
    "Found",
    "IncidentFilter",
    "Ledger",
    "Origin",
    "StoredEntry",
    "StoredIncident",
    "StoredReport",
]
