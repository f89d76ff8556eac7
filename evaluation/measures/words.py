"""Names compared by their words: lower case, no diacritics, no plural s, no words of office."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable


def letters(name: str) -> str:
    """A name's ASCII letters alone, in lower case.

    >>> letters("Herat Province")
    'heratprovince'
    """
    return re.sub(r"[^a-z]", "", name.lower())


def content_words(name: str, idle: Iterable[str] = ()) -> frozenset[str]:
    """The words of a name, without those in `idle`.

    >>> sorted(content_words("Ministry of Defence of the Sudans", {"of", "the", "ministry"}))
    ['defence', 'sudan']
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return frozenset(word.rstrip("s") for word in re.findall(r"[a-z]+", plain.lower())) - {"", *idle}


def initials(name: str) -> frozenset[str]:
    """The capitals that begin words, as one word; nothing for fewer than two.

    >>> sorted(initials("Rapid Support Forces"))
    ['rsf']
    """
    capitals = re.findall(r"\b[A-Z]", name)
    return frozenset({"".join(capitals).lower()}) if len(capitals) > 1 else frozenset()
