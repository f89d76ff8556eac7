"""Whose letterhead a text bears: a press release that comes without a source, or inside an outlet's page.

A line near the top says what it is ("For immediate release"), and a line beside it whose. What follows is told in that
body's own voice, up to where an outlet's dateline ("GAO (North Wire) -") begins another story.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Set

from crossclaim.claims.own_voice import WITHIN
from crossclaim.records import Party

LINES = 8
"""Lines at the top of a text in which a letterhead stands."""

LONGEST = 100
"""Characters of a line of a letterhead; what is longer is text."""

PART = re.compile(r"\s*[-\u2013\u2014|]\s+|\s*[,:;]\s+")
"""What parts a body from where it is, and what a line is from whose."""

UPPER = "".join(c for c in map(chr, range(0x530)) if c.isupper())
"""Capitals of the Latin, Greek and Cyrillic alphabets."""

DATELINE = re.compile(
    rf"^[{UPPER}][\w' .-]{{1,40}}(?:, [\w' .-]{{2,40}})? ?\([^()\d\n]{{2,40}}\) ?[-\u2013\u2014]", re.MULTILINE
)
"""A dateline that names an outlet; one that names a day is a release's own."""

HEADING = re.compile(
    rf"^[{UPPER}][{UPPER}'\u2019 &-]{{1,60}} [{UPPER}'\u2019 &-]{{0,60}}[{UPPER}], [^.\n]{{0,60}}\d[^.\n]{{0,20}}$",
    re.MULTILINE,
)
"""The line over another body's words: "HILLS RIGHTS WATCH, Dakar, 24 February"."""

BRACKETS = re.compile(r"\([^()]*\)")

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
    lines = [line.strip() for line in text.splitlines()[:LINES]]
    called = [n for n, line in enumerate(lines) if _is_heading(line, words) and any(w in line.lower() for w in words)]
    if not called:
        return None
    near = sorted(range(called[-1] + 1), key=lambda n: (min(abs(n - c) for c in called), n))
    names = [name for n in near if _is_heading(lines[n], words) for name in _names(lines[n], body_behind)]
    names = [name for name in names if not any(w in name.lower() for w in words)]
    body = next((b for name in names if (b := body_behind(name)) is not None and not _is_land(b, name)), None)
    if body is None:
        return None
    others = (
        m.start() for pattern in (DATELINE, HEADING) for m in pattern.finditer(text, len(text.splitlines()[0]) + 1)
    )
    return body, min(others, default=len(text))


def _is_heading(line: str, words: Set[str]) -> bool:
    """Whether a line is of names and titles alone: no sentence, no word of it small but those that stand in names."""
    own = {part for word in words if word in line.lower() for part in word.split()} | WITHIN
    small = [word for word in BRACKETS.sub("", line).split() if word[:1].islower() and word not in own]
    return 0 < len(line) <= LONGEST and not line.endswith((".", "!", "?", '"', "\u201d")) and not small


def _names(line: str, body_behind: BodyBehind) -> list[str]:
    """What a line may name: its parts and all of it; behind a country's name what is that country's."""
    first, *others = PART.split(line)
    land = body_behind(first) if others else None
    if land is None or not _is_land(land, first):
        return [first, *others, line]
    return [*(f"{land.name} {other}" for other in others), *others, line]


def _is_land(body: Party, name: str) -> bool:
    """Whether a name is just a country's: "KABUL, Afghanistan"."""
    return body.country is not None and body.sector == "GOV" and name.casefold().startswith(body.name.casefold())
