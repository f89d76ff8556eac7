"""The main text and the metadata of an HTML page, with trafilatura."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import lxml.etree
import lxml.html
import trafilatura

from crossclaim.errors import InputError

HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    r"<(?:!doctype html|html|head|body|article|main|section|div|meta|title|script|header|p|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
SNIFF = 4_000
NOISY = ("trafilatura", "htmldate", "courlan", "justext")
DATE_SEARCH = {
    "extensive_search": False,
    "original_date": True,
    "min_date": "1900-01-01",
    "max_date": "2100-01-01",
}
"""Days that the page states as its own, not those in its story; fixed bounds, so that no clock is asked."""
NEVER_TEXT = (
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "header",
    "footer",
    "form",
    "aside",
    "head",
    "iframe",
)
BLOCKS = "self::p or self::div or self::li or self::h1 or self::h2 or self::h3 or self::blockquote or self::td"


@dataclass(frozen=True, slots=True)
class Page:
    """What was read off an HTML page; the text has one paragraph a line."""

    text: str
    title: str | None = None
    source: str | None = None
    published: date | None = None
    url: str | None = None


def looks_like_html(text: str) -> bool:
    """Whether a text begins like an HTML page.

    >>> looks_like_html("<!DOCTYPE html><html>"), looks_like_html("Rebels < army")
    (True, False)
    """
    return HTML_START.match(text[:SNIFF]) is not None


def read_page(html: str, *, where: str) -> Page:
    """The main text and the metadata of an HTML page.

    Args:
        html: the page, decoded.
        where: its name in errors.

    Returns:
        The page; its text is empty where there is none.

    Raises:
        InputError: the page cannot be parsed.
    """
    try:
        with _quiet():
            found = trafilatura.bare_extraction(
                html,
                include_comments=False,
                with_metadata=True,
                date_extraction_params=DATE_SEARCH,
            )
    except (
        ValueError,
        TypeError,
        AttributeError,
        RecursionError,
        LookupError,
        lxml.etree.LxmlError,
    ) as error:
        what = f"this HTML page cannot be read ({type(error).__name__})"
        raise InputError(what, where=where, next_step="save the page's text as .txt") from error
    if found is None or isinstance(found, dict) or not found.text or not found.text.strip():
        return Page(all_text(html))
    return Page(
        text=found.text,
        title=found.title or None,
        source=found.sitename or None,
        published=_day(found.date),
        url=found.url or None,
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def all_text(html: str) -> str:
    """All visible text of a page or a piece of one that is too small to find a main part in, one block a line.

    >>> all_text("<p>Rebels left <b>Gao</b>.</p><p>Nine died.</p>")
    'Rebels left Gao.\\nNine died.'
    """
    try:
        tree = lxml.html.document_fromstring(f"<html><body>{html}</body></html>")
        for element in list(tree.iter(*NEVER_TEXT, lxml.etree.Comment)):
            element.drop_tree()
        for element in tree.xpath(f"//*[{BLOCKS} or self::br]"):
            element.tail = f"\n{element.tail or ''}"
        text = str(tree.text_content())
    except (ValueError, lxml.etree.LxmlError):
        # lxml parses control characters and bytes that it then cannot move or give back.
        return ""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keeps the page readers' own log lines off standard error."""
    loggers = [logging.getLogger(name) for name in NOISY]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
