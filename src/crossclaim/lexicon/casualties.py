"""Words by which people are counted: typed loader of `data/casualties.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import cast

from crossclaim.records import CasualtyKind
from crossclaim.yamlfile import YamlFile, is_text, is_whole, read_yaml

FILE = "casualties.yaml"


@dataclass(frozen=True)
class CasualtyWords:
    """Sets of lower-case lemmas or words, each an entry of the file.

    `kinds` maps frames to what they count, `sizes` words for people to how many they are.
    """

    kinds: Mapping[str, CasualtyKind]
    lives: frozenset[str]
    losing: frozenset[str]
    wounded_nouns: frozenset[str]
    states: frozenset[str]
    undergoing: frozenset[str]
    suffering: frozenset[str]
    roughly: frozenset[str]
    moving: frozenset[str]
    ends: frozenset[str]
    leaving: frozenset[str]
    unnumbered: frozenset[str]
    others: frozenset[str]
    counting: frozenset[str]
    harmed: frozenset[str]
    harmed_bare: frozenset[str]
    tallies: frozenset[str]
    tolls: frozenset[str]
    risen: frozenset[str]
    collective: frozenset[str]
    parts: frozenset[str]
    part_pronouns: frozenset[str]
    numerals: frozenset[str]
    additional: frozenset[str]
    definite: frozenset[str]
    single: frozenset[str]
    along: frozenset[str]
    bounding: frozenset[str]
    arresting: frozenset[str]
    doers: frozenset[str]
    no_doers: frozenset[str]
    under_arms: frozenset[str]
    no_people: frozenset[str]
    no_victims: frozenset[str]
    nameless: frozenset[str]
    bodies: frozenset[str]
    mostly: frozenset[str]
    harms: frozenset[str]
    groups: frozenset[str]
    further: frozenset[str]
    kin: frozenset[str]
    sizes: Mapping[str, int]


@cache
def load_casualty_words() -> CasualtyWords:
    """The packaged words.

    Raises:
        DataError: an entry is missing or of another kind.

    >>> load_casualty_words().kinds["wounding"]
    'wounded'
    """
    return build_casualty_words(read_yaml(FILE))


def build_casualty_words(file: YamlFile) -> CasualtyWords:
    """`CasualtyWords` from a data file."""
    kinds = cast("Mapping[str, CasualtyKind]", file.mapping("kinds", is_text, "a kind of casualty"))
    sets = {f.name: frozenset(file.words(f.name)) for f in fields(CasualtyWords) if f.name not in {"kinds", "sizes"}}
    return CasualtyWords(kinds=kinds, sizes=file.mapping("sizes", is_whole, "a whole number"), **sets)
