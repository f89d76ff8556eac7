"""Finds time expressions in a text: where they stand and of which form, not yet which days they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import islice

from crossclaim.dates.calendar import valid
from crossclaim.dates.words import DateWords

LOWER = 0.005
"""Share of capitals among letters under which a text is lower-case, and its names of days and months too."""

LEAP = 2000
"""A year in which every day of the month exists."""

_Key = tuple[int, int, int]
"""Order of candidates: where they begin, the longer ones first, then the forms' order."""

_WORD = re.compile(r"['’]\w+|\w+")


@dataclass(frozen=True, slots=True)
class Spotted:
    """A time expression in the text: `groups` are the words of its form's named groups, in lower case."""

    start: int
    end: int
    reads: str
    groups: dict[str, str]


def spot(text: str, words: DateWords) -> tuple[Spotted, ...]:
    """The time expressions of a text, in order, not overlapping.

    Args:
        text: the text; offsets are code points into it, end-exclusive.
        words: words and forms of the language.

    >>> from crossclaim.dates.words import date_words
    >>> [(s.start, s.reads) for s in spot("On Friday, 3 May they left.", date_words())]
    [(3, 'calendar')]
    """
    lower = is_lower(text)
    found: dict[_Key, Spotted] = {}
    for number, m in words.sieve.matches(text):
        found |= _candidate(number, m, words, lower)
    heap, chosen, done = sorted(found), [], 0
    while heap:
        key = heappop(heap)
        s = found[key]
        if s.start >= done:
            chosen.append(s)
            done = s.end
            continue
        # What overlaps may hide a later expression of its form: "April 2 and 3 May 2015".
        form = words.forms[key[2]].pattern
        again = next((hit for at in range(done, s.end) if (hit := form.match(text, at))), None)
        if again is not None:
            hidden = _candidate(key[2], again, words, lower)
            for new in hidden.keys() - found.keys():
                heappush(heap, new)
            found |= hidden
    return tuple(chosen)


def is_lower(text: str) -> bool:
    """Whether a text is written without capitals."""
    most = int(len(text) * LOWER)
    if next(islice(filter(str.isupper, text), most, None), None):
        return False  # more capitals than if every character were a letter; most texts show that early on
    return sum(map(str.isupper, text)) <= sum(map(str.isalpha, text)) * LOWER


def words_before(text: str, start: int, most: int) -> list[str]:
    """The last words before an offset, nearest first, in lower case."""
    return [w.lower() for w in reversed(_WORD.findall(text[max(0, start - 20 * most) : start])[-most:])]


def words_after(text: str, end: int, most: int) -> list[str]:
    """The first words from an offset on, in lower case."""
    return [w.lower() for w in _WORD.findall(text[end : end + 20 * most])[:most]]


def _candidate(number: int, m: re.Match[str], words: DateWords, lower: bool) -> dict[_Key, Spotted]:
    """The match of a form with its place in the order of candidates; nothing where it is no time."""
    start, end = m.span("span") if "span" in m.re.groupindex else m.span()
    end -= m.string[end - 1] == "."
    groups = {k: " ".join(v.lower().split()) for k, v in m.groupdict().items() if v is not None}
    if not lower and any(m[k][:1].islower() for k in ("month", "weekday") if k in groups):
        return {}
    s = Spotted(start, end, words.forms[number].reads, groups)
    good = _is_possible(s, words) and _is_no_name(m.string, s, words)
    return {(start, -end, number): s} if good else {}


def _is_no_name(text: str, s: Spotted, words: DateWords) -> bool:
    """Whether the words around leave it a time: not "Black Friday", "5 May Brigade", "in April 12 people"."""
    before = words_before(text, s.start, 1)
    after = words_after(text, s.end, 1)
    if after and after[0] in words.not_before and text[s.end : s.end + 1] not in tuple(",.;"):
        return False
    if s.reads == "weekday" and before and before[0] in words.not_after:
        return False
    if "month_first" not in s.groups or {"year", "step", "day2"} & set(s.groups):
        return True
    counting = bool(after) and after[0] not in words.uncounted and text[s.end : s.end + 1] == " "
    return not (counting and before and before[0] in words.month_only)


def _is_possible(s: Spotted, words: DateWords) -> bool:
    """Whether the calendar has such a day in some year."""
    g = s.groups
    if s.reads == "calendar":
        return all(valid(LEAP, words.months[g["month"]], int(g[k])) for k in ("day", "day2") if k in g)
    if s.reads == "ymd":
        return valid(int(g["year"]), int(g["number"]), int(g["day"])) is not None
    if s.reads == "numeric":
        a, b = int(g["a"]), int(g["b"])
        return valid(LEAP, b, a) is not None or valid(LEAP, a, b) is not None
    if s.reads == "year" and "tail" in g:
        return int(g["tail"]) > int(g["year"]) % 100
    return True
