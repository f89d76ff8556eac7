"""Patterns over a text, put together from the words and pieces of a data file.

A form is a regular expression in which a space is white space, `~` is white space or nothing, `@name` is a
named group of a piece and `%name` the piece without a name. A digit at a name's end tells two groups of the
same piece apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest first; its spaces are those of a form.

    >>> any_of(["a few", "a few more"])
    '(?:a few more|a few)'
    """
    longest = sorted(words, key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace("\\ ", " ") for w in longest) + ")"


def compiled(form: str, pieces: Mapping[str, str], *, before: str = "", after: str = "") -> re.Pattern[str]:
    """A form as a pattern that ignores case.

    Args:
        form: the form.
        pieces: pieces by name; they may name other pieces.
        before: a pattern for what may stand before it, without the form's notation.
        after: a pattern for what may follow.

    Raises:
        KeyError: a piece that does not exist.
        re.error: no regular expression.

    >>> compiled("@count men", {"count": "[0-9]+"}).match("12  men")["count"]
    '12'
    """
    spaced = _written_out(form, pieces).replace(" ", r"\s+").replace("~", r"\s*")
    return re.compile(f"{before}(?:{spaced}){after}", re.IGNORECASE)


def _written_out(form: str, pieces: Mapping[str, str]) -> str:
    def piece(found: re.Match[str]) -> str:
        mark, name = found.group(1), found.group(2)
        inner = _written_out(pieces[name.rstrip("0123456789")], pieces)
        return f"(?P<{name}>{inner})" if mark == "@" else f"(?:{inner})"

    return re.sub(r"([@%])([a-z_]+[0-9]?)", piece, form)
