"""Accounts side by side as Markdown (GitHub's tables)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossclaim.accounts.grid import Grid, Row

_SPECIAL = str.maketrans({c: f"\\{c}" for c in "\\`*_{}[]<>#|~"})


def markdown(title: str, under: Sequence[str], grid: Grid) -> Iterator[str]:
    r"""A page of Markdown, line by line.

    Args:
        title: of the incident.
        under: lines under the title.
        grid: the accounts.

    >>> list(markdown("Shelling", (), Grid((), (), ())))[0]
    '# Shelling'
    """
    yield f"# {escaped(title)}"
    yield ""
    for line in under:
        yield escaped(line)
        yield ""
    heads = ["", *grid.columns, "standing"]
    yield _line([escaped(h) for h in heads])
    yield _line(["---" for _ in heads])
    for row in grid.rows:
        yield _line(_cells(row))
    if grid.notes:
        yield ""
        yield "## Evidence"
        yield ""
    for note in grid.notes:
        yield f"{note.number}. {escaped(note.source)}: “{escaped(note.quote)}” ({escaped(note.entry)})"


def escaped(text: str) -> str:
    """Text that Markdown takes for itself.

    >>> escaped("<b>|*")
    '\\\\<b\\\\>\\\\|\\\\*'
    """
    return text.translate(_SPECIAL)


def _cells(row: Row) -> list[str]:
    cells = ["<br>".join(escaped(line) for line in cell) for cell in row.cells]
    standing = f"**{row.standing}**<br>{escaped(row.reason)}<br>{escaped(row.sources)}"
    return [escaped(row.label), *cells, standing]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
