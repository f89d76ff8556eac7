"""Scenes: the place and day of a sentence that makes no claim of its own, for the claims right behind it.

"In the district of Foo a patrol came upon a store on Monday. It was destroyed on the spot." Nothing is claimed in the
first sentence, and yet it sets the scene for the second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crossclaim.claims.layers import Layers
from crossclaim.claims.when import history, main_date
from crossclaim.records import Claim, DateSpan, Place

if TYPE_CHECKING:
    from crossclaim.parsed import Doc, Span

BACK = 2
"""Sentences before a claim's own in which its scene is set."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when the sentences before a claim are, and where the one that says so ends; no place without one.

    Attributes:
        end: offset behind the sentence.
        place: where it is.
        day: its day, where it names one.
    """

    end: int
    place: Place
    day: DateSpan | None


def scenes(claims: Sequence[Claim], layers: Layers) -> dict[str, Scene]:
    """The scene of each claim that has one, by the claim's id; what is long past sets none.

    Args:
        claims: in text order.
        layers: the records of the stages before.
    """
    sents = list(layers.doc.sents)
    number = {i: n for n, s in enumerate(sents) for i in range(s.start, s.end)}
    at = {c.id: number[span.root.i] for c in claims for span in [_trigger(c, layers.doc)] if span is not None}
    telling = frozenset(at.values()) | {number[i] for i in history(layers.doc, layers.dates, layers.published)}
    found = {}
    for claim, n in at.items():
        quiet = [sents[k] for k in range(max(0, n - BACK), n) if k not in telling]
        set_ = [scene for s in quiet if _before(s, sents[n], layers) for scene in [_scene(s, layers)] if scene]
        if set_:
            found[claim] = set_[-1]
    return found


def _scene(sentence: Span, layers: Layers) -> Scene | None:
    named = [d for d in layers.event_dates if sentence.start_char <= d.start < sentence.end_char]
    place = layers.ground.scene(range(sentence.start, sentence.end))
    return Scene(sentence.end_char, place, main_date(named, layers.published)) if place is not None else None


def _trigger(c: Claim, doc: Doc) -> Span | None:
    return doc.char_span(c.event.trigger.start, c.event.trigger.end)


def _before(earlier: Span, sentence: Span, layers: Layers) -> bool:
    """Whether a sentence is of the same paragraph as one behind it, and no headline."""
    between = layers.doc.text[earlier.start_char : sentence.start_char]
    return earlier.start_char >= layers.title_end and "\n" not in between
