"""The records that cross module borders: frozen, typed, and nothing else.

All offsets are Unicode code points into `Report.text`, end-exclusive: `text[start:end]` is the span.
`to_json` of `crossclaim.export.contract` gives them the names of the public format 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Stance = Literal["asserts", "denies", "hedged"]
Tense = Literal["past", "ongoing", "future", "called_for", "background"]
CasualtyKind = Literal["killed", "wounded", "captured", "missing", "displaced"]
VictimClass = Literal["military", "civilian", "mixed", "unknown"]
PlaceKind = Literal["place", "demonym"]
PlacePrecision = Literal["exact", "near", "admin1", "country", "unknown"]
DatePrecision = Literal["day", "week", "month", "year"]
By = Literal["head", "rule", "carried", "default"]


@dataclass(frozen=True, slots=True)
class Report:
    """One report as it is read: its text is the article itself, furniture removed.

    Attributes:
        id: given by the input, or made from its content.
        text: the text that every offset points into.
        title: headline, where the input has one.
        source: outlet or body that published it, where known.
        published: day of publication, where known.
        url: address, where known.
        language: ISO 639-1 code.
        furniture: what cleaning left out, in order, for whoever wants to check it.
    """

    id: str
    text: str
    title: str | None = None
    source: str | None = None
    published: date | None = None
    url: str | None = None
    language: str = "en"
    furniture: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the report's text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Party:
    """Whoever claims, acts, or is acted on, as named at one place of the text.

    Attributes:
        text, start, end: the words that name it there (a pronoun's own words for a pronoun).
        name: short normal name, "Azerbaijan Ministry of Defence".
        country: ISO 3166 alpha-3 of the state it belongs to or speaks for; None where it has none.
        sector: PLOVER actor code (GOV, MIL, REB, CVL, IGO, NGO, MED ...); None where unknown.
    """

    text: str
    start: int
    end: int
    name: str
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """One statement: who (source) says (cue) what (content).

    Attributes:
        id: unique in the report, "a1".
        source: the words that name the source; None where there are none ("reportedly").
        cue: the word or words that attribute.
        content: the stretches of what is said, in order.
        direct: whether it is in quotation marks.
        speaker: the party the source stands for, pronouns and short names resolved.
        stance: what the cue does with the content.
    """

    id: str
    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    direct: bool
    speaker: Party | None
    stance: Stance


@dataclass(frozen=True, slots=True)
class Place:
    """A place name in the text and the place it stands for.

    `lat` and `lon` are WGS 84 degrees. `kind` is "demonym" for "Turkish", which stands at its
    country's position. `precision` says what the position is of: the place itself ("exact"),
    one near it ("near"), its first-order division, its country, or nothing ("unknown").
    """

    start: int
    end: int
    text: str
    kind: PlaceKind
    name: str
    admin1: str | None
    country: str | None
    lat: float | None
    lon: float | None
    geonameid: int | None
    precision: PlacePrecision

    @property
    def is_country(self) -> bool:
        """Whether it is a country, and no town of which only the country is known."""
        return self.precision == "country" and self.geonameid is not None


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A time expression and the days it covers, both ends included.

    `first` and `last` are None where the expression is relative and the report has no date.
    """

    text: str
    start: int
    end: int
    first: date | None
    last: date | None
    precision: DatePrecision


@dataclass(frozen=True, slots=True)
class Event:
    """What is said to have happened: the codebook's type, and its codes in three schemes."""

    type: str
    plover: str
    mode: str | None
    acled: str | None
    cameo_root: str
    trigger: Span
    means: str | None = None


@dataclass(frozen=True, slots=True)
class Casualty:
    """People killed, wounded, captured, missing or displaced: `low` to `high`, None for open.

    `subset` says that they are part of another entry of the claim ("including 11 children"), `more` that they
    are others than those told of before ("another two"), `told` that they are the same ("the detainees"), `vague`
    that no number is given ("several", "dozens"), `lone` that one person is told of, not counted ("a commander").
    """

    kind: CasualtyKind
    low: int | None
    high: int | None
    who: str
    party: Party | None
    victims: VictimClass
    start: int
    end: int
    subset: bool = False
    more: bool = False
    told: bool = False
    vague: bool = False
    lone: bool = False


@dataclass(frozen=True, slots=True)
class Loss:
    """Equipment lost, and whose it was."""

    what: str
    count: int
    party: Party | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one field of a claim is as it is, written down by the stage that decided it.

    Attributes:
        field: what was decided: "trigger", "cue", "path", "claimant", "via", "stance", "tense", "actor",
            "target", "figures", "losses", "place", "date".
        value: the decision in words.
        by: a head of the language model, a rule, a neighbouring claim it is carried over from, or what holds
            where nothing says otherwise.
        name: which head or rule.
        detail: the entry of a data file that matched, or what else bore on it.
        span: the words it stands on.
        score: how sure the head was, 0 to 1; None where a rule decided.
    """

    field: str
    value: str
    by: By
    name: str
    detail: str = ""
    span: Span | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement by one claimant that one thing happened, happens, will, must, or did not.

    Attributes:
        id: unique in the report, "c1".
        start, end, quote: the evidence, verbatim.
        attribution: id of the attribution it stands in; None in the reporter's own voice.
        claimant: who says so; None for the reporter.
        via: relays between claimant and report, outermost first.
        date: when it happened; None where the text does not say or it stays unresolved.
        unresolved_date: the relative expression that could not be resolved without a date.
        confidence: how likely the claim is a right one, 0 to 1; None where it was not weighed.
        why: the reasons of its fields, in a fixed order.
    """

    id: str
    start: int
    end: int
    quote: str
    attribution: str | None
    claimant: Party | None
    via: tuple[Party, ...]
    stance: Stance
    tense: Tense
    event: Event
    actors: tuple[Party, ...]
    targets: tuple[Party, ...]
    casualties: tuple[Casualty, ...]
    losses: tuple[Loss, ...]
    place: Place | None
    date: DateSpan | None
    unresolved_date: Span | None = None
    confidence: float | None = None
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class TallyEntry:
    """One claimant's figure in a tally."""

    claimant: Party | None
    claim: str
    low: int | None
    high: int | None
    stance: Stance


@dataclass(frozen=True, slots=True)
class Tally:
    """The figures given for one kind of loss of one side: never added over claimants."""

    kind: CasualtyKind
    party: Party | None
    victims: VictimClass
    low: int | None
    high: int | None
    by: tuple[TallyEntry, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """The claims of one report that are about one occurrence."""

    id: str
    event: str
    place: Place | None
    date: DateSpan | None
    claims: tuple[str, ...]
    tallies: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one report.

    `notes` are plain lines on what could not be done (dates left unresolved, no claim found). `left_out` says
    how many claims were left out for a low confidence.
    """

    report: Report
    attributions: tuple[Attribution, ...] = ()
    places: tuple[Place, ...] = ()
    claims: tuple[Claim, ...] = ()
    incidents: tuple[Incident, ...] = ()
    notes: tuple[str, ...] = ()
    left_out: int = 0

    def _repr_html_(self) -> str:
        """The claims as a table in a notebook."""
        from crossclaim.export.notebook import notebook_table

        return notebook_table(self)
