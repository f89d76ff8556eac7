"""The words and forms of time expressions, from `data/dates.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from crossclaim.patterns import any_of, compiled
from crossclaim.sieve import Sieve
from crossclaim.yamlfile import YamlFile, is_pair, is_text, is_whole, is_words, read_yaml

FILE = "dates.yaml"
READS = (
    "anchored",
    "ago",
    "calendar",
    "day_number",
    "day_word",
    "decade",
    "in_the_day",
    "month",
    "numeric",
    "offset",
    "part",
    "season",
    "shift",
    "step",
    "weekday",
    "weekend",
    "window",
    "year",
    "year_part",
    "ymd",
)
"""The arithmetic that a form may name; each is a function of `crossclaim.dates.resolve`."""

SETS = (
    "open_starts",
    "ahead",
    "ahead_near",
    "ahead_to",
    "gone_by",
    "settles",
    "not_after",
    "not_before",
    "month_only",
    "uncounted",
    "rolling",
    "back",
)
"""Entries that are lists of words."""

BEFORE, AFTER = r"(?<![\w$€£])(?<!\d[.,:/])", r"(?!\w)(?![.,:]\d)(?!\s?%)"
"""What stands around an expression: no letter, no figure that would make it part of a longer number."""

Pair = tuple[int, int]


@dataclass(frozen=True)
class Form:
    """A way to write a time expression: a pattern over the text, and the arithmetic for its groups."""

    reads: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class DateWords:
    """What `data/dates.yaml` holds; see there for the meaning of each table. Keys are in lower case."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, int]
    days: Mapping[str, Pair]
    steps: Mapping[str, int]
    anchored: Mapping[str, int]
    units: Mapping[str, Pair]
    counts: Mapping[str, Pair]
    edges: Mapping[str, int]
    year_parts: Mapping[str, Pair]
    decades: Mapping[str, int]
    open_starts: frozenset[str]
    ranges: Mapping[str, frozenset[str]]
    ahead: frozenset[str]
    ahead_near: frozenset[str]
    ahead_to: frozenset[str]
    gone_by: frozenset[str]
    settles: frozenset[str]
    not_after: frozenset[str]
    not_before: frozenset[str]
    month_only: frozenset[str]
    uncounted: frozenset[str]
    rolling: frozenset[str]
    back: frozenset[str]
    forms: tuple[Form, ...]

    @cached_property
    def sieve(self) -> Sieve:
        """The forms' patterns, to be looked for together."""
        return Sieve([form.pattern for form in self.forms])


@cache
def date_words() -> DateWords:
    """The packaged words, read once."""
    return load_date_words()


def load_date_words(text: str | None = None) -> DateWords:
    """Read the packaged data file, or `text` in its place.

    Raises:
        DataError: an entry is missing or of the wrong kind; says which and how to mend it.

    >>> load_date_words().months["sept"]
    9
    """
    file = read_yaml(FILE, text)
    keys = ("months", "weekdays", "weekday_abbreviations", "seasons", "steps", "anchored", "edges", "decades")
    numbers = {k: file.mapping(k, is_whole, "a whole number") for k in keys}
    pairs = {k: _pairs(file, k) for k in ("days", "units", "counts", "year_parts")}
    pieces = _tables(numbers | pairs, file.words("doubtful_months"))
    pieces |= file.mapping("pieces", is_text, "a pattern in quotes")
    ranges = file.mapping("ranges", is_words, "a list of words")
    weekdays = numbers["weekdays"] | numbers.pop("weekday_abbreviations")
    values: dict[str, Any] = numbers | pairs | {k: frozenset(file.words(k)) for k in SETS}
    return DateWords(
        **values | {"weekdays": weekdays, "ranges": {k: frozenset(v) for k, v in ranges.items()}},
        forms=tuple(_forms(file, pieces)),
    )


def _pairs(file: YamlFile, key: str) -> dict[str, Pair]:
    found = file.mapping(key, is_pair, "a pair of whole numbers")
    return {word: (item[0], item[1]) for word, item in found.items()}


def _tables(tables: Mapping[str, Mapping[str, object]], doubtful: tuple[str, ...]) -> dict[str, str]:
    """The tables' words as pieces of patterns, under the names that forms use."""
    months = tables["months"]
    return {
        "month": any_of(months),
        "plain_month": any_of(m for m in months if m not in doubtful),
        "weekday": any_of(tables["weekdays"]),
        "weekday_short": any_of([*tables["weekdays"], *tables["weekday_abbreviations"]]),
        "season": any_of(tables["seasons"]),
        "day_word": any_of(tables["days"]),
        "step": any_of(tables["steps"]),
        "anchored": any_of(tables["anchored"]),
        "unit": any_of(tables["units"]),
        "count": f"(?:{any_of(tables['counts'])}|%figure)",
        "edge": any_of(tables["edges"]),
        "year_part": any_of(tables["year_parts"]),
        "decade_word": any_of(tables["decades"]),
    }


def _forms(file: YamlFile, pieces: Mapping[str, str]) -> Iterable[Form]:
    entries = file.entries.get("forms")
    if not isinstance(entries, list) or not entries:
        raise file.error("entry 'forms' is missing or no list", "write it as '- {reads: name, form: pattern}' lines")
    for number, entry in enumerate(entries, start=1):
        where = f"entry 'forms' {number}"
        if not isinstance(entry, dict) or not is_text(entry.get("form")) or entry.get("reads") not in READS:
            raise file.error(f"{where}: {entry!r} is no form", f"give it 'form' and 'reads', one of {', '.join(READS)}")
        try:
            pattern = compiled(entry["form"], pieces, before=BEFORE, after=AFTER)
        except (re.error, KeyError) as error:
            raise file.error(
                f"{where}: {entry['form']!r}: {error}", "name a known piece and mend the pattern"
            ) from error
        yield Form(entry["reads"], pattern)
