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
    from pathlib import Path

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
    codebook: str | Path | None = None,
    min_confidence: float = 0.0,
) -> Reading:
    """Read one report.

    Args:
        text: the article; with `kind="page"` a pasted page, whose furniture is left out first.
        published: day of publication, a date or "YYYY-MM-DD"; without it relative dates stay unresolved.
        title: headline, if known.
        source: outlet or body that published it, if known.
        kind: "article" (offsets point into `text` as given) or "page".
        codebook: folder of your own words, parties and places, laid over the package's; read once a process.
        min_confidence: claims less sure than this are left out, and counted in `reading.left_out`.

    Returns:
        The reading; all offsets are code points into `reading.report.text`, end-exclusive.

    Raises:
        InputError: nothing to read in the text, or it is in another language.
        OptionError: a date that is none, or a confidence outside 0 to 1.
        DataError: a wrong entry in the codebook.

    >>> read("Rebels denied that they had left the town.").claims[0].stance  # doctest: +SKIP
    'denies'
    """
    from crossclaim.clean import InputOptions
    from crossclaim.clean.text import report_of
    from crossclaim.sifting import at_least

    report = report_of(text, InputOptions(published=published, title=title, source=source, kind=kind))
    return at_least(reader(codebook).read(report), min_confidence)


@cache
def reader(codebook: str | Path | None = None) -> Reader:
    """The default reader, or the one with a user's codebook, opened at the first call and kept.

    Args:
        codebook: folder of the user's own files; `crossclaim.pipeline.load_reader` reads them anew.
    """
    from pathlib import Path

    from crossclaim.pipeline import load_reader

    return load_reader(codebook=Path(codebook) if codebook is not None else None)


__all__ = ["CrossclaimError", "Reading", "Report", "__version__", "read", "reader"]
