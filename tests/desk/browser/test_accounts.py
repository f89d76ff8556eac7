"""Logging in, accounts and one's password in a browser, at both widths."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

LOOKS = [(1280, "light"), (360, "dark")]
PASSWORD = "correct horse battery"


@pytest.fixture
def told(people: Any) -> dict[str, Any]:
    return {"accounts": True}


def log_in(page: Any, name: str, password: str = PASSWORD) -> None:
    page.fill("#name", name)
    page.fill("#password", password)
    page.click("main button")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_a_log_in(visit: Callable[..., Any], check: Callable[..., None], width: int, scheme: str) -> None:
    found = visit("/series?by=day", width=width, scheme=scheme)
    page = found.page
    assert "/login?next=" in page.url
    check(found, f"login-{width}-{scheme}")
    log_in(page, "coder", "wrong password")
    page.wait_for_selector("[role=alert]")
    found.problems[:] = [p for p in found.problems if "401" not in p]
    check(found, f"login-wrong-{width}-{scheme}")
    assert page.input_value("#name") == "coder"
    log_in(page, "coder")
    page.wait_for_url("**/series?by=day")
    assert "coder, coder" in page.inner_text(".who")
    check(found, f"logged-in-{width}-{scheme}")
    found.go("/review")
    page.keyboard.press("a")
    page.wait_for_url("**kept=1*")
    page.click("text=Log out")
    page.wait_for_selector("h1:has-text('Log in')")
    found.go("/")
    assert "/login" in page.url and found.problems == []


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_an_editor_makes_and_locks_an_account(
    visit: Callable[..., Any], check: Callable[..., None], ledger: Any, width: int, scheme: str
) -> None:
    found = visit("/users", width=width, scheme=scheme)
    page = found.page
    log_in(page, "editor")
    page.wait_for_selector("h1:has-text('Accounts')")
    check(found, f"users-{width}-{scheme}")
    page.fill("#name", "ada")
    page.fill("#password", "a long password")
    page.click("text=Make the account")
    page.click("[aria-label='Lock ada']")
    page.wait_for_selector("[aria-label='Unlock ada']")
    user = ledger.users.find("ada")
    assert user and not user.active
    check(found, f"users-after-{width}-{scheme}")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_ones_own_password(visit: Callable[..., Any], check: Callable[..., None], width: int, scheme: str) -> None:
    found = visit("/password", width=width, scheme=scheme)
    page = found.page
    log_in(page, "reader")
    page.wait_for_selector("h1:has-text('Password')")
    check(found, f"password-{width}-{scheme}")
    page.fill("#old", PASSWORD)
    page.fill("#new", "another long password")
    page.click("text=Change it")
    page.wait_for_url("**/about")
    assert "logged in as reader" in page.inner_text("main")
    check(found, f"about-{width}-{scheme}")
    assert page.locator("nav a[href='/add'], nav a[href='/review'], nav a[href='/users']").count() == 0
