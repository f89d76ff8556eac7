"""The words and forms of number expressions, from `data/numbers.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from crossclaim.patterns import any_of, compiled
from crossclaim.sieve import Sieve
from crossclaim.yamlfile import YamlFile, is_text, is_whole, read_yaml

FILE = "numbers.yaml"
FORMS = ("between", "spread", "range", "amount", "nothing", "article")
VALUES = ("units", "tens", "multipliers", "suffixes", "fixed", "vague", "multiplied")
LISTS = (
    "at_least",
    "at_most",
    "about",
    "plain",
    "or_more",
    "or_less",
    "or_so",
    "articles",
    "not_articles",
    "nothing",
    "nothing_before_noun",
    "not_nothing",
    "currency",
)

BEFORE, AFTER = r"(?<![\w$€£¥#@/-])(?<!\d[,.:/])", r"(?!\w)(?!-\w)(?![,.:/]\d)(?!\s?%)"
"""What stands around a number: nothing that would make it part of a model, a time or a longer one."""


@dataclass(frozen=True)
class NumberWords:
    """What `data/numbers.yaml` holds; see there for the meaning of each table. Keys are in lower case.

    `forms` are patterns by name, in the order in which they are tried; `masks` match what is no number of
    things, such as times of day.
    """

    units: Mapping[str, int]
    tens: Mapping[str, int]
    multipliers: Mapping[str, int]
    suffixes: Mapping[str, int]
    fixed: Mapping[str, int]
    vague: Mapping[str, int]
    multiplied: Mapping[str, int]
    at_least: frozenset[str]
    at_most: frozenset[str]
    about: frozenset[str]
    or_more: frozenset[str]
    or_less: frozenset[str]
    or_so: frozenset[str]
    changes: frozenset[str]
    forms: Mapping[str, re.Pattern[str]]
    masks: tuple[re.Pattern[str], ...]

    @cached_property
    def sieve(self) -> Sieve:
        """The patterns of `forms`, to be looked for together."""
        return Sieve(list(self.forms.values()))

    @cached_property
    def mask_sieve(self) -> Sieve:
        """The patterns of `masks`."""
        return Sieve(self.masks)


@cache
def number_words() -> NumberWords:
    """The packaged words, read once."""
    return load_number_words()


def load_number_words(text: str | None = None) -> NumberWords:
    """Read the packaged data file, or `text` in its place.

    Raises:
        DataError: an entry is missing or of the wrong kind; says which and how to mend it.

    >>> load_number_words().vague["dozens"]
    24
    """
    file = read_yaml(FILE, text)
    values = {k: file.mapping(k, is_whole, "a whole number") for k in VALUES}
    lists = {k: file.words(k) for k in LISTS}
    pieces = _pieces(file, values, lists)
    forms = file.mapping("forms", is_text, "a pattern in quotes")
    missing = set(FORMS) - set(forms)
    if missing:
        raise file.error(f"entry 'forms' lacks {', '.join(sorted(missing))}", "write a pattern for each")
    kept = ("at_least", "at_most", "about", "or_more", "or_less", "or_so")
    tables: dict[str, Any] = {**values, **{k: frozenset(lists[k]) for k in kept}}
    return NumberWords(
        **tables,
        changes=frozenset(file.words("changes")),
        forms={k: _pattern(file, f"forms {k}", forms[k], pieces) for k in FORMS},
        masks=tuple(_masks(file, pieces)),
    )


def _pieces(
    file: YamlFile, values: Mapping[str, Mapping[str, int]], lists: Mapping[str, tuple[str, ...]]
) -> dict[str, str]:
    """The tables' words as pieces of patterns, under the names that forms use."""
    of = frozenset(file.words("before_of"))
    pieces = {k: any_of(v) for k, v in lists.items()}
    pieces |= {
        "unit": any_of(values["units"]),
        "ten": any_of(values["tens"]),
        "multiplier": any_of(values["multipliers"]),
        "suffix": any_of(values["suffixes"]),
        "multiplied": any_of(values["multiplied"]),
        "article": any_of(lists["articles"]),
        "not_article": any_of(lists["not_articles"]),
    }
    for table in ("fixed", "vague"):
        pieces[f"{table}_of"] = any_of(w for w in values[table] if w in of)
        pieces[f"{table}_any"] = any_of(w for w in values[table] if w not in of)
    return pieces | file.mapping("pieces", is_text, "a pattern in quotes")


def _masks(file: YamlFile, pieces: Mapping[str, str]) -> list[re.Pattern[str]]:
    entries = file.entries.get("masks")
    if not isinstance(entries, list) or not all(is_text(e) for e in entries):
        raise file.error("entry 'masks' is missing or no list of patterns", "write it as '- pattern' lines")
    return [_pattern(file, f"masks {n}", e, pieces, bare=True) for n, e in enumerate(entries, start=1)]


def _pattern(
    file: YamlFile, where: str, form: str, pieces: Mapping[str, str], *, bare: bool = False
) -> re.Pattern[str]:
    try:
        if bare:
            return compiled(form, pieces, before=r"(?<!\w)", after=r"(?!\w)")
        return compiled(form, pieces, before=BEFORE, after=AFTER)
    except (re.error, KeyError) as error:
        raise file.error(f"entry '{where}': {form!r}: {error}", "name a known piece, mend the pattern") from error
