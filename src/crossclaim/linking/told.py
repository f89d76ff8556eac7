"""How a report speaks of what it tells: as of something known, as of news, or as of what happens time and again.

"The attack killed 86" is about an attack that was told of before; "an attack killed 86" brings news; "is hit regularly"
tells of no one day. English marks the first two by the article (C. Lyons, Definiteness, 1999).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from crossclaim.linking.records import Told
from crossclaim.linking.settings import Settings, Telling
from crossclaim.records import Claim

WITHOUT_END = 10**12
"""More people than there are."""

SENTENCE = 120
"""Characters within which words that stand before or after a claim are taken to be of its sentence."""


def is_of_no_day(claim: Claim, settings: Settings) -> bool:
    """Whether a claim tells of no occurrence: of what happens time and again ("is shelled regularly"), or of a war."""
    if claim.casualties:
        return any((x.low or x.high or 0) >= settings.war.get(x.kind, WITHOUT_END) for x in claim.casualties)
    return bool(set(re.findall(r"[a-z]+", claim.quote.casefold())) & settings.telling.habitual)


@lru_cache(maxsize=8)
def _act_after(determiners: frozenset[str], telling: Telling) -> re.Pattern[str]:
    """A determiner, at most three words that end no noun phrase, and a noun for an act."""
    first, between, acts = ("|".join(sorted(w)) for w in (determiners, telling.breaks, telling.acts))
    return re.compile(rf"\b(?:{first})\s+(?:(?!(?:{between})\b)[\w'’-]+\s+){{0,3}}?(?:{acts})s?\b", re.IGNORECASE)


def how_near(claim: Claim, start: int, end: int) -> Told:
    """How near to a claim words stand that it takes its place or day from.

    Args:
        claim: with its offsets.
        start, end: of the words; a place that is named only later is lent from another matter.
    """
    if claim.start <= start < claim.end:
        return "evidence"
    gap = claim.start - end if end <= claim.start else start - claim.end
    if gap <= SENTENCE:
        return "sentence"
    return "carried" if start < claim.start else "lent"


def days_back(claim: Claim, settings: Settings) -> int:
    """How many days before its day what a claim tells of may have been.

    0 where the day stands in its evidence, or it brings news; `Limits.recall` where it speaks of an act as known;
    `Limits.saying` where the day may be that on which its claimant spoke; else 1.
    """
    day, limits = claim.date, settings.limits
    if day is None or how_near(claim, day.start, day.end) == "evidence" or _speaks_of(claim, "indefinite", settings):
        return 0
    if _speaks_of(claim, "definite", settings):
        return limits.recall
    return limits.saying if claim.attribution else 1


def less_sure(a: int, b: int) -> int:
    """`days_back` of two claims together: one that is sure of its day makes both so."""
    return max(a, b) if a and b else 0


def _speaks_of(claim: Claim, how: Literal["definite", "indefinite"], settings: Settings) -> bool:
    words = settings.telling.definite if how == "definite" else settings.telling.indefinite
    return _act_after(words, settings.telling).search(claim.quote) is not None
