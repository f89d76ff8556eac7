"""What a time expression is counted from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from crossclaim.dates.calendar import Days
from crossclaim.dates.words import DateWords
from crossclaim.records import DatePrecision

Groups = Mapping[str, str]
"""The words of an expression by the names of its form's groups, in lower case."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What an expression is counted from.

    Attributes:
        words: words of the language.
        published: day of publication, where known.
        anchor: the day last spoken of in the text.
        year: a year given before in the same sentence.
        ahead: whether the sentence puts it after publication.
        month_first: whether figures of this text stand month first; None where nothing tells.
    """

    words: DateWords
    published: date | None
    anchor: Days | None = None
    year: int | None = None
    ahead: bool = False
    month_first: bool | None = None


def unknown(precision: DatePrecision = "day") -> Days:
    """Days that cannot be told."""
    return Days(None, None, precision)
