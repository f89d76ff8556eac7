"""The strings behind the language model's numbers, each the same object every time it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from sys import intern
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.strings import StringStore

REMEMBERED = 1 << 17
"""Strings that are remembered."""

_strings: dict[int, str] = {}
"""Strings by spaCy's numbers, which are the same for all its vocabularies."""


def spelled(numbers: Sequence[int], store: StringStore) -> list[str]:
    """The strings of some numbers.

    Args:
        numbers: hashes of strings, as spaCy's arrays hold them.
        store: the vocabulary's strings, asked for those that are not remembered.
    """
    known = list(map(_strings.get, numbers))
    return [_string(n, store) if s is None else s for n, s in zip(numbers, known, strict=True)]


def _string(number: int, store: StringStore) -> str:
    if len(_strings) >= REMEMBERED:
        _strings.clear()
    found = _strings[number] = intern(store[number])
    return found


class _Relations(dict[str, str]):
    """What each relation is without its subtype, once asked for."""

    def __missing__(self, name: str) -> str:
        found = self[name] = intern(name.split(":")[0])
        return found


RELATIONS = _Relations()
"""What each relation is without its subtype: "nsubj" for "nsubj:pass"."""
