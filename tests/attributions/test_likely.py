"""Which of the cues that the model marks are kept, on statements made by hand."""

import pytest
import spacy
from spacy.tokens import Doc

from crossclaim.attributions.likely import cue_odds, judged, signs_of, words_of
from crossclaim.attributions.spans import StatementSpans
from crossclaim.errors import DataError
from crossclaim.language.scores import LinkScores
from crossclaim.lexicon.statements import StatementWeights, build_statement_weights, load_statement_weights
from crossclaim.parsed import parsed

WEIGHTS = StatementWeights(
    -1.0, {"cue": 1.0, "inside": -1.0, "beside": -2.0, "content": 1.0}, {"say": 1.0}, {"of": -5.0}
)
VOCAB = spacy.blank("en").vocab


def made(cue, content, p, sure=0.9):
    return StatementSpans(cue, (0, 1), (content,) if content else (), scores=LinkScores(p, 0.9, sure))


def doc_of(text):
    words = text.split()
    pos, lemmas = ["VERB" if w == "says" else "NOUN" for w in words], [w.rstrip("s") for w in words]
    return parsed(Doc(VOCAB, words, pos=pos, lemmas=lemmas))


def test_a_cue_inside_anothers_words_counts_less():
    outer, inner = made((1, 2), (2, 9), 0.95), made((4, 5), (5, 9), 0.6)
    odds = [cue_odds(s) for s in (outer, inner)]
    assert signs_of((outer, inner), odds, 0)["inside"] == 0
    assert signs_of((outer, inner), odds, 1)["inside"] == pytest.approx(odds[0])


def test_two_cues_with_one_content_are_told():
    first, second = made((1, 2), (5, 9), 0.9), made((3, 4), (5, 9), 0.6)
    odds = [cue_odds(s) for s in (first, second)]
    assert signs_of((first, second), odds, 0)["weaker"] < 0 < signs_of((first, second), odds, 1)["weaker"]
    assert signs_of((first, made((3, 4), (10, 14), 0.6)), odds, 1)["beside"] == 0


def test_what_is_likely_is_kept_and_what_is_only_sure_is_kept_unlisted():
    doc = doc_of("he says it rains here today of all days in the year")
    likely = made((1, 2), (2, 5), 0.5)
    sure, doubtful = made((6, 7), (7, 9), 0.9), made((9, 10), (10, 12), 0.3)
    kept = judged(doc, [likely, sure, doubtful], WEIGHTS)
    assert [(s.cue, s.likely) for s in kept] == [((1, 2), True), ((6, 7), False)]


def test_without_scores_a_cue_is_sure():
    assert cue_odds(StatementSpans((0, 1), None, ())) > 5


def test_the_words_of_a_cue():
    assert words_of(doc_of("he often says of it"), made((1, 4), (4, 5), 0.9)) == ("say", "of")


def test_the_packaged_weights():
    weights = load_statement_weights()
    assert weights.signs["cue"] > 0 > weights.signs["inside"]


@pytest.mark.parametrize(
    "text",
    ["sign\tcue\tmuch", "word\tsay\t1", "sign\tcue", "sign\tcue\t1"],
    ids=["number", "kind", "short", "intercept"],
)
def test_a_broken_file_is_told(text):
    with pytest.raises(DataError):
        build_statement_weights(text)
