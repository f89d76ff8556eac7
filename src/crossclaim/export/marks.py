"""A text cut into the stretches that carry the same claims, so that overlapping quotes can be marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crossclaim.records import Claim


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text.

    Attributes:
        text: its characters.
        claims: positions, in the list of claims, of those whose quote covers it; longest quote first.
        ends: positions of those whose quote ends with it; shortest first.
    """

    text: str
    claims: tuple[int, ...]
    ends: tuple[int, ...]


def paragraphs(text: str, claims: Sequence[Claim]) -> list[list[Stretch]]:
    r"""The text's lines, each cut wherever a quote begins or ends.

    Args:
        text: the report's text.
        claims: claims whose offsets are code points into it; what lies outside the text is left aside.

    Returns:
        A list of stretches for each line that is not blank. Joined, the stretches of a line are the line.

    >>> [[s.text for s in line] for line in paragraphs("Two died.\n\nQuiet.", ())]
    [['Two died.'], ['Quiet.']]
    """
    quotes = [_quote(text, claim) for claim in claims]
    lines = []
    for start, end in _lines(text):
        inside = [i for i, (first, last) in enumerate(quotes) if first < end and last > start and first < last]
        lines.append(list(_stretches(text, start, end, quotes, inside)))
    return lines


def _quote(text: str, claim: Claim) -> tuple[int, int]:
    """Where the claim's quote begins and ends, without blanks after it, so that it ends in one line only."""
    start = max(claim.start, 0)
    return start, start + len(text[start : max(claim.end, start)].rstrip())


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def _stretches(
    text: str, start: int, end: int, quotes: Sequence[tuple[int, int]], inside: Sequence[int]
) -> Iterator[Stretch]:
    length = {i: quotes[i][1] - quotes[i][0] for i in inside}
    cuts = {start, end} | {cut for i in inside for cut in quotes[i] if start < cut < end}
    ordered = sorted(cuts)
    for first, last in pairwise(ordered):
        over = [i for i in inside if quotes[i][0] < last and quotes[i][1] > first]
        over.sort(key=lambda i: (-length[i], i))
        ends = [i for i in reversed(over) if quotes[i][1] <= last]
        yield Stretch(text[first:last], tuple(over), tuple(ends))
