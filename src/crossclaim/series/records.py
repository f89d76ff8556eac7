"""What series are made of: acts out of claims, daily counts of acts, violations of a truce, change points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

By = Literal["dyad", "place", "day"]

QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
"""PLOVER's quad categories in the order of their numbers, from 1."""


@dataclass(frozen=True, slots=True)
class Act:
    """What one or more claims of one incident say of one day: one side did something of one class to another.

    Attributes:
        unit: the incident, or what stands for it; acts of one unit, day and class count once.
        day: when; None where no claim of the unit gives one day.
        country, admin1: where, the same for all acts of a unit; None where it is not known.
        actor, target: keys of parties (`crossclaim.linking.parties`); empty where none is named.
        quad: number of the PLOVER quad category, 1 to 4.
        admitted: whether the actor itself says so.
        claims: how many claims say so, retellings among them.
    """

    unit: str
    day: date | None
    country: str | None
    admin1: str | None
    actor: str
    target: str
    quad: int
    admitted: bool
    claims: int


@dataclass(frozen=True)
class Acts:
    """Acts, and the names of their parties.

    Attributes:
        acts: in order of day, those without a day last.
        names: the name to show by party's key.
        aliases: keys of parties by a name or country code in lower case.
    """

    acts: tuple[Act, ...]
    names: Mapping[str, str]
    aliases: Mapping[str, frozenset[str]]

    def name(self, key: str) -> str:
        """The name to show; "somebody" where nobody is named."""
        return self.names.get(key, key.partition(":")[2]) if key else "somebody"

    @property
    def undated(self) -> int:
        """How many acts have no day, and stand in no series."""
        return sum(act.day is None for act in self.acts)


@dataclass(frozen=True, slots=True)
class SeriesFilter:
    """Which acts: all that is given must hold; of several values one.

    Attributes:
        first, last: days, both included.
        countries: ISO 3166 alpha-3 of the place.
        parties: names or country codes of the actor or the target; case does not matter.
    """

    first: date | None = None
    last: date | None = None
    countries: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """How many incidents of one day, of each quad category in the order of `QUADS`.

    Attributes:
        day: the day.
        group: actor and target, or country and division; empty for all together.
        claimed: that anybody claims.
        admitted: that the actor itself tells of.
    """

    day: date
    group: tuple[str, ...]
    claimed: tuple[int, int, int, int]
    admitted: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Violation:
    """How often one side is said by one speaker to have broken a truce at one place on one day.

    Attributes:
        day: when; None where it is not said.
        country, admin1, place: where.
        violator: the side said to have done it; empty where nobody is named.
        speaker: who says so.
        role: the part the speaker plays: party, monitor, reporter or other.
        own: whether the speaker is the violator.
        violations: the number said, and one for each incident of which no number is said.
        explosions, shelling, small_arms: the same; None where they are not spoken of.
        claims: how many claims say so.
    """

    day: date | None
    country: str | None
    admin1: str | None
    place: str | None
    violator: str
    speaker: str
    role: str
    own: bool
    violations: int
    explosions: int | None
    shelling: int | None
    small_arms: int | None
    claims: int


@dataclass(frozen=True, slots=True)
class Change:
    """A day from which on a daily mean is another.

    Attributes:
        group: as in `Count`.
        quad: number of the quad category.
        day: the first day of the new mean.
        before, after: means of incidents a day, up to the change points on either side.
    """

    group: tuple[str, ...]
    quad: int
    day: date
    before: float
    after: float
