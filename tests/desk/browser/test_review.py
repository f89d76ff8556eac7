"""Review in a browser: every action by key, by mouse, and without scripts; two at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest

from crossclaim.decisions.records import Draft
from crossclaim.ledger import EntryFilter, IncidentFilter, Ledger
from crossclaim.ledger.review import Coder

Visit = Callable[..., Any]
Until = Callable[..., None]


def claim_of(ledger: Ledger, report: str, number: int = 0) -> str:
    wanted = EntryFilter(reports=(ledger.report(report).key,))
    return [e.id for e in ledger.entries(wanted)][number]


def at(claim: str) -> str:
    return f"/review?claim={quote(claim)}"


def kinds(ledger: Ledger) -> list[str]:
    return [d.kind for d in ledger.review.decisions()]


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page(visit: Visit, check: Callable[..., None], width: int, scheme: str) -> None:
    found = visit("/review", width=width, scheme=scheme)
    check(found, f"review-{width}-{scheme}")
    for id in ("correct", "missed", "merge", "split"):
        found.page.locator(f"#{id} > summary").click()
    check(found, f"review-forms-{width}-{scheme}")


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize(("key", "kind"), [("a", "accept"), ("r", "reject")])
def test_a_key_decides_and_the_next_claim_comes(
    visit: Visit, until: Until, ledger: Ledger, key: str, kind: str, width: int
) -> None:
    page = visit("/review", width=width).page
    first = page.inner_text("#claim-h")
    page.keyboard.press(key)
    page.wait_for_url("**kept=1*")
    until(page, "document.getElementById('said').textContent.includes('Kept as decision 1')")
    assert kinds(ledger) == [kind]
    assert page.inner_text("#claim-h") != first or page.inner_text(".review") != ""
    until(page, "document.activeElement.id === 'claim-h'")


def test_u_leads_back_to_what_was_decided_by_mistake(visit: Visit, until: Until, ledger: Ledger) -> None:
    page = visit("/review").page
    page.keyboard.press("u")
    until(page, "document.getElementById('said').textContent.includes('Nothing was decided just now')")
    page.keyboard.press("a")
    page.wait_for_url("**kept=1*")
    with page.expect_navigation():
        page.keyboard.press("u")
    until(page, "document.querySelector('.state').textContent === 'accepted'")
    page.keyboard.press("r")
    page.wait_for_url("**kept=2*")
    first, second = ledger.review.decisions()
    assert (first.kind, second.kind) == ("accept", "reject") and first.subject == second.subject


def test_j_and_k_go_through_the_queue(visit: Visit, until: Until) -> None:
    page = visit("/review").page
    first = page.get_attribute(".queue [aria-current]", "href")
    with page.expect_navigation():
        page.keyboard.press("j")
    assert page.get_attribute(".queue [aria-current]", "href") != first
    with page.expect_navigation():
        page.keyboard.press("k")
    assert page.get_attribute(".queue [aria-current]", "href") == first
    page.keyboard.press("k")
    until(page, "document.getElementById('said').textContent.includes('first claim of the queue')")


@pytest.mark.parametrize("width", [1280, 360])
def test_e_corrects_a_field(visit: Visit, ledger: Ledger, check: Callable[..., None], width: int) -> None:
    claim = claim_of(ledger, "niger-1", 1)
    found = visit(at(claim), width=width)
    page = found.page
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.id") == "c-claimant"
    page.keyboard.type("jkare")
    page.fill("#c-claimant", "General Staff (NER, MIL)")
    page.select_option("#c-stance", "hedged")
    page.click("#correct button[type=submit]")
    page.wait_for_url("**kept=*")
    assert {d.field: d.value for d in ledger.review.decisions()}["stance"] == "hedged"
    found.go(at(claim))
    assert page.locator("tr.corrected").count() == 2
    check(found, f"review-corrected-{width}")


CORRECTED = {
    "claimant": ("General Staff (NER, MIL)", {"name": "General Staff", "country": "NER", "sector": "MIL"}),
    "via": ("Radio of the lake (, MED)", [{"name": "Radio of the lake", "country": None, "sector": "MED"}]),
    "actors": ("Dune Riders", [{"name": "Dune Riders", "country": None, "sector": None}]),
    "targets": ("Chad; Sahel Watch", [{"name": n, "country": None, "sector": None} for n in ("Chad", "Sahel Watch")]),
    "stance": ("hedged", "hedged"),
    "tense": ("ongoing", "ongoing"),
    "event": ("clash", "clash"),
    "place": ("Bol", "Bol"),
    "place_country": ("TCD", "TCD"),
    "place_lat": ("13.46", 13.46),
    "place_lon": ("14.71", 14.71),
    "date_from": ("2031-03-01", "2031-03-01"),
    "date_to": ("2031-03-02", "2031-03-02"),
    "casualties": ("wounded 3+ guards; Dune Riders; military", 3),
    "losses": ("2 trucks; Chad (TCD, GOV)", 2),
    "quote": ("Diplomats from three neighbouring states", "Diplomats from three neighbouring states"),
}


@pytest.mark.parametrize("width", [1280, 360])
def test_every_field_can_be_corrected(visit: Visit, ledger: Ledger, width: int) -> None:
    claim = claim_of(ledger, "niger-1", 1)
    found = visit(at(claim), width=width)
    page = found.page
    page.click("#correct > summary")
    for name, (typed, _) in CORRECTED.items():
        field = page.locator(f"#c-{name}")
        field.select_option(typed) if name in ("stance", "tense", "event") else field.fill(typed)
    page.click("#correct button[type=submit]")
    page.wait_for_url("**kept=*")
    kept = {d.field: d.value for d in ledger.review.decisions()}
    wanted = {name: value for name, (_, value) in CORRECTED.items()}
    for name in ("claimant", "via", "actors", "targets", "stance", "tense", "event"):
        assert kept[name] == wanted[name], name
    place = {key: wanted[name] for key, name in (("name", "place"), ("country", "place_country"))}
    assert kept["place"] == place | {"lat": wanted["place_lat"], "lon": wanted["place_lon"]}
    assert kept["date"] == {"from": wanted["date_from"], "to": wanted["date_to"]}
    [casualty], [loss] = kept["casualties"], kept["losses"]
    assert (casualty["kind"], casualty["low"], casualty["high"], casualty["class"]) == ("wounded", 3, None, "military")
    assert (loss["what"], loss["count"], loss["party"]["country"]) == ("trucks", 2, "TCD")
    text = ledger.review.sheet(ledger.report("niger-1").key).text
    assert text[kept["quote"]["start"] : kept["quote"]["end"]] == wanted["quote"]
    assert found.problems == []


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("way", ["key", "mouse"])
def test_selected_words_become_a_missed_claim(visit: Visit, until: Until, ledger: Ledger, way: str, width: int) -> None:
    page = visit(at(claim_of(ledger, "hostile")), width=width).page
    words = "שלום עולם"
    page.evaluate(
        """words => {
            const walk = document.createTreeWalker(document.getElementById("review-text"), NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) {
                const node = walk.currentNode, at = node.data.indexOf(words);
                if (at >= 0) document.getSelection().setBaseAndExtent(node, at, node, at + words.length);
            }
        }""",
        words,
    )
    if way == "key":
        page.keyboard.press("m")
    else:
        page.click("#missed > summary")
    until(page, f"document.getElementById('m-quote').value === {words!r}")
    page.select_option("#m-event", "negotiate")
    page.click("#missed button[type=submit]")
    page.wait_for_url("**kept=1*")
    [decision] = ledger.review.decisions()
    text = ledger.review.sheet(ledger.report("hostile").key).text
    assert decision.anchor and text[decision.anchor.start : decision.anchor.end] == words


def test_words_behind_emoji_keep_their_offsets(visit: Visit, ledger: Ledger) -> None:
    page = visit(at(claim_of(ledger, "hostile"))).page
    page.evaluate(
        """() => {
            const walk = document.createTreeWalker(document.getElementById("review-text"), NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) {
                const at = walk.currentNode.data.indexOf("OR 1=1");
                if (at >= 0) document.getSelection().setBaseAndExtent(walk.currentNode, at, walk.currentNode, at + 6);
            }
        }"""
    )
    page.keyboard.press("m")
    page.click("#missed button[type=submit]")
    page.wait_for_url("**kept=1*")
    [decision] = ledger.review.decisions()
    assert decision.anchor and decision.anchor.quote == "OR 1=1"


@pytest.mark.parametrize("width", [1280, 360])
def test_g_merges_and_s_splits(visit: Visit, ledger: Ledger, width: int) -> None:
    claim = claim_of(ledger, "niger-1")
    [entry] = ledger.entries(EntryFilter(ids=(claim,)))
    other = next(i.id for i in ledger.incidents(IncidentFilter()) if i.id != entry.incident)
    page = visit(at(claim), width=width).page
    page.keyboard.press("g")
    page.fill("#g-other", other)
    page.click("#merge button[type=submit]")
    page.wait_for_url("**kept=1*")
    assert ledger.incident(other).id == entry.incident
    page.keyboard.press("s")
    assert page.locator("#split input[type=checkbox]:checked").count() == 1
    page.click("#split button[type=submit]")
    page.wait_for_url("**kept=2*")
    [moved] = ledger.entries(EntryFilter(ids=(claim,)))
    assert moved.incident != entry.incident


def test_help_opens_and_keys_can_be_turned_off(visit: Visit, until: Until, ledger: Ledger) -> None:
    found = visit("/review")
    page = found.page
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    assert found.found_by_axe() == []
    page.check("#keys-off")
    page.keyboard.press("Escape")
    until(page, "!document.getElementById('help').open")
    page.keyboard.press("a")
    page.wait_for_timeout(300)
    assert kinds(ledger) == []


def test_escape_leaves_a_form(visit: Visit, until: Until) -> None:
    page = visit("/review").page
    page.keyboard.press("e")
    page.keyboard.press("Escape")
    until(page, "!document.getElementById('correct').open")
    assert page.evaluate("document.activeElement.parentElement.id") == "correct"


@pytest.mark.parametrize("width", [1280, 360])
def test_the_second_of_two_is_told(visit: Visit, ledger: Ledger, check: Callable[..., None], width: int) -> None:
    claim = claim_of(ledger, "niger-1")
    found = visit(at(claim), width=width)
    ledger.review.decide(claim, [Draft("reject", reason="drill")], Coder("ada"), seen=0)
    found.page.keyboard.press("a")
    found.page.wait_for_selector("text=Somebody else was faster")
    assert "ada rejected" in found.page.inner_text("main")
    found.problems[:] = [p for p in found.problems if "409" not in p]
    check(found, f"review-conflict-{width}")
    found.page.click("text=Decide so all the same")
    found.page.wait_for_url("**kept=2*")
    assert kinds(ledger) == ["reject", "accept"]


def test_all_of_it_without_scripts(visit: Visit, ledger: Ledger) -> None:
    claim = claim_of(ledger, "niger-1")
    page = visit(at(claim), scripts=False).page
    page.click("#correct > summary")
    page.select_option("#c-tense", "background")
    page.click("#correct button[type=submit]")
    page.goto(page.url.split("/review")[0] + at(claim))
    page.click("#missed > summary")
    page.fill("#m-quote", "Diplomats from three neighbouring states")
    page.click("#missed button[type=submit]")
    page.click("text=Accept")
    assert kinds(ledger) == ["correct", "missed", "accept"]


@pytest.mark.parametrize("width", [1280, 360])
def test_agreement(visit: Visit, ledger: Ledger, check: Callable[..., None], width: int) -> None:
    for number in range(2):
        claim = claim_of(ledger, "niger-1", number)
        ledger.review.decide(claim, [Draft("accept")], Coder("ada"), seen=0)
        ledger.review.decide(
            claim, [Draft("correct", "event", "clash" if number else "attack")], Coder("eve", True), seen=0
        )
    found = visit("/review/agreement", width=width)
    assert "event" in found.page.inner_text("table")
    check(found, f"agreement-{width}")
