"""A real browser at a desk that listens: Chromium driven by Playwright; screenshots go to `build/screenshots`.

visit      opens a page: visit("/", width=360, scheme="dark", scripts=False); `Visit.problems` collects what the console
           complained of, requests that failed, and requests to other hosts
until      waits until an expression is true in a page: until(page, "location.hash"); the page's policy forbids the
           way that Playwright has for it
check      what must hold on every page: no problem, nothing wider than the window, nothing serious found by axe-core
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

ROOT = Path(__file__).parents[3]
SHOTS = ROOT / "build" / "screenshots"
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
BUILT = ROOT / "src" / "crossclaim" / "desk" / "static" / "built"
NAMES = ("chromium", "chromium-browser", "google-chrome")
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
"""No name but this machine's leads anywhere: a page that needs another host is broken here, not only found out."""

ARGUMENTS = [ALONE, "--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-dev-shm-usage"]
SERIOUS = ("serious", "critical")
HEIGHT = 900
PATIENCE = 30_000
"""Milliseconds that one waits for what should be there at once, on a busy machine."""


def _chromium() -> str:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("there is no Chromium on this machine")
    if not (BUILT / "desk.js").is_file():
        pytest.skip("the desk's scripts are not built; run `make assets`")
    return found


@dataclass
class Visit:
    """A page in the browser, and all that went wrong on it."""

    page: Any
    address: str
    problems: list[str] = field(default_factory=list)

    def go(self, path: str) -> Any:
        """Goes to another page of the same desk."""
        self.page.goto(self.address + path, wait_until="load")
        return self.page

    def shot(self, name: str, *, whole: bool = False) -> None:
        """Keeps a screenshot."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}.png", full_page=whole)

    def width_over(self) -> int:
        """By how many pixels the page is wider than the window."""
        over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        return int(self.page.evaluate(over))

    def found_by_axe(self) -> list[str]:
        """Serious findings of axe-core, one line each."""
        self.page.evaluate(AXE.read_text(encoding="utf-8") + "; 0")
        run = """async () => (await axe.run(document, {
                resultTypes: ["violations"],
                rules: {"target-size": {enabled: true}},
            })).violations
            .map(v => [v.impact, v.id, v.nodes.map(n => n.target.join(" ")).slice(0, 3).join(", ")])"""
        return [" ".join(found) for found in self.page.evaluate(run) if found[0] in SERIOUS]


@pytest.fixture(scope="session")
def playwright() -> Iterator[Any]:
    with sync_api.sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Any) -> Iterator[Any]:
    """The browser, with a WebGL of its own where the machine has none."""
    browser = playwright.chromium.launch(executable_path=_chromium(), args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def flat_chromium(playwright: Any) -> Iterator[Any]:
    """A browser that draws no WebGL."""
    browser = playwright.chromium.launch(executable_path=_chromium(), args=[ALONE, "--no-sandbox", "--disable-3d-apis"])
    yield browser
    browser.close()


def _watched(found: Visit) -> Visit:
    page = found.page
    page.on("console", lambda m: found.problems.append(f"{m.type}: {m.text}") if m.type == "error" else None)
    page.on("pageerror", lambda error: found.problems.append(f"script: {error}"))
    page.on("dialog", lambda dialog: (found.problems.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on(
        "requestfailed",
        lambda r: found.problems.append(f"failed: {r.url}") if "abort" not in str(r.failure).lower() else None,
    )
    page.on(
        "request",
        lambda r: None if r.url.startswith((found.address, "data:", "blob:")) else found.problems.append(f"to {r.url}"),
    )
    return found


@pytest.fixture
def told() -> dict[str, Any]:
    """What the desk is told; modules have their own."""
    return {}


@pytest.fixture
def visit(
    chromium: Any, serve: Callable[..., AbstractContextManager[str]], told: dict[str, Any]
) -> Iterator[Callable[..., Visit]]:
    """Opens pages of one desk."""
    with serve(**told) as address:
        opened = []

        def run(
            path: str = "/",
            *,
            width: int = 1280,
            scheme: str = "light",
            scripts: bool = True,
            browser: Any = None,
            **more: Any,
        ) -> Visit:
            context = (browser or chromium).new_context(
                viewport={"width": width, "height": HEIGHT},
                color_scheme=scheme,
                java_script_enabled=scripts,
                reduced_motion="reduce",
                **more,
            )
            context.set_default_timeout(PATIENCE)
            opened.append(context)
            found = _watched(Visit(context.new_page(), address))
            found.go(path)
            return found

        yield run
        for context in opened:
            context.close()


@pytest.fixture
def until() -> Callable[[Any, str], None]:
    """Waits until an expression is true in a page."""

    def run(page: Any, expression: str) -> None:
        for _ in range(PATIENCE // 50):
            if page.evaluate(expression):
                return
            page.wait_for_timeout(50)
        raise AssertionError(f"never true: {expression}")

    return run


@pytest.fixture
def check() -> Callable[..., None]:
    """What must hold on every page, whatever it shows."""

    def run(found: Visit, name: str) -> None:
        found.shot(name)
        assert found.problems == []
        assert found.width_over() <= 0
        assert found.found_by_axe() == []

    return run
