"""A report from a text in hand, without a file."""

from __future__ import annotations

from crossclaim.clean.drafts import Draft, InputOptions
from crossclaim.clean.finish import Cleaner, finish
from crossclaim.clean.mend import mark_broken
from crossclaim.clean.tables import load_tables
from crossclaim.records import Report


def report_of(text: str, options: InputOptions | None = None, *, cleaner: Cleaner | None = None) -> Report:
    """The report that a text makes; its id is a hash of the content.

    Args:
        text: an article, kept exactly, or with `kind="page"` a pasted page or HTML, which is cleaned.
        options: what is said of the text; kind "auto" is "article" here.
        cleaner: tables to clean with; the package's own where it is not given.

    Returns:
        The report; offsets of all later stages point into its text.

    Raises:
        EmptyText: nothing to read in it.
        OtherLanguage: not in English.
        DataError: a data file of the package is broken.

    Example:
        >>> report_of("MINSK, March 3, 2013 (Agency) - Troops left.").published
        datetime.date(2013, 3, 3)
    """
    options = options or InputOptions()
    is_page = options.kind == "page"
    draft = Draft(where="text", text=mark_broken(text), kind="page" if is_page else "article", html=is_page)
    return finish(draft, options, cleaner or Cleaner.of(load_tables()))
