"""Which types and sectors answer which question: typed loader of `data/accounts.yaml`."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from crossclaim.yamlfile import YamlFile, read_yaml

FILE = "accounts.yaml"


@dataclass(frozen=True)
class AccountWords:
    """Sets out of the file; each attribute is an entry. Sectors are in lower case, as the loader gives them."""

    monitors: frozenset[str]
    media: frozenset[str]
    violence: frozenset[str]
    attacks: frozenset[str]
    one_author: frozenset[str]
    general: frozenset[str]
    taken: frozenset[str]
    left: frozenset[str]
    owned_up: frozenset[str]
    acts: frozenset[str]
    blames: frozenset[str]
    denials: frozenset[str]
    answering: frozenset[str]
    state_bodies: frozenset[str]
    forces: frozenset[str]
    opposition: frozenset[str]
    watchers: frozenset[str]
    watching: frozenset[str]


@cache
def load_account_words() -> AccountWords:
    """The packaged words.

    Raises:
        DataError: an entry is missing or no list of words.

    >>> "bombing" in load_account_words().one_author
    True
    """
    return build_account_words(read_yaml(FILE))


def build_account_words(file: YamlFile) -> AccountWords:
    """`AccountWords` from a data file."""
    return AccountWords(**{f.name: frozenset(file.words(f.name)) for f in fields(AccountWords)})
