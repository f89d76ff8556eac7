"""Which language a text is in: by its script, then by its commonest function words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from crossclaim.clean.tables import LanguageProfiles

SAMPLE = 20_000
SHORT_LETTERS = 40
"""A text with fewer letters is English unless its script says otherwise."""
MANY_WORDS = 40
CLEAR_SHARE = 0.1
CLEAR_LEAD = 1.3
LEAST_ENGLISH = 0.05
WORD = re.compile(r"[^\W\d_]+(?:['’ʻ][^\W\d_]+)?")


def detect(text: str, profiles: LanguageProfiles) -> str:
    """The language of a text.

    Args:
        text: any text; its first 20,000 characters are looked at.
        profiles: from `load_languages`.

    Returns:
        An ISO 639-1 code ("ckb" for Central Kurdish), or "und" where it cannot be told.
        A doubtful text leans to "en": only a clear lead of another language counts.

    Example:
        >>> from crossclaim.clean.tables import load_tables
        >>> detect("L'armée a annoncé que les rebelles ont quitté la ville.", load_tables().languages)
        'fr'
    """
    sample = text[:SAMPLE]
    letters = Counter(c for c in sample if c.isalpha())
    if not letters:
        return "und"
    other = _by_script(letters, profiles)
    if other is not None:
        return other
    return "en" if sum(letters.values()) < SHORT_LETTERS else _by_words(sample, profiles)


def _by_script(letters: Counter[str], profiles: LanguageProfiles) -> str | None:
    """The language of the script that most letters are in; None for Latin and unknown scripts."""
    scripts: Counter[str] = Counter()
    for letter, count in letters.items():
        scripts[unicodedata.name(letter, "?").split(" ", 1)[0].split("-", 1)[0]] += count
    kana = scripts["HIRAGANA"] + scripts["KATAKANA"]
    if kana and kana * 10 > scripts["CJK"]:
        scripts["HIRAGANA"] = kana + scripts.pop("CJK", 0)
    name, count = scripts.most_common(1)[0]
    script = profiles.scripts.get(name)
    if script is None or 2 * count < sum(letters.values()):
        return None
    for code, marks in script.letters.items():
        if 100 * sum(letters[mark] for mark in marks) > count:
            return code
    return script.language


def _by_words(text: str, profiles: LanguageProfiles) -> str:
    words = [word.casefold().replace("’", "'") for word in WORD.findall(text)]
    if not words:
        return "und"
    shares = {code: sum(word in known for word in words) / len(words) for code, known in profiles.words.items()}
    english = shares.pop("en", 0.0)
    best = max(shares, key=lambda code: shares[code], default="und")
    if shares.get(best, 0.0) >= max(CLEAR_SHARE, CLEAR_LEAD * english):
        return best
    return "und" if len(words) >= MANY_WORDS and english < LEAST_ENGLISH else "en"
