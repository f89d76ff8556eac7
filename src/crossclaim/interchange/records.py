"""What exports are made of: items that go in, rows that come out, and what the rows cannot hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from crossclaim.accounts.records import Accounts
from crossclaim.decisions.records import Reviewed
from crossclaim.ledger.records import StoredEntry, StoredIncident
from crossclaim.records import PlacePrecision

CellType = Literal["text", "whole", "number", "day", "flag"]
Cell = str | int | float | bool | date | None
Row = Mapping[str, Cell]
Json = dict[str, Any]
Lost = Counter[str]
"""What an export had to drop: how many of each kind, by words such as "denials"."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its published name, the type of its cells, and its HXL hashtag where it has one."""

    name: str
    type: CellType = "text"
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Converted:
    """What one item became: rows of a table or JSON objects, and what they cannot hold."""

    rows: tuple[Any, ...]
    lost: Lost = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Told:
    """A claim of the ledger; `text` is its report's, where needed, `review` how it stands, where decided."""

    entry: StoredEntry
    text: str | None = None
    review: Reviewed | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two main parties of an incident.

    Attributes:
        key: equal for all names of the party, as in `crossclaim.accounts`.
        name: the name that most claims give it.
        country: ISO 3166 alpha-3; None where it has none.
        sector: the PLOVER actor code that most claims give it.
    """

    key: str
    name: str
    country: str | None = None
    sector: str | None = None

    @property
    def state(self) -> bool:
        """Whether it is a state and what acts for it."""
        return self.key.startswith("state:")


@dataclass(frozen=True, slots=True)
class Where:
    """An incident's place; positions are WGS 84 degrees of what `precision` says."""

    name: str | None = None
    admin1: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    precision: PlacePrecision = "unknown"


@dataclass(frozen=True, slots=True)
class Case:
    """One incident with all that is said of it.

    Attributes:
        entries: the claims that tell of it, in the order their reports came.
        accounts: the same, side by side.
        actor: who is said to have done it, by most claims.
        target: to whom, by most claims.
    """

    incident: StoredIncident
    entries: tuple[StoredEntry, ...]
    accounts: Accounts
    actor: Side | None = None
    target: Side | None = None
