"""Why a claim reads as it does: sentences, and what decided each field."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from crossclaim.claims.why import FIELDS, because
from crossclaim.records import Claim, Event, Reading, Reason, Span

ARMY = "The army of Chad said on Friday that rebels had shelled Faya and killed 12 soldiers."

CASES: list[tuple[str, int, Mapping[str, tuple[str, str]]]] = [
    (
        ARMY,
        0,
        {
            "trigger": ("rule", "triggers.yaml: shelling, verbs: shell"),
            "cue": ("head", "content by the link head"),
            "path": ("head", "said -ccomp> shelled"),
            "claimant": ("head", "link head"),
            "stance": ("default", "nothing denies or hedges it"),
            "tense": ("rule", "tense of the clause"),
            "figures": ("rule", "counted by 'killed'"),
            "place": ("rule", "named in the evidence"),
            "date": ("rule", "in the clause of the statement"),
        },
    ),
    (
        "Rebels denied that they had left Kidal.",
        0,
        {"stance": ("rule", "cue: deny (denies)"), "path": ("head", "denied -ccomp> left"), "date": ("default", "")},
    ),
    (
        "Three children were reportedly wounded in Abeche.",
        0,
        {"stance": ("rule", "reportedly (hedged)"), "claimant": ("default", "reporter"), "path": ("head", "root")},
    ),
    (
        "The colonel said that the rebels had not attacked Goma.",
        0,
        {"stance": ("rule", "clause: negated (denies)"), "claimant": ("head", "colonel")},
    ),
    (
        "Paris urged both sides to halt the shelling.",
        0,
        {"claimant": ("rule", "act of speech: who acts speaks"), "tense": ("rule", "an appeal")},
    ),
    (
        "Shells hit the port of Hodeidah on Monday, killing two dockers. Another three people were wounded.",
        -1,
        {"place": ("carried", "Ḩudaydah"), "date": ("carried", "the day last named")},
    ),
    (
        "State TV quoted the governor as saying that soldiers had shelled Bunia.",
        0,
        {"cue": ("rule", "relay"), "via": ("rule", "state television"), "claimant": ("rule", "governor")},
    ),
    (
        "It said the militia had shelled Bunia.",
        0,
        {"claimant": ("head", "the source names no party")},
    ),
    ("The minister said a soldier was killed near Gao.", 0, {"figures": ("rule", "article number 'a'")}),
    ("The minister said soldiers were killed near Gao.", 0, {"figures": ("default", "no number")}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "at", "wanted"), CASES)
def test_reasons(text: str, at: int, wanted: Mapping[str, tuple[str, str]], read: Callable[..., Reading]) -> None:
    claims = read(text).claims
    assert claims
    why = {r.field: r for r in claims[at].why}
    for field, (by, words) in wanted.items():
        found = why[field]
        assert found.by == by and words in f"{found.value}, {found.name}: {found.detail}", found


def test_every_claim_says_why_in_one_order(read: Callable[..., Reading]) -> None:
    claims = read(f"{ARMY} The rebels accused the army of torture and denied the shelling.").claims
    for claim in claims:
        places = [FIELDS.index(r.field) for r in claim.why]
        assert places == sorted(places) and {"trigger", "path", "claimant", "stance", "tense"} <= {
            r.field for r in claim.why
        }
        assert all(r.score is None or 0 <= r.score <= 1 for r in claim.why)


def test_the_words_of_a_reason_stand_in_the_text(read: Callable[..., Reading]) -> None:
    reading = read(ARMY)
    spans = [r.span for c in reading.claims for r in c.why if r.span]
    assert spans and all(reading.report.text[s.start : s.end] == s.text for s in spans)


def test_a_later_reason_takes_the_place_of_an_earlier_one() -> None:
    event = Event("attack", "ASSAULT", None, None, "19", Span(0, 4, "Shot"))
    claim = Claim("c1", 0, 4, "Shot", None, None, (), "asserts", "past", event, (), (), (), (), None, None)
    first = because(claim, Reason("date", "1", "rule", "a"), Reason("trigger", "t", "rule", "b"))
    second = because(first, Reason("date", "2", "carried", "c"))
    assert [(r.field, r.value) for r in second.why] == [("trigger", "t"), ("date", "2")]


def test_both_sides_of_a_disputed_statement(read: Callable[..., Reading]) -> None:
    claims = read("Ethiopia denied a claim by Eritrea that its troops had shelled Badme.").claims
    reasons = [{r.field: r for r in c.why} for c in claims]
    assert {w["claimant"].name for w in reasons} <= {"what the other denies", "denies a statement", "link head"}
    assert all(("via" in w) == bool(c.via) for c, w in zip(claims, reasons, strict=True))
