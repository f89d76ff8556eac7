"""The example codebook: as its page tells it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crossclaim.codebook import load_codebook
from crossclaim.codebook.load import FILES

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")


def test_the_page_tells_what_the_example_changes() -> None:
    made = load_codebook(ROOT / "examples" / "codebook")
    told = re.search(r"\$ crossclaim codebook examples/codebook\n(.*?)\d+ changes\n```", PAGE, re.DOTALL)
    assert told and told[1].splitlines() == [str(change) for change in made.changes] and made.unknown == ()


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_on_the_page(name: str) -> None:
    assert f"`{name}`" in PAGE
