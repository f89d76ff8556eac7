"""Words that attribute: typed loader of `data/cues.yaml`."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from crossclaim.yamlfile import YamlFile, read_yaml

FILE = "cues.yaml"


@dataclass(frozen=True)
class Cues:
    """Sets of lower-case lemmas or words; each attribute is an entry of the file."""

    deny: frozenset[str]
    hedge: frozenset[str]
    statement_nouns: frozenset[str]
    statement_verbs: frozenset[str]
    accusing: frozenset[str]
    relaying: frozenset[str]
    hearsay: frozenset[str]
    setting_counts: frozenset[str]
    counts: frozenset[str]
    reckonings: frozenset[str]
    expletives: frozenset[str]
    opening_quotes: frozenset[str]
    closing_quotes: frozenset[str]
    dashes: frozenset[str]


@cache
def load_cues() -> Cues:
    """The packaged cues.

    Raises:
        DataError: an entry is missing or no list of words.

    >>> "deny" in load_cues().deny
    True
    """
    return build_cues(read_yaml(FILE))


def build_cues(file: YamlFile) -> Cues:
    """`Cues` from a data file."""
    return Cues(**{f.name: frozenset(file.words(f.name)) for f in fields(Cues)})
