"""Confidence and reasons in every form."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest

from crossclaim.errors import OptionError
from crossclaim.export import Look, export, exporter, notebook_table
from crossclaim.export.phrases import reason
from crossclaim.records import Reading, Reason, Span


def shown(reading: Reading, form: str, **look: object) -> str:
    return "".join(export([reading], exporter(form, Look(**look))))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (
            Reason("claimant", "Mali army", "head", "link head", "a pronoun", Span(0, 2, "it"), 0.934),
            'claimant: Mali army, by the link head, 0.93: a pronoun ("it")',
        ),
        (Reason("place", "Gao", "carried", "the main place"), "place: Gao, carried: the main place"),
        (Reason("cue", "said", "rule", "relay", "", Span(0, 4, "said")), "cue: said, relay"),
        (Reason("stance", "asserts", "default", "nothing\x1b denies"), "stance: asserts, default: nothing denies"),
    ],
)
def test_a_reason_in_one_line(found: Reason, words: str) -> None:
    assert reason(found).replace("\x1b", "") == words


def test_table(explained: Reading) -> None:
    plain, told = shown(explained, "table"), shown(explained, "table", explain=True)
    assert "0.87" in plain and "link head" not in plain
    lines = told.splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("      - cue: said, by the cue head, 1.00"))
    assert lines[at - 1].startswith("      - trigger: killing") and all(len(line) <= 120 for line in lines)


@pytest.mark.parametrize("width", [40, 80, 200])
def test_table_keeps_its_width(width: int, explained: Reading) -> None:
    assert all(len(line) <= width for line in shown(explained, "table", width=width, explain=True).splitlines())


def test_csv_has_the_confidence_and_no_reasons(explained: Reading) -> None:
    rows = list(csv.DictReader(io.StringIO(shown(explained, "csv"))))
    assert [row["confidence"] for row in rows] == ["0.87", "0.5", "0.08", "1.0", "0.42"]
    with pytest.raises(OptionError, match="csv"):
        exporter("csv", Look(explain=True))


def test_html_unfolds_without_a_script(explained: Reading) -> None:
    plain, told = shown(explained, "html"), shown(explained, "html", explain=True)
    assert "<details" not in plain.replace("<details>\n<summary>Left out", "") and "0.87" in plain
    assert told.count('<details class="why">') == 1 and "<script" not in told
    assert "<li>place: Ménaka, carried: the report&#39;s main place</li>" in told


def test_reasons_are_escaped(explained: Reading) -> None:
    claim = replace(explained.claims[0], why=(Reason("claimant", "<b>x</b>", "rule", "by", "&<i>"),))
    told = shown(Reading(explained.report, claims=(claim,)), "html", explain=True)
    assert "<b>x" not in told and "&lt;b&gt;x" in told


def test_notebook(explained: Reading) -> None:
    assert re.search(r"c1<span[^>]*>0\.87", notebook_table(explained))
