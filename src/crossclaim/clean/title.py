"""The headline of a pasted page: a short first line over longer text."""

from __future__ import annotations

import re

LINES_LOOKED_AT = 3
TITLE_WORDS = 25
TITLE_LETTERS = 180
BODY_LETTERS = 60
SENTENCE_END = re.compile(r"[.;:,][\"'”’)]*$")
NUMBER = re.compile(r"[\d\W_]*(?:[A-Z]{1,4}[\d\W_]+)*")


def find_title(text: str) -> str | None:
    """The headline that a page's text begins with.

    Args:
        text: the article, one paragraph a line.

    Returns:
        The line as it stands, or None where no line among the first looks like a headline.

    Example:
        >>> find_title("Rebels take town\\nRebels took the border town on Monday after days of fighting.")
        'Rebels take town'
    """
    lines = [line.strip() for line in text.split("\n", LINES_LOOKED_AT + 1)]
    for i, line in enumerate(lines[:LINES_LOOKED_AT]):
        if len(line) > TITLE_LETTERS or SENTENCE_END.search(line):
            return None
        longer = any(len(later) >= max(BODY_LETTERS, len(line)) for later in lines[i + 1 :])
        if line and longer and 2 < line.count(" ") + 1 <= TITLE_WORDS and not NUMBER.fullmatch(line):
            return line
    return None
