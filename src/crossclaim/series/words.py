"""Words of truce violations: typed loader of `data/series.yaml`, and numbers before them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from crossclaim.yamlfile import YamlFile, is_text, read_yaml

FILE = "series.yaml"
KINDS = ("explosions", "shelling", "small_arms")
BETWEEN = 3
"""Words between a number and its noun, at most: "12 undetermined heavy explosions"."""


@dataclass(frozen=True)
class TruceWords:
    """What is looked for in the words of a claim; nouns as patterns over text in lower case.

    Attributes:
        broken: types of event by which a truce is broken.
        counted: what is counted as violations.
        kinds: explosions, shelling and small arms, by these names.
        types: kind by type of event.
    """

    broken: frozenset[str]
    counted: re.Pattern[str]
    kinds: Mapping[str, re.Pattern[str]]
    types: Mapping[str, str]


@cache
def load_truce_words() -> TruceWords:
    """The packaged words.

    Raises:
        DataError: an entry is missing or of another form.

    >>> sorted(load_truce_words().kinds)
    ['explosions', 'shelling', 'small_arms']
    """
    return build_truce_words(read_yaml(FILE))


def build_truce_words(file: YamlFile) -> TruceWords:
    """`TruceWords` from a data file."""
    types = file.mapping("types", is_text, "the name of a kind")
    wrong = [kind for kind in types.values() if kind not in KINDS]
    if wrong:
        raise file.error(f"entry 'types': {wrong[0]!r} is no kind", f"write one of {', '.join(KINDS)}")
    return TruceWords(
        frozenset(file.words("broken")),
        _pattern(file.words("counted")),
        {kind: _pattern(file.words(kind)) for kind in KINDS},
        types,
    )


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(w) for w in words)})(?:e?s)?\b")


def stated(text: str, noun: re.Pattern[str], numbers: Iterable[tuple[int, int]]) -> int | None:
    """The largest number that stands before a noun, a few words at most between.

    Args:
        text: in lower case.
        noun: the noun's pattern.
        numbers: (end in the text, least value) of each number.

    >>> stated("heard 12 heavy blasts", load_truce_words().kinds["explosions"], [(8, 12)])
    12
    """
    found = [value for end, value in numbers if _follows(text[end : end + 80], noun)]
    return max(found, default=None)


def _follows(after: str, noun: re.Pattern[str]) -> bool:
    hit = noun.search(after)
    between = after[: hit.start()] if hit else ""
    return hit is not None and len(between.split()) <= BETWEEN and not re.search(r"[.,;:!?\d]", between)
