"""The bar over `add`."""

from __future__ import annotations

import io

import pytest

from crossclaim.progress import Bar


@pytest.mark.parametrize("total", [None, 3])
def test_a_bar_is_shown_from_the_second_report_on(total: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    stream = io.StringIO()
    with Bar(stream, total=total, shown=True) as bar:
        bar.update(1, "1 report")
        assert stream.getvalue() == ""
        bar.update(2, "2 reports")
    assert "2 reports" in stream.getvalue()


def test_no_bar_where_none_is_wanted() -> None:
    stream = io.StringIO()
    with Bar(stream, total=3, shown=False) as bar:
        bar.update(3, "3 reports")
    assert stream.getvalue() == ""
