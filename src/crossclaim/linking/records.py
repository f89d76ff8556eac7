"""The records of linking: what goes in, what comes out, and what a store must answer.

A store keeps, for every incident, its `Profile` and one row per key of `Profile.keys` with the profile's
`first` and `last` day; `Candidates.near` is one query on that index. All records are frozen and hold plain
values only, so that a store may write a profile as JSON (`profile_to_json`, `profile_from_json` in
`crossclaim.linking.stored`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from crossclaim.records import CasualtyKind, Claim, PlacePrecision, VictimClass

Told = Literal["evidence", "sentence", "carried", "lent"]
ChangeKind = Literal["created", "grown", "merged", "split"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim of the ledger.

    Attributes:
        id: unique in the ledger: the report's key, "#", the claim's id ("REPORTKEY#c3").
        report: the report's key.
        outlet: who published the report, where known.
        published: its day of publication, where known.
        copy_of: key of the report that this one is a near-copy of, else None.
        group: id of the claim's incident in its own report (`Reading.incidents`), "i1"; None in none.
        claim: the claim itself; offsets are code points into the report's text.
    """

    id: str
    report: str
    outlet: str | None
    published: date | None
    copy_of: str | None
    group: str | None
    claim: Claim


@dataclass(frozen=True, slots=True)
class Days:
    """Days on which something is said to have happened, both ends included, and how many claims say so."""

    first: date
    last: date
    claims: int = 1


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where something is said to have happened, and how many claims say so.

    `lat` and `lon` are WGS 84 degrees of what `precision` says. `written` is how a text writes the name; `known`
    says whether the gazetteer has it (else the position is of what the text places it by). `told` says how near to
    its claims the name stands: in their evidence, in their sentence, carried over from before, or lent from after.
    """

    name: str
    admin1: str | None
    country: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    written: str = ""
    known: bool = True
    told: Told = "evidence"
    claims: int = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure given for one kind, class and side of loss: `low` to `high`, None for open."""

    kind: CasualtyKind
    victims: VictimClass
    side: str | None
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of one incident, small enough to be read for every candidate.

    All tuples are sorted and bounded: the most told values are kept.

    Attributes:
        id: the incident's id in the ledger; it never changes while the incident lives.
        types: event types with the number of claims of each, most told first.
        days: days said, most told first; empty where no claim gives any.
        spots: places said, most told first.
        actors, targets: keys of the parties that acted and were acted on ("country:SYR:MIL", "name:isil").
        speakers: keys of the parties that speak of it.
        figures: figures given, without repetition.
        means: weapons and ways named, in lower case.
        words: words of the claims that tell it from others, most told first.
        entries: number of claims.
        reports: keys of the first reports that tell of it (at most `Limits.reports`).
        background: whether every claim so far tells of it as history.
        first, last: the days in which to look for it; both ends included.
        keys: what to look for it under: "cell:...", "country:...", "wide:...", "party:...", "kind:...", "figure:...".
        opened: id of its first claim; the order of ids decides which incident is the older where days agree.
        seen: day of the first report that told of it, where known.
        back: days before its own days on which it may have been, since they may be those of saying or of telling again;
            0 where a claim is sure of its day.
        apart: "NAME+" or "NAME-" for each time that it was parted by hand from another, which has the other sign;
            the two are never joined again but by hand.
    """

    id: str
    types: tuple[tuple[str, int], ...]
    days: tuple[Days, ...]
    spots: tuple[Spot, ...]
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    speakers: tuple[str, ...]
    figures: tuple[Figure, ...]
    means: tuple[str, ...]
    words: tuple[tuple[str, int], ...]
    entries: int
    reports: tuple[str, ...]
    background: bool
    first: date | None
    last: date | None
    keys: tuple[str, ...]
    opened: str
    seen: date | None
    apart: tuple[str, ...] = ()
    back: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """One named part of a score: how much it speaks for (above 0) or against (below 0), and why."""

    name: str
    points: float
    detail: str


@dataclass(frozen=True, slots=True)
class Decision:
    """Where one claim was put.

    Attributes:
        entry: id of the claim.
        incident: id of the incident.
        new: whether the incident was opened by this claim or its group.
        score: sum of the parts; 0.0 for a new incident.
        parts: why, by name.
    """

    entry: str
    incident: str
    new: bool
    score: float
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the trail: what happened to an incident, and why.

    Attributes:
        kind: created, grown, merged (others went into it) or split (others came out of it).
        incident: the incident that is there afterwards.
        others: ids that went into it or came out of it.
        entries: claims that came in (created, grown) or that moved (merged: empty, all of the others' claims
            move; split: the claims that went to the first of `others`).
        reason: plain words.
    """

    kind: ChangeKind
    incident: str
    others: tuple[str, ...]
    entries: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class LinkResult:
    """What linking one report changes; a store applies it in this order: changes, decisions, profiles.

    Attributes:
        incidents: for each claim that states an occurrence, its incident.
        about: for each claim that reacts to something, the incident it is about; such a claim may also stand in
            `incidents` (a denial of an act states the act's incident).
        changes: the trail, in order. After a "merged" change the ids in `others` are no incidents any more: their
            claims, in both relations, belong to `incident`.
        profiles: profiles to store, new or updated; those of merged-away incidents are to be removed.
    """

    incidents: tuple[Decision, ...]
    about: tuple[Decision, ...]
    changes: tuple[Change, ...]
    profiles: tuple[Profile, ...]


class Candidates(Protocol):
    """What linking asks of a store."""

    def near(self, first: date, last: date, keys: Sequence[str], limit: int) -> Sequence[Profile]:
        """Profiles that have at least one of the keys and whose days overlap a window.

        Args:
            first, last: the window, both ends included: `profile.first <= last and profile.last >= first`.
            keys: any of them; compared as whole strings with `Profile.keys`.
            limit: at most so many; where there are more, those with the most claims first, then by id.

        Returns:
            Profiles in that order (claims descending, then id): the same on every store.
        """
        ...
