"""Short wordings of a claim's fields, shared by the table, the page and the rows.

Every function takes records and returns one line of text without control characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crossclaim.records import (
    Casualty,
    Claim,
    DateSpan,
    Event,
    Loss,
    Party,
    Place,
    Reading,
    Reason,
    Tally,
    TallyEntry,
)

REPORTER = "reporter"
"""Stands where a claim has no claimant: the report's own voice."""

_CLASSES = {"military": "mil.", "civilian": "civ.", "mixed": "mil. and civ."}
_VERBS = {"asserts": "", "denies": "denies ", "hedged": "hedges "}

_UNSHOWABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters (a terminal obeys them), direction overrides and lone surrogates."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a reading holds, counted."""

    claims: int
    claimants: int
    asserted: int
    denied: int
    hedged: int
    incidents: int


def showable(text: str) -> str:
    """The text without characters that a terminal would obey or a page may not hold; line ends stay."""
    return _UNSHOWABLE.sub("", text)


def plain(text: str) -> str:
    r"""One line: white space folded, characters that a terminal would obey left out.

    >>> plain("two\n  lines\x1b[31m")
    'two lines[31m'
    """
    return " ".join(showable(text).split())


def who(party: Party | None) -> str:
    """A party's name; the reporter where there is none."""
    return plain(party.name) if party else REPORTER


def same_party(party: Party | None) -> str:
    """A key that is equal for two mentions of one party."""
    return who(party).casefold()


def via(claim: Claim) -> str:
    """The relays, outermost first: "via Canal Cordillera, Agencia Puna"; empty without one."""
    return "via " + ", ".join(who(p) for p in claim.via) if claim.via else ""


def stance(claim: Claim) -> str:
    """The stance, and the tense where it is not simply past: "asserts, called for"."""
    return claim.stance if claim.tense == "past" else f"{claim.stance}, {claim.tense.replace('_', ' ')}"


def event_name(kind: str) -> str:
    """An event type in words: "capture territory"."""
    return kind.replace("_", " ")


def event(found: Event) -> str:
    """The event's type and means: "shelling (howitzer)"."""
    name = event_name(found.type)
    means = plain(found.means or "")
    return f"{name} ({means})" if means and means.casefold() not in name else name


def what(claim: Claim) -> str:
    """Event, and who did it to whom: "shelling: Bolivia -> Peru"."""
    actors, targets = names(claim.actors), names(claim.targets)
    done = event(claim.event)
    if actors and targets:
        return f"{done}: {actors} -> {targets}"
    if actors:
        return f"{done}: {actors}"
    return f"{done} -> {targets}" if targets else done


def names(parties: Iterable[Party]) -> str:
    """Names of several parties, each once, in order."""
    return ", ".join(dict.fromkeys(who(p) for p in parties))


def amount(low: int | None, high: int | None) -> str:
    """A figure with its openness.

    >>> [amount(12, 12), amount(12, None), amount(None, 70), amount(4, 6), amount(30000, 30000)]
    ['12', '12+', 'up to 70', '4-6', '30,000']
    """
    if low is None:
        return "some" if high is None else f"up to {high:,}"
    if high is None:
        return f"{low:,}+"
    return f"{low:,}" if low == high else f"{low:,}-{high:,}"


def side(party: Party | None) -> str:
    """Whose: the country's code, else the party's name."""
    return (party.country or who(party)) if party else ""


def casualty(found: Casualty) -> str:
    """One figure: "killed 12+ soldiers (AZE, mil.)"; a part of another, "incl. killed 3 children (civ.)"."""
    traits = ", ".join(t for t in (side(found.party), _CLASSES.get(found.victims, "")) if t)
    words = f"{found.kind} {amount(found.low, found.high)} {plain(found.who)}".rstrip()
    words = f"incl. {words}" if found.subset else words
    return f"{words} ({traits})" if traits else words


def loss(found: Loss) -> str:
    """One loss: "lost 3 armoured vehicles (PER)"."""
    owner = f" ({side(found.party)})" if found.party else ""
    return f"lost {found.count:,} {plain(found.what)}{owner}"


def figures(claim: Claim) -> list[str]:
    """All figures and losses of a claim, in the order of the text."""
    found: list[Casualty | Loss] = [*claim.casualties, *claim.losses]
    ordered = sorted(found, key=lambda item: item.start)
    return [casualty(item) if isinstance(item, Casualty) else loss(item) for item in ordered]


