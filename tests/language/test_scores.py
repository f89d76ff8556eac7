"""The heads' scores: kept beside the text, through its being stored, and missing without harm."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from crossclaim.language.scores import LinkScores, Scores, chosen, keep, scores_of
from crossclaim.language.statements import Statement

nan = float("nan")


def test_scores_are_kept_and_stored() -> None:
    doc = spacy.blank("en")("Rebels said so.")
    found = [Statement((1, 2), (0, 1), ((2, 3),), 0.5, 0.25, 0.75), Statement((1, 2), None, (), 0.5)]
    keep(doc, found, {"arcs": np.asarray([0.5, nan, 1.0, 1.0], dtype=np.float32)})
    for kept in (doc, Doc(doc.vocab).from_bytes(doc.to_bytes())):
        scores = scores_of(kept)
        assert scores.link("a1") == LinkScores(0.5, 0.25, 0.75) and scores.link("a2") == LinkScores(0.5, None, None)
        assert scores.arc(0) == 0.5 and scores.arc(1) is None and scores.name(0) is None


@pytest.mark.parametrize("number", ["a1", "a0", "relay", ""])
def test_nothing_is_known_of_a_text_without_scores(number: str) -> None:
    scores = scores_of(spacy.blank("en")("Rebels said so."))
    assert scores == Scores() and scores.link(number) is None and scores.arc(0) is None


def test_probabilities_of_what_was_chosen() -> None:
    logits = np.asarray([[0.0, 0.0], [-np.inf, 3.0]], dtype=np.float32)
    assert chosen(logits, np.asarray([0, 1])).tolist() == [0.5, 1.0]
    assert chosen(np.zeros((0, 2), dtype=np.float32), np.asarray([], dtype=np.int64)).tolist() == []


def test_the_model_scores_every_word(language: Callable[[str], Doc]) -> None:
    doc = language("The army of Chad said on Friday\n\nthat rebels had shelled Faya.")
    scores = scores_of(doc)
    for token in doc:
        assert (scores.arc(token.i) is None) == token.is_space == (scores.name(token.i) is None)
        assert token.is_space or 0 <= (scores.arc(token.i) or 0) <= 1
    assert scores.link("a1") is not None
