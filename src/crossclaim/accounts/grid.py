"""Accounts as a grid: a row for each attribute and toll, a column for each speaker, evidence in numbered notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crossclaim.accounts.records import Accounts, Point, Said, Speaker, Standing, Step, Toll
from crossclaim.export.phrases import amount, plain

OTHERS = "others"
_VERBS = {"asserts": "", "hedged": "reportedly ", "denies": "denies: "}


@dataclass(frozen=True, slots=True)
class Note:
    """The evidence behind a cell: `number` stands in the cell as [number]."""

    number: int
    source: str
    quote: str
    entry: str


@dataclass(frozen=True, slots=True)
class Row:
    """One attribute or toll: what it is, how it stands and why, how well sourced, and each column's lines."""

    label: str
    standing: Standing
    reason: str
    sources: str
    cells: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Column headings (speakers), rows and notes."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[Note, ...]


def grid(accounts: Accounts, columns: int) -> Grid:
    """Accounts side by side.

    Args:
        accounts: of one incident.
        columns: most columns of speakers; those who do not fit share the last one, "others", by name.

    Returns:
        Rows in the order of the accounts: attributes, then tolls.
    """
    shown, rest = _split(accounts.speakers, max(columns, 1))
    notes = _Notes()
    rows = [_row(plain(p.label), p, _cells(p.said, shown, rest, notes)) for p in accounts.points]
    for toll in accounts.tolls:
        rows.append(_row(toll_label(toll), toll, _toll_cells(toll, shown, rest, notes)))
    heads = tuple(plain(s.name) for s in shown) + ((OTHERS,) if rest else ())
    return Grid(heads, tuple(rows), tuple(notes.made))


def toll_label(toll: Toll) -> str:
    """What a toll counts: "killed, military, Sudan"."""
    kind = toll.kind if toll.victims == "unknown" else f"{toll.kind}, {toll.victims}"
    return plain(f"{kind}, {toll.name}" if toll.side else f"{kind} ({toll.name})")


def sources_words(reports: int, origins: int) -> str:
    """How well sourced, in words.

    Args:
        reports, origins: that assert it; none of what is only denied.

    >>> sources_words(10, 1), sources_words(0, 0)
    ('10 reports, 1 origin', 'asserted by nobody')
    """
    if not reports:
        return "asserted by nobody"
    if not origins:
        return _number(reports, "report")
    return f"{_number(reports, 'report')}, {_number(origins, 'origin')}"


def _number(number: int, one: str) -> str:
    return f"{number:,} {one}" if number == 1 else f"{number:,} {one}s"


class _Notes:
    """Numbers the evidence as cells ask for it; one claim keeps its number."""

    def __init__(self) -> None:
        self.made: list[Note] = []
        self._numbers: dict[str, int] = {}

    def number(self, said: Said) -> int:
        found = self._numbers.get(said.entry)
        if found is None:
            found = self._numbers[said.entry] = len(self.made) + 1
            day = f", {said.published}" if said.published else ""
            chain = " < ".join(dict.fromkeys(said.trace.chain))
            self.made.append(Note(found, plain(f"{chain}{day}"), plain(said.quote), said.entry))
        return found


def _split(speakers: Sequence[Speaker], columns: int) -> tuple[list[Speaker], list[Speaker]]:
    if len(speakers) <= columns:
        return list(speakers), []
    return list(speakers[: columns - 1]), list(speakers[columns - 1 :])


def _row(label: str, of: Point | Toll, cells: tuple[tuple[str, ...], ...]) -> Row:
    also = "".join(f", {s}" for s in of.also)
    why = plain(f"{of.standing}{also}: {of.reason}")
    return Row(label, of.standing, why, sources_words(of.sources.reports, of.sources.origins), cells)


def _cells(
    said: Sequence[Said], shown: Sequence[Speaker], rest: Sequence[Speaker], notes: _Notes
) -> tuple[tuple[str, ...], ...]:
    cells = [_lines([s for s in said if s.speaker.key == who.key], notes) for who in shown]
    if rest:
        keys = [s.key for s in rest]
        others = [(who, [s for s in said if s.speaker.key == who.key]) for who in rest if who.key in keys]
        cells.append(tuple(f"{plain(who.name)}: {line}" for who, found in others for line in _lines(found, notes)))
    return tuple(cells)


def _lines(said: Sequence[Said], notes: _Notes) -> tuple[str, ...]:
    """One line for each thing said, with all its notes."""
    groups: dict[str, list[int]] = {}
    for s in said:
        words = f"{_VERBS[s.stance]}{s.value}{' (superseded)' if s.superseded else ''}"
        groups.setdefault(plain(words), []).append(notes.number(s))
    return tuple(f"{words} {_marks(numbers)}" for words, numbers in groups.items())


def _toll_cells(
    toll: Toll, shown: Sequence[Speaker], rest: Sequence[Speaker], notes: _Notes
) -> tuple[tuple[str, ...], ...]:
    cells = [tuple(_step(s, notes) for s in toll.steps if s.speaker.key == who.key) for who in shown]
    if rest:
        keys = {s.key for s in rest}
        others = [s for s in toll.steps if s.speaker.key in keys]
        cells.append(tuple(f"{plain(s.speaker.name)}: {_step(s, notes)}" for s in others))
    return tuple(cells)


def _step(step: Step, notes: _Notes) -> str:
    numbers = list(dict.fromkeys(notes.number(s) for s in step.said))
    gone = " (superseded)" if step.superseded else ""
    return f"{_VERBS[step.stance]}{amount(step.low, step.high)}{gone} {_marks(numbers)}"


def _marks(numbers: Sequence[int]) -> str:
    return "".join(f"[{n}]" for n in dict.fromkeys(numbers))
