"""Which place "the town" and "there" go back to, and that a long text of them takes no more than its length."""

from time import process_time

import pytest
import spacy
from spacy.tokens import Doc

from crossclaim.claims.where import Places
from crossclaim.parsed import parsed
from crossclaim.records import Place

VOCAB = spacy.blank("en").vocab
FIRST = "Rebels/NOUN/nsubj/1 shelled/VERB/root/1 {near}/ADP/case/3 {town}/PROPN/obl/1 ./PUNCT/punct/1"
SECOND = (
    "They/PRON/nsubj/1 burned/VERB/root/1 it/PRON/obj/1 in/ADP/case/5 the/DET/det/5 {noun}/NOUN/obl/1 ./PUNCT/punct/1"
)
LAST = SECOND.format(noun="town")


def doc_of(*tables):
    words, pos, deps, heads, starts = [], [], [], [], []
    for table in tables:
        begin = len(words)
        for row in table.split():
            word, tag, dep, head = row.rsplit("/", 3)
            starts.append(len(words) == begin)
            words.append(word), pos.append(tag), deps.append(dep), heads.append(begin + int(head))
    return parsed(Doc(VOCAB, words, pos=pos, deps=deps, heads=heads, sent_starts=starts))


def ground_of(doc, *names):
    """The words that are of some names, as towns."""
    towns = [t for t in doc if t.text in names]
    return Places(
        doc,
        [Place(t.idx, t.idx + len(t), t.text, "place", t.text, None, "CD", 1.0, 2.0, 7, "exact") for t in towns],
    )


MEANT = [
    (("near", "Arvo"), ("into", "Belmo"), "town", "Arvo"),  # nobody went there
    (("near", "Arvo"), ("near", "Belmo"), "town", "Belmo"),
    (("to", "Arvo"), ("to", "Belmo"), "town", "Belmo"),
    (("near", "Arvo"), ("near", "Belmo"), "province", None),  # a town is none
    (("near", "Arvo"), ("near", "Belmo"), "area", "Belmo"),
    (("near", "Arvo"), ("near", "Belmo"), "car", None),
]


@pytest.mark.parametrize(("first", "second", "noun", "name"), MEANT)
def test_a_noun_goes_back_to_a_place(first, second, noun, name):
    doc = doc_of(*(FIRST.format(near=near, town=town) for near, town in (first, second)), SECOND.format(noun=noun))
    found = ground_of(doc, "Arvo", "Belmo").of(range(10, len(doc)), frozenset(), (11,))
    assert (found and found.name) == name


def test_a_noun_goes_back_to_no_place_behind_it():
    doc = doc_of(SECOND.format(noun="town"), FIRST.format(near="near", town="Arvo"))
    assert ground_of(doc, "Arvo").of(range(7), frozenset(), (1,)) is None


def test_many_words_that_go_back_cost_no_more_than_their_number():
    doc = doc_of(*(line for _ in range(2000) for line in (FIRST.format(near="near", town="Arvo"), LAST)))
    ground, began = ground_of(doc, "Arvo"), process_time()
    for sentence in doc.sents[1::2]:
        found = ground.of(range(sentence.start, sentence.end), frozenset(), (sentence.start + 1,))
        assert found is not None and found.end < sentence.start_char
    assert process_time() - began < 2
