"""Adding in a browser: a text, a file, an address; what was read is shown, then kept; at both widths."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crossclaim.fetching import Fetcher, FetchSettings
from crossclaim.ledger import Ledger

TEXT = "Niger's army shelled the lake town of Mao on Monday, killing four civilians, Chad's ministry of defence said."
MORE = "Smoke stood over the market of the old town for an hour, said those who had come to sell their grain there."
LOOKS = [(1280, "light"), (360, "dark")]


@pytest.fixture
def told() -> dict[str, Any]:
    return {"fetcher": Fetcher(FetchSettings(allow_hosts=frozenset({"localhost"}), robots=False))}


def number(ledger: Ledger) -> int:
    return len(list(ledger.reports()))


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_a_text(visit: Callable[..., Any], check: Callable[..., None], ledger: Ledger, width: int, scheme: str) -> None:
    before = number(ledger)
    found = visit("/add", width=width, scheme=scheme)
    check(found, f"add-{width}-{scheme}")
    page = found.page
    page.fill("#text", TEXT)
    page.fill("#source", "Lake Radio")
    page.fill("#published", "2031-03-04")
    page.select_option("#kind", "article")
    page.click("main form button")
    page.wait_for_selector("text=Nothing of it is in the ledger yet")
    assert "Lake Radio" in page.inner_text("main") and page.locator("mark").count() >= 1
    assert number(ledger) == before
    check(found, f"sheet-{width}-{scheme}")
    page.click("button[value=keep]")
    page.wait_for_selector("h1:has-text('In the ledger')")
    assert number(ledger) == before + 1
    check(found, f"added-{width}-{scheme}")
    page.click("main li a")
    page.wait_for_selector(".text mark")
    assert found.problems == []


def test_files(visit: Callable[..., Any], ledger: Ledger) -> None:
    before = number(ledger)
    found = visit("/add")
    page = found.page
    files = [
        ("one.txt", TEXT),
        ("two.html", f"<html><body><article><p>{MORE}</p><p>{TEXT}</p></article></body></html>"),
    ]
    page.set_input_files("#files", [{"name": n, "mimeType": "text/plain", "buffer": t.encode()} for n, t in files])
    page.click("main form button")
    page.click("button[value=keep] >> nth=0")
    page.wait_for_selector("h1:has-text('In the ledger')")
    assert number(ledger) == before + 2
    assert found.problems == []


@pytest.mark.parametrize("width", [1280, 360])
def test_a_dropped_file(visit: Callable[..., Any], ledger: Ledger, tmp_path: Path, width: int) -> None:
    before, file = number(ledger), tmp_path / "dropped.txt"
    file.write_text(TEXT, encoding="utf-8")
    found = visit("/add", width=width)
    page = found.page
    box = page.locator("#files").bounding_box()
    hand = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(file)], "dragOperationsMask": 1}
    at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    for kind in ("dragEnter", "dragOver", "drop"):
        hand.send("Input.dispatchDragEvent", {"type": kind, "data": data, **at})
    assert page.evaluate("document.getElementById('files').files.length") == 1
    page.click("main form button")
    page.click("button[value=keep]")
    page.wait_for_selector("h1:has-text('In the ledger')")
    assert number(ledger) == before + 1
    assert found.problems == []


@pytest.mark.parametrize("width", [1280, 360])
def test_an_address(visit: Callable[..., Any], ledger: Ledger, site: Any, width: int) -> None:
    site.page(
        "/mao", f"<html><head><title>Mao</title></head><body><article><p>{MORE}</p><p>{TEXT}</p></article></body>"
    )
    found = visit("/add", width=width)
    page = found.page
    page.fill("#address", site.url("/mao"))
    page.click("main form button")
    page.click("button[value=keep]")
    page.wait_for_selector("h1:has-text('In the ledger')")
    assert site.url("/mao") in [report.url for report in ledger.reports()]
    assert found.problems == [], "the browser asked no other host"


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_what_cannot_be_read_is_said(
    visit: Callable[..., Any], check: Callable[..., None], width: int, scheme: str
) -> None:
    found = visit("/add", width=width, scheme=scheme)
    found.page.fill("#address", "http://127.0.0.1:8080/")
    found.page.fill("#title", "not lost")
    found.page.click("main form button")
    found.page.wait_for_selector("[role=alert]")
    assert "private network" in found.page.inner_text("[role=alert]")
    assert found.page.input_value("#title") == "not lost"
    found.problems[:] = [p for p in found.problems if "422" not in p]
    check(found, f"add-problem-{width}-{scheme}")


@pytest.mark.parametrize("width", [1280, 360])
def test_a_hostile_text_is_harmless_before_and_after_it_is_kept(
    visit: Callable[..., Any], check: Callable[..., None], width: int
) -> None:
    found = visit("/add", width=width)
    page = found.page
    title = (
        "<script>alert('t')</script> Robert'); DROP TABLE users;-- \u0645\u0631\u062d\u0628\u0627 \U0001f4a5 "
        + "w" * 99
    )
    page.fill("#text", f"{TEXT} <script>alert(1)</script> \u202e <img src=x onerror=alert(2)> {'x' * 500}")
    page.fill("#title", title)
    page.fill("#source", "<b onmouseover=alert(3)>Outlet</b>")
    page.select_option("#kind", "article")
    page.click("main form button")
    page.wait_for_selector("text=Nothing of it is in the ledger yet")
    check(found, f"sheet-hostile-{width}")
    page.click("button[value=keep]")
    page.wait_for_selector("h1:has-text('In the ledger')")
    check(found, f"added-hostile-{width}")
    page.click("main li a")
    page.wait_for_selector(".text")
    check(found, f"report-hostile-{width}")
    assert page.locator("img[src=x], main b[onmouseover]").count() == 0
