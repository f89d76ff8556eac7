"""The whole desk by keyboard alone: no test here points or clicks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from crossclaim.ledger import Ledger

Visit = Callable[..., Any]
Until = Callable[..., None]

MOST_STEPS = 250
FOCUS = """() => {
    const e = document.activeElement, box = e.getBoundingClientRect();
    const style = getComputedStyle(e);
    return {id: e.id, words: (e.getAttribute("aria-label") || e.textContent || "").trim(), name: e.getAttribute("name"),
        href: e.getAttribute("href") || "", seen: style.outlineStyle !== "none" || box.width === 0,
        inside: box.bottom > 0 && box.top < innerHeight};
}"""


def tab_to(page: Any, wanted: Callable[[dict[str, Any]], bool], *, key: str = "Tab") -> dict[str, Any]:
    """Goes on by the tab key until something is focused; each stop is seen, and in the window."""
    for _ in range(MOST_STEPS):
        page.keyboard.press(key)
        at: dict[str, Any] = page.evaluate(FOCUS)
        if at["words"] or at["id"]:
            assert at["inside"], at
        if wanted(at):
            assert at["seen"], at
            return at
    raise AssertionError("the tab key never came there")


@pytest.mark.parametrize("width", [1280, 360])
def test_from_the_list_to_the_words(visit: Visit, until: Until, width: int) -> None:
    found = visit("/", width=width)
    page = found.page
    page.wait_for_selector("#map.live")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["words"] == "Skip to the page"
    page.keyboard.press("Enter")
    tab_to(page, lambda at: at["name"] == "q")
    page.keyboard.type("Mao")
    page.keyboard.press("Enter")
    until(page, "location.search.includes('q=Mao')")
    tab_to(page, lambda at: at["id"].startswith("v-standing"))
    page.keyboard.press("Enter")
    until(page, "location.search.includes('standing=')")
    until(page, "document.activeElement.id.startsWith('v-standing')")
    tab_to(page, lambda at: at["href"].startswith("/incidents/"), key="Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/incidents/*")
    tab_to(page, lambda at: at["words"].startswith("claim "))
    page.wait_for_selector("#note:not([hidden])")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports/**")
    assert found.problems == []


def test_the_map_moves_by_keys(visit: Visit, until: Until) -> None:
    found = visit("/")
    page = found.page
    page.wait_for_selector("#map.live")
    tab_to(page, lambda at: at["words"].startswith("Map of incidents"))
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(400)
    tab_to(page, lambda at: at["id"] == "map-filter")
    page.keyboard.press("Enter")
    until(page, "location.search.includes('box=')")
    assert found.problems == []


def test_a_text_is_added(visit: Visit, ledger: Ledger) -> None:
    before = sum(1 for _ in ledger.reports())
    found = visit("/add")
    page = found.page
    tab_to(page, lambda at: at["name"] == "text")
    page.keyboard.type(
        "The army of Chad said on Tuesday that seven soldiers were killed near Mao. It was a long night."
    )
    tab_to(page, lambda at: at["words"] == "Read")
    page.keyboard.press("Enter")
    page.wait_for_url("**/add/*")
    tab_to(page, lambda at: at["words"].startswith("Keep"))
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('In the ledger')")
    assert sum(1 for _ in ledger.reports()) == before + 1
    assert found.problems == []


def test_a_claim_is_corrected_and_decided_on(visit: Visit, until: Until, ledger: Ledger) -> None:
    found = visit("/review")
    page = found.page
    page.keyboard.press("e")
    until(page, "document.activeElement.id === 'c-claimant'")
    tab_to(page, lambda at: at["id"] == "c-stance")
    page.keyboard.press("ArrowDown")
    tab_to(page, lambda at: at["words"].startswith("Keep"))
    page.keyboard.press("Enter")
    page.wait_for_url("**kept=1*")
    page.keyboard.press("a")
    page.wait_for_url("**kept=2*")
    assert [d.kind for d in ledger.review.decisions()] == ["correct", "accept"]
    assert found.problems == []
