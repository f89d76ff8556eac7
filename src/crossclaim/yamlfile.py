"""Reads the package's YAML data files: parsed, and every value checked for its type.

Loaders (`crossclaim.dates.words`, `crossclaim.figures.words`) build their frozen records on top of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import yaml

from crossclaim.errors import DataError


@dataclass(frozen=True)
class YamlFile:
    """A YAML file's top-level mapping.

    Attributes:
        name: the file's name, for messages.
        entries: what it holds.
    """

    name: str
    entries: Mapping[str, Any]

    def mapping(self, key: str, value: Callable[[Any], bool], kind: str) -> dict[str, Any]:
        """The entry `key`: a mapping from text to values that pass `value`; keys come back in lower case.

        Raises:
            DataError: the entry is missing, no mapping, or holds a value of another kind.
        """
        found = self.entries.get(key)
        if not isinstance(found, dict) or not found:
            raise self.error(f"entry {key!r} is missing or no mapping", f"write it as 'word: {kind}' lines")
        for word, item in found.items():
            if not isinstance(word, str) or not value(item):
                raise self.error(f"entry {key!r}: {word!r}: {item!r} is not {kind}", f"give {word!r} {kind}")
        return {word.lower(): item for word, item in found.items()}

    def words(self, key: str) -> tuple[str, ...]:
        """The entry `key`: a list of words, in lower case.

        Raises:
            DataError: the entry is missing or no list of words.
        """
        found = self.entries.get(key)
        if not is_words(found):
            raise self.error(f"entry {key!r} is missing or no list of words", "write it as '[one, two]', quoted")
        return tuple(w.lower() for w in found or ())

    def error(self, what: str, mend: str) -> DataError:
        """A `DataError` about this file."""
        return DataError(what, file=self.name, mend=mend)


def read_yaml(name: str, text: str | None = None) -> YamlFile:
    """Read a packaged data file, or `text` in its place.

    Args:
        name: file name under the package's `data` folder.
        text: content to read instead of the packaged one.

    Raises:
        DataError: not YAML, or not a mapping.

    >>> read_yaml("example.yaml", "small: [one, two]").words("small")
    ('one', 'two')
    """
    if text is None:
        text = (files("crossclaim") / "data" / name).read_text(encoding="utf-8")
    try:
        found = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        raise DataError(f"not YAML ({error})", file=name, line=line, mend="mend the syntax") from error
    if not isinstance(found, dict):
        raise DataError("not a mapping", file=name, line=1, mend="write 'name: entries' at the top level")
    return YamlFile(name, found)


def is_whole(item: object) -> bool:
    """Whether a value is a whole number (a YAML `true` is none)."""
    return isinstance(item, int) and not isinstance(item, bool)


def is_pair(item: object) -> bool:
    """Whether a value is a list of two whole numbers."""
    return isinstance(item, list) and len(item) == 2 and all(is_whole(x) for x in item)


def is_text(item: object) -> bool:
    """Whether a value is text that is not empty."""
    return isinstance(item, str) and bool(item)


def is_words(item: object) -> bool:
    """Whether a value is a list of words."""
    return isinstance(item, list) and bool(item) and all(is_text(x) for x in item)
