"""Tells the furniture of a pasted page from its article, and takes it out.

Wording comes from `data/furniture.yaml`, structure from here: what reads like body text (a run of
words with a full stop at its end) is dropped only for words to the page's visitor; all that follows
a late heading over readers' comments goes, unless it reads like the better part of an article.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from crossclaim.clean.tables import FurnitureRules

BODY_WORDS = 12
"""A line of so many words that ends like a sentence reads like body text."""
HEADING_WORDS = 16
LINK_WORDS = 20
NOTICE_WORDS = 90
NOTICE_REACH = 240
"""A notice begins with its sentence, unless that began more than so many characters before."""
LINKS_AT_MOST = 12
CREDIT_REACH = 160
"""A credit stands in the last so many characters of its line."""

SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
STOP = re.compile(r"[.!?…][\"'”’)\]]*\s+")
QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")


@dataclass(frozen=True, slots=True)
class Parted:
    """Page text parted in two: what is kept, and what was left out, both in order."""

    kept: str
    left_out: tuple[str, ...]


def part(text: str, rules: FurnitureRules) -> Parted:
    """Takes the furniture out of page text.

    Args:
        text: mended text, one paragraph a line.
        rules: from `load_furniture`.

    Returns:
        The article, one paragraph a line, and the lines and credits that were left out.

    Example:
        >>> from crossclaim.clean.tables import load_tables
        >>> part("Troops on a bridge. REUTERS/Jo Doe\\nShare | Tweet", load_tables().furniture)
        Parted(kept='Troops on a bridge.', left_out=('REUTERS/Jo Doe', 'Share | Tweet'))
    """
    lines = text.split("\n")
    end = _comments_begin(lines, rules)
    kept: list[str] = []
    left_out: list[str] = []
    links = 0
    for line in lines[:end]:
        heads_links = _is_heading(line, rules.list_headings)
        if heads_links or (links and _is_link(line)) or is_furniture(line, rules):
            links = LINKS_AT_MOST if heads_links else max(links - 1, 0)
            left_out.append(line)
            continue
        links = 0
        line, notices = strip_notices(line, rules)
        line, credits = strip_credits(line, rules)
        left_out.extend((*notices, *credits))
        if line:
            kept.append(line)
    return Parted("\n".join(kept), (*left_out, *lines[end:]))


def is_furniture(line: str, rules: FurnitureRules) -> bool:
    """Whether a line on its own is furniture.

    Args:
        line: one mended line.
        rules: from `load_furniture`.
    """
    if line.count(" ") < NOTICE_WORDS and any(begin == 0 for begin, _ in _notices(line, rules)):
        return True
    if reads_like_body(line):
        return False
    return bool(
        rules.buttons.fullmatch(line) or rules.lines.fullmatch(line) or _is_heading(line, rules.comment_headings)
    )


def reads_like_body(line: str) -> bool:
    """Whether a line is long enough, and ends like, a sentence of a story."""
    return line.count(" ") + 1 >= BODY_WORDS and bool(SENTENCE_END.search(line))


def strip_notices(line: str, rules: FurnitureRules) -> tuple[str, list[str]]:
    """Takes words to the page's visitor out of a line that holds other text before them.

    Args:
        line: one mended line.
        rules: from `load_furniture`.

    Returns:
        The line without the sentences that are notices, and these.
    """
    spans = _notices(line, rules)
    notices = [line[begin:end].strip() for begin, end in spans]
    for begin, end in reversed(spans):
        line = f"{line[:begin].rstrip()} {line[end:].lstrip()}".strip()
    return line, notices


def _notices(line: str, rules: FurnitureRules) -> list[tuple[int, int]]:
    """Where the sentences of a line that are notices begin and end.

    A notice after many words without a full stop begins at its own first word.
    """
    unquoted = QUOTED.sub(lambda m: "_" * len(m.group()), line)
    if not rules.notices.search(unquoted):
        return []
    spans: list[tuple[int, int]] = []
    bounds = [0, *(m.end() for m in STOP.finditer(unquoted)), len(line)]
    at = 0
    while at < len(line) and (found := rules.notices.search(unquoted, at)):
        begin = bounds[bisect_right(bounds, found.start()) - 1]
        if found.start() - begin > NOTICE_REACH or unquoted.count(" ", begin, found.start()) >= BODY_WORDS:
            begin = found.start()
        at = bounds[min(bisect_left(bounds, found.end()), len(bounds) - 1)]
        spans.append((begin, at))
    return spans


def strip_credits(line: str, rules: FurnitureRules) -> tuple[str, list[str]]:
    """Takes picture credits off a line: the credit only, never the caption.

    Args:
        line: one mended line.
        rules: from `load_furniture`.

    Returns:
        The line without credits, and the credits.
    """
    credits: list[str] = []
    head, tail = line[:-CREDIT_REACH], line[-CREDIT_REACH:]
    if head:
        cut = tail.find(" ")
        head, tail = head + tail[: cut + 1], tail[cut + 1 :]
    for pattern in rules.credits:
        found = pattern.search(tail)
        if found and found.group().strip() and not (found.start() == 0 and head):
            credits.append(found.group().strip())
            tail = f"{tail[: found.start()]}{tail[found.end() :]}"
    return f"{head}{tail}".strip(), credits


def _comments_begin(lines: Sequence[str], rules: FurnitureRules) -> int:
    """The index of the heading that ends the article: all lines where there is none.

    A heading that has more than half as much body text after it as before is a link to the
    comments that stands early in the page.
    """
    body = [line.count(" ") + 1 if reads_like_body(line) else 0 for line in lines]
    total, before = sum(body), 0
    for i, line in enumerate(lines):
        if before and _is_heading(line, rules.comment_headings) and 2 * (total - before) <= before:
            return i
        before += body[i]
    return len(lines)


def _is_heading(line: str, headings: re.Pattern[str]) -> bool:
    return line.count(" ") < HEADING_WORDS and headings.fullmatch(line) is not None


def _is_link(line: str) -> bool:
    return line.count(" ") < LINK_WORDS and not SENTENCE_END.search(line)
