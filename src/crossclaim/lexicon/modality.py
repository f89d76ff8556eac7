"""Words that hedge, date or condition a clause: typed loader of `data/modality.yaml`."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from crossclaim.yamlfile import YamlFile, read_yaml

FILE = "modality.yaml"


@dataclass(frozen=True)
class ModalityWords:
    """Sets of lower-case words; each attribute is an entry of the file."""

    hedging_adverbs: frozenset[str]
    hedging_adjectives: frozenset[str]
    hedging_verbs: frozenset[str]
    grounds: frozenset[str]
    hedging_modals: frozenset[str]
    future_auxiliaries: frozenset[str]
    conditional_markers: frozenset[str]
    obligation_modals: frozenset[str]
    planning: frozenset[str]
    ongoing_adverbs: frozenset[str]
    unchanging: frozenset[str]
    lasting_verbs: frozenset[str]
    background_phrases: frozenset[str]
    recent: frozenset[str]
    doubted_sources: frozenset[str]


@cache
def load_modality() -> ModalityWords:
    """The packaged words.

    Raises:
        DataError: an entry is missing or no list of words.
    """
    return build_modality(read_yaml(FILE))


def build_modality(file: YamlFile) -> ModalityWords:
    """`ModalityWords` from a data file."""
    return ModalityWords(**{f.name: frozenset(file.words(f.name)) for f in fields(ModalityWords)})
