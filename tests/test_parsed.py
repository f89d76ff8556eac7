"""A parsed text says what the spaCy `Doc` says that it was read off."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import pytest
import spacy
from spacy.tokens import Doc as SpacyDoc

from crossclaim.claims.own_voice import publishing_body
from crossclaim.parsed import Doc, Token, parsed
from crossclaim.pipeline import STAGES, Draft, Reader, Resources, Stage
from crossclaim.records import Reading, Report

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


def chain(length: int, *, leftward: bool) -> Doc:
    """Words that each hang on the one beside them."""
    heads = [max(0, i - 1) if leftward else min(length - 1, i + 1) for i in range(length)]
    return parsed(SpacyDoc(spacy.blank("en").vocab, ["town"] * length, heads=heads, deps=["conj"] * length))


@pytest.mark.parametrize("leftward", [True, False])
def test_a_row_may_hang_as_deep_as_it_is_long(leftward: bool) -> None:
    doc = chain(3000, leftward=leftward)
    top = doc[0 if leftward else -1]
    assert numbers(top.subtree) == list(range(3000))
    assert numbers(doc[1500].subtree) == list(range(1500, 3000) if leftward else range(1501))
    assert (top.left_edge.i, top.right_edge.i) == (0, 2999)


def test_a_blank_behind_a_word_is_no_stretch() -> None:
    doc = parsed(spacy.blank("en")("Two men died "))
    assert doc.char_span(12, 13) is None
    assert doc.char_span(3, 4) is None
    men = doc.char_span(3, 5)
    assert men is not None and men.text == "men"


@pytest.fixture
def collector_off() -> Iterator[None]:
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@pytest.mark.usefixtures("collector_off")
def test_a_text_that_is_read_leaves_no_words_for_the_collector(read: Callable[..., Reading]) -> None:
    read(TEXTS[1])
    before = words_there()
    read(TEXTS[0])
    assert words_there() == before


@pytest.mark.usefixtures("collector_off")
def test_what_is_dissolved_is_gone(language: Callable[[str], SpacyDoc]) -> None:
    doc = parsed(language(TEXTS[0]))
    assert doc.sents and doc.bounds and doc.starts and doc.spans["attributions"]
    gone = weakref.ref(doc)
    doc.dissolve()
    assert (len(doc), doc.ents, doc.spans, doc.user_data, doc.sents) == (0, (), {}, {}, ())
    del doc
    assert gone() is None


@pytest.mark.usefixtures("collector_off")
@pytest.mark.parametrize("fails", [False, True])
def test_a_read_lets_its_parse_go(reader: Reader, fails: bool) -> None:
    seen: list[weakref.ref[Doc]] = []

    def see(draft: Draft, r: Resources) -> Draft:
        seen.append(weakref.ref(draft.parsed))
        if fails:
            raise ValueError("a stage of the caller's")
        return draft

    watched = Reader(reader.resources, (*STAGES, Stage(see, ("doc", "notes"), ())))
    text = "Shells hit the town of Bunia. Rebels burned a school in the town, the army said. Nine people died there."
    try:
        watched.read(Report("r", text))
    except ValueError:
        assert fails
    assert [ref() for ref in seen] == [None]


def test_a_parse_that_was_given_stays(reader: Reader, language: Callable[[str], SpacyDoc]) -> None:
    kept = parsed(language(TEXTS[0]))
    given = Reader(replace(reader.resources, language=lambda text: kept))
    first, second = (given.read(Report("r", TEXTS[0])) for _ in range(2))
    assert first == second
    assert first.claims
    assert numbers(kept) == list(range(len(language(TEXTS[0]))))


@pytest.mark.usefixtures("collector_off")
def test_the_name_of_a_source_leaves_no_words(reader: Reader) -> None:
    before = words_there()
    assert publishing_body("Sudanese Armed Forces", reader.language, reader.resources.parties) is not None
    assert words_there() == before


def words_there() -> int:
    return sum(isinstance(kept, Token) for kept in gc.get_objects())
