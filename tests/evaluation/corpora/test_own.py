"""Our own gold: its form, and what of it is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossclaim.errors import DataError
from evaluation.corpora.own import load_own, number_of, parse_own

REPORT = """\
id: gao
title: Shells on Gao
source: Wire
published: 2031-03-08
text: |
  Two soldiers died in Gao on Friday, the army said. Two civilians were hurt.
claims:
  - quote: Two soldiers died in Gao on Friday
    by: Mali army
    side: Mali
    event: killing
    toll:
      - {killed: 2, who: soldiers, side: Mali, class: military}
    losses:
      - {what: truck, count: 1, side: Mali}
    place: Gao
    date: 2031-03-07
    incident: gao
"""


def test_form() -> None:
    item = parse_own(REPORT, "gao.yaml")
    assert item.record["published"] == "2031-03-08"
    assert item.text.startswith("Two soldiers")
    [claim] = item.gold.first
    assert (claim.claimant, claim.stance, claim.tense, claim.date) == ("Mali army", "asserts", "past", "2031-03-07")
    assert claim.figures == {("killed", 2, 2)}


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [("12", 12, 12), ("12+", 12, None), ("..70", None, 70), ("10..12", 10, 12), ("0", 0, 0)],
)
def test_numbers(written: str, low: int | None, high: int | None) -> None:
    assert number_of(written) == (low, high)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("quote: Two soldiers died", "quote: Ten soldiers died", "claim 1: its quote stands 0 times in the text"),
        ("quote: Two soldiers died in Gao on Friday", "quote: Two", "claim 1: its quote stands 2 times"),
        ("event: killing", "event: murder", "claim 1: event 'murder' is not known; give one of attack"),
        ("event: killing", "event: killing\n    stance: maybe", "stance 'maybe' is not known; give one of asserts"),
        ("event: killing", "event: killing\n    tense: now", "tense 'now' is not known"),
        ("event: killing", "event: killing\n    who: me", "claim 1: unknown 'who'; known are quote"),
        ("    by: Mali army\n", "", "claim 1: no 'by'"),
        ("killed: 2", "killed: about 2", "'about 2' is no number; write 12, 12"),
        ("killed: 2", "slain: 2", "unknown 'slain'"),
        ("{killed: 2, who", "{who", "has 0 kinds"),
        ("class: military", "class: navy", "class 'navy' is not known"),
        ("count: 1", "count: one", "is no loss"),
        ("published: 2031-03-08", "published: today", "'published' is no day"),
        ("title: Shells on Gao\n", "", "the report: no 'title'"),
        ("source: Wire", "source: Wire\ncolour: red", "the report: unknown 'colour'"),
        ("claims:", "claims: none\nold:", "unknown 'old'"),
        ("id: gao", "id: [gao", "not YAML"),
    ],
)
def test_what_is_refused(old: str, new: str, said: str) -> None:
    assert old in REPORT
    with pytest.raises(DataError, match=r"^gao\.yaml(:\d+)?: ") as caught:
        parse_own(REPORT.replace(old, new), "gao.yaml")
    assert said in str(caught.value)


def test_an_id_is_given_once(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(REPORT)
    with pytest.raises(DataError, match=r"b\.yaml: id 'gao' is taken"):
        load_own(tmp_path)


def test_our_reports_are_many_and_no_longer_than_a_wire_story() -> None:
    corpus = load_own()
    assert len(corpus.items) >= 12
    for item in corpus.items:
        assert 80 <= len(item.text.split()) <= 460, item.id
        assert len({c.claimant for c in item.gold.first}) >= 3 or len(item.gold.first) >= 8, item.id


def test_our_gold_has_what_is_hard() -> None:
    claims = [c for item in load_own().items for c in item.gold.first]
    assert sum(c.stance == "denies" for c in claims) >= 15
    assert sum(c.stance == "hedged" for c in claims) >= 5
    assert sum(bool(c.figures) for c in claims) >= 50
    assert {c.tense for c in claims} == {"past", "ongoing", "future", "called_for", "background"}
    assert all(c.incident for c in claims)
