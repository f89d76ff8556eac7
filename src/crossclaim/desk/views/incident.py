"""An incident's page: accounts side by side, tolls, and the claims below, numbered so that cells can name them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from crossclaim.accounts.grid import OTHERS, Grid, Row, grid, sources_words, toll_label
from crossclaim.accounts.listing import Listed
from crossclaim.accounts.records import Accounts, Standing, Toll
from crossclaim.accounts.text import SPEAKERS, spanned
from crossclaim.accounts.tolls import latest
from crossclaim.decisions.records import Reviewed
from crossclaim.desk.views.addresses import claim_address, report_address
from crossclaim.export import phrases
from crossclaim.interchange.where_when import country_name
from crossclaim.ledger.records import Change, StoredEntry
from crossclaim.ledger.standing import Stood, decided_by

COLUMNS = 6
"""Speakers with a column of their own."""

ROLES = {
    "party": "party to the fighting",
    "monitor": "monitor",
    "reporter": "reporter in its own voice",
    "other": "takes no part",
}
_LINE = re.compile(r"^(?P<words>.*?) ?(?P<marks>(?:\[\d+\])+)$", re.DOTALL)


NOUNS = {
    "abduct": "abduction",
    "accuse": "accusation",
    "capture_territory": "capture of territory",
    "claim_responsibility": "claim of responsibility",
    "condemn": "condemnation",
    "deny": "denial",
    "destroy": "destruction",
    "detain": "detention",
    "investigate": "investigation",
    "mobilize": "mobilization",
    "negotiate": "negotiation",
    "other": "other event",
    "sanction": "sanctions",
    "threaten": "threat",
    "violate_ceasefire": "breach of a ceasefire",
    "withdraw": "withdrawal",
}
"""What an incident is called by its event, where that is a verb in the codebook."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A number in a cell that leads to the words behind it."""

    number: int
    href: str
    quote: str


@dataclass(frozen=True, slots=True)
class CellLine:
    """One thing that a speaker says, with its evidence."""

    words: str
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A speaker, and in words the part it plays; `shared` where several share the column by name."""

    name: str
    role: str
    shared: bool = False


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One attribute or toll, how it stands and why, and what each column says."""

    label: str
    standing: Standing
    reason: str
    sources: str
    cells: tuple[tuple[CellLine, ...], ...]


@dataclass(frozen=True, slots=True)
class TollRow:
    """One toll: whose word gives which span, never added; empty where nobody of that kind gives one."""

    label: str
    standing: Standing
    own: str
    opponents: str
    monitors: str
    others: str
    days: str
    sources: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim in words, numbered by the day it was published; `decided` says what people made of it, if they did."""

    number: int
    entry: str
    id: str
    href: str
    report: str
    claimant: str
    via: str
    stance: str
    tense: str
    what: str
    figures: tuple[str, ...]
    where: str
    when: str
    quote: str
    outlet: str
    published: str
    reprint: bool
    confidence: str
    decided: str = ""
    rejected: bool = False


@dataclass(frozen=True, slots=True)
class IncidentView:
    """All that an incident's page shows, in words."""

    id: str
    title: str
    event: str
    days: str
    place: str
    country: str | None
    parties: tuple[str, ...]
    counted: str
    standings: tuple[tuple[Standing, int], ...]
    columns: tuple[Column, ...]
    rows: tuple[AccountRow, ...]
    tolls: tuple[TollRow, ...]
    claims: tuple[ClaimRow, ...]
    reactions: tuple[ClaimRow, ...]
    trail: tuple[str, ...]


def incident_view(
    item: Listed,
    accounts: Accounts,
    stood: Stood,
    reactions: Sequence[StoredEntry] = (),
    trail: Sequence[Change] = (),
) -> IncidentView:
    """The page of an incident.

    Args:
        item: the incident as a list shows it.
        accounts: what is said of it.
        stood: the claims that tell of it.
        reactions: those that react to it.
        trail: what became of it.
    """
    claims = claim_rows(stood)
    side_by_side = grid(accounts, COLUMNS)
    refs = {c.entry: Ref(c.number, c.href, c.quote) for c in claims}
    country = country_name(item.country) or item.country if item.country else None
    where = ", ".join(dict.fromkeys(phrases.plain(part) for part in (item.place, country) if part))
    days = days_words(item.first, item.last)
    return IncidentView(
        id=item.id,
        title=", ".join(part for part in (event_words(item.event).capitalize(), where, days) if part),
        event=item.event,
        days=days,
        place=where,
        country=item.country,
        parties=tuple(phrases.plain(p) for p in item.parties),
        counted=f"{phrases.number_of(item.claims, 'claim')}, {sources_words(item.reports, item.origins)}",
        standings=item.standings,
        columns=_columns(accounts, side_by_side),
        rows=_rows(side_by_side, refs),
        tolls=tuple(_toll(t) for t in accounts.tolls),
        claims=claims,
        reactions=claim_rows(Stood(tuple(reactions))),
        trail=tuple(_change(c) for c in trail),
    )


def claim_rows(stood: Stood) -> tuple[ClaimRow, ...]:
    """Claims in words, by day of publication, then as their reports came and stand in them.

    Args:
        stood: claims of the ledger; rejected ones come after the others.
    """
    ordered = sorted(stood.entries, key=lambda e: e.published or date.max)
    rows = enumerate((*ordered, *stood.rejected), start=1)
    return tuple(claim_row(e, number, stood.decided.get(e.id)) for number, e in rows)


