"""Text folded to a width in terminal columns, in which some characters are two wide."""

from __future__ import annotations

import re

from rich.cells import cell_len, chop_cells

_WORD = re.compile(r"\([A-Z]{3}(?:, [\w. ]+)?\)\S*|\S+")
"""A word; a figure's traits, "(PER, mil.)", count as one."""


def folded(line: str, width: int, *, indent: int = 0) -> list[str]:
    """A line in pieces no wider than `width`.

    Args:
        line: one line of text.
        width: in terminal columns.
        indent: blanks before every piece but the first.

    Returns:
        At least one piece; a word that is wider than the width is cut where it must be.

    >>> folded("killed 12 soldiers (MLI, mil.)", 24, indent=2)
    ['killed 12 soldiers', '  (MLI, mil.)']
    """
    pieces: list[str] = []
    now, empty = "", True
    for word in _words(line, width - indent):
        if not empty and cell_len(now) + 1 + cell_len(word) > width:
            pieces.append(now)
            now, empty = " " * indent, True
        now, empty = (now + word if empty else f"{now} {word}"), False
    return [*pieces, now]


def _words(line: str, width: int) -> list[str]:
    return [part for word in _WORD.findall(line) for part in _cut(word, width)]


def _cut(word: str, width: int) -> list[str]:
    if cell_len(word) <= width:
        return [word]
    if " " in word:
        return [part for inner in word.split() for part in _cut(inner, width)]
    return chop_cells(word, width)


def padded(text: str, width: int) -> str:
    """Blanks added up to the width."""
    return text + " " * (width - cell_len(text))
