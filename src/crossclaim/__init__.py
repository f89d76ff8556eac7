"""Crossclaim: who claims, denies or hedges what in reports of armed conflict, with the words that say so.

>>> import crossclaim
>>> reading = crossclaim.read("The army said it had shelled the town.", published="2016-04-02")  # doctest: +SKIP
>>> reading.claims[0].claimant.name  # doctest: +SKIP
'army'
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from crossclaim.errors import CrossclaimError
from crossclaim.records import Reading, Report

if TYPE_CHECKING:
    from datetime import date

    from crossclaim.pipeline import Reader

try:
    __version__ = version("crossclaim")
except PackageNotFoundError:
    __version__ = "0"


def read(
    text: str,
    *,
    published: str | date | None = None,
    title: str | None = None,
    source: str | None = None,
    kind: str = "article",
) -> Reading:
    """Read one report.

    Args:
        text: the article; with `kind="page"` a pasted page, whose furniture is left out first.
        published: day of publication, a date or "YYYY-MM-DD"; without it relative dates stay unresolved.
        title: headline, if known.
        source: outlet or body that published it, if known.
        kind: "article" (offsets point into `text` as given) or "page".

    Returns:
        The reading; all offsets are code points into `reading.report.text`, end-exclusive.

    Raises:
        InputError: nothing to read in the text, or it is in another language.
        OptionError: a date that is none.

    >>> read("Rebels denied that they had left the town.").claims[0].stance  # doctest: +SKIP
    'denies'
    """
    from crossclaim.clean import InputOptions
    from crossclaim.clean.text import report_of

    return reader().read(report_of(text, InputOptions(published=published, title=title, source=source, kind=kind)))


@cache
def reader() -> Reader:
    """The default reader, opened at the first call and kept."""
    from crossclaim.pipeline import load_reader

    return load_reader()


__all__ = ["CrossclaimError", "Reading", "Report", "__version__", "read", "reader"]
