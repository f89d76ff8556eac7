"""Words to word pieces: what the encoder reads, the same in training and in use.

The encoder's vocabulary is uncased, so two more inputs stand beside each piece: the *shape* of its
word (lower case, capitalised, digits ...) and its *layout* (first of a line, after a space, glued to
the word before). Both are small integers with an embedding each.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

MOST_PIECES = 6
"""Pieces kept of one word: a longer word is a link or noise, and its head is enough."""

SHAPES = ("none", "lower", "title", "upper", "initial", "mixed", "digits", "alnum", "punct", "other")
LAYOUTS = ("none", "line", "space", "glued")


@dataclass(frozen=True, slots=True)
class Pieces:
    """One sequence for the encoder, without the special pieces at both ends.

    Attributes:
        ids: vocabulary ids, one per piece.
        shapes: indices into `SHAPES`, one per piece.
        layouts: indices into `LAYOUTS`, one per piece.
        first: for each word, the index of its first piece.
    """

    ids: list[int]
    shapes: list[int]
    layouts: list[int]
    first: list[int]


class WordPieces:
    """Splits words into pieces, remembering the split of words seen before."""

    def __init__(self, tokenizer: Tokenizer, *, remember: int = 50_000) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer = tokenizer
        self._seen: dict[str, tuple[list[int], int]] = {}
        self._remember = remember
        self.start: int = tokenizer.token_to_id("[CLS]") or 0
        self.end: int = tokenizer.token_to_id("[SEP]") or 0
        self.pad: int = tokenizer.token_to_id("[PAD]") or 0
        self._unknown: int = tokenizer.token_to_id("[UNK]") or 0

    def of(self, word: str) -> list[int]:
        """The vocabulary ids of one word: at least one, at most `MOST_PIECES`."""
        return (self._seen.get(word) or self._split(word))[0]

    def _split(self, word: str) -> tuple[list[int], int]:
        """The ids of a word and its shape, remembered."""
        ids = self._tokenizer.encode(word, add_special_tokens=False).ids[:MOST_PIECES]
        if len(self._seen) >= self._remember:
            self._seen.clear()
        found = self._seen[word] = (ids or [self._unknown], shape(word))
        return found

    def join(self, words: Sequence[str], layouts: Sequence[int]) -> Pieces:
        """The pieces of a run of words.

        Args:
            words: the words in order.
            layouts: for each word an index into `LAYOUTS`.
        """
        joined = Pieces([], [], [], [])
        for word, layout in zip(words, layouts, strict=True):
            ids, shape_of_word = self._seen.get(word) or self._split(word)
            joined.first.append(len(joined.ids))
            joined.ids.extend(ids)
            joined.shapes.extend([shape_of_word] * len(ids))
            joined.layouts.extend([layout] * len(ids))
        return joined


def shape(word: str) -> int:
    """The index in `SHAPES` of a word's shape.

    >>> [SHAPES[shape(w)] for w in ("army", "Army", "UN", "A", "McCain", "12", "12th", ",")]
    ['lower', 'title', 'upper', 'initial', 'mixed', 'digits', 'alnum', 'punct']
    """
    return SHAPES.index(_shape_name(word))


def _shape_name(word: str) -> str:
    if word.isalpha():
        return _letters(word)
    if word.isdigit():
        return "digits"
    if any(c.isdigit() for c in word):
        return "digits" if not any(c.isalpha() for c in word) else "alnum"
    if any(c.isalpha() for c in word):
        return _letters("".join(c for c in word if c.isalpha()))
    return "punct" if all(unicodedata.category(c)[0] in "PS" for c in word) else "other"


def _letters(word: str) -> str:
    if word.islower():
        return "lower"
    if word.isupper():
        return "initial" if len(word) == 1 else "upper"
    return "title" if word[0].isupper() and word[1:].islower() else "mixed"


def layouts_of(spaces_before: Sequence[str]) -> list[int]:
    """The layout of each word from the white space that stands before it in the text.

    >>> layouts_of(["\\n", " ", "", " "])
    [1, 2, 3, 2]
    """
    return [
        LAYOUTS.index("line" if i == 0 or "\n" in s else "space" if s else "glued") for i, s in enumerate(spaces_before)
    ]
