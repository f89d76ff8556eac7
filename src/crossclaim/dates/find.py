"""Finds the time expressions of a document and the days they stand for."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from crossclaim.dates.calendar import PRECISION, Days
from crossclaim.dates.relative import shifted
from crossclaim.dates.resolve import resolve
from crossclaim.dates.sentences import sentence_around, sentence_bounds
from crossclaim.dates.setting import Setting
from crossclaim.dates.spot import Spotted, spot, words_after, words_before
from crossclaim.dates.words import DateWords, date_words
from crossclaim.parsed import parsed
from crossclaim.records import DateSpan

if TYPE_CHECKING:
    from spacy.tokens import Doc as SpacyDoc

    from crossclaim.parsed import Doc

NEAR = 12
"""Words before a date in which its sentence's verb is looked for."""

REACH = 300
"""Characters around a date in which those words stand."""

GAP = 12
"""Characters between the two ends of a range: its joining word and white space."""

AHEAD_NEAR = 6
"""Words after a date that opens its sentence in which the verb is looked for."""

OPENING = 2
"""Words before a date that opens its sentence, at most."""


def find_dates(doc: Doc | SpacyDoc, published: date | None, *, words: DateWords | None = None) -> tuple[DateSpan, ...]:
    """The time expressions of a document, in text order, not overlapping.

    Works on the text, needs no parse. Relative expressions are counted from `published`, or from the day
    last spoken of ("the next day"), or have no days where neither is known. A night belongs to the day it
    begins on, "overnight" alone to the day before publication and that of publication. "Last week" is a
    calendar week from Monday; "since Monday" reaches to publication.

    Args:
        doc: the document; offsets are code points of its text, end-exclusive.
        published: day of publication, where known.
        words: words and forms of the language; the packaged English ones by default.

    Returns:
        Spans with first and last day, both included.

    >>> import spacy
    >>> doc = spacy.blank("en")("Shells fell on Friday night.")
    >>> [(d.text, str(d.first)) for d in find_dates(doc, date(2016, 4, 2))]
    [('Friday night', '2016-04-01')]
    """
    words, doc = words or date_words(), parsed(doc)
    text = doc.text
    spotted = spot(text, words)
    joined = _ranges(text, spotted, words)
    setting = Setting(words, published, month_first=_month_first(spotted))
    found = _resolved(text, sentence_bounds(doc), spotted, setting)
    return tuple(_with_ranges(text, spotted, found, joined, setting))


def _month_first(spotted: Sequence[Spotted]) -> bool | None:
    """Whether dates in figures stand month first, as the ones that leave no doubt show."""
    figures = [(int(s.groups["a"]), int(s.groups["b"])) for s in spotted if s.reads == "numeric"]
    votes = sum(b > 12 for _, b in figures) - sum(a > 12 for a, _ in figures)
    return None if votes == 0 else votes > 0


def _ranges(text: str, spotted: Sequence[Spotted], words: DateWords) -> dict[int, int]:
    """Where two neighbours make one: the number of the first, and the offset where the whole begins."""
    joined: dict[int, int] = {}
    for i, (a, b) in enumerate(itertools.pairwise(spotted)):
        if i - 1 in joined or b.start - a.end > GAP:
            continue
        if a.reads == "shift":
            joined[i] = a.start
            continue
        opener, start = next(
            ((w, at) for w in words.ranges if w and (at := _word_right_before(text, a.start, w)) is not None),
            ("", a.start),
        )
        if text[a.end : b.start].strip().lower() in words.ranges[opener]:
            joined[i] = start
    return joined


def _word_right_before(text: str, start: int, word: str) -> int | None:
    """The offset of a word right before an offset; None where another stands there."""
    before = text[max(0, start - len(word) - GAP) : start]
    bare = before.rstrip()
    if not bare.lower().endswith(word) or bare[: -len(word)][-1:].isalnum():
        return None
    return start - len(before) + len(bare) - len(word)


