"""The terminal table: one row per claim, then the incidents with every claimant's figure.

Plain text without lines or boxes, so that it reads the same in a pipe. Wide terminals get a column for
each field, narrower ones stack related fields in one column; nothing is cut off at any width.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from crossclaim.export import phrases
from crossclaim.export.folding import folded, padded
from crossclaim.records import Claim, Incident, Reading

NARROWEST = 40
"""Columns: below this a table cannot be folded sensibly, so a narrower wish is widened."""

GAP = "  "
"""Between two columns."""

Cell = Callable[[Claim], list[str]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its lines for a claim, and its width: fixed, or a share of what is left."""

    heading: str
    cell: Cell
    share: int = 0
    fixed: int = 0


def _claimant(claim: Claim) -> list[str]:
    return [phrases.who(claim.claimant), phrases.via(claim)]


def _where_when(claim: Claim) -> list[str]:
    return [phrases.place(claim.place), phrases.when(claim)]


def _facts(claim: Claim) -> list[str]:
    where_when = [part for part in _where_when(claim) if part]
    return [
        *_claimant(claim),
        phrases.stance(claim),
        phrases.what(claim),
        *phrases.figures(claim),
        ", ".join(where_when),
    ]


def _stance(claim: Claim) -> list[str]:
    return phrases.stance(claim).split(", ")


def _evidence(claim: Claim) -> list[str]:
    return [phrases.quote(claim)]


NARROW = (Column("who, what, where, when", _facts, share=9), Column("evidence", _evidence, share=10))
MIDDLE = (
    Column("claimant", _claimant, share=19),
    Column("stance", _stance, fixed=12),
    Column("what, figures", lambda c: [phrases.what(c), *phrases.figures(c)], share=32),
    Column("where, when", _where_when, share=14),
    Column("evidence", _evidence, share=30),
)
WIDE = (
    Column("claimant", _claimant, share=26),
    Column("stance", _stance, fixed=12),
    Column("what", lambda c: [phrases.what(c)], share=30),
    Column("figures", phrases.figures, share=34),
    Column("where", lambda c: [phrases.place(c.place)], share=18),
    Column("when", lambda c: [phrases.when(c)], fixed=12),
    Column("evidence", _evidence, share=54),
)


def columns_for(width: int) -> tuple[Column, ...]:
    """The columns that suit a terminal of that width."""
    if width < 100:
        return NARROW
    return MIDDLE if width < 160 else WIDE


class TableExporter:
    """Readings as tables for people.

    Args:
        width: columns of the terminal or page.
        styled: bold headings, for a terminal; they carry no meaning of their own.
        explain: the reasons of each claim in lines under it.
    """

    def __init__(self, width: int = 120, *, styled: bool = False, explain: bool = False) -> None:
        self.width = max(width, NARROWEST)
        self.styled, self.explain = styled, explain
        self._first = True

    def begin(self) -> Iterator[str]:
        self._first = True
        return iter(())

    def add(self, reading: Reading) -> Iterator[str]:
        if not self._first:
            yield "\n\n"
        self._first = False
        for line in self._lines(reading):
            yield line.rstrip() + "\n"

    def end(self) -> Iterator[str]:
        return iter(())

    def _lines(self, reading: Reading) -> Iterator[str]:
        title, *under = heading(reading, self.width)
        yield self._bold(title)
        yield from under
        if reading.claims:
            top, *rows = claim_lines(reading, self.width, explain=self.explain)
            yield ""
            yield self._bold(top)
            yield from rows
        if reading.incidents:
            yield ""
            yield self._bold("incidents")
            yield from incident_lines(reading, self.width)

    def _bold(self, line: str) -> str:
        return f"\x1b[1m{line.rstrip()}\x1b[0m" if self.styled else line


def heading(reading: Reading, width: int) -> list[str]:
    """Lines above a report's table: title, origin, counts, notes."""
    lines = [phrases.title(reading), phrases.origin(reading), phrases.counted(reading)]
    notes = [f"note: {phrases.plain(note)}" for note in reading.notes]
    return [part for line in lines + notes for part in folded(line, width)]


def claim_lines(reading: Reading, width: int, *, explain: bool = False) -> list[str]:
    """The claims as lines of text in columns that fit the width, after a line of column headings."""
    columns = columns_for(width)
    names = {claim.id: [phrases.plain(claim.id), phrases.confidence(claim)] for claim in reading.claims}
    first = max([len(part) for name in names.values() for part in name], default=1)
    sizes = [first, *widths(columns, width - first - len(GAP))]
    lines = _row([[""], *([column.heading] for column in columns)], sizes)
    for claim in reading.claims:
        lines += _row([names[claim.id], *(column.cell(claim) for column in columns)], sizes)
        lines += why_lines(claim, first + len(GAP), width) if explain else []
    return lines


def why_lines(claim: Claim, indent: int, width: int) -> list[str]:
    """A claim's reasons, one to a line, indented."""
    told = (f"- {phrases.reason(found)}" for found in claim.why)
    return [" " * indent + part for line in told for part in folded(line, width - indent, indent=2)]


def widths(columns: tuple[Column, ...], width: int) -> list[int]:
    """Split a width over columns: the fixed ones first, the rest by shares, what is left over to the last."""
    free = width - len(GAP) * (len(columns) - 1) - sum(column.fixed for column in columns)
    total = sum(column.share for column in columns)
    sizes = [column.fixed or free * column.share // total for column in columns]
    return [*sizes[:-1], sizes[-1] + free - sum(s for s, c in zip(sizes, columns, strict=True) if c.share)]


def _row(cells: list[list[str]], sizes: list[int]) -> list[str]:
    """One row: each cell's lines folded to its width, side by side."""
    columns = [
        [part for line in cell if line for part in folded(line, size, indent=2 if len(cell) > 1 and size > 9 else 0)]
        for cell, size in zip(cells, sizes, strict=True)
    ]
    return [
        GAP.join(padded(part, size) for part, size in zip(parts, sizes, strict=True))
        for parts in zip_longest(*columns, fillvalue="")
    ]


def incident_lines(reading: Reading, width: int) -> list[str]:
    """The incidents of several claims or with figures, each with its tallies; the rest in a last line."""
    told = [i for i in reading.incidents if len(i.claims) > 1 or i.tallies]
    others = [i for i in reading.incidents if i not in told]
    first = max([len(i.id) for i in told], default=0)
    sizes = [first, width - first - len(GAP)]
    lines = [line for i in told for line in _row([[phrases.plain(i.id)], _incident(i)], sizes)]
    if others:
        rest = ", ".join(f"{i.id} ({', '.join(i.claims)})" for i in others)
        lines += folded(phrases.plain(f"one claim each, without figures: {rest}"), width)
    return lines


def _incident(incident: Incident) -> list[str]:
    """What, where, when and whose claims; then a line for each tally."""
    known = [phrases.event_name(incident.event), phrases.place(incident.place), phrases.day(incident.date)]
    head = f"{', '.join(part for part in known if part)}: {', '.join(incident.claims)}"
    return [phrases.plain(head), *(phrases.tally(tally) for tally in incident.tallies)]
