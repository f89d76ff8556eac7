"""The frozen records of the evaluation: gold, corpora, scores.

Offsets are Unicode code points into the report's text, end-exclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from crossclaim.records import Reading

Spans = tuple[tuple[int, int], ...]
"""Stretches of a text, start and end."""

Figure = tuple[str, int | None, int | None]
"""Kind ("killed"), low and high; None is open."""

Readings = Mapping[str, Reading]
"""Readings by report id."""

GoldT = TypeVar("GoldT")


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """One statement as an annotator marked it; each role may be several stretches, or none."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class GoldRelease:
    """What a coder noted of one press release on an operation."""

    min_killed: int
    min_captured: int
    killed: bool
    captured: bool
    airstrike: bool
    provinces: tuple[str, ...]
    day: str


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """The event of one sentence: its PLOVER type and the three-letter codes of who acts and is acted on."""

    type: str
    actors: frozenset[str]
    targets: frozenset[str]


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """A place name and where it lies, WGS 84 degrees."""

    start: int
    end: int
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A claim as a reader wrote it down by the codebook; the claimant "reporter" is the report's own voice."""

    quote: str
    claimant: str
    side: str | None
    stance: str
    event: str
    tense: str
    actor: str | None
    target: str | None
    figures: frozenset[Figure]
    place: str | None
    date: str | None
    incident: str | None = None


@dataclass(frozen=True, slots=True)
class GoldReport:
    """The claims of one report, by one reader or by two who did not see each other's."""

    first: tuple[GoldClaim, ...]
    second: tuple[GoldClaim, ...] | None = None


@dataclass(frozen=True, slots=True)
class Item(Generic[GoldT]):
    """A report as it goes into the pipeline (a JSON record), and its gold."""

    record: Mapping[str, str]
    gold: GoldT

    @property
    def id(self) -> str:
        """The report's id."""
        return self.record["id"]

    @property
    def text(self) -> str:
        """The report's text as it goes in."""
        return self.record["text"]


@dataclass(frozen=True, slots=True)
class Corpus(Generic[GoldT]):
    """A set of reports with gold.

    Attributes:
        name: short name, as the command takes it.
        title: what it is, for the page.
        split: which part of it.
        digest: SHA-256 of its files.
    """

    name: str
    title: str
    split: str
    digest: str
    items: tuple[Item[GoldT], ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """A corpus that is not there: what, where it was looked for, what next."""

    name: str
    what: str
    where: Path
    next_step: str

    def __str__(self) -> str:
        return f"{self.name}: skipped: {self.what}; looked in {self.where}; {self.next_step}"


@dataclass(frozen=True, slots=True)
class Score:
    """One measure: F1 with its precision and recall, or a share of `n`.

    Attributes:
        key: short name, as the floors file has it.
        title: what is measured, for a reader.
        value: F1 or share, 0 to 1.
        n: how many in the gold it was measured on.
    """

    key: str
    title: str
    value: float
    n: int
    precision: float | None = None
    recall: float | None = None


@dataclass(frozen=True, slots=True)
class Miss:
    """One error, to read.

    Attributes:
        report: id of the report.
        cause: which measure saw it ("missed", "claimant", "date").
        gold, ours: what was wanted and what came.
        context: the stretch of text around it.
    """

    report: str
    cause: str
    gold: str
    ours: str
    context: str


@dataclass(frozen=True, slots=True)
class Match:
    """A gold claim and the claim that was found for it.

    Attributes:
        report: id of the report.
        index: of the gold claim in the first reading; None for one that only the second holds.
        claim: id of ours.
    """

    report: str
    index: int | None
    claim: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that a measure says of one corpus; `matches` are of the claims measure alone."""

    scores: tuple[Score, ...]
    misses: tuple[Miss, ...] = ()
    matches: tuple[Match, ...] = ()


def share(key: str, title: str, right: int, n: int) -> Score:
    """The score of a share.

    >>> share("stance", "stance", 3, 4).value
    0.75
    """
    return Score(key, title, right / n if n else 0.0, n)


def f1(key: str, title: str, precision: float, recall: float, n: int) -> Score:
    """The score of a precision and a recall: their harmonic mean.

    >>> f1("found", "found", 1.0, 0.5, 4).value.__round__(3)
    0.667
    """
    both = precision + recall
    return Score(key, title, 2 * precision * recall / both if both else 0.0, n, precision, recall)


def counted(key: str, title: str, right: int, ours: int, gold: int) -> Score:
    """F1 where the same `right` counts for precision (of `ours`) and recall (of `gold`)."""
    return f1(key, title, right / ours if ours else 0.0, right / gold if gold else 0.0, gold)
