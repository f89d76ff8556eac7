"""Names in two spellings: what stays the same when sounds of another script are written down differently."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

VOWELS = frozenset("aeiouy'’`-")
"""Letters and marks by which transliterations of one name differ most; hyphens before an article too."""


@lru_cache(maxsize=1 << 16)
def skeleton(name: str) -> str:
    """The consonants of a name, doubles once: equal for most spellings of one name.

    >>> skeleton("Chasiv Yar") == skeleton("Chasov Yar")
    True
    >>> skeleton("Fashir") == skeleton("al-Fashir")
    False
    """
    bare = unicodedata.normalize("NFKD", name).casefold()
    letters = [c for c in bare if c.isalpha() and c not in VOWELS and not unicodedata.combining(c)]
    return "".join(c for i, c in enumerate(letters) if i == 0 or letters[i - 1] != c)
