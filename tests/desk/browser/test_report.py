"""The page of a report: marked claims, their records at hand, and reports that mean harm."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from crossclaim.ledger import Ledger


def key_of(ledger: Ledger, id: str) -> str:
    return next(r.key for r in ledger.reports() if r.id == id)


def test_pointing_at_words_shows_their_record(
    visit: Callable[..., Any], until: Callable[..., None], ledger: Ledger
) -> None:
    found = visit(f"/reports/{key_of(ledger, 'tchad-1')}")
    page = found.page
    marks = page.locator(".text mark")
    assert marks.count() >= 2
    marks.nth(1).hover()
    until(page, "document.getElementById('record').dataset.claims === '1'")
    assert page.locator("#record .record h3").inner_text().startswith("c2")
    page.locator(".text a.ref").first.focus()
    until(page, "document.getElementById('record').dataset.claims === '0'")
    assert found.problems == []


def test_furniture_unfolds(visit: Callable[..., Any], ledger: Ledger) -> None:
    page = visit(f"/reports/{key_of(ledger, 'quiet')}").page
    assert page.locator(".furniture p").first.is_hidden()
    page.click(".furniture summary")
    assert page.locator(".furniture p").first.is_visible()


def test_an_address_of_a_claim_leads_to_its_words(visit: Callable[..., Any], ledger: Ledger) -> None:
    entry = next(e for e in ledger.entries() if e.report == key_of(ledger, "tchad-1") and e.claim.id == "c2")
    found = visit("/about")
    page = found.go(f"/claims/{entry.id.replace('#', '%23').replace('/', '%2F')}")
    assert page.url.endswith("#text-c2")
    assert page.locator("#record .record h3").inner_text().startswith("c2")


@pytest.mark.parametrize("width", [1280, 360])
def test_a_hostile_report_is_harmless(
    visit: Callable[..., Any], check: Callable[..., None], ledger: Ledger, width: int
) -> None:
    key = key_of(ledger, "hostile")
    incidents = {e.incident for e in ledger.entries() if e.report == key and e.incident}
    found = visit(f"/reports/{key}", width=width)
    assert "DROP TABLE" in found.page.inner_text("h1")
    assert found.page.locator("main script:not([type='application/json']), main img[src=x]").count() == 0
    check(found, f"hostile-{width}")
    for path in (*(f"/incidents/{i}" for i in sorted(incidents)), "/?q=%3Cscript%3E", "/?party=%3Cb%3E&q=alert"):
        found.go(path)
        assert found.page.locator("img[src=x]").count() == 0
        assert found.problems == []
        assert found.width_over() <= 0, path
    found.shot(f"hostile-list-{width}")
