"""HTML pages."""

from __future__ import annotations

from datetime import date

import pytest

from crossclaim.clean.page import looks_like_html, read_page

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Rebels quit Gao | Sahel Wire</title>
<meta property="og:site_name" content="Sahel Wire">
<meta property="article:published_time" content="2023-05-04T10:00:00Z">
<link rel="canonical" href="https://sahelwire.example/gao">
<script>var secret = "never read this";</script><style>p { color: red }</style></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Rebels quit Gao</h1>
<p>Rebels left the northern city of Gao on Monday after five days of fighting, its governor said.</p>
<script>track("never read this")</script>
<p>The army denied that it had lost <b>any</b> of its posts &amp; said nine rebels were killed there.</p>
<p>Aid workers said that some 4,000 people had fled the city since the fighting began last week.</p>
</article><footer>Copyright Sahel Wire</footer></body></html>"""


def test_main_text_and_metadata() -> None:
    page = read_page(PAGE, where="gao.html")
    assert "posts & said nine rebels" in page.text
    assert [line[:11] for line in page.text.split("\n")][-3:] == ["Rebels left", "The army de", "Aid workers"]
    assert "never read this" not in page.text
    assert "color" not in page.text
    assert page.title == "Rebels quit Gao"
    assert page.source == "Sahel Wire"
    assert page.published == date(2023, 5, 4)
    assert page.url == "https://sahelwire.example/gao"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Rebels left Gao.</p>", "Rebels left Gao."),
        ("<html><body>Rebels left Gao.<br>Nine died.</body></html>", "Rebels left Gao.\nNine died."),
        ("<html><script>alert(1)</script></html>", ""),
        ("<html></html>", ""),
        ("", ""),
    ],
)
def test_small_pages(html: str, text: str) -> None:
    assert read_page(html, where="small.html").text.strip() == text


def test_readers_of_pages_are_quiet(caplog: pytest.LogCaptureFixture) -> None:
    read_page("<html><", where="broken.html")
    assert not caplog.records


@pytest.mark.parametrize(
    ("text", "is_html"),
    [
        (PAGE, True),
        ("  <html>", True),
        ("<!-- saved page --><html>", True),
        ("<?xml version='1.0'?><!DOCTYPE html>", True),
        ("<p>Rebels left.</p>", True),
        ("Rebels <b>left</b>.", False),
        ("<3 this", False),
        ("", False),
    ],
)
def test_html_is_told_from_text(text: str, is_html: bool) -> None:
    assert looks_like_html(text) is is_html
