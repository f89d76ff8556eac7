"""A text as the pieces that names are made of: words and initials, with what stands between them.

Own pieces and not the tokeniser's, so that "U.S.-led", "pro-Russian" and "Hama.The" come apart as names do.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from crossclaim.parsed import Doc

PIECE = re.compile(r"(?:[^\W\d_]{1,3}\.){2,}|[^\W_]+")
INSIDE = re.compile(r"[ \u00a0]{1,2}|[-–'’ʻʼ‘`]|[ \u00a0][-–][ \u00a0]|[-–]['’‘]")
"""What may stand between the words of one name."""
INSIDE_PLACE = re.compile(r"[ \u00a0]['’‘ʻʼ`]")
"""What may also stand there in a place's name ("Nad ‘Ali"); elsewhere it opens a quotation."""
INSIDE_SHORT = re.compile(r"\.[ \u00a0]{0,2}")
"""What may also stand there after an abbreviation such as "St"."""


class Piece(NamedTuple):
    """One word of the text: `text[start:end]`, and the label of the entity it is in ("" for none)."""

    start: int
    end: int
    text: str
    lower: str
    label: str
    entity: int
    sentence: int

    @property
    def capital(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.text[0].isupper()


@dataclass(frozen=True)
class Pieces:
    """The pieces of a text, in order. `short` are abbreviations that may begin a name."""

    text: str
    all: tuple[Piece, ...]
    short: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(self.all)

    def __getitem__(self, i: int) -> Piece:
        return self.all[i]

    def gap(self, i: int) -> str:
        """What stands between piece `i` and the next one; to the end of the text after the last."""
        return self._gaps[i]

    @cached_property
    def _gaps(self) -> list[str]:
        starts = [*(piece.start for piece in self.all[1:]), len(self.text)]
        return [self.text[piece.end : start] for piece, start in zip(self.all, starts, strict=False)]

    def gap_before(self, i: int) -> str:
        """What stands between the piece before and piece `i`."""
        return self.text[self.all[i - 1].end if i else 0 : self.all[i].start]

    def slice(self, i: int, j: int) -> str:
        """The text from piece `i` up to piece `j`, which is left out."""
        return self.text[self.all[i].start : self.all[j - 1].end]

    def joined(self, i: int) -> bool:
        """Whether piece `i` and the next may be words of one name."""
        gap = self.gap(i)
        if gap == " ":
            return True
        if INSIDE_PLACE.fullmatch(gap):
            return self.all[i].label == "LOC" == self.all[i + 1].label
        return bool(INSIDE.fullmatch(gap)) or (self.all[i].lower in self.short and bool(INSIDE_SHORT.fullmatch(gap)))

    def adjacent(self, i: int) -> bool:
        """Whether only a blank stands between piece `i` and the next."""
        return i + 1 < len(self.all) and self.gap(i) in {" ", "\u00a0", "  "}

    @cached_property
    def persons(self) -> frozenset[str]:
        """Last words of names, in lower case, that the text has for persons at least as often as for places."""
        labels = Counter((p.lower, p.label) for p in self.all if p.label in {"PER", "LOC"})
        last = {p.lower for p, q in zip_longest(self.all, self.all[1:]) if p.label == "PER" and ends(p, q)}
        return frozenset(word for word in last if labels[word, "PER"] >= labels[word, "LOC"])

    @cached_property
    def first_of_sentence(self) -> frozenset[int]:
        """The pieces that begin a sentence or a line."""
        return frozenset(
            i
            for i, piece in enumerate(self.all)
            if i == 0 or piece.sentence != self.all[i - 1].sentence or "\n" in self.gap(i - 1)
        )


def ends(piece: Piece, following: Piece | None) -> bool:
    """Whether a piece is the last of its entity."""
    return following is None or following.entity != piece.entity


def pieces_of(doc: Doc, short: frozenset[str] = frozenset()) -> Pieces:
    """The pieces of a parsed text.

    Args:
        doc: entities and sentence bounds are used where it has them.
        short: abbreviations that may begin a name ("st"), after which a full stop ends nothing.

    Returns:
        Pieces whose offsets are those of `doc.text`.
    """
    text = doc.text
    ends = [*doc.starts[1:], len(text) + 1]
    sentences = sentence_numbers(doc)
    entities = {i: (doc[i].ent_type_, n) for n, ent in enumerate(doc.ents) for i in range(ent.start, ent.end)}
    found = []
    token = 0
    for match in PIECE.finditer(text):
        start, end = match.span()
        while ends[token] <= start:
            token += 1
        word = match[0]
        label, entity = entities.get(token, NO_ENTITY)
        found.append(Piece(start, end, word, word.lower(), label, entity, sentences[token]))
    return Pieces(text, tuple(found), short)


NO_ENTITY = ("", -1)


def sentence_numbers(doc: Doc) -> list[int]:
    """The number of each token's sentence; lines stand in where there are no sentence bounds."""
    if doc.has_annotation("SENT_START"):
        return [n for n, s in enumerate(doc.sents) for _ in range(s.start, s.end)]
    number, numbers = 0, []
    for token in doc:
        numbers.append(number)
        number += "\n" in token.text or token.text in {".", "!", "?"}
    return numbers
