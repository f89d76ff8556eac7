"""Accounts, tolls and lists of incidents as lines of text for a terminal.

Plain text without boxes, folded to the width, nothing cut off.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from crossclaim.accounts.grid import Grid, sources_words, toll_label
from crossclaim.accounts.listing import Listed
from crossclaim.accounts.records import Step, Toll
from crossclaim.accounts.tolls import Of, latest
from crossclaim.export.folding import folded, padded
from crossclaim.export.phrases import amount, event_name, plain

SPEAKERS: tuple[tuple[str, Of], ...] = (
    ("own side", "own"),
    ("opponents", "opponent"),
    ("monitors", "monitor"),
    ("others", "other"),
)
"""Kinds of speakers that a toll is told by, in words."""

GAP = "  "
NARROWEST = 40
LABEL, COLUMN = 26, 24
"""Columns of the terminal for a row's label, and least for a speaker."""


def speakers_that_fit(width: int) -> int:
    """How many speakers' columns a terminal takes."""
    return max(1, (max(width, NARROWEST) - LABEL) // (COLUMN + len(GAP)))


def grid_lines(grid: Grid, width: int) -> Iterator[str]:
    """Accounts side by side, and the evidence under them.

    Args:
        grid: with no more columns than `speakers_that_fit`.
        width: of the terminal.
    """
    size = (max(width, NARROWEST) - LABEL) // max(len(grid.columns), 1) - len(GAP)
    sizes = [LABEL, *(size for _ in grid.columns)]
    yield from _row([[""], *([c] for c in grid.columns)], sizes)
    for row in grid.rows:
        yield ""
        yield from _row([[row.label, f"= {row.standing}", row.sources], *(list(c) for c in row.cells)], sizes)
        yield from _folded(row.reason, width, 2)
    if grid.notes:
        yield ""
        yield "evidence"
    for note in grid.notes:
        yield from folded(f"[{note.number}] {note.source}: “{note.quote}”", width, indent=4)


def toll_lines(tolls: Sequence[Toll], width: int) -> Iterator[str]:
    """Each toll with its intervals, and its steps in order with who said each."""
    for n, toll in enumerate(tolls):
        if n:
            yield ""
        head = f"{toll_label(toll)}: {toll.standing} ({toll.reason}); "
        yield from folded(head + sources_words(toll.sources.reports, toll.sources.origins), width, indent=2)
        yield from _folded(f"{intervals(toll)}; {_period(toll)}", width, 2)
        for step in toll.steps:
            yield from _folded(step_words(step), width, 4)


def intervals(toll: Toll) -> str:
    """What each kind of speaker says: "own side 12; opponents 100; others 12-15+"."""
    said = [(who, spanned(latest(toll.steps, of))) for who, of in SPEAKERS]
    return "; ".join(f"{who} {words}" for who, words in said if words) or "denied only"


def spanned(steps: Sequence[Step]) -> str:
    """What some figures span, in words; empty without any.

    An open end is said beside the greatest figure: "at least 1" and "more than 70" are "1-70+", since "1+" would hide
    the seventy.

    Args:
        steps: of one toll.
    """
    if not steps:
        return ""
    figures = [f for s in steps for f in (s.low, s.high) if f is not None]
    lows, is_open = [s.low for s in steps if s.low is not None], any(s.high is None for s in steps)
    low, most = min(lows, default=None), max(figures, default=None)
    if is_open and low is not None and most is not None and most > low:
        return f"{low:,}-{most:,}+"
    return amount(low, None if is_open else most)


def step_words(step: Step) -> str:
    """One step: day, figure, who said it, in how many reports."""
    verb = {"asserts": "says", "hedged": "says it may be", "denies": "denies"}[step.stance]
    reports = f", {len(step.reports)} reports" if len(step.reports) > 1 else ""
    gone = ", superseded" if step.superseded else ""
    day = step.published or "no day"
    return plain(f"{day}  {step.speaker.name} {verb} {amount(step.low, step.high)}{reports}{gone}")


def listed_lines(found: Sequence[Listed], width: int) -> Iterator[str]:
    """One incident after another: id, day and place; what and who; how it stands; its tolls."""
    for item in found:
        top, *under = heading_lines(item)
        yield from folded(top, width, indent=2)
        for line in under:
            yield from _folded(line, width, 2)
        if item.standings:
            yield from _folded("; ".join(f"{n} {s}" for s, n in item.standings), width, 2)
        for toll in item.tolls:
            yield from _folded(f"{toll_label(toll)}: {intervals(toll)} ({toll.standing})", width, 2)


def heading_lines(item: Listed) -> list[str]:
    """An incident in two lines: what, when and where; who, and how well sourced."""
    where = ", ".join(plain(p) for p in (item.place, item.country) if p) or "no place"
    days = " to ".join(dict.fromkeys(str(d) for d in (item.first, item.last) if d)) or "no day"
    claims = f"{item.claims:,} claim{'s' if item.claims != 1 else ''}"
    who = ", ".join(plain(p) for p in item.parties)
    counted = f"{claims}, {sources_words(item.reports, item.origins)}"
    return [f"{item.id}  {days}  {where}  {event_name(item.event)}", f"{who}; {counted}" if who else counted]


def _folded(line: str, width: int, indent: int) -> list[str]:
    """A line folded to the width, all of it indented, what follows its first part more so."""
    room = max(width, NARROWEST) - indent
    return [" " * indent + part for part in folded(line, room, indent=2)]


def _period(toll: Toll) -> str:
    if toll.first_said is None:
        return "no day"
    if toll.first_said == toll.last_said:
        return f"said {toll.first_said}"
    return f"first said {toll.first_said}, last {toll.last_said}"


def _row(cells: Sequence[Sequence[str]], sizes: Sequence[int]) -> list[str]:
    columns = [
        [part for line in cell if line for part in folded(line, size, indent=2)]
        for cell, size in zip(cells, sizes, strict=True)
    ]
    return [
        GAP.join(padded(part, size) for part, size in zip(parts, sizes, strict=True)).rstrip()
        for parts in zip_longest(*columns, fillvalue="")
    ]
