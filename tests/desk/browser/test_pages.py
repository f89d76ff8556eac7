"""Every page at both widths, light and dark: nothing serious for axe-core, nothing in the console, nothing too wide."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from crossclaim.ledger import Ledger

LOOKS = [(1280, "light"), (360, "dark")]


@pytest.fixture
def addresses(ledger: Ledger) -> dict[str, str]:
    """A page of each kind; the incident is the one with the most claims."""
    incident = max(ledger.incidents(), key=lambda i: i.entries)
    reports = {r.id: r.key for r in ledger.reports()}
    return {
        "incidents": "/",
        "searched": "/?q=soldiers&country=TCD&disputed=1",
        "nothing": "/?country=FRA&from=when",
        "incident": f"/incidents/{incident.id}",
        "report": f"/reports/{reports['tchad-1']}",
        "quiet": f"/reports/{reports['quiet']}",
        "series": "/series?by=place",
        "truce": "/series?show=truce",
        "missing": "/incidents/i0",
    }


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_page(
    visit: Callable[..., Any], check: Callable[..., None], addresses: dict[str, str], width: int, scheme: str
) -> None:
    found = visit("/about", width=width, scheme=scheme)
    for name, address in addresses.items():
        found.go(address)
        if name in ("incidents", "searched"):
            found.page.wait_for_selector("#map.live")
        if name == "missing":
            found.problems = [p for p in found.problems if "404" not in p]
        check(found, f"{name}-{width}-{scheme}")


def test_every_page_without_scripts(visit: Callable[..., Any], addresses: dict[str, str]) -> None:
    found = visit("/", scripts=False)
    assert found.page.locator("#map img.picture").count() == 1
    for width in (1280, 360):
        found.page.set_viewport_size({"width": width, "height": 900})
        for name in ("incidents", "incident", "report"):
            found.go(addresses[name])
            found.shot(f"{name}-{width}-plain")
            assert found.width_over() <= 0, name
    found.go("/")
    found.page.fill("input[name=q]", "soldiers")
    found.page.click("#filter button")
    assert "q=soldiers" in found.page.url
    assert found.page.locator("table.incidents tbody tr").count() >= 1


def test_the_choice_of_dark_is_kept(visit: Callable[..., Any]) -> None:
    page = visit("/about").page
    page.click("#theme")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(23, 22, 19)"
