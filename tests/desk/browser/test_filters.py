"""Map, timeline, list and counts filter one another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest


def query(page: Any) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def shown(page: Any) -> int:
    """How many incidents the list says it has."""
    return int(page.inner_text("#count").split(" ")[0].replace(",", ""))


def data(page: Any) -> Any:
    return page.evaluate("JSON.parse(document.getElementById('view-data').textContent)")


@pytest.fixture(params=[1280, 360])
def page(visit: Callable[..., Any], request: pytest.FixtureRequest) -> Any:
    found = visit("/", width=request.param)
    found.page.wait_for_selector("#map.live")
    return found.page


def test_a_count_narrows_list_map_and_timeline(page: Any, until: Callable[..., None]) -> None:
    all_incidents, all_dots = shown(page), len(data(page)["dots"])
    page.evaluate("document.getElementById('count').kept = true")
    page.click("a[data-filter]:has-text('Niger') >> nth=0")
    page.wait_for_url("**country=NER**")
    page.wait_for_selector("#facets [aria-current=true]")
    assert 0 < shown(page) < all_incidents
    assert len(data(page)["dots"]) < all_dots
    assert sum(b[2] for b in data(page)["bins"]) <= shown(page)
    assert page.evaluate("document.activeElement.textContent").strip().startswith("Niger")
    assert page.evaluate("document.getElementById('count').kept"), "its new words are told to readers of the screen"
    page.go_back()
    until(page, f"document.getElementById('count').textContent.startsWith('{all_incidents} ')")


def test_the_map_filters(page: Any, until: Callable[..., None]) -> None:
    everything = shown(page)
    lon, lat = data(page)["dots"][-1][:2]
    page.goto(page.url.split("?")[0] + f"?box={lon - 1},{lat - 1},{lon + 1},{lat + 1}")
    page.wait_for_selector("#map.live")
    narrowed = shown(page)
    assert 0 < narrowed < everything
    assert len(data(page)["dots"]) > 1, "the map goes on showing the other places"
    page.click("#map-filter")
    until(page, "location.search.includes('box=') && !location.search.includes(' ')")
    box = [float(d) for d in query(page)["box"][0].split(",")]
    assert box[0] < lon < box[2] and box[1] < lat < box[3]


def test_a_dot_of_the_map_filters(page: Any, until: Callable[..., None]) -> None:
    lon, lat = data(page)["dots"][0][:2]
    room = 0.01
    page.goto(page.url.split("?")[0] + f"?box={lon - room},{lat - room},{lon + room},{lat + room}")
    page.wait_for_selector("#map.live")
    before = page.url
    page.locator("#map").scroll_into_view_if_needed()
    box = page.locator("#map canvas").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    until(page, f"location.href !== {before!r}")
    west, south, east, north = (float(d) for d in query(page)["box"][0].split(","))
    assert west < lon < east and south < lat < north
    assert shown(page) == data(page)["dots"][0][2]


def test_the_timeline_filters(page: Any) -> None:
    everything = shown(page)
    page.locator("#timeline").scroll_into_view_if_needed()
    bar = page.locator("#timeline g[fill='var(--mark)'] rect").first.bounding_box()
    page.mouse.click(bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2)
    page.wait_for_url("**from=**")
    page.wait_for_selector("#said .removals")
    assert query(page)["from"] == query(page)["to"]
    assert 0 < shown(page) < everything
    assert page.input_value("input[name=from]") == query(page)["from"][0]


def test_a_drag_over_the_timeline_asks_for_its_days(page: Any) -> None:
    page.locator("#timeline").scroll_into_view_if_needed()
    box = page.locator("#timeline svg").first.bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 70, steps=4)
    page.mouse.up()
    page.wait_for_url("**from=**")
    assert query(page)["from"] < query(page)["to"]


def test_the_form_filters_by_party_and_conflict(page: Any) -> None:
    page.check("input[name=disputed]")
    page.wait_for_url("**disputed=1**")
    page.wait_for_selector("#said .removals")
    conflicts = shown(page)
    assert page.locator("table.incidents .badge").count() == conflicts
    page.fill("input[name=party]", "Niger army")
    page.press("input[name=party]", "Enter")
    page.wait_for_url("**party=Niger**")
    assert 0 < shown(page) <= conflicts


def test_without_webgl_the_map_is_a_picture(visit: Callable[..., Any], flat_chromium: Any) -> None:
    found = visit("/", browser=flat_chromium)
    found.page.wait_for_selector("#map.still img.picture")
    assert "no WebGL" in found.page.inner_text("#map-words")
    found.page.click("a[data-filter]:has-text('Niger') >> nth=0")
    found.page.wait_for_selector("#map img[src*='country=NER']")
    found.shot("incidents-still")
    assert found.problems == []
