"""Slips of escaping, mojibake, entities, spaces and line ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from crossclaim.clean.mend import mark_broken, mend, readable, unwrap
from crossclaim.errors import NotText
from crossclaim.records import Report

MENDED = [
    pytest.param("Ukraine\\’s army", "Ukraine’s army", id="escaped curly mark"),
    pytest.param('Mali\\\'s junta said \\"no\\"', 'Mali\'s junta said "no"', id="escaped straight marks"),
    pytest.param("Ukraine\\\\’s army", "Ukraine’s army", id="escaped twice"),
    pytest.param("killed and\\/or wounded", "killed and/or wounded", id="escaped slash"),
    pytest.param("They left.\\nThe army came.", "They left.\nThe army came.", id="line end spelt out"),
    pytest.param("They left.\\r\\n\\r\\nThe army came.", "They left.\nThe army came.", id="line ends spelt out"),
    pytest.param("saved as C:\\new on his laptop", "saved as C:\\new on his laptop", id="a path is no line end"),
    pytest.param("R&amp;R camp &quot;North&quot; &#39;26", 'R&R camp "North" \'26', id="entities"),
    pytest.param("AT&T said so; R&D too", "AT&T said so; R&D too", id="no entities"),
    pytest.param("Sudanâ€™s army", "Sudan’s army", id="mojibake of a curly mark"),
    pytest.param("the town of AnefÃ­s", "the town of Anefís", id="mojibake of a letter"),
    pytest.param("“Never,” he said — ‘never’…", "“Never,” he said — ‘never’…", id="curly marks stay"),
    pytest.param("ﬁfty men in Ｇoma", "ﬁfty men in Ｇoma", id="letters stay"),
    pytest.param("12\u00a0000 men\u202f\u2009 left", "12 000 men left", id="spaces"),
    pytest.param("sol\u00addiers\u200b left\ufeff", "soldiers left", id="unseen characters"),
    pytest.param("one\x00two\x07three\x1b[0m", "onetwothree", id="control characters"),
    pytest.param("a\tb", "a b", id="tab"),
    pytest.param("One.\r\nTwo.\rThree.\u2028Four.\u2029Five.", "One.\nTwo.\nThree.\nFour.\nFive.", id="line ends"),
    pytest.param("One.  \n\n \n\n  Two.\n", "One.\nTwo.", id="blank lines"),
    pytest.param("", "", id="nothing"),
]


@pytest.mark.parametrize(("broken", "mended"), MENDED)
def test_mend(broken: str, mended: str) -> None:
    assert mend(broken) == mended


def test_mending_twice_is_mending_once() -> None:
    for broken, _ in (case.values for case in MENDED):
        once = mend(str(broken))
        assert mend(once) == once


COLUMN = """The defence ministry in Khartoum said on
Tuesday that its forces had retaken two
districts of the city from the RSF.

The RSF denied it. "Our men stand where
they stood," a spokesman said.
"""


def test_text_broken_to_a_column_is_joined() -> None:
    assert mend(COLUMN).split("\n") == [
        "The defence ministry in Khartoum said on Tuesday that its forces had retaken two districts"
        " of the city from the RSF.",
        'The RSF denied it. "Our men stand where they stood," a spokesman said.',
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["Rebels take Bunia", "Army: all is calm", "UN sends envoy to the east", "Truce holds in Goma"],
        ["A short line", "x" * 150, "another short line"],
        [],
        [""],
    ],
)
def test_lines_that_were_not_broken_stay_apart(lines: list[str]) -> None:
    assert unwrap(lines) == lines


def test_half_a_surrogate_pair_is_replaced_one_for_one() -> None:
    assert mark_broken("a\ud83dé") == "a\ufffdé"
    assert mark_broken("a😀é") == "a😀é"


@pytest.mark.parametrize("field", ["id", "text", "title", "source", "url", "language"])
def test_a_report_made_by_hand_is_made_readable(field: str) -> None:
    made = replace(Report("r", "All was quiet."), **{field: "a\udc80\x00b"})
    assert getattr(readable(made), field) == "a\N{REPLACEMENT CHARACTER}\x00b"


@pytest.mark.parametrize("field", ["id", "text", "title", "source", "url", "language"])
@pytest.mark.parametrize("value", [b"bytes", 5, ["a"]])
def test_what_is_no_text_is_told_in_one_line(field: str, value: Any) -> None:
    with pytest.raises(NotText, match=rf"^report .*: its {field} is (bytes|int|list), not text; give text \(str\)$"):
        readable(replace(Report("r", "All was quiet."), **{field: value}))
    assert readable(Report("r", "All was quiet.")) == Report("r", "All was quiet.")
    with pytest.raises(NotText, match="its text is NoneType"):
        readable(Report("r", None))  # type: ignore[arg-type]


@pytest.mark.parametrize(("day", "kept"), [(date.min, False), (date.max, False), (date(1914, 7, 28), True)])
def test_days_that_stand_for_none(day: date, kept: bool) -> None:
    assert readable(Report("r", "All was quiet.", published=day)).published == (day if kept else None)
