"""Every page at both widths, light and dark: nothing serious for axe-core, nothing in the console, nothing too wide."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from crossclaim.decisions.records import Draft
from crossclaim.ledger import EntryFilter, Ledger
from crossclaim.ledger.review import Coder

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
        "changes": "/series?show=changes",
        "about": "/about",
        "agreement": "/review/agreement",
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_pages_after_people_decided(
    visit: Callable[..., Any], check: Callable[..., None], ledger: Ledger, width: int, scheme: str
) -> None:
    incident = max(ledger.incidents(), key=lambda i: i.entries)
    claims = list(ledger.entries(EntryFilter(incidents=(incident.id,))))
    drafts = [
        Draft("reject", reason="<script>alert(7)</script>"),
        Draft("correct", "stance", "hedged"),
        Draft("accept"),
    ]
    for claim, draft in zip(claims, drafts, strict=False):
        ledger.review.decide(claim.id, [draft], Coder("ada"), seen=0)
    other = next(i for i in ledger.incidents() if i.id != incident.id)
    ledger.review.merge(incident.id, [other.id], Coder("ada"), seen=ledger.review.last())
    found = visit(f"/incidents/{incident.id}", width=width, scheme=scheme)
    assert found.page.locator("tr.rejected del").count() == 1
    assert "corrected by ada" in found.page.text_content("main")
    check(found, f"incident-decided-{width}-{scheme}")
    for name, claim in (("rejected", claims[0]), ("corrected", claims[1])):
        found.go(f"/reports/{claim.report}")
        found.page.locator(".text a.ref").first.focus()
        check(found, f"report-{name}-{width}-{scheme}")
    found.go(f"/incidents/{incident.id}?reading=machine")
    check(found, f"incident-machine-{width}-{scheme}")


@pytest.mark.parametrize("width", [1280, 360])
def test_every_page_shows_hostile_words_harmless(
    visit: Callable[..., Any], check: Callable[..., None], ledger: Ledger, width: int
) -> None:
    key = ledger.report("hostile").key
    entry = next(e for e in ledger.entries() if e.report == key)
    asked = "%3Cscript%3Ealert(1)%3C/script%3E"
    found = visit("/about", width=width)
    pages = {
        "review": f"/review?report={key}",
        "incident": f"/incidents/{entry.incident}",
        "list": f"/?q={asked}&party={asked}&country={asked}&from={asked}",
        "series": f"/series?party={asked}&country={asked}&by=place",
        "truce": f"/series?show=truce&party={asked}",
    }
    for name, address in pages.items():
        found.go(address)
        if name == "list":
            found.page.wait_for_selector("#map.live")
        assert found.page.locator("main script:not([type='application/json']), img[src=x]").count() == 0
        check(found, f"hostile-{name}-{width}")
    for path in ("/nothing/%3Cscript%3E", f"/incidents/{asked}", f"/reports/{asked}"):
        found.go(path)
        found.problems[:] = [p for p in found.problems if "404" not in p]
        check(found, f"hostile-missing-{width}")


def test_the_policy_stops_what_slips_in(visit: Callable[..., Any]) -> None:
    found = visit("/about")
    found.page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.slipped = true";
            document.body.append(script);
            const button = document.createElement("button");
            button.setAttribute("onclick", "window.slipped = true");
            document.body.append(button);
            button.click();
            const far = new Image();
            far.src = "http://127.0.0.2:9/pixel";
        }"""
    )
    found.page.wait_for_timeout(200)
    assert found.page.evaluate("window.slipped === undefined")
    said = " ".join(found.problems)
    assert said.count("Content Security Policy") >= 3 or said.count("violates") >= 3


def test_every_page_without_scripts(visit: Callable[..., Any], addresses: dict[str, str]) -> None:
    found = visit("/", scripts=False)
    assert found.page.locator("#map img.picture").count() == 1
    for width in (1280, 360):
        found.page.set_viewport_size({"width": width, "height": 900})
        for name, address in {**addresses, "add": "/add", "review": "/review"}.items():
            found.go(address)
            found.shot(f"{name}-{width}-plain")
            assert found.width_over() <= 0, name
            assert found.page.locator("h1").count() == 1, name
            assert not found.page.locator("#theme, #map-filter, .copy").locator("visible=true").count(), name
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