def _resolved(text: str, bounds: list[int], spotted: Sequence[Spotted], base: Setting) -> list[Days]:
    """The days of each expression, each counted with what was said before it."""
    found: list[Days] = []
    anchor: Days | None = None
    for i, s in enumerate(spotted):
        begin, _ = sentence_around(bounds, s.start)
        year = _year_said(spotted, found, begin)
        groups = _with_next_year(text, spotted, i, base.words)
        ahead = points_ahead(text[max(begin, s.start - REACH) : s.start], text[s.end : s.end + REACH], base.words)
        days = resolve(s.reads, groups, replace(base, anchor=anchor, year=year, ahead=ahead))
        found.append(days)
        if days.first and days.precision == "day" and s.reads != "window":
            anchor = days
    return found


def _with_next_year(text: str, spotted: Sequence[Spotted], i: int, words: DateWords) -> dict[str, str]:
    """The groups of an expression, with the year of the next where both share it: "in April and May 2015"."""
    here = spotted[i]
    if i + 1 == len(spotted) or here.reads not in ("calendar", "month") or {"year", "step"} & set(here.groups):
        return here.groups
    after = spotted[i + 1]
    joins = frozenset[str]().union(*words.ranges.values())
    if "year" in after.groups and text[here.end : after.start].strip().lower() in joins:
        return here.groups | {"year": after.groups["year"]}
    return here.groups


def _year_said(spotted: Sequence[Spotted], days: Sequence[Days], begin: int) -> int | None:
    """The year that the sentence has given in figures before: "on 7 May 2008 ... and on 9 May"."""
    for i in reversed(range(max(0, len(days) - NEAR), len(days))):
        s, d = spotted[i], days[i]
        if s.start < begin:
            return None
        if "year" in s.groups and d.first and s.reads in ("calendar", "month", "ymd"):
            return d.first.year
    return None


def points_ahead(left: str, right: str, words: DateWords) -> bool:
    """Whether the words of the sentence around an expression put it after publication.

    Args:
        left: the sentence up to the expression.
        right: what follows it.
        words: words of the language.

    >>> points_ahead("Talks will be held on ", ".", date_words())
    True
    """
    before = words_before(left, len(left), NEAR)
    opens = len(before) <= OPENING
    if before and before[0] in words.ahead_near:
        return not _gone_by(words_after(right, 0, NEAR) if opens else before[1:], words)
    for n, word in enumerate(before):
        if word in words.settles:
            return False
        if word in words.ahead or (word == "to" and before[n + 1 : n + 2] and before[n + 1] in words.ahead_to):
            return True
    if not opens:
        return False
    for word in words_after(right, 0, AHEAD_NEAR):
        if word in words.settles:
            return False
        if word in words.ahead:
            return True
    return False


def _gone_by(nearest: Sequence[str], words: DateWords) -> bool:
    """Whether what happened "by" a date has happened: "by Friday the town had fallen"."""
    for word in nearest:
        if word == "to" or word in words.ahead:
            return False
        if word in words.gone_by:
            return True
    return False


def _with_ranges(
    text: str, spotted: Sequence[Spotted], found: Sequence[Days], joined: dict[int, int], base: Setting
) -> Iterator[DateSpan]:
    """Spans of all expressions, the two ends of a range as one, and "since" with its date."""
    skip = -1
    for i, (s, days) in enumerate(zip(spotted, found, strict=True)):
        if i == skip:
            continue
        start, end = s.start, s.end
        if i in joined:
            start, end, skip = joined[i], spotted[i + 1].end, i + 1
            last = found[skip]
            days = shifted(s.groups, last, base.words) if s.reads == "shift" else _between(days, last)
        elif base.published and days.first and days.first <= base.published:
            opened = [_word_right_before(text, start, w) for w in base.words.open_starts]
            begins = [at for at in opened if at is not None]
            if begins:
                start, days = min(begins), Days(days.first, base.published, days.precision)
        yield DateSpan(text[start:end], start, end, days.first, days.last, days.precision)


def _between(a: Days, b: Days) -> Days:
    """From the first day of one to the last of the other."""
    if a.first is None or b.last is None:
        return Days(None, None, a.precision)
    first = a.first
    while first > b.last and (first - b.last).days < 7:
        first -= timedelta(days=7)
    finer = min(a.precision, b.precision, key=list(PRECISION.values()).index)
    return Days(first, b.last, finer) if first <= b.last else b
