"""Which corpus is measured how, and one measured set."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from crossclaim.records import Reading
from evaluation.calibration import Judged
from evaluation.corpora import OWN
from evaluation.measures import (
    measure_attributions,
    measure_casualties,
    measure_claims,
    measure_clusters,
    measure_events,
    measure_places,
)
from evaluation.records import Corpus, GoldReport, Item, Match, Outcome, Readings, Score

Measure = Callable[[Sequence[Item[Any]], Readings], Outcome]

MEASURES: Mapping[str, Measure] = {
    OWN: measure_claims,
    "seed": measure_claims,
    "claims-dev": measure_claims,
    "review": measure_claims,
    "polnear": measure_attributions,
    "isaf": measure_casualties,
    "plover": measure_events,
    "tr-news": measure_places,
    "lgl": measure_places,
}


@dataclass(frozen=True, slots=True)
class Measured:
    """What came out for one corpus.

    Attributes:
        corpus: what was measured on.
        outcome: scores and errors.
        judged: each of our claims with a confidence: that, and whether gold has it.
        unread: reports that could not be read.
    """

    corpus: Corpus[Any]
    outcome: Outcome
    judged: tuple[Judged, ...] = ()
    unread: int = 0


def measure(corpus: Corpus[Any], readings: Readings) -> Measured:
    """Measure one corpus, with incidents and confidences where it has claims."""
    outcome = MEASURES[corpus.name](corpus.items, readings)
    unread = sum(item.id not in readings for item in corpus.items)
    if not corpus.items or not isinstance(corpus.items[0].gold, GoldReport):
        return Measured(corpus, outcome, unread=unread)
    scores = (*outcome.scores, *incident_scores(corpus.items, readings, outcome.matches))
    return Measured(corpus, replace(outcome, scores=scores), judged(readings, outcome.matches), unread)


def incident_scores(
    items: Sequence[Item[GoldReport]], readings: Readings, matches: Sequence[Match]
) -> tuple[Score, ...]:
    """How well claims of one report are put together into incidents; nothing where the gold has none.

    Only claims of one report are compared with each other: an incident of another report is another one on
    both sides.
    """
    labels = {(item.id, i): c.incident for item in items for i, c in enumerate(item.gold.first)}
    ours = {
        (r.report.id, claim): incident.id
        for r in readings.values()
        for incident in r.incidents
        for claim in incident.claims
    }
    pairs = [
        ((m.report, label), (m.report, ours.get((m.report, m.claim), m.claim)))
        for m in matches
        if m.index is not None and (label := labels[m.report, m.index])
    ]
    return measure_clusters(pairs) if pairs else ()


def linked_scores(
    items: Sequence[Item[GoldReport]], matches: Sequence[Match], ours: Mapping[tuple[str, str], str]
) -> tuple[Score, ...]:
    """How well claims are put together across reports.

    Args:
        items: reports whose gold names incidents.
        matches: of the claims measure on the readings that were linked.
        ours: our incident by report id and claim id; a claim without one is alone.
    """
    labels = {(item.id, i): c.incident for item in items for i, c in enumerate(item.gold.first)}
    pairs = [
        (label, ours.get((m.report, m.claim), f"{m.report} {m.claim}"))
        for m in matches
        if m.index is not None and (label := labels[m.report, m.index])
    ]
    return measure_clusters(pairs)


def judged(readings: Readings, matches: Sequence[Match]) -> tuple[Judged, ...]:
    """For each claim that has a confidence: that, and whether it was matched with gold."""
    right = {(m.report, m.claim) for m in matches}
    return tuple(
        Judged(float(confidence), (ident, claim.id) in right)
        for ident, reading in readings.items()
        for claim in reading.claims
        if (confidence := getattr(claim, "confidence", None)) is not None
    )


def limited(corpus: Corpus[Any], limit: int | None) -> Corpus[Any]:
    """The first reports of a corpus; its digest says so, so that it is never compared with the whole."""
    if limit is None or limit >= len(corpus.items):
        return corpus
    split = f"{corpus.split}, the first {limit}"
    return replace(corpus, items=corpus.items[:limit], split=split, digest=f"{corpus.digest} first {limit}")


def by_id(readings: Sequence[Reading]) -> dict[str, Reading]:
    """Readings by the ids of their reports."""
    return {reading.report.id: reading for reading in readings}
