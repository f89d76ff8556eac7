"""What the ledger takes in questions and gives in answers: frozen records that know of no database.

Ids are text and mean the same on every machine: a report's key is made of its address (or of its id and source), an
entry's id of the key, the version and the claim's id, so that the same reports give the same ids wherever they are
added. Times are UTC. Offsets of claims are code points into the text of the report's version, end-exclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from crossclaim.records import Claim

Outcome = Literal["added", "corrected", "unchanged", "reread"]
ChangeKind = Literal["created", "grown", "shrunk", "merged", "split"]
FoundKind = Literal["report", "claim"]


@dataclass(frozen=True, slots=True)
class Copy:
    """A near-copy: the same wire text, printed again.

    Attributes:
        of: key of the first report with that text.
        nearest: key of the report it was found to be like; that one may be a copy of `of` itself.
        similarity: share of the shorter text's word shingles that the other has too, 0 to 1.
    """

    of: str
    nearest: str
    similarity: float


@dataclass(frozen=True, slots=True)
class StoredReport:
    """One version of a report in the ledger.

    Attributes:
        key: what the ledger knows the report by, the same for all its versions.
        version: 1 for the first, 2 for the first correction.
        current: whether no later version has come.
        id, title, source, published, url, language: as in `crossclaim.records.Report`.
        digest: of all that the reading depends on (text, title, source, day, address, language).
        added: when this version came in.
        claims: how many were read in it.
        copy: what it is a near-copy of; None for an original.
    """

    key: str
    version: int
    current: bool
    id: str
    title: str | None
    source: str | None
    published: date | None
    url: str | None
    language: str
    digest: str
    added: datetime
    claims: int
    copy: Copy | None = None


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """A claim in the ledger, with what of its report matters for weighing it.

    Attributes:
        id: of this claim in this version of this report, "r1f…#c3", and from the second version on "r1f…/2#c3".
        group: the claim's incident within its own report (`Reading.incidents`), None in none.
        report, version, current: as in `StoredReport` (`report` is its key).
        report_id, source, published, title, url: of the report, for showing and for who said it when.
        copy_of: key of the first report with the same text; None for an original.
        claim: the whole claim.
        incident: id of the incident it tells of; None where it tells of none.
        about: id of the incident that it reacts to (an appeal, a condemnation); None otherwise.
        why, why_about: how it came to its incident, and to the one that it is about: score, whether it opened the
            incident, and the score's parts, as the linking gave them.
    """

    id: str
    report: str
    version: int
    current: bool
    report_id: str
    source: str | None
    published: date | None
    title: str | None
    url: str | None
    copy_of: str | None
    group: str | None
    claim: Claim
    incident: str | None = None
    about: str | None = None
    why: Mapping[str, Any] = field(default_factory=dict)
    why_about: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoredIncident:
    """An occurrence that claims of one or more reports tell of.

    Attributes:
        id: stays when the incident grows.
        event: its event type (of the codebook).
        first, last: the days it covers; None where no claim is dated.
        place, country, lat, lon: where; None where no claim is placed.
        parties: names of the parties that act, suffer or lose in it.
        entries, reports: how many claims tell of it, in how many reports.
        reactions: how many claims react to it.
        created, changed: when it came to be, and when it last grew, shrank or was merged.
        merged_into: id of the incident it is part of now; None while it stands for itself.
    """

    id: str
    event: str
    first: date | None
    last: date | None
    place: str | None
    country: str | None
    lat: float | None
    lon: float | None
    parties: tuple[str, ...]
    entries: int
    reports: int
    reactions: int
    created: datetime
    changed: datetime
    merged_into: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One step in an incident's life.

    Attributes:
        number: its place in the ledger's trail, from 1.
        incident: the incident that is there afterwards.
        kind: created, grown, merged (others went into it), split (others came out of it), or shrunk (a report was
            corrected, and claims of its old version left).
        at: when.
        report, version: the report that brought it; of a step by hand, that of the first claim that moved.
        others: ids that went into it or came out of it.
        entries: ids of the claims that came, moved or left.
        reason: plain words.
    """

    number: int
    incident: str
    kind: ChangeKind
    at: datetime
    report: str
    version: int
    others: tuple[str, ...]
    entries: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one report that was given to the ledger.

    Attributes:
        key, version: where it is kept now.
        outcome: "added", "corrected" (it is a new version of a report that was there), "unchanged" (it was there) or
            "reread" (the same text, read anew, is a new version).
        report_id: the report's own id.
        claims: how many were read in it.
        copy: what it is a near-copy of.
    """

    key: str
    version: int
    outcome: Outcome
    report_id: str
    claims: int
    copy: Copy | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One hit of a search.

    Attributes:
        kind: "report" (its text has the words) or "claim" (its quote has them).
        report, version, report_id, title, source, published: the report.
        entry: the entry's id, for a claim.
        claim: the claim's id in its report, for a claim.
        incident: the incident that the claim tells of.
        snippet: the words around the first hit, as they stand in the text.
        marks: where in `snippet` the words that were looked for stand, (start, end) each.
    """

    kind: FoundKind
    report: str
    version: int
    report_id: str
    title: str | None
    source: str | None
    published: date | None
    snippet: str
    marks: tuple[tuple[int, int], ...] = ()
    entry: str | None = None
    claim: str | None = None
    incident: str | None = None


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """Which entries: all that is given must hold; of several values one.

    Attributes:
        ids: entries' ids.
        reports: keys of reports.
        incidents: ids of incidents that they tell of.
        about: ids of incidents that they react to.
        first, last: days that the claim's date must meet; undated claims are left out then.
        countries: ISO 3166 alpha-3 of the place.
        parties: names or country codes, of claimant, relay, actor, target or owner of a loss; case does not matter.
        claimants: the same, of the claimant alone.
        events, stances, tenses: the claim's.
        old_versions: whether entries of superseded versions are given too.
    """

    ids: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    countries: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    claimants: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    stances: tuple[str, ...] = ()
    tenses: tuple[str, ...] = ()
    old_versions: bool = False


@dataclass(frozen=True, slots=True)
class IncidentFilter:
    """Which incidents: all that is given must hold; of several values one.

    Attributes:
        ids: incidents' ids.
        first, last: days that its date must meet; undated incidents are left out then.
        countries: ISO 3166 alpha-3 of the place.
        parties: names or country codes of parties of its claims, in any part; case does not matter.
        events: event types of its claims.
        merged: whether incidents that are part of others now are given too.
    """

    ids: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    countries: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    merged: bool = False
