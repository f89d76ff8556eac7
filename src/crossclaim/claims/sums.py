"""Sums over a long time: how many a whole war has cost is told of a state, and of no town that the report names.

"More than 4,000 people have been killed since the fighting began" is of the country, wherever the news is from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from crossclaim.claims.layers import Layers
from crossclaim.claims.why import because, placed
from crossclaim.records import Claim, Place
from crossclaim.syntax import sent_end, sent_start

if TYPE_CHECKING:
    from crossclaim.parsed import Token

MANY = 100
"""People from whom on a count is more than one occurrence's."""

LONG = timedelta(days=20)
"""Days that a sum runs over at least, most of a month."""

SINCE = "since"


def sums(claims: Sequence[Claim], layers: Layers) -> frozenset[str]:
    """Ids of claims that count the victims of a long time, and name no place in a state for them."""
    return frozenset(c.id for c in claims if _local(c) is None and _many(c) and _long(c, layers))


def of_states(claims: Sequence[Claim], layers: Layers, summed: frozenset[str]) -> tuple[Claim, ...]:
    """Claims, the sums among them placed in the state that their sentence names, else in the report's.

    Args:
        claims: in text order.
        layers: the records of the stages before.
        summed: ids of sums.
    """
    out = []
    for c in claims:
        state = _state(c, layers) if c.id in summed and c.place is None else None
        why = "the state that a sum over a long time is of"
        out.append(because(replace(c, place=state), placed(state, "rule", why)) if state is not None else c)
    return tuple(out)


def _local(c: Claim) -> Place | None:
    return c.place if c.place is not None and not c.place.is_country else None


def _many(c: Claim) -> bool:
    return any(x.low is not None and x.low >= MANY for x in c.casualties)


def _long(c: Claim, layers: Layers) -> bool:
    """Whether a count runs over a month, a year, or since something."""
    if c.date is not None and c.date.first is not None and c.date.last is not None:
        return c.date.last - c.date.first >= LONG
    trigger = _trigger(c, layers)
    clause = [] if trigger is None else [trigger, *trigger.ancestors]
    return any(x.lower_ == SINCE for t in clause for d in t.children for x in (d, *d.children))


def _trigger(c: Claim, layers: Layers) -> Token | None:
    span = layers.doc.char_span(c.event.trigger.start, c.event.trigger.end)
    return span.root if span is not None else None


def _state(c: Claim, layers: Layers) -> Place | None:
    """The state that the sentence of a claim names, else that of most places of the report, where it names that."""
    trigger = _trigger(c, layers)
    if trigger is None:
        return None
    doc = layers.doc
    begin, end = doc[sent_start(trigger)].idx, doc[sent_end(trigger) - 1].idx
    states = [p for p in layers.places if p.is_country]
    own = [p for p in states if begin <= p.start <= end]
    if own:
        return min(own, key=lambda p: p.kind != "place")
    most = Counter(p.country for p in layers.places if p.country).most_common(1)
    named = [p for p in states if most and p.country == most[0][0]]
    return min(named, key=lambda p: (p.kind != "place", p.start > c.start, -p.start), default=None)
