"""An incident in a list: when, where, who, how it stands and its tolls."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from crossclaim.accounts.records import Accounts, Standing, Toll
from crossclaim.accounts.tolls import is_bare

ORDER: tuple[Standing, ...] = ("disputed", "denied", "admitted", "corroborated", "uncontested", "superseded")


class Incident(Protocol):
    """What a ledger knows of an incident (`crossclaim.ledger.records.StoredIncident` is one)."""

    @property
    def id(self) -> str: ...
    @property
    def event(self) -> str: ...
    @property
    def first(self) -> date | None: ...
    @property
    def last(self) -> date | None: ...
    @property
    def place(self) -> str | None: ...
    @property
    def country(self) -> str | None: ...
    @property
    def entries(self) -> int: ...
    @property
    def reactions(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list of incidents.

    Attributes:
        id, event, first, last, place, country: as the ledger has them.
        parties: as the accounts bring their names together.
        standing: the first of its attributes' and tolls' standings in the order of `ORDER`; None without any.
        standings: how many attributes and tolls stand how.
        claims, reactions: how many tell of it, and react to it.
        reports, origins: how many reports, and how many independent origins.
        tolls: those with figures.
    """

    id: str
    event: str
    first: date | None
    last: date | None
    place: str | None
    country: str | None
    parties: tuple[str, ...]
    standing: Standing | None
    standings: tuple[tuple[Standing, int], ...]
    claims: int
    reactions: int
    reports: int
    origins: int
    tolls: tuple[Toll, ...]


def listed(incident: Incident, accounts: Accounts) -> Listed:
    """An incident as a list shows it.

    Args:
        incident: as the ledger has it.
        accounts: of its claims.
    """
    counts = Counter([p.standing for p in accounts.points] + [t.standing for t in accounts.tolls])
    standings = tuple((s, counts[s]) for s in ORDER if counts[s])
    return Listed(
        incident.id,
        incident.event,
        incident.first,
        incident.last,
        incident.place,
        incident.country,
        accounts.parties,
        standings[0][0] if standings else None,
        standings,
        incident.entries,
        incident.reactions,
        accounts.sources.reports,
        accounts.sources.origins,
        tuple(t for t in accounts.tolls if any(not is_bare(s.low, s.high) for s in t.steps)),
    )
