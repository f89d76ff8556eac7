"""The page: everything escaped, no request, anchors both ways, readable colours."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files

import pytest

from crossclaim.export import notebook_table
from crossclaim.export.html import TINTS, HtmlExporter, web_address
from crossclaim.records import Party, Reading

VOID = {"meta", "br", "img", "link", "input", "hr"}


class Page(HTMLParser):
    """Tags in order, ids, links, and the words of each article."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.paragraphs: list[str] = []
        self.in_ref = False
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append((tag, values))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "p" and "article" in self.open:
            self.paragraphs.append("")
        self.in_ref = values.get("class") == "ref"

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag == "a":
            self.in_ref = False

    def handle_data(self, data: str) -> None:
        if "article" in self.open and "p" in self.open and not self.in_ref:
            self.paragraphs[-1] += data

    def values(self, name: str) -> list[str]:
        return [value for _, values in self.tags if (value := values.get(name))]


def written(*readings: Reading) -> str:
    page = HtmlExporter()
    pieces = [*page.begin()]
    for reading in readings:
        pieces += page.add(reading)
    return "".join([*pieces, *page.end()])


def test_begins_as_a_page(reading: Reading) -> None:
    assert written(reading).startswith("<!DOCTYPE html>\n<html lang=")


def test_tags_are_balanced_and_the_text_is_all_there(reading: Reading, empty: Reading) -> None:
    page = Page(written(reading, empty))
    assert page.paragraphs == [*reading.report.text.split("\n"), empty.report.text]


def test_ids_are_unique_and_every_anchor_leads_somewhere(reading: Reading) -> None:
    page = Page(written(reading, reading))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    inside = [link[1:] for link in page.values("href") if link.startswith("#")]
    assert set(inside) <= set(ids)
    for report in ("r1", "r2"):
        for number in range(1, len(reading.claims) + 1):
            assert {f"{report}-claim-{number}", f"{report}-text-{number}"} <= set(inside)


def test_no_script_and_no_request(reading: Reading) -> None:
    page = Page(written(reading))
    assert {tag for tag, _ in page.tags}.isdisjoint({"script", "img", "link", "iframe", "object", "base", "form"})
    assert page.values("src") == [] and not [v for _, vs in page.tags for v in vs if v.startswith("on")]
    outside = [link for link in page.values("href") if not link.startswith("#")]
    assert outside == ["https://radio.example/1?a=1&b=2"]
    assert "url(" not in written(reading) and "@import" not in written(reading)


HOSTILE = "\"'><script>alert(1)</script>{{ 7*7 }}<!--\x00\x1b"


def test_hostile_text_stays_text(reading: Reading) -> None:
    claims = tuple(replace(c, id=HOSTILE, claimant=Party("x", 0, 1, HOSTILE), quote=HOSTILE) for c in reading.claims)
    report = replace(
        reading.report, id=HOSTILE, title=HOSTILE, source=HOSTILE, text=HOSTILE * 9, language=HOSTILE,
        furniture=(HOSTILE,), url="javascript:alert(1)",
    )  # fmt: skip
    given = replace(reading, report=report, claims=claims, notes=(HOSTILE,))
    for html in (written(given), notebook_table(given)):
        tags = re.findall(r"<([a-z0-9]+)", html)
        assert "script" not in tags and "49" not in html.replace("{{ 7*7 }}", "")
        assert "{{ 7*7 }}" in html and "\x00" not in html and "\x1b" not in html
    assert [link for link in Page(written(given)).values("href") if not link.startswith("#")] == []


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://a.example/x", "https://a.example/x"),
        ("http://a.example", "http://a.example"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//a.example", None),
        ("http://[broken", None),
        ("", None),
        (None, None),
    ],
)
def test_only_web_addresses_become_links(url: str | None, link: str | None) -> None:
    assert web_address(url) == link


def test_a_quote_inside_another_is_marked_inside_it(reading: Reading) -> None:
    html = written(reading)
    assert re.search(r'<mark class="t1 asserts d1"><mark class="t1 hedged d0">a truck was burned</mark></mark>', html)


def test_furniture_and_notes_are_there(reading: Reading) -> None:
    html = written(reading)
    assert "<details>" in html and "Accept &lt;all&gt; cookies" in html
    assert "one date could not be worked out" in html


def test_a_report_without_a_claim(empty: Reading) -> None:
    html = written(empty)
    assert "no claim found" in html and "<table" not in html


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_contrast_is_that_of_wcag_aa(theme: int) -> None:
    """Ink and links on the page and on every tint: 4.5 to 1 or more."""
    style = files("crossclaim").joinpath("data", "html", "style.css").read_text(encoding="utf-8")
    palettes = re.findall(r":root \{(.*?)\}", style, re.S)
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", palettes[theme]))
    grounds = ["page", "found", *(f"t{n}" for n in range(TINTS + 1))]
    pairs = [(ink, ground) for ink in ("ink", "link") for ground in grounds] + [("quiet", "page")]
    for ink, ground in pairs:
        light, dark = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)


def test_notebook_table(reading: Reading) -> None:
    html = notebook_table(reading)
    Page(html)
    assert "Ambush &lt;near&gt; Ménaka" in html and html.count("<tr>") == 6 and " id=" not in html
