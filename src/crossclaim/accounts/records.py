"""The records of accounts: what each speaker says of an incident, how it stands, and where it comes from.

All are frozen. Times are days of publication. Offsets are code points into the text of the report, end-exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from crossclaim.records import CasualtyKind, Claim, Stance, VictimClass

Standing = Literal["uncontested", "corroborated", "admitted", "disputed", "denied", "superseded"]
Role = Literal["party", "monitor", "reporter", "other"]
Question = Literal["attacked_first", "act", "holds", "loss", "response"]


class Heard(Protocol):
    """A claim with its report, as a ledger keeps it (`crossclaim.ledger.records.StoredEntry` is one)."""

    @property
    def id(self) -> str: ...
    @property
    def report(self) -> str: ...
    @property
    def source(self) -> str | None: ...
    @property
    def published(self) -> date | None: ...
    @property
    def title(self) -> str | None: ...
    @property
    def url(self) -> str | None: ...
    @property
    def copy_of(self) -> str | None: ...
    @property
    def claim(self) -> Claim: ...


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks of an incident.

    Attributes:
        key: equal for all names of one party.
        name: the name to show.
        role: a party to the fighting, a monitor, a reporter in its own voice, or another.
    """

    key: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a claim comes from.

    Attributes:
        origin: key of who first said it.
        name: of the origin, to show.
        chain: from the claimant over its relays and the outlet to the report reprinted, names in this order.
    """

    origin: str
    name: str
    chain: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """How many reports carry something, and how many independent origins it has.

    `who` are the keys of the origins, sorted.
    """

    reports: int
    origins: int
    who: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """One speaker's word on one point, with its evidence.

    Attributes:
        entry: id of the claim in the ledger; `report` the key of its report.
        quote, start, end: the words of the report.
        value: what is said, in words: "Sudan took it", "12".
        low, high: the figure, where it is one; None for open.
        superseded: whether the same origin gave a later figure.
    """

    entry: str
    report: str
    outlet: str | None
    published: date | None
    speaker: Speaker
    trace: Trace
    stance: Stance
    quote: str
    start: int
    end: int
    value: str
    low: int | None = None
    high: int | None = None
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One attribute of an incident and how it stands.

    Attributes:
        question: what it answers.
        label: in words: "shelling by Sudan", "tank lost by Sudan", "condemned".
        key: equal for one attribute: question, then keys of what it is about.
        said: every speaker's word, by day.
        standing: as the rules of `docs/accounts.md` give it.
        also: other standings whose rules hold too.
        reason: why, in words.
        sources: of what is asserted.
    """

    question: Question
    label: str
    key: tuple[str, ...]
    said: tuple[Said, ...]
    standing: Standing
    also: tuple[Standing, ...]
    reason: str
    sources: Sources


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure's span: `low` to `high`, None for open."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """One figure of a toll as one origin gives it.

    Attributes:
        published: day of the first report that carries it.
        low, high: the figure; None for open.
        speaker: who says it.
        origin: key of who first said it.
        stance: asserted, hedged, or denied.
        of: whose word it is: the side's own, its opponent's, a monitor's, another's.
        reports: keys of the reports that carry it, in order.
        said: the evidence.
        superseded: whether the same origin gave a later figure.
    """

    published: date | None
    low: int | None
    high: int | None
    speaker: Speaker
    origin: str
    stance: Stance
    of: Literal["own", "opponent", "monitor", "other"]
    reports: tuple[str, ...]
    said: tuple[Said, ...]
    superseded: bool


@dataclass(frozen=True, slots=True)
class Toll:
    """The figures of one kind and class of people of one side; never added over claimants.

    Attributes:
        side: key of the side; None where nobody says whose people they were.
        name: of the side, to show.
        admitted: what the side itself says; `alleged` what its opponents say; `monitors` what monitors say; `others`
            what all others say (reporters in their own voice, states that take no part). Each spans the latest
            figures of its origins; None where none of them gives a figure.
        first_said, last_said: days of the first and the last report with a figure.
        steps: all figures in order of publication, on one day the lower first.
        standing, also, reason, sources: as of `Point`.
    """

    side: str | None
    name: str
    kind: CasualtyKind
    victims: VictimClass
    admitted: Interval | None
    alleged: Interval | None
    monitors: Interval | None
    others: Interval | None
    first_said: date | None
    last_said: date | None
    steps: tuple[Step, ...]
    standing: Standing
    also: tuple[Standing, ...]
    reason: str
    sources: Sources


@dataclass(frozen=True, slots=True)
class Accounts:
    """Everything that is said of one incident, side by side.

    Attributes:
        incident: its id.
        speakers: parties first, then monitors, others, reporters; in each group those who say most first.
        points: attributes with standings, questions in the order of `Question`.
        tolls: figures by side, kind and class.
        sources: of all its claims.
        parties: names of those that do or suffer something in it, those in most claims first; only those of whom it is
            known what they are, so no nouns ("people") and no towns.
    """

    incident: str
    speakers: tuple[Speaker, ...]
    points: tuple[Point, ...]
    tolls: tuple[Toll, ...]
    sources: Sources
    parties: tuple[str, ...] = ()


def disputed(accounts: Accounts) -> bool:
    """Whether any attribute or toll of an incident is disputed or denied."""
    standings = [p.standing for p in accounts.points] + [t.standing for t in accounts.tolls]
    return "disputed" in standings or "denied" in standings
