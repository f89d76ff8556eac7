"""Reports from texts in hand."""

from __future__ import annotations

from datetime import date

import pytest

from crossclaim.clean import Cleaner, InputOptions, report_of
from crossclaim.errors import EmptyText, OptionError

RAW = "Rebels left Gao\\’s south.\r\n\r\nShare\r\n"


def test_a_text_is_an_article(cleaner: Cleaner) -> None:
    report = report_of(RAW, cleaner=cleaner)
    assert report.text == RAW
    assert report.id == report_of(RAW, cleaner=cleaner).id


def test_a_page_is_cleaned(cleaner: Cleaner) -> None:
    options = InputOptions(kind="page", published="2012-11-20", title="Gao", source="Sahel Wire")
    report = report_of(RAW, options, cleaner=cleaner)
    assert report.text == "Rebels left Gao’s south."
    assert (report.published, report.title, report.source) == (date(2012, 11, 20), "Gao", "Sahel Wire")


def test_no_text(cleaner: Cleaner) -> None:
    with pytest.raises(EmptyText, match="text: no text in it"):
        report_of(" ", cleaner=cleaner)


def test_options_that_are_none() -> None:
    with pytest.raises(OptionError, match="write YYYY-MM-DD"):
        InputOptions(published="yesterday")
    with pytest.raises(OptionError, match="give one of auto, article, page"):
        InputOptions(kind="blog")
