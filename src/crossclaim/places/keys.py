"""Keys under which place names are stored and looked up: one spelling for the many of a name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LETTERS = str.maketrans(
    {
        "ı": "i",
        "ə": "a",
        "ǝ": "a",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
    }
)
QUOTES = str.maketrans("", "", "'’‘ʻʼʿʾ`´′.")
SAINT = {"saint": "st", "sainte": "st", "ste": "st", "mount": "mt", "fort": "ft"}
ARTICLE = re.compile(r"^[aeiu](l|[dnrstz]|sh|ch|dh|th)$")
"""The Arabic article before a name; its consonant may take on the name's first ("as-Suwayda")."""

LOOSE = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("sch", "sh"), ("tch", "ch"), ("q", "k"),
        ("ph", "f"), ("w", "v"), ("ou|oo|o", "u"), ("ee|ay|ai|ey|ei|y|e", "i"), ("ah?$", "a"),
        ("ih$", "a"), (r"(.)\1", r"\1"),
    )
)  # fmt: skip
"""What transliterations into English differ in, folded to one side."""

REMEMBERED = 1 << 16
"""Names whose keys are remembered: most names of a text stand in it, or in others, again."""

SHORTEST_LOOSE = 6
"""Letters below which two names alike under the loose key are too often two places."""


@lru_cache(maxsize=REMEMBERED)
def fold(text: str) -> str:
    """Lower case without diacritics, quotes and full stops.

    >>> fold("Aïn Sīdī ‘Alī")
    'ain sidi ali'
    """
    plain = text.casefold().translate(QUOTES)
    if plain.isascii():
        return plain
    plain = unicodedata.normalize("NFKD", plain.translate(LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c))


@lru_cache(maxsize=REMEMBERED)
def name_key(text: str) -> str:
    """The key of a name: folded words, Arabic articles as "al", "Saint" as "st", no leading "the".

    >>> name_key("As-Suwaydā'"), name_key("The St. John’s"), name_key("Guinea-Bissau")
    ('al suwayda', 'st johns', 'guinea bissau')
    """
    words = re.findall(r"\w+", fold(text))
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(
        "al" if is_article(word, following) else SAINT.get(word, word)
        for word, following in zip(words, [*words[1:], ""], strict=False)
    )


def is_article(word: str, following: str) -> bool:
    """Whether a word is an Arabic article before the word that follows."""
    if not following or not ARTICLE.match(word):
        return False
    return word.endswith("l") or following.startswith(word[1:])


def loose_key(key: str) -> str | None:
    """The key with the differences of transliterations folded away; None for a name too short for that.

    Args:
        key: what `name_key` gives.

    >>> loose_key(name_key("Qala-e Nau")) == loose_key(name_key("Kala e Now"))
    False
    >>> loose_key(name_key("Seysulan")) == loose_key(name_key("Seisoolan"))
    True
    """
    words = [w for w in key.split() if w != "al" and len(w) > 1]
    joined = " ".join(words)
    if len(joined) < SHORTEST_LOOSE or not joined.isascii() or any(c.isdigit() for c in joined):
        return None
    return " ".join(loosen(word) for word in words)


@lru_cache(maxsize=400_000)
def loosen(word: str) -> str:
    """One word under the loose key."""
    for pattern, to in LOOSE:
        word = pattern.sub(to, word)
    return word
