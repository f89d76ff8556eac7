"""One measured set: incidents, confidences, limits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from crossclaim.records import Incident
from evaluation.corpora import NAMES
from evaluation.records import Corpus, GoldReport, Item, Match
from evaluation.suite import MEASURES, incident_scores, judged, limited, linked_scores, measure

Make = Callable[..., Any]
A, B = "12 soldiers died near Gao on Friday", "it had shelled Gao"


def incident(ident: str, *claims: str) -> Incident:
    return Incident(ident, "attack", None, None, claims, ())


def test_every_set_has_a_measure() -> None:
    assert set(MEASURES) == set(NAMES)


@pytest.mark.parametrize(
    ("incidents", "pairwise"),
    [((incident("i1", "c1", "c2"),), 1.0), ((incident("i1", "c1"), incident("i2", "c2")), 0.0), ((), 0.0)],
)
def test_incidents_within_a_report(
    incidents: tuple[Incident, ...], pairwise: float, make_gold: Make, make_claim: Make, make_reading: Make
) -> None:
    gold = GoldReport((make_gold(A, "killing", incident="gao"), make_gold(B, "shelling", incident="gao")))
    reading = make_reading([make_claim(A, "killing"), make_claim(B, "shelling", ident="c2")], incidents=incidents)
    corpus: Corpus[Any] = Corpus("own", "t", "s", "d", (Item({"id": "r", "text": reading.report.text}, gold),))
    found = {s.key: s.value for s in measure(corpus, {"r": reading}).outcome.scores}
    assert found["pairwise"] == pairwise


def test_the_same_incident_of_two_reports_is_no_pair_within_one(make_gold: Make, make_reading: Make) -> None:
    items = [Item({"id": r, "text": ""}, GoldReport((make_gold(A, "killing", incident="gao"),))) for r in "rs"]
    matches = [Match("r", 0, "c1"), Match("s", 0, "c1")]
    readings = {r: make_reading(ident=r, incidents=(incident("i1", "c1"),)) for r in "rs"}
    assert [s.value for s in incident_scores(items, readings, matches)] == [0.0, 1.0]
    ours = {("r", "c1"): "x", ("s", "c1"): "x"}
    assert [s.value for s in linked_scores(items, matches, ours)] == [1.0, 1.0]
    assert [s.value for s in linked_scores(items, matches, {})] == [0.0, pytest.approx(2 / 3)]


def test_no_incidents_in_the_gold_is_not_asked(make_gold: Make, make_reading: Make) -> None:
    items = [Item({"id": "r", "text": ""}, GoldReport((make_gold(A, "killing"),)))]
    assert incident_scores(items, {"r": make_reading()}, [Match("r", 0, "c1"), Match("r", None, "c2")]) == ()


def test_confidences_are_judged_where_there_are_any() -> None:
    class Sure:
        def __init__(self, ident: str, confidence: float | None) -> None:
            self.id, self.confidence = ident, confidence

    class Read:
        claims = (Sure("c1", 0.9), Sure("c2", 0.4), Sure("c3", None))

    found = judged({"r": Read()}, [Match("r", 0, "c1")])  # type: ignore[dict-item]
    assert [(j.confidence, j.right) for j in found] == [(0.9, True), (0.4, False)]


def test_a_limited_corpus_is_another_one(make_gold: Make) -> None:
    items = tuple(Item({"id": str(n), "text": ""}, GoldReport(())) for n in range(3))
    corpus = Corpus("own", "t", "whole", "d", items)
    assert limited(corpus, None) is corpus
    assert limited(corpus, 3) is corpus
    first = limited(corpus, 2)
    assert (len(first.items), first.split) == (2, "whole, the first 2")
    assert first.digest != corpus.digest


def test_unread_reports_are_counted(make_gold: Make) -> None:
    items = tuple(Item({"id": str(n), "text": ""}, GoldReport((make_gold(A, "killing"),))) for n in range(3))
    found = measure(Corpus("own", "t", "s", "d", items), {})
    assert (found.unread, found.outcome.scores[0].value) == (3, 0.0)
