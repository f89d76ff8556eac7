"""The day on which a report was published, from what its header or dateline says.

Only the head of the text is looked at, and only places where the day of publication stands: after a
label, in a dateline, on a line of its own, at the end of a headline, at the start of a flat page.
A date in the story is never taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from itertools import takewhile

from crossclaim.clean.tables import DatelineRules, Pattern

HEAD = 400
"""Lines that begin in the first so many characters make the header."""
FLAT_HEAD = 250
HEADLINE_WORDS = 18
HALF_YEAR = 183
LINE = re.compile(r"[^\n\r\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class DatelinePatterns:
    """Patterns of dates at the places where they tell the day of publication."""

    rules: DatelineRules
    labelled: tuple[Pattern, ...]
    datelines: tuple[Pattern, ...]
    alone: Pattern
    line_end: Pattern
    line_start: Pattern
    headline_start: Pattern
    flat: Pattern


def dateline_patterns(rules: DatelineRules) -> DatelinePatterns:
    """The patterns made of the wording in a datelines file."""
    when = _date_pattern(rules)
    place = rf"[^\W\d_a-z][\w.'’-]*(?:[ ,/]+(?:[^\W\d_a-z][\w.'’-]*|(?:{'|'.join(rules.place_words)})\b))*"
    begin = r"(?:^\W{0,4}|(?<=\s)(?=[A-Z]{3}))"
    clock = r"(?:\d{1,2}[:.]?\d{2}(?::\d{2})?\s*(?:[AaPp]\.?[Mm]\.?)?(?:\s*[A-Z]{2,4}(?:[+-]\d{1,2})?)?)"
    header_words = "|".join(rules.header_words)
    story_words = "".join(rf"(?<!\b{word}\s)" for word in rules.story_words)
    ends = rf"(?=\s*(?:$|[\d(|•·–—-]|[^\W\d_a-z]|(?i:{header_words})\b))"
    return DatelinePatterns(
        rules=rules,
        labelled=tuple(
            re.compile(rf"(?:^\W{{0,3}}|[|·•]\s*|\b\d{{3}}\s+)(?i:{label})\s*[:,–—-]*\s*(?:{clock},?\s*)?{when}")
            for label in rules.labels
        ),
        datelines=(
            re.compile(rf"{begin}{place}\s*\(\s*{when}\s*\)"),
            re.compile(
                rf"{begin}{place}(?:\s*\([^()]{{2,40}}\))?\s*[,:–—-]{{0,2}}\s*{when}"
                r"[.,]?\s*(?:\(|/|[–—:]|--?\s|[-]|$)"
            ),
        ),
        alone=re.compile(rf"[\s(\[]*(?:{clock}[,\s]*)?{when}[,\s|–-]*(?:(?:at\s+)?{clock})?[\s.)\]]*"),
        line_end=re.compile(rf"[\s,|·•–—-]{story_words}{when}[\s|]*(?:{clock})?\s*(?:$|,)"),
        line_start=re.compile(rf"^\W{{0,2}}{when}(?:,\s*(?=[A-Z])|{ends}|(?=[A-Z]))"),
        headline_start=re.compile(rf"^{when}\s*:"),
        flat=re.compile(rf"(?<=[\w)\"”’] ){story_words}{when}{ends}"),
    )


def _date_pattern(rules: DatelineRules) -> str:
    """A date in any order of its parts, the year optional after a month's name."""
    month = "|".join(sorted(map(re.escape, rules.months), key=len, reverse=True))
    weekday = "|".join(sorted(rules.weekdays, key=len, reverse=True))
    year = r"(?:19|20)\d\d(?!\d)"
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    forms = (
        rf"(?P<d1>{day})(?:\s+of)?[\s-]*\b(?i:(?P<m1>{month}))\b\.?(?:[,\s-]*(?P<y1>{year}))?",
        rf"\b(?i:(?P<m2>{month}))\b\.?[\s-]*(?P<d2>{day})(?:[,.]?\s*(?P<y2>{year})|(?!\d))",
        rf"(?P<y3>{year})[-/.](?P<n3>\d{{1,2}})[-/.](?P<d3>\d{{1,2}})(?!\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?",
        rf"(?P<a4>\d{{1,2}})(?P<sep>[-/.])(?P<b4>\d{{1,2}})(?P=sep)(?P<y4>{year})",
    )
    return rf"(?:\b(?i:{weekday})\b\.?,?\s+)?(?<!\d)(?:{'|'.join(forms)})"