def claim_row(entry: StoredEntry, number: int, review: Reviewed | None = None) -> ClaimRow:
    """One claim in words."""
    claim = entry.claim
    return ClaimRow(
        number=number,
        entry=entry.id,
        id=phrases.plain(claim.id),
        href=claim_address(entry, claim.id),
        report=report_address(entry.report, None if entry.current else entry.version),
        claimant=phrases.who(claim.claimant),
        via=phrases.via(claim),
        stance=claim.stance,
        tense="" if claim.tense == "past" else claim.tense.replace("_", " "),
        what=phrases.what(claim).replace(" -> ", " \N{RIGHTWARDS ARROW} "),
        figures=tuple(phrases.figures(claim)),
        where=phrases.place(claim.place),
        when=phrases.when(claim),
        quote=phrases.quote(claim),
        outlet=phrases.plain(entry.source or entry.title or entry.report_id),
        published=entry.published.isoformat() if entry.published else "no day",
        reprint=entry.copy_of is not None,
        confidence=phrases.confidence(claim),
        decided=decided_words(review) if review else "",
        rejected=bool(review and not review.stands),
    )


def decided_words(review: Reviewed) -> str:
    """What became of a claim, by whom and when: "corrected by ada, 2031-04-01 12:00 UTC: stance"."""
    last = decided_by(review)
    by = f" by {phrases.plain(last.who)}, {last.at:%Y-%m-%d %H:%M} UTC" if last else ""
    return f"{review.state}{by}" + (f": {', '.join(review.corrected)}" if review.corrected else "")


def event_words(kind: str) -> str:
    """An incident's event in words.

    >>> event_words("capture_territory"), event_words("shelling")
    ('capture of territory', 'shelling')
    """
    return NOUNS.get(kind, phrases.event_name(kind))


def days_words(first: date | None, last: date | None) -> str:
    """The days that something covers; empty where they are not known.

    >>> days_words(date(2031, 6, 12), date(2031, 6, 12)), days_words(date(2031, 6, 12), date(2031, 6, 14))
    ('2031-06-12', '2031-06-12 to 2031-06-14')
    >>> days_words(date(2031, 1, 1), date(2031, 12, 31)), days_words(date(2031, 2, 1), date(2031, 2, 28))
    ('2031', '2031-02')
    """
    if first and last and first.day == 1 and _ends_month(last) and first.year == last.year:
        if first.month == last.month:
            return f"{first:%Y-%m}"
        if (first.month, last.month) == (1, 12):
            return f"{first:%Y}"
    return " to ".join(dict.fromkeys(day.isoformat() for day in (first, last) if day))


def _ends_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def _columns(accounts: Accounts, found: Grid) -> tuple[Column, ...]:
    own = [Column(phrases.plain(s.name), ROLES[s.role]) for s in accounts.speakers]
    if found.columns[-1:] == (OTHERS,) and len(found.columns) < len(own):
        return (*own[: len(found.columns) - 1], Column(OTHERS, "by name", shared=True))
    return tuple(own[: len(found.columns)])


def _rows(found: Grid, refs: Mapping[str, Ref]) -> tuple[AccountRow, ...]:
    by_note = {note.number: refs[note.entry] for note in found.notes if note.entry in refs}
    return tuple(
        AccountRow(
            row.label,
            row.standing,
            _reason(row),
            row.sources,
            tuple(tuple(cell_line(line, by_note) for line in cell) for cell in row.cells),
        )
        for row in found.rows
    )


def _reason(row: Row) -> str:
    """Why a row stands so, with what else holds; the standing itself is shown by the page."""
    standings, _, why = row.reason.partition(": ")
    also = standings.removeprefix(row.standing).removeprefix(", ")
    return f"{why} (also {also})" if also else why


def cell_line(line: str, refs: Mapping[int, Ref]) -> CellLine:
    """A line of a grid's cell with its numbers as references.

    Args:
        line: ends with the numbers of its notes, "took it [3][4]".
        refs: by number of note.

    >>> cell_line("12 [1]", {1: Ref(7, "/reports/r#text-c1", "12 died")}).refs[0].number
    7
    """
    found = _LINE.match(line)
    if found is None:
        return CellLine(line, ())
    numbers = [int(number) for number in re.findall(r"\d+", found["marks"])]
    return CellLine(found["words"], tuple(refs[n] for n in numbers if n in refs))


def _toll(toll: Toll) -> TollRow:
    days = days_words(toll.first_said, toll.last_said)
    own, opponents, monitors, others = (spanned(latest(toll.steps, of)) for _, of in SPEAKERS)
    return TollRow(
        toll_label(toll),
        toll.standing,
        own,
        opponents,
        monitors,
        others,
        days,
        sources_words(toll.sources.reports, toll.sources.origins),
    )


def _change(change: Change) -> str:
    others = f" {', '.join(change.others)}" if change.others else ""
    kind = change.kind.replace("_", " ")
    return phrases.plain(f"{change.at:%Y-%m-%d %H:%M} UTC: {change.incident} {kind}{others}: {change.reason}")
