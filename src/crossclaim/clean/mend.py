"""Mends page text: slips of escaping, mojibake, entities, spaces and line ends.

Quotation marks, dashes and letters stay as they are: only what a page or a copy broke is mended.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import replace
from datetime import date

import ftfy

from crossclaim.errors import NotText
from crossclaim.records import Report

LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
BLANK_LINES = re.compile(r"\n\s*\n")
TERMINAL = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
ESCAPED_MARK = re.compile(r"\\+(?=[’‘'\"“”/])")
ESCAPED_LINE_END = re.compile(r"(?<![A-Za-z]:)(?<!\\)(?:\\r)?\\n(?=\\[rn]|\s|$|[A-Z\"“'‘(«—-])")
ESCAPED_TAB = re.compile(r"(?<![A-Za-z]:)(?<!\\)\\t(?=\s|$|[A-Z\"“'‘(])")
UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
SPACES = re.compile(r"[^\S\n]+")
COLUMN = range(36, 101)
"""Widths of columns that texts are broken to fit."""

NEEDED = ("id", "text")
TEXTS = (*NEEDED, "title", "source", "url", "language")
"""Fields of a report that are text; the first two are never missing."""

DAYS = date(1000, 1, 1), date(9000, 1, 1)
"""Between these a report may be published: databases write 0001-01-01 and 9999-12-31 for a day that is not known."""

_FTFY = ftfy.TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    remove_control_chars=False,
    normalization=None,
    explain=False,
)


def mend(text: str) -> str:
    r"""Page text with its slips mended, one paragraph a line and no empty line.

    Args:
        text: as it came off the page.

    Example:
        >>> mend("The ministry\\’s spokesman said:\r\n\r\n\\\"No&nbsp;comment.\\\"  ")
        'The ministry’s spokesman said:\n"No comment."'
    """
    text = BLANK_LINES.sub("\n\n", LINE_ENDS.sub("\n", text))
    text = ENTITY.sub(lambda m: html.unescape(m.group()), text)
    if not text.isascii():
        lines = text.split("\n")
        text = "\n".join(line if line.isascii() else ftfy.fix_text(line, _FTFY) for line in lines)
    text = LINE_ENDS.sub("\n", TERMINAL.sub("", text))
    text = ESCAPED_LINE_END.sub("\n", text)
    text = ESCAPED_TAB.sub(" ", text)
    text = ESCAPED_MARK.sub("", text)
    text = CONTROL.sub("", UNSEEN.sub("", text))
    lines = [SPACES.sub(" ", line).strip() for line in text.split("\n")]
    return "\n".join(line for line in unwrap(lines) if line)


def unwrap(lines: list[str]) -> list[str]:
    """Joins lines that were broken to fit a column, as mail and text files have them.

    A line was broken for width where the first word of the next would not have fitted. The lines
    are joined only where that holds for most of them, so that lists and short lines stay apart.

    Args:
        lines: stripped lines; an empty one parts paragraphs.

    Returns:
        The lines; the same list where the text is not broken to a column.

    Example:
        >>> unwrap(["The army said that both of the towns", "had been taken by its own troops, and", "left."])
        ['The army said that both of the towns had been taken by its own troops, and left.']
    """
    width = max(map(len, lines), default=0)
    inner = [i for i in range(len(lines) - 1) if lines[i] and lines[i + 1]]
    broken = [i for i in inner if len(lines[i]) + 1 + len(lines[i + 1].split(" ", 1)[0]) > width]
    if width not in COLUMN or len(broken) < 2 or 2 * len(broken) <= len(inner):
        return lines
    joined: list[str] = []
    follows = set(broken)
    for i, line in enumerate(lines):
        if i - 1 in follows:
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined


def mark_broken(text: str) -> str:
    r"""The text with each half of a surrogate pair replaced, one for one, so that it can be written out.

    Example:
        >>> mark_broken("a\ud800b") == "a\N{REPLACEMENT CHARACTER}b"
        True
    """
    if text.isascii() or not any(unicodedata.category(c) == "Cs" for c in set(text)):
        return text
    return "".join("\N{REPLACEMENT CHARACTER}" if "\ud800" <= c <= "\udfff" else c for c in text)


def readable(report: Report) -> Report:
    r"""A report as reading takes it: halves of surrogate pairs replaced, one for one, so that offsets stay.

    A day of publication that stands for none is taken away.

    Args:
        report: whoever made it.

    Raises:
        NotText: its text, title or another field is something else than text.

    >>> readable(Report("r", "It fell\udc80 at dawn.")).text
    'It fell� at dawn.'
    """
    marked: dict[str, str | None] = {}
    for name in TEXTS:
        value = getattr(report, name)
        if value is None and name not in NEEDED:
            continue
        if not isinstance(value, str):
            what = f"its {name} is {type(value).__name__}, not text"
            raise NotText(what, where=f"report {report.id}", next_step="give text (str)")
        if (found := mark_broken(value)) is not value:
            marked[name] = found
    if report.published and not DAYS[0] <= report.published < DAYS[1]:
        marked["published"] = None
    return replace(report, **marked) if marked else report  # type: ignore[arg-type]