def parse_date(text: str, patterns: DatelinePatterns) -> date | None:
    """The day that a field or an option gives; None where it is not told or not clear.

    ISO 8601 days and times, RFC 2822, and days with the month's name or in an order that is
    clear (25/12/2014, 25.12.2014, but not 03/04/2014) are read.

    Args:
        text: the value, such as "2016-04-02" or "2 April 2016".
        patterns: from `dateline_patterns`.
    """
    text = text.strip()
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(text).date()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    found = patterns.alone.fullmatch(text)
    return _full(found, patterns.rules) if found else None


def find_publication(text: str, patterns: DatelinePatterns) -> date | None:
    """The day of publication that the head of a text states.

    A dateline without a year takes the year that makes it nearest to a full date, or to the number
    of a press release, elsewhere in the header.

    Args:
        text: the whole text.
        patterns: from `dateline_patterns`.

    Returns:
        The day; None where the text does not state it.

    Example:
        >>> from crossclaim.clean.tables import load_tables
        >>> patterns = dateline_patterns(load_tables().datelines)
        >>> find_publication("BAMAKO, March 3, 2013 (Agency) - Rebels left on March 1.", patterns)
        datetime.date(2013, 3, 3)
    """
    head = takewhile(lambda m: m.start() < HEAD, LINE.finditer(text))
    lines = [line for m in head if (line := m.group().strip())]
    full = next(_full_dates(lines, patterns), None)
    for line in lines:
        for pattern in patterns.datelines:
            found = pattern.search(line[:HEAD])
            day = found and _full(found, patterns.rules)
            if day:
                return day
    hint = full or _release_month(lines, patterns.rules)
    return _nearest(_partial_date(lines, patterns), hint) or full


def _full_dates(lines: list[str], patterns: DatelinePatterns) -> Iterator[date]:
    """Dates with a year, the most trusted place first."""
    rules = patterns.rules
    tries = [m for p in patterns.labelled for line in lines if (m := p.search(line[:HEAD]))]
    tries += [m for line in lines if (m := patterns.alone.fullmatch(line))]
    short = [line for line in lines if line.count(" ") < HEADLINE_WORDS and not line.endswith(".")]
    tries += [m for line in short if (m := patterns.line_end.search(line))]
    tries += [m for line in lines if (m := patterns.line_start.search(line[:HEAD]))]
    tries += [m for line in lines[:1] if (m := patterns.flat.search(line[:FLAT_HEAD]))]
    yield from (day for found in tries if (day := _full(found, rules)))


def _partial_date(lines: list[str], patterns: DatelinePatterns) -> tuple[int, int] | None:
    """Month and day of a dateline without a year, or of a headline that begins with a day."""
    places = [m for line in lines for p in patterns.datelines if (m := p.search(line[:HEAD]))]
    places += [m for line in lines[:1] if (m := patterns.headline_start.search(line))]
    places += [m for line in lines if (m := patterns.alone.fullmatch(line))]
    for found in places:
        month, day, year = _parts(found, patterns.rules)
        if year is None and month:
            return month, day
    return None


def _release_month(lines: list[str], rules: DatelineRules) -> date | None:
    """The middle of the month that the number of a press release gives."""
    for line in lines:
        for pattern in rules.release_numbers:
            if found := pattern.search(line):
                return date(int(found["year"]), int(found["month"]), 15)
    return None


def _nearest(partial: tuple[int, int] | None, hint: date | None) -> date | None:
    if partial is None or hint is None:
        return None
    days = [_day(hint.year + shift, *partial) for shift in (-1, 0, 1)]
    near = [day for day in days if day and abs((day - hint).days) < HALF_YEAR]
    return near[0] if near else None


def _full(found: re.Match[str], rules: DatelineRules) -> date | None:
    month, day, year = _parts(found, rules)
    return _day(year, month, day) if year else None


def _parts(found: re.Match[str], rules: DatelineRules) -> tuple[int, int, int | None]:
    """Month, day and year of a match of the date pattern; 0 for a month that is not clear."""
    if found["a4"]:
        first, second, year = int(found["a4"]), int(found["b4"]), int(found["y4"])
        if found["sep"] == "/" and first <= 12 and second <= 12 and first != second:
            return 0, first, year
        return (first, second, year) if second > 12 else (second, first, year)
    if found["y3"]:
        return int(found["n3"]), int(found["d3"]), int(found["y3"])
    n = "1" if found["m1"] else "2"
    year_text = found[f"y{n}"]
    day = int(re.sub(r"\D", "", found[f"d{n}"]))
    return rules.months[found[f"m{n}"].casefold()], day, int(year_text) if year_text else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
