"""Which incidents go into datasets of events: those that somebody says have happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from crossclaim.interchange.records import Case
from crossclaim.ledger.records import StoredEntry

HAPPENED = ("past", "ongoing", "background")
"""Tenses of what has happened: not what is announced or called for."""

QUOTES = 10
"""Speakers whose words stand in notes."""


def stated(case: Case) -> tuple[StoredEntry, ...]:
    """The claims by which somebody says, flatly or hedged, that it happened."""
    return tuple(e for e in case.entries if e.claim.stance != "denies" and e.claim.tense in HAPPENED)


def missing(case: Case) -> str | None:
    """What keeps an incident out of datasets of events, which all want an act, a place and a day; None for nothing.

    Args:
        case: an incident with all that is said of it.

    Returns:
        Words under which it is counted as dropped.
    """
    if not stated(case):
        return "incidents that nobody says have happened"
    if case.incident.place is None and case.incident.country is None:
        return "incidents without a place"
    return "incidents without a day" if case.incident.first is None else None


def acled_type(entries: Sequence[StoredEntry], event: str) -> str | None:
    """The ACLED sub-event type that most claims have, those of the incident's own event first.

    Args:
        entries: that say it happened.
        event: the incident's type.
    """
    own = Counter(e.claim.event.acled for e in entries if e.claim.event.acled and e.claim.event.type == event)
    found = own or Counter(e.claim.event.acled for e in entries if e.claim.event.acled)
    return min(found, key=lambda name: (-found[name], str(name)), default=None)


def outlets(case: Case) -> str | None:
    """Names of the outlets, each once, in the order of their reports."""
    return "; ".join(dict.fromkeys(e.source for e in case.entries if e.source)) or None


def notes(case: Case) -> str:
    """One quotation from each of the first speakers, with who says it and whether it is denied or hedged."""
    verbs = {"asserts": "says", "denies": "denies", "hedged": "says, hedged"}
    first: dict[str, str] = {}
    for entry in case.entries:
        claim = entry.claim
        who = claim.claimant.name if claim.claimant else f"Report of {entry.source or entry.report_id}"
        first.setdefault(who, f"{who} {verbs[claim.stance]}: “{' '.join(claim.quote.split())}”")
    return " ".join(list(first.values())[:QUOTES])
