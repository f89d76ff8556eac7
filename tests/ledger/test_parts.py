"""The pure parts of the ledger: keys, shingles, queries, what is stored of a reading."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossclaim.errors import OptionError
from crossclaim.ledger import search
from crossclaim.ledger.keys import base_key, content_digest
from crossclaim.ledger.prepare import prepare
from crossclaim.ledger.shingles import containment, is_copy, sampled, shingles
from crossclaim.records import Reading, Report

REPORT = Report(id="a", text="Rebels left.", source="Radio", title="News", published=date(2024, 5, 1))
TEXT = (
    "Soldiers who had held the dam since the spring withdrew from it during the night, the governor told the "
    "state radio, and residents said that they heard no shots until the first trucks crossed the bridge."
)
OTHER = (
    "A court in the capital heard the case of nine officers on Tuesday and put off its verdict for the third time "
    "this year, to the anger of families who had waited outside since dawn with pictures of the missing."
)


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({"text": "Another."}, True),
        ({"published": None, "title": None}, True),
        ({"id": "b"}, False),
        ({"source": "Post"}, False),
        ({"url": "https://a.example/1"}, False),
    ],
)
def test_a_key_is_made_of_id_and_source(change: dict[str, object], same: bool) -> None:
    changed = replace(REPORT, **change)  # type: ignore[arg-type]
    assert (base_key(REPORT) == base_key(changed)) is same


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("http://A.example/x?id=1", True),
        ("https://a.example/x?id=1#part", True),
        (" https://a.example/x?id=1 ", True),
        ("https://a.example/x?id=2", False),
        ("https://a.example/X?id=1", False),
        ("https://b.example/x?id=1", False),
        ("http://[broken", False),
    ],
)
def test_a_key_of_an_address(url: str, same: bool) -> None:
    one = replace(REPORT, url="https://a.example/x?id=1")
    assert (base_key(one) == base_key(replace(one, url=url, id="other", source=None))) is same


@pytest.mark.parametrize("field", ["text", "title", "source", "url", "language"])
def test_a_correction_of_anything_is_told(field: str) -> None:
    assert content_digest(REPORT) != content_digest(replace(REPORT, **{field: "x"}))
    assert content_digest(REPORT) == content_digest(replace(REPORT, furniture=("Share",)))


@pytest.mark.parametrize(
    ("other", "copy"),
    [
        (TEXT, True),
        (TEXT.upper().replace(",", ""), True),
        (f"{TEXT} Reporting by our staff; editing by the desk.", True),
        (TEXT.replace("governor", "mayor"), True),
        (OTHER, False),
        (f"{TEXT} {OTHER} {OTHER.replace('nine', 'ten').replace('Tuesday', 'Friday')} {OTHER[::-1]}", False),
        ("The governor told the state radio.", False),
        ("", False),
    ],
)
def test_near_copies(other: str, copy: bool) -> None:
    assert is_copy(shingles(TEXT), shingles(other)) is copy


def test_the_sample_is_of_both_or_of_none() -> None:
    one, other = shingles(f"{TEXT} {OTHER}"), shingles(TEXT)
    assert set(sampled(other)) <= set(sampled(one)) and 0 < len(sampled(one)) < len(one)
    assert containment(one, other) == 1.0


@given(st.text(), st.text())
def test_shingles_of_any_text(one: str, other: str) -> None:
    assert 0 <= containment(shingles(one), shingles(other)) <= 1
    assert bool(shingles(one)) == any(c.isalnum() or c == "_" for c in one.casefold())


@given(st.text(max_size=40))
def test_any_query_parses_or_is_refused(query: str) -> None:
    try:
        terms = search.parse(query)
    except OptionError:
        return
    assert any(not term.absent for term in terms)
    assert search.to_fts5(terms).count('"') % 2 == 0 and search.to_tsquery(terms).count("'") % 2 == 0


@given(st.text(max_size=400), st.text(alphabet="ab c", min_size=1, max_size=5))
def test_a_snippet_marks_words_of_the_text(body: str, query: str) -> None:
    try:
        terms = search.parse(query)
    except OptionError:
        return
    words, marks = search.snippet(body, terms)
    assert words in body
    assert all(search.words_of(words[a:b]) for a, b in marks)


def test_a_snippet_stands_around_the_first_hit() -> None:
    words, marks = search.snippet(f"{OTHER} {TEXT} {OTHER}", search.parse("governor"))
    assert "the governor told the state radio" in words and len(words) < 320
    assert [words[a:b] for a, b in marks] == ["governor"]


def test_a_prepared_reading_goes_to_another_process() -> None:
    prepared = prepare(Reading(REPORT))
    again = pickle.loads(pickle.dumps(prepared))
    assert (again.reading, again.json, again.base) == (prepared.reading, prepared.json, prepared.base)
    assert again.shingles == shingles(REPORT.text)