def place(found: Place | None) -> str:
    """A place and what its position is worth: "Guaqui (BOL)", "near Guaqui (BOL)", "Guaqui (?)"."""
    if found is None:
        return ""
    name = plain(found.name or found.text)
    if found.precision == "unknown":
        return f"{name} (?)"
    if found.country is None or found.precision == "country":
        return name
    return f"{'near ' if found.precision == 'near' else ''}{name} ({found.country})"


def day(found: DateSpan | None) -> str:
    """The days covered, as far as they are known: "2031-06-12", "2027-08", "2028", "A to B"."""
    if found is None or found.first is None or found.last is None:
        return ""
    first, last = found.first, found.last
    if found.precision == "year" and first.year == last.year:
        return f"{first.year:04d}"
    if found.precision == "month" and (first.year, first.month) == (last.year, last.month):
        return f"{first.year:04d}-{first.month:02d}"
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"


def when(claim: Claim) -> str:
    """The claim's day; the report's own words and a question mark where it could not be worked out."""
    if known := day(claim.date):
        return known
    unresolved = claim.unresolved_date or claim.date
    return f'"{plain(unresolved.text)}" (?)' if unresolved else ""


def quote(claim: Claim) -> str:
    """The evidence, whole, on one line."""
    return plain(claim.quote)


def confidence(claim: Claim) -> str:
    """How likely the claim is a right one: "0.87"; empty where it was not weighed."""
    return "" if claim.confidence is None else f"{claim.confidence:.2f}"


def reason(found: Reason) -> str:
    """One reason: 'claimant: army, by the link head, 0.98: a description ("The army")'."""
    by = {"head": f"by the {found.name}", "carried": f"carried: {found.name}", "default": f"default: {found.name}"}
    score = "" if found.score is None else f", {found.score:.2f}"
    words = f' ("{plain(found.span.text)}")' if found.span and plain(found.span.text) != plain(found.value) else ""
    detail = f": {plain(found.detail)}" if found.detail else ""
    return f"{found.field}: {plain(found.value)}, {by.get(found.by, found.name)}{score}{detail}{words}"


def title(reading: Reading) -> str:
    """The report's headline; its id where it has none."""
    return plain(reading.report.title or "") or f"report {plain(reading.report.id)}"


def origin(reading: Reading) -> str:
    """Source and day of publication: "Agencia Puna, 2031-06-13"."""
    published = reading.report.published
    known = [plain(reading.report.source or ""), published.isoformat() if published else "no date"]
    return ", ".join(part for part in known if part)


def counts(reading: Reading) -> Counts:
    """Claims, claimants, stances and incidents of a reading, counted."""
    stances = [claim.stance for claim in reading.claims]
    return Counts(
        claims=len(stances),
        claimants=len({same_party(claim.claimant) for claim in reading.claims}),
        asserted=stances.count("asserts"),
        denied=stances.count("denies"),
        hedged=stances.count("hedged"),
        incidents=len(reading.incidents),
    )


def counted(reading: Reading) -> str:
    """The counts in one line: "9 claims by 5 claimants: 7 asserted, 2 denied; 4 incidents"."""
    have = counts(reading)
    if not have.claims:
        return "no claim left" if reading.left_out else "no claim found"
    stances = [(have.asserted, "asserted"), (have.denied, "denied"), (have.hedged, "hedged")]
    parts = ", ".join(f"{number} {word}" for number, word in stances if number)
    line = f"{number_of(have.claims, 'claim')} by {number_of(have.claimants, 'claimant')}: {parts}"
    return f"{line}; {number_of(have.incidents, 'incident')}" if have.incidents else line


def number_of(number: int, noun: str) -> str:
    """ "1 claim", "2 claims"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def tally(found: Tally) -> str:
    """Who gives which figure: "killed, Peru, military: 2-60 (Bolivia 60 [c4]; Peru denies 60 [c7])"."""
    victims = "" if found.victims == "unknown" else found.victims
    head = ", ".join(part for part in (found.kind, who(found.party) if found.party else "", victims) if part)
    return f"{head}: {amount(found.low, found.high)} ({'; '.join(_entries(found.by))})"


def _entries(entries: Iterable[TallyEntry]) -> Iterator[str]:
    for entry in entries:
        given = amount(entry.low, entry.high)
        yield f"{who(entry.claimant)} {_VERBS[entry.stance]}{given} [{plain(entry.claim)}]"
