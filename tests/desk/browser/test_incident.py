"""The page of an incident: cells lead to sentences, tolls are drawn, and many claims are no trouble."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from time import perf_counter, process_time
from types import ModuleType
from typing import Any

import pytest

from crossclaim.ledger import Ledger

SOON = 1.0
"""Seconds until a page of 500 claims must take input: of work, since others may keep the machine busy."""


@pytest.fixture
def incident(ledger: Ledger) -> str:
    """The incident with the most claims."""
    return max(ledger.incidents(), key=lambda i: i.entries).id


def test_cells_lead_to_the_words_behind_them(visit: Callable[..., Any], incident: str) -> None:
    found = visit(f"/incidents/{incident}")
    page = found.page
    link = page.locator("table.accounts a.ref").first
    link.focus()
    page.wait_for_selector("#note:not([hidden])")
    quote = page.inner_text("#note q")
    assert link.get_attribute("aria-describedby") == "note"
    page.keyboard.press("Escape")
    assert page.is_hidden("#note")
    link.press("Enter")
    page.wait_for_url("**/reports/**")
    page.wait_for_selector("#record .record")
    assert quote in page.inner_text("#record")
    assert page.locator("mark.at-hand").count() >= 1
    assert found.problems == []


def test_tolls_and_origins_are_drawn(visit: Callable[..., Any], incident: str) -> None:
    found = visit(f"/incidents/{incident}")
    page = found.page
    page.locator("#tolls-h").scroll_into_view_if_needed()
    page.wait_for_selector("#tolls figure svg")
    assert page.locator("#tolls figcaption").count() >= 1
    assert page.locator("svg[aria-label*='over time']").count() >= 2, "own losses apart from alleged ones"
    assert "Agence Kanem" in page.locator("section[aria-labelledby=origins-h] svg").first.text_content()
    assert found.problems == []


def many(made: ModuleType) -> list[Any]:
    """Fifty reports that tell of the shelling of Mao in ten claims each."""
    fact = made.Fact(made.CHAD, "shelling", "shelled", "the army of Niger", "Chad", "Mao", made.THIRD)
    who = [name for name in made.WHO if "<" not in name]
    reports = []
    for n in range(50):
        facts = []
        for m in range(10):
            killed = (n + m + 1, n + m + 3, "civilians", "Chad", "civilian") if m % 2 else None
            stance = "denies" if m == 4 else "asserts"
            claimant = who[(n + m) % len(who)]
            facts.append(made.replace(fact, claimant=claimant, killed=killed, stance=stance))
        lead = " ".join(f"Word{n} number{n * k} of{k} the{k + n} day{k * k + n}." for k in range(30)) + "\n"
        day = date(2031, 3, 4 + n % 20)
        reports.append(made.made(f"many-{n}", f"Mao, part {n}", f"Outlet {n % 12}", day, *facts, lead=lead))
    return reports


OVERLAPS = """selector => {
    const boxes = [...document.querySelectorAll(selector)].map(e => [e.textContent, e.getBoundingClientRect()]);
    const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    const found = [];
    boxes.forEach(([a, one], n) => boxes.slice(n + 1).forEach(([b, other]) => {
        if (one.width && other.width && meet(one, other)) found.push(`${a} / ${b}`);
    }));
    return found;
}"""
"""Elements that lie over one another, by their words."""


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_no_figure_of_a_toll_lies_over_another(
    visit: Callable[..., Any], check: Callable[..., None], ledger: Ledger, made: ModuleType, width: int, scheme: str
) -> None:
    list(ledger.add(many(made)))
    incident = max(ledger.incidents(), key=lambda i: i.entries)
    found = visit(f"/incidents/{incident.id}", width=width, scheme=scheme)
    page = found.page
    page.locator("#tolls-h").scroll_into_view_if_needed()
    page.wait_for_selector("#tolls figure svg")
    assert page.locator("#tolls svg text").count() > 20
    assert page.evaluate(OVERLAPS, "#tolls svg text") == []
    page.click("summary:has-text('The figures as a table')")
    assert page.locator("[aria-label='Figures of the tolls'] tbody tr").count() >= 40
    check(found, f"tolls-many-{width}-{scheme}")


def test_a_map_names_places_beside_one_another(visit: Callable[..., Any], ledger: Ledger, made: ModuleType) -> None:
    made.WHERE.update({f"Well {n}": ("TCD", "Kanem", 14.0 + n % 5 * 0.2, 15.0 + n // 5 * 0.2) for n in range(25)})
    try:
        facts = [
            made.Fact(made.CHAD, "shelling", "shelled", "the army of Niger", "Chad", f"Well {n}", made.THIRD)
            for n in range(25)
        ]
        list(ledger.add([made.made("wells", "Wells", "Kanem", date(2031, 3, 4), *facts)]))
    finally:
        for n in range(25):
            del made.WHERE[f"Well {n}"]
    for width in (1280, 360):
        found = visit("/", width=width)
        found.page.wait_for_selector("#map.live .labels span")
        assert found.page.locator("#map .labels span").count() >= 3
        assert found.page.evaluate(OVERLAPS, "#map .labels span, #map .maplibregl-ctrl-group") == []
        found.shot(f"map-names-{width}")


def work_of(browser: Any) -> float:
    """Seconds that the page's own thread has worked so far."""
    metrics = {m["name"]: m["value"] for m in browser.send("Performance.getMetrics")["metrics"]}
    return float(metrics["TaskDuration"])


def test_five_hundred_claims_are_there_in_a_second(visit: Callable[..., Any], ledger: Ledger, made: ModuleType) -> None:
    list(ledger.add(many(made)))
    incident = max(ledger.incidents(), key=lambda i: i.entries)
    assert incident.entries >= 500
    found = visit("/about")
    browser = found.page.context.new_cdp_session(found.page)
    browser.send("Performance.enable", {"timeDomain": "threadTicks"})
    found.go(f"/incidents/{incident.id}")
    work, start = [], perf_counter()
    for _ in range(2):
        found.go("/about")
        before, drawn = process_time(), work_of(browser)
        page = found.go(f"/incidents/{incident.id}")
        page.locator("table.accounts a.ref").first.focus()
        page.wait_for_selector("#note:not([hidden])")
        # A new process begins to count anew.
        after = work_of(browser)
        work.append(process_time() - before + (after - drawn if after >= drawn else after))
    print(f"interactive after {min(work):.2f} s of work; {(perf_counter() - start) / 2:.2f} s with all else")
    assert page.locator("table.claims tbody tr").count() >= 500
    assert min(work) < SOON
    found.shot("incident-500")
    assert found.problems == []
    assert found.width_over() <= 0
