"""What making claims needs: the records of the stages before, and the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from crossclaim.attributions import Statement
from crossclaim.claims.where import Places
from crossclaim.events.match import Trigger
from crossclaim.figures.numbers import Quantity
from crossclaim.figures.people import People
from crossclaim.lexicon.events import EventBook
from crossclaim.lexicon.modality import ModalityWords
from crossclaim.parties import PartyIndex
from crossclaim.records import DateSpan, Party, Place
from crossclaim.syntax import ancestors, sent_end, sent_start

if TYPE_CHECKING:
    from crossclaim.parsed import Doc, Token


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
    opposed: Sequence[Party] = ()
    times: frozenset[int] = frozenset()
    telling: frozenset[int] = frozenset()

    def holding(self, token: int) -> Sequence[Statement]:
        """The statements that a token stands in: their content holds it, or the verb of its clause.

        A content often begins or ends inside a clause ("regime strikes | have killed three, medics said"): what hangs
        on a verb in the content is said by the same speaker, where the cue stands in that sentence.
        """
        own = self.around.get(token, ())
        return own or self._lent(self.doc[token])

    def _lent(self, token: Token) -> Sequence[Statement]:
        begin, end = sent_start(token), sent_end(token)
        for above in (token, *ancestors(token)):
            if above.i in self.telling:
                return ()
            found = self.around.get(above.i)
            if found:
                verb = above.pos_ in {"VERB", "AUX"}
                return [s for s in found if verb and begin <= s.spans.cue[0] < end]
        return ()


def timed_tokens(doc: Doc, dates: Sequence[DateSpan]) -> frozenset[int]:
    """The tokens that begin inside time expressions."""
    spans = (doc.char_span(d.start, d.end) for d in dates)
    return frozenset(t.i for span in spans if span is not None for t in span if t.idx >= span.start_char)


def telling_tokens(statements: Sequence[Statement]) -> frozenset[int]:
    """The tokens of cues and sources, which tell and are not told."""
    spans = (span for s in statements for span in (s.spans.cue, s.spans.source) if span)
    return frozenset(i for a, b in spans for i in range(a, b))


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
