"""Where sentences begin, with the document's own bounds or without any."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crossclaim.parsed import Doc

_END = re.compile(r"(?<=[a-z0-9)\"'”’][.!?])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z])|\n")


def sentence_bounds(doc: Doc) -> list[int]:
    """The offsets at which sentences begin, and the text's end.

    Where the document has no sentence bounds, a full stop before a capital ends a sentence, and so does a
    new line.

    >>> import spacy
    >>> sentence_bounds(spacy.blank("en")("They left. Nobody died."))
    [0, 11, 23]
    """
    text = doc.text
    if len(doc) and doc.has_annotation("SENT_START"):
        return [s.start_char for s in doc.sents] + [len(text)]
    return [0, *(m.end() for m in _END.finditer(text)), len(text)]


def sentence_around(bounds: Sequence[int], offset: int) -> tuple[int, int]:
    """Where the sentence around an offset begins and ends, from what `sentence_bounds` gave."""
    after = bisect_right(bounds, offset, hi=len(bounds) - 1)
    return bounds[max(0, after - 1)], bounds[after]
