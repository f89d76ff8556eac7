"""A parsed text says what the spaCy `Doc` says that it was read off."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable

import pytest
import spacy
from spacy.tokens import Doc as SpacyDoc

from crossclaim.parsed import Token, parsed
from crossclaim.records import Reading

TEXTS = [
    'Rebels near the old bridge shelled two villages on Friday, killing 12 people, they said.\n"We fled," a man said.',
    "On Tuesday the army and its allies, who hold the port, denied that they had struck Harbour Hospital in Port Ines.",
    " Two  men died. ",
    "",
]
PLAIN = ("text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "ent_iob_", "whitespace_", "i", "idx")
FLAGS = ("is_punct", "is_space", "like_num", "is_sent_start", "is_sent_end")
MANY = ("children", "lefts", "rights", "subtree", "ancestors", "conjuncts", "sent")


@pytest.fixture(params=TEXTS)
def given(request: pytest.FixtureRequest, language: Callable[[str], SpacyDoc]) -> SpacyDoc:
    return language(request.param)


def numbers(words: Iterable) -> list[int]:
    return [word.i for word in words]


def test_words_are_the_same(given: SpacyDoc) -> None:
    for theirs, ours in zip(given, parsed(given), strict=True):
        assert [getattr(ours, name) for name in PLAIN] == [getattr(theirs, name) for name in PLAIN]
        assert [getattr(ours, name) for name in FLAGS] == [bool(getattr(theirs, name)) for name in FLAGS]
        assert len(ours) == len(theirs)


def test_the_tree_is_the_same(given: SpacyDoc) -> None:
    doc = parsed(given)
    for theirs, ours in zip(given, doc, strict=True):
        assert ours.head.i == theirs.head.i
        assert [numbers(getattr(ours, name)) for name in MANY] == [numbers(getattr(theirs, name)) for name in MANY]
        assert (ours.left_edge.i, ours.right_edge.i) == (theirs.left_edge.i, theirs.right_edge.i)
        assert [ours.is_ancestor(doc[t.i]) for t in given] == [theirs.is_ancestor(t) for t in given]


def test_stretches_are_the_same(given: SpacyDoc) -> None:
    doc = parsed(given)
    assert doc.text == given.text
    assert [(s.start, s.end, s.text) for s in doc.sents] == [(s.start, s.end, s.text) for s in given.sents]
    assert [(e.start, e.end, e.label_) for e in doc.ents] == [(e.start, e.end, e.label_) for e in given.ents]
    for start in range(len(given)):
        for end in range(start + 1, len(given) + 1):
            theirs, ours = given[start:end], doc.span(start, end)
            assert (ours.text, ours.start_char, ours.end_char) == (theirs.text, theirs.start_char, theirs.end_char)
            assert ours.root.i == theirs.root.i
            assert numbers(doc[start:end]) == numbers(ours) == numbers(theirs)


def test_stretches_by_offsets_are_those_that_the_text_touches(given: SpacyDoc) -> None:
    doc = parsed(given)
    for start in range(len(given.text)):
        theirs = given.char_span(start, start + 3, alignment_mode="expand")
        ours = doc.char_span(start, start + 3)
        assert (ours and (ours.start, ours.end)) == (theirs and (theirs.start, theirs.end))


def test_what_came_with_the_parse_comes_along(language: Callable[[str], SpacyDoc]) -> None:
    given = language(TEXTS[0])
    doc = parsed(given)
    ours = [(s.label_, s.id_, s.text) for s in doc.spans["attributions"]]
    assert ours == [(s.label_, s.id_, s.text) for s in given.spans["attributions"]]
    assert ours
    assert doc.user_data == given.user_data


def test_a_text_without_a_parse_says_so() -> None:
    doc = parsed(spacy.blank("en")("Shells fell. Nobody died."))
    assert not doc.has_annotation("DEP")
    assert not doc.has_annotation("SENT_START")


def test_what_is_read_off_stays_as_it_is(language: Callable[[str], SpacyDoc]) -> None:
    doc = parsed(language(TEXTS[1]))
    assert parsed(doc) is doc


def test_there_is_no_word_before_the_first(language: Callable[[str], SpacyDoc]) -> None:
    with pytest.raises(IndexError):
        parsed(language(TEXTS[1]))[0].nbor(-1)


def test_a_text_that_is_read_leaves_no_words_for_the_collector(read: Callable[..., Reading]) -> None:
    read(TEXTS[1])
    gc.collect()
    gc.disable()
    try:
        before = words_there()
        read(TEXTS[0])
        assert words_there() == before
    finally:
        gc.enable()


def words_there() -> int:
    return sum(isinstance(kept, Token) for kept in gc.get_objects())
