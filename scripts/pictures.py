"""Takes the pictures of the desk that stand in the README and the docs: `python scripts/pictures.py`.

Over the example ledger, made anew in a folder of its own, in Debian's Chromium driven by Playwright.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import sync_playwright

from crossclaim.desk import DeskSettings, build
from crossclaim.desk.example import example_ledger
from crossclaim.desk.reader import package_origin, package_reader
from crossclaim.desk.serving import address_of, listen
from crossclaim.ledger import Ledger

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
SIZE = {"width": 1280, "height": 860}
GRAPHICS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]


@contextmanager
def served(ledger: Ledger) -> Iterator[str]:
    """A desk over a ledger, at an address of this machine."""
    listening = listen("127.0.0.1", 0)
    config = uvicorn.Config(build(DeskSettings("for pictures alone"), ledger), log_level="error", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    try:
        yield address_of(listening, "127.0.0.1").rstrip("/")
    finally:
        server.should_exit = True
        thread.join(10)


def take(page: Any, address: str, ledger: Ledger) -> None:
    """The list, the accounts of the incident that most claims tell of, and a report with a record at hand."""
    page.goto(f"{address}/")
    page.wait_for_selector("#map.live .labels span")
    page.screenshot(path=PICTURES / "desk-incidents.png")
    incident = max(ledger.incidents(), key=lambda found: found.entries)
    page.goto(f"{address}/incidents/{incident.id}")
    page.screenshot(path=PICTURES / "desk-accounts.png")
    page.locator("#tolls-h").evaluate("heading => heading.scrollIntoView()")
    page.wait_for_selector("#tolls figure svg")
    page.locator("#tolls-h").evaluate("heading => heading.scrollIntoView()")
    page.screenshot(path=PICTURES / "desk-tolls.png")
    report = max(ledger.reports(), key=lambda found: found.claims)
    page.goto(f"{address}/reports/{report.key}")
    page.locator(".text a.ref").nth(3).focus()
    page.wait_for_selector("#record .record")
    page.screenshot(path=PICTURES / "desk-report.png")


def main() -> int:
    """Takes them all."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("there is no Chromium here", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = example_ledger(Path(folder), package_reader, package_origin())
        browser = playwright.chromium.launch(executable_path=chromium, args=GRAPHICS)
        page = browser.new_page(viewport=SIZE, color_scheme="light", reduced_motion="reduce")
        with Ledger.open(path) as ledger, served(ledger) as address:
            take(page, address, ledger)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
