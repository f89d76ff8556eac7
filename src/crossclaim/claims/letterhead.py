"""Whose letterhead a text bears: a press release that comes without a source, or inside an outlet's page.

A line near the top says what it is ("For immediate release"), and a line beside it whose. What follows is told in that
body's own voice, up to where an outlet's dateline ("GAO (North Wire) -") begins another story.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Set
from itertools import accumulate

from crossclaim.records import Party

LINES = 8
"""Lines at the top of a text in which a letterhead stands."""

LONGEST = 100
"""Characters of a line of a letterhead; what is longer is text."""

PART = re.compile(r"\s+[-\u2013\u2014|]\s+|\s*[,:;]\s+")
"""What parts a body from where it is, and what a line is from whose."""

DATELINE = re.compile(
    r"^[A-Z][\w' .-]{1,40}(?:, [\w' .-]{2,40})? ?\(([^()\d\n]{2,40})\) ?[-\u2013\u2014]", re.MULTILINE
)
"""A dateline that names an outlet; one that names a day is a release's own."""


BodyBehind = Callable[[str | None], Party | None]


def letterhead(text: str, body_behind: BodyBehind, words: Set[str]) -> tuple[Party, int] | None:
    """The body whose letterhead stands at the top of a text, and where what it says ends.

    Args:
        text: of the report.
        body_behind: the body that a name names, None for outlets and unknown names.
        words: lower-case words that a letterhead calls itself by: "press release".

    Returns:
        The party, at no place of the text, and an offset in code points; None where there is no letterhead.
    """
    lines = text.split("\n")[:LINES]
    top = [line.strip() for line in lines]
    short = [line for line in top if 0 < len(line) <= LONGEST]
    if not any(word in line.lower() for line in short for word in words):
        return None
    ends = list(accumulate(len(line) + 1 for line in lines))
    last = max(end for line, end in zip(top, ends, strict=True) if any(word in line.lower() for word in words))
    near = [line for line, end in zip(top, ends, strict=True) if end <= last + LONGEST and 0 < len(line) <= LONGEST]
    body = next((b for line in near for b in map(body_behind, (line, *PART.split(line))) if b is not None), None)
    if body is None:
        return None
    other = next((m.start() for m in DATELINE.finditer(text, last)), len(text))
    return body, other
