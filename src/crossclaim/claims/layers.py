"""What making claims needs: the records of the stages before, and the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from crossclaim.attributions import Statement
from crossclaim.claims.where_when import Places
from crossclaim.events.match import Trigger
from crossclaim.figures.casualties import People
from crossclaim.figures.numbers import Quantity
from crossclaim.lexicon.events import EventBook
from crossclaim.lexicon.modality import ModalityWords
from crossclaim.parties import PartyIndex
from crossclaim.records import DateSpan, Place

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Layers:
    """What the stages before found in one text."""

    doc: Doc
    statements: Sequence[Statement]
    parties: PartyIndex
    places: Sequence[Place]
    dates: Sequence[DateSpan]
    triggers: Sequence[Trigger]
    quantities: Sequence[Quantity]
    published: date | None
    title_end: int
    ground: Places
    event_words: frozenset[int]
    event_dates: Sequence[DateSpan]
    around: Mapping[int, Sequence[Statement]]

    def holding(self, token: int) -> Sequence[Statement]:
        """The statements whose content holds a token."""
        return self.around.get(token, ())


def statements_by_token(statements: Sequence[Statement]) -> dict[int, list[Statement]]:
    """The statements whose content holds each token, by token index."""
    found: dict[int, list[Statement]] = {}
    for s in statements:
        for i in {i for a, b in s.spans.content for i in range(a, b)}:
            found.setdefault(i, []).append(s)
    return found


@dataclass(frozen=True, slots=True)
class Books:
    """The words that assembling needs."""

    events: EventBook
    modality: ModalityWords
    people: People
