"""What was fetched made reports: a page or a text is one, a feed one for each entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crossclaim.clean import Cleaner, InputOptions
from crossclaim.clean.drafts import Draft
from crossclaim.clean.feeds import feed_drafts, is_feed
from crossclaim.clean.finish import finish
from crossclaim.errors import InputError
from crossclaim.fetching.addresses import shown_address
from crossclaim.fetching.exchange import Fetched
from crossclaim.fetching.text import text_of
from crossclaim.records import Report

FOLLOWED = re.compile(
    r"utm_\w+|fbclid|gclid|mc_[ce]id|at_(?:medium|campaign|custom\d)|ns_\w+|cmpid|ocid", re.IGNORECASE
)
"""Parts of a query that say how a reader came to a page, and nothing of the page."""


def reports_in(page: Fetched, options: InputOptions, cleaner: Cleaner) -> Iterator[Report | InputError]:
    """The reports in what was fetched.

    Args:
        page: as it came.
        options: what is said of them; kind "article" keeps texts as they are.
        cleaner: tables to clean with.

    Yields:
        A `Report`, or an `InputError` where one cannot be read.
    """
    where = shown_address(page.address)
    if is_feed(page.body):
        yield from _entries(page, where, options, cleaner)
        return
    try:
        yield finish(page_draft(page, where, options), options, cleaner)
    except InputError as error:
        yield error


def page_draft(page: Fetched, where: str, options: InputOptions) -> Draft:
    """A page as it came in, not yet cleaned.

    Raises:
        NotText: it is binary, or in an encoding that cannot be told.
    """
    text = text_of(page)
    kept = options.kind == "article"
    return Draft(where=where, text=text, kind="article" if kept else "page", html=True, url=plain_address(page.address))


def _entries(page: Fetched, where: str, options: InputOptions, cleaner: Cleaner) -> Iterator[Report | InputError]:
    drafts = feed_drafts(page.body, where, article=options.kind == "article")
    try:
        for draft in drafts:
            try:
                yield draft if isinstance(draft, InputError) else finish(draft, options, cleaner)
            except InputError as error:
                yield error
    except InputError as error:
        yield error


def plain_address(address: str) -> str:
    """A page's address without what only says how a reader came to it.

    >>> plain_address("https://News.example/a?id=3&utm_source=rss#top")
    'https://news.example/a?id=3'
    """
    try:
        parts = urlsplit(address.strip())
        query = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=100)
    except ValueError:
        return address.strip()
    kept = [(name, value) for name, value in query if not FOLLOWED.fullmatch(name)]
    rest = parts.query if len(kept) == len(query) else urlencode(kept)
    return urlunsplit((parts.scheme, parts.netloc.casefold(), parts.path, rest, ""))
