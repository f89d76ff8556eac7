"""The headline of a pasted page."""

from __future__ import annotations

import pytest

from crossclaim.clean.title import find_title

STORY = "Rebels took the border town of Aguelhok on Monday after three days of fighting, its mayor said."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Rebels take border town\n{STORY}", "Rebels take border town"),
        (f"Who took the town?\n{STORY}", "Who took the town?"),
        (f"2010-09-CA-005\nRebels take border town\n{STORY}", "Rebels take border town"),
        (STORY, None),
        (f"{STORY}\n{STORY}", None),
        ("Rebels take border town", None),
        ("Rebels take border town\nShort.", None),
        ("", None),
    ],
)
def test_title(text: str, title: str | None) -> None:
    assert find_title(text) == title
