"""Series as rows of typed columns, and rows as bytes or lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from rich.cells import cell_len

from crossclaim.export.folding import padded
from crossclaim.export.phrases import plain
from crossclaim.interchange.parquet import ParquetSink
from crossclaim.interchange.records import Cell, Column, Row
from crossclaim.interchange.sinks import CsvSink, LinesSink, Sink, shown
from crossclaim.series.records import QUADS, Acts, By, Change, Count, Violation

GROUPS: dict[By, tuple[str, ...]] = {"dyad": ("actor", "target"), "place": ("country", "admin1"), "day": ()}
TOLD = ("claimed", "admitted")
FORMATS = ("json", "csv", "parquet")
LONGEST = 32
"""Letters of a cell on a terminal."""


@dataclass(frozen=True)
class Table:
    """Rows of typed columns."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def counts_table(counts: Iterable[Count], by: By, acts: Acts) -> Table:
    """Daily counts: the day, the group, and eight numbers.

    Args:
        counts: of that kind.
        by: what a row stands for.
        acts: for the names of parties.
    """
    numbers = [f"{quad.replace(' ', '_')}_{told}" for quad in QUADS for told in TOLD]
    columns = (
        Column("day", "day"),
        *(Column(name) for name in GROUPS[by]),
        *(Column(name, "whole") for name in numbers),
    )
    rows = []
    for one in counts:
        both = [n for pair in zip(one.claimed, one.admitted, strict=True) for n in pair]
        rows.append({"day": one.day, **named(one.group, by, acts), **dict(zip(numbers, both, strict=True))})
    return Table(columns, tuple(rows))


def violations_table(found: Iterable[Violation]) -> Table:
    """Violations of a truce, a row for each day, place, side and speaker."""
    whole = {"violations", "explosions", "shelling", "small_arms", "claims"}
    names = [f for f in Violation.__slots__ if f not in ("day", "own")]
    columns = (Column("day", "day"), *(Column(n, "whole" if n in whole else "text") for n in names))
    columns += (Column("own", "flag"),)
    return Table(columns, tuple(asdict(v) for v in found))


def changes_table(found: Iterable[Change], by: By, acts: Acts) -> Table:
    """Change points, a row for each."""
    groups = tuple(Column(name) for name in GROUPS[by])
    means = (Column("before", "number"), Column("after", "number"))
    rows = (
        {"day": c.day, **named(c.group, by, acts), "class": QUADS[c.quad - 1], "before": c.before, "after": c.after}
        for c in found
    )
    return Table((Column("day", "day"), *groups, Column("class"), *means), tuple(rows))


def named(group: Sequence[str], by: By, acts: Acts) -> dict[str, str | None]:
    """A group's cells by their columns.

    Args:
        group: as in `Count`.
        by: its kind.
        acts: for the names of parties.
    """
    cells = [acts.name(key) if by == "dyad" else key or None for key in group]
    return dict(zip(GROUPS[by], cells, strict=True))


def written(table: Table, form: str) -> Iterator[bytes]:
    """A table as a file, piece by piece.

    Args:
        table: the rows.
        form: json (one object a line), csv or parquet.

    Raises:
        OptionError: parquet without pyarrow.
    """
    sinks: dict[str, Callable[[], Sink]] = {
        "json": LinesSink,
        "csv": lambda: CsvSink(table.columns),
        "parquet": lambda: ParquetSink(table.columns),
    }
    sink = sinks[form]()
    yield from sink.begin()
    for row in table.rows:
        yield from sink.add({c.name: _json(row[c.name]) if form == "json" else row[c.name] for c in table.columns})
    yield from sink.end(Counter())


def _json(cell: Cell) -> Cell:
    return cell.isoformat() if isinstance(cell, date) else cell


def table_lines(table: Table) -> Iterator[str]:
    """A table for a terminal: columns of equal width, a heading's words on lines of their own."""
    if not table.rows:
        yield "nothing to count"
        return
    heads = [c.name.split("_") for c in table.columns]
    deep = max(map(len, heads))
    lines = [[("", *[""] * deep, *head)[-deep + n] for head in heads] for n in range(deep)]
    body = [[cell(row[c.name]) for c in table.columns] for row in table.rows]
    sizes = [max(cell_len(words) for words in column) for column in zip(*lines, *body, strict=True)]
    right = [c.type in ("whole", "number") for c in table.columns]
    for cells in (*lines, *body):
        parts = [
            " " * (n - cell_len(words)) + words if r else padded(words, n)
            for words, n, r in zip(cells, sizes, right, strict=True)
        ]
        yield "  ".join(parts).rstrip()


def cell(value: Cell) -> str:
    """A cell in words, cut to `LONGEST`."""
    words = f"{value:g}" if isinstance(value, float) else plain(str(shown(value)))
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
