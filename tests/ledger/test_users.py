"""Accounts, on both kinds of database."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crossclaim.errors import OptionError
from crossclaim.ledger import Ledger
from crossclaim.ledger.users import User


def test_accounts_are_made_found_and_changed(where: str, open_ledger: Callable[..., Ledger]) -> None:
    with open_ledger(where) as ledger:
        users = ledger.users
        assert users.all() == ()
        assert users.add(" Ada", "editor", "h1") == User("ada", "editor", 1, True)
        users.add("bo", "reader", "h2")
        assert (users.find("bo"), users.find("Bo"), users.hash_of("bo")) == (User("bo", "reader", 1, True), None, "h2")
        assert users.change("bo", role="coder", password="h3") == User("bo", "coder", 2, True)
        assert users.change("bo", active=False) == User("bo", "coder", 3, False)
        assert (users.hash_of("bo"), users.hash_of("nobody")) == ("h3", None)
        assert [user.name for user in users.all()] == ["ada", "bo"]


@pytest.mark.parametrize("name", ["", " ", "a b", "é", "-a", "a" * 65, "a\0", "<b>"])
def test_names_that_cannot_be_used(where: str, open_ledger: Callable[..., Ledger], name: str) -> None:
    with open_ledger(where) as ledger, pytest.raises(OptionError, match="a name is"):
        ledger.users.add(name, "reader", "h")


def test_what_cannot_be_done(where: str, open_ledger: Callable[..., Ledger]) -> None:
    with open_ledger(where) as ledger:
        ledger.users.add("ada", "editor", "h")
        with pytest.raises(OptionError, match="there is an account 'ada' already"):
            ledger.users.add("ADA", "reader", "h")
        with pytest.raises(OptionError, match="there is no account 'bo'"):
            ledger.users.change("bo", role="reader")
        for change in ({"role": "coder"}, {"active": False}):
            with pytest.raises(OptionError, match="one editor must be left"):
                ledger.users.change("ada", **change)  # type: ignore[arg-type]
        assert ledger.users.find("ada") == User("ada", "editor", 1, True)


def test_tokens_are_made_used_and_revoked(where: str, open_ledger: Callable[..., Ledger]) -> None:
    with open_ledger(where) as ledger:
        ledger.users.add("ada", "coder", "h")
        kept, token = ledger.tokens.add("Ada ", "nightly", days=1)
        assert ledger.tokens.all() == (kept,) and kept.user == "ada" and kept.expires
        assert ledger.tokens.user_of(token) == User("ada", "coder", 1, True)
        assert ledger.tokens.user_of(token + "x") is None and ledger.tokens.user_of("\0\ud800") is None
        assert ledger.tokens.revoke(kept.id).revoked
        assert ledger.tokens.user_of(token) is None
