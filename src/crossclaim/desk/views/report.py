"""A report's page: its text with every claim marked, claimants by colour and number, and a record for each claim.

Offsets are code points into the report's text, end-exclusive. Where quotes overlap the text is cut at all their
borders, so that each stretch names every claim that it belongs to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from crossclaim.decisions.records import Reviewed
from crossclaim.desk.views.addresses import incident_address
from crossclaim.desk.views.review import decision_view
from crossclaim.export import phrases
from crossclaim.export.html import TINTS, web_address
from crossclaim.export.marks import Stretch, paragraphs
from crossclaim.ledger.records import StoredEntry, StoredReport
from crossclaim.records import Claim, Reading


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who makes claims in a report: its number in order of appearance (0 for the reporter), and its colour's name."""

    number: int
    tint: str
    name: str
    claims: str


@dataclass(frozen=True, slots=True)
class Record:
    """A claim in words, as the machine read it.

    Attributes:
        incident, about: addresses of the incident that it tells of, and of the one that it reacts to.
        state: what people made of it; `decided` says by whom and when.
        review: address at which to decide on it; empty where that cannot be done.
    """

    id: str
    entry: str | None
    claimant: Claimant
    via: str
    stance: str
    tense: str
    what: str
    figures: tuple[str, ...]
    where: str
    when: str
    quote: str
    confidence: str
    why: tuple[str, ...]
    incident: str | None
    about: str | None
    state: str = "undecided"
    decided: tuple[str, ...] = ()
    review: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line.

    Attributes:
        text: its characters.
        claims: positions of the claims that it belongs to, the longest quote first.
        begins: positions of those whose quote begins with it, and has not begun in an earlier line.
        ends: positions of those whose quote ends with it.
    """

    text: str
    claims: tuple[int, ...]
    begins: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """All that a report's page shows, in words."""

    key: str
    version: int
    current: bool
    title: str
    origin: str
    url: str | None
    language: str
    counted: str
    notes: tuple[str, ...]
    furniture: tuple[str, ...]
    claimants: tuple[Claimant, ...]
    records: tuple[Record, ...]
    lines: tuple[tuple[Piece, ...], ...]
    copy_of: str | None
    added: str


def report_view(
    stored: StoredReport,
    reading: Reading,
    entries: Sequence[StoredEntry] = (),
    reviews: Sequence[Reviewed] = (),
) -> ReportView:
    """The page of a version of a report.

    Args:
        stored: as the ledger has it.
        reading: all that was read in it.
        entries: its claims in the ledger, which know their incidents.
        reviews: its claims as they stand by what people decided; those that the reading missed are shown with the rest.
    """
    known = {entry.claim.id: entry for entry in entries}
    reviewed = {review.entry: review for review in reviews if review.entry}
    missed = {review.claim.id: review for review in reviews if review.machine is None and review.stands}
    claims = (*reading.claims, *(review.claim for review in missed.values()))
    claimants = claimants_of(claims)
    report = reading.report

    def record(claim: Claim) -> Record:
        entry = known.get(claim.id)
        review = reviewed.get(entry.id) if entry else missed.get(claim.id)
        return _record(claim, claimants[phrases.same_party(claim.claimant)], entry, review)

    return ReportView(
        key=stored.key,
        version=stored.version,
        current=stored.current,
        title=phrases.title(reading),
        origin=phrases.origin(reading),
        url=web_address(report.url),
        language=phrases.plain(report.language) or "en",
        counted=phrases.counted(reading),
        notes=tuple(phrases.plain(note) for note in reading.notes),
        furniture=tuple(phrases.showable(part) for part in report.furniture),
        claimants=tuple(claimants.values()),
        records=tuple(record(claim) for claim in claims),
        lines=pieces(report.text, claims),
        copy_of=stored.copy.of if stored.copy else None,
        added=f"{stored.added:%Y-%m-%d %H:%M} UTC",
    )


def claimants_of(claims: Sequence[Claim]) -> Mapping[str, Claimant]:
    """Claimants by the key of `crossclaim.export.phrases.same_party`, in order of appearance.

    Args:
        claims: of one report.
    """
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(phrases.same_party(claim.claimant), []).append(claim)
    named = [key for key, some in found.items() if some[0].claimant]
    return {key: _claimant(some, named.index(key) + 1 if some[0].claimant else 0) for key, some in found.items()}


def pieces(text: str, claims: Sequence[Claim]) -> tuple[tuple[Piece, ...], ...]:
    """The text's lines, cut wherever a quote begins or ends.

    Args:
        text: of the report.
        claims: whose offsets point into it.

    >>> [[p.text for p in line] for line in pieces("Two died. All fled.", ())]
    [['Two died. All fled.']]
    """
    begun: set[int] = set()
    return tuple(tuple(_piece(stretch, begun) for stretch in line) for line in paragraphs(text, claims))


def _piece(stretch: Stretch, begun: set[int]) -> Piece:
    begins = tuple(n for n in stretch.claims if n not in begun)
    begun.update(begins)
    return Piece(phrases.showable(stretch.text), stretch.claims, begins, stretch.ends)


def _claimant(claims: Sequence[Claim], number: int) -> Claimant:
    tint = f"t{(number - 1) % TINTS + 1}" if number else "t0"
    return Claimant(number, tint, phrases.who(claims[0].claimant), phrases.number_of(len(claims), "claim"))


def _record(claim: Claim, claimant: Claimant, entry: StoredEntry | None, review: Reviewed | None) -> Record:
    decisions = [decision_view(d) for d in review.decisions if not d.blind] if review else []
    return Record(
        id=phrases.plain(claim.id),
        entry=entry.id if entry else None,
        claimant=claimant,
        via=phrases.via(claim),
        stance=claim.stance,
        tense=claim.tense.replace("_", " "),
        what=phrases.what(claim).replace(" -> ", " \N{RIGHTWARDS ARROW} "),
        figures=tuple(phrases.figures(claim)),
        where=phrases.place(claim.place),
        when=phrases.when(claim),
        quote=phrases.quote(claim),
        confidence=phrases.confidence(claim),
        why=tuple(phrases.reason(found) for found in claim.why),
        incident=incident_address(entry.incident) if entry and entry.incident else None,
        about=incident_address(entry.about) if entry and entry.about else None,
        state=review.state if review else "undecided",
        decided=tuple(f"{d.said} ({d.who}, {d.at})" + (f": {d.reason}" if d.reason else "") for d in decisions),
        review=f"/review?{urlencode({'claim': review.subject})}" if review else "",
    )
