"""Accounts: logging in and out, limits, roles, what is refused."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, cast

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from crossclaim.desk.pages.login import local
from crossclaim.desk.security.logins import network_of
from crossclaim.desk.security.passwords import AT_ONCE, Passwords
from crossclaim.desk.settings import Limits
from crossclaim.ledger import Ledger

Desk = Callable[..., TestClient]
Form = Callable[..., Any]
LogIn = Callable[[TestClient, str], TestClient]


def test_an_open_desk_acts_as_editor(client: TestClient) -> None:
    assert client.get("/users").status_code == 200


def test_with_accounts_one_must_log_in(desk: Desk, people: object) -> None:
    client = desk(accounts=True)
    answer = client.get("/about?x=1&y=2")
    assert (answer.status_code, answer.headers["location"]) == (303, "/login?next=/about%3Fx%3D1%26y%3D2")
    assert client.get("/healthz").status_code == 200


def test_log_in_leads_back_and_log_out_ends_it(desk: Desk, people: object, form: Form) -> None:
    client = desk(accounts=True)
    answer = form(client, "/login", {"name": "Coder ", "password": "correct horse battery", "next": "/about"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/about")
    assert "logged in as coder, coder" in client.get("/about").text
    stolen = dict(client.cookies)
    assert form(client, "/logout", at="/about").status_code == 303
    assert client.get("/about").status_code == 303
    client.cookies.update(stolen)
    assert client.get("/about").status_code == 303


@pytest.mark.parametrize(
    ("name", "password"),
    [("coder", "wrong password"), ("nobody", "correct horse battery"), ("", ""), ("coder", "x" * 5000), ("a'--", "\0")],
)
def test_a_wrong_log_in_says_no_more_than_that(
    desk: Desk, people: object, form: Form, name: str, password: str
) -> None:
    answer = form(desk(accounts=True), "/login", {"name": name, "password": password})
    assert answer.status_code == 401
    assert "name and password do not fit" in answer.text


def test_a_locked_account_cannot_log_in_and_is_out_at_once(
    desk: Desk, ledger: Ledger, log_in: LogIn, form: Form
) -> None:
    client = log_in(desk(accounts=True), "coder")
    ledger.users.change("coder", active=False)
    assert client.get("/about").status_code == 303
    assert form(client, "/login", {"name": "coder", "password": "correct horse battery"}).status_code == 401


def test_wrong_log_ins_are_limited_by_account(desk: Desk, people: object, form: Form, clock: Any) -> None:
    client = desk(accounts=True, limits=Limits(login_account=3, login_minutes=10))
    wrong = {"name": "coder", "password": "wrong password"}
    assert [form(client, "/login", wrong).status_code for _ in range(4)] == [401, 401, 401, 429]
    right = wrong | {"password": "correct horse battery"}
    answer = form(client, "/login", right)
    assert answer.status_code == 429
    assert 590 <= int(answer.headers["retry-after"]) <= 601
    assert "too many tries; come back in 10 minutes" in answer.text
    assert form(client, "/login", right | {"name": "editor"}).status_code == 303
    clock.forward(minutes=10)
    assert form(desk(accounts=True), "/login", right).status_code == 303


def test_wrong_log_ins_are_limited_by_host(desk: Desk, people: object, form: Form) -> None:
    client = desk(accounts=True, limits=Limits(login_host=3))
    statuses = [form(client, "/login", {"name": f"x{n}", "password": "wrong password"}).status_code for n in range(4)]
    assert statuses == [401, 401, 401, 429]


def test_long_names_are_cut_before_they_are_remembered(desk: Desk, people: object, form: Form) -> None:
    client = desk(accounts=True, limits=Limits(login_account=2))
    for ending, status in (("a", 401), ("b", 401), ("c", 429)):
        wrong = {"name": "x" * 200 + ending, "password": "wrong password"}
        assert form(client, "/login", wrong).status_code == status


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
    ],
)
def test_hosts_of_one_ipv6_network_count_together(one: str, other: str, same: bool) -> None:
    assert (network_of(one) == network_of(other)) == same


def test_a_log_in_begins_another_session(desk: Desk, people: object, form: Form) -> None:
    client = desk(accounts=True)
    client.get("/login")
    before = client.cookies["crossclaim_session"]
    assert form(client, "/login", {"name": "coder", "password": "correct horse battery"}).status_code == 303
    assert client.cookies["crossclaim_session"] != before
    other = desk(accounts=True)
    other.cookies.set("crossclaim_session", before)
    assert other.get("/about").status_code == 303, "a session that was there before is nobody's after"


def test_the_same_work_is_done_for_an_account_that_is_not_there(
    desk: Desk, people: object, form: Form, monkeypatch: pytest.MonkeyPatch, ledger: Ledger
) -> None:
    asked = []
    honest = Passwords.matches

    def watched(self: Passwords, hashed: str | None, password: str) -> bool:
        asked.append(hashed)
        return honest(self, hashed, password)

    monkeypatch.setattr(Passwords, "matches", watched)
    ledger.users.change("reader", active=False)
    for name in ("coder", "nobody", "reader"):
        form(desk(accounts=True), "/login", {"name": name, "password": "wrong password"})
    assert [bool(h) for h in asked] == [True, False, False]


def test_few_passwords_are_looked_at_at_once() -> None:
    busy, most, lock = [0], [0], threading.Lock()

    class Slow:
        def hash(self, password: str) -> str:
            return "hash"

        def verify(self, hashed: str, password: str) -> bool:
            with lock:
                busy[0] += 1
                most[0] = max(most[0], busy[0])
            time.sleep(0.02)
            with lock:
                busy[0] -= 1
            return True

    passwords = Passwords(cast(PasswordHasher, Slow()))
    threads = [threading.Thread(target=passwords.matches, args=("hash", "password")) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 1 <= most[0] <= AT_ONCE


def test_right_log_ins_do_not_count(desk: Desk, people: object, form: Form) -> None:
    limits = Limits(login_account=2, login_host=2)
    fields = {"name": "coder", "password": "correct horse battery"}
    client = desk(accounts=True, limits=limits)
    for _ in range(4):
        assert form(client, "/login", fields).status_code == 303
        client.cookies.clear()


@pytest.mark.parametrize(("name", "status"), [("reader", 403), ("coder", 403), ("editor", 200)])
def test_accounts_are_for_editors(desk: Desk, log_in: LogIn, name: str, status: int) -> None:
    assert log_in(desk(accounts=True), name).get("/users").status_code == status


def test_an_editor_makes_and_changes_accounts(desk: Desk, log_in: LogIn, form: Form, ledger: Ledger) -> None:
    client = log_in(desk(accounts=True), "editor")
    new = {"name": "Ada", "role": "coder", "password": "a long password"}
    assert form(client, "/users", new, at="/users").status_code == 303
    assert form(client, "/users/ada", {"role": "reader"}, at="/users").status_code == 303
    found = ledger.users.find("ada")
    assert found and (found.role, found.epoch) == ("reader", 2)
    assert form(client, "/users/ada", {"active": "no"}, at="/users").status_code == 303
    assert form(client, "/users/ada", {"password": "another password"}, at="/users").status_code == 303


@pytest.mark.parametrize(
    ("address", "fields", "words"),
    [
        ("/users", {"name": "ada", "role": "coder", "password": "short"}, "a password has 10"),
        ("/users", {"name": "<b>", "role": "coder", "password": "long enough pw"}, "a name is 1 to 64"),
        ("/users", {"name": "coder", "role": "coder", "password": "long enough pw"}, "there is an account"),
        ("/users", {"name": "ada", "role": "king", "password": "long enough pw"}, "a role is one of"),
        ("/users/nobody", {"role": "coder"}, "there is no account"),
        ("/users/editor", {"role": "reader"}, "one editor must be left"),
        ("/users/editor", {"active": "no"}, "one editor must be left"),
    ],
)
def test_what_cannot_be_done_to_accounts(
    desk: Desk, log_in: LogIn, form: Form, address: str, fields: dict[str, str], words: str
) -> None:
    answer = form(log_in(desk(accounts=True), "editor"), address, fields, at="/users")
    assert answer.status_code == 400
    assert words in answer.text


def test_ones_own_password(desk: Desk, log_in: LogIn, form: Form) -> None:
    client, elsewhere = log_in(desk(accounts=True), "reader"), desk(accounts=True)
    form(elsewhere, "/login", {"name": "reader", "password": "correct horse battery"})
    wrong = form(client, "/password", {"old": "wrong password", "new": "a new password"}, at="/password")
    assert wrong.status_code == 400
    right = {"old": "correct horse battery", "new": "a new password"}
    assert form(client, "/password", right, at="/password").status_code == 303
    assert client.get("/about").status_code == 200
    assert elsewhere.get("/about").status_code == 303


@pytest.mark.parametrize("csrf", [None, "", "0" * 64, "ü"])
def test_a_form_without_its_token_is_refused(client: TestClient, csrf: str | None) -> None:
    client.get("/about")
    fields = {"name": "ada", "role": "coder", "password": "a long password"}
    answer = client.post("/users", data=fields if csrf is None else fields | {"csrf": csrf})
    assert answer.status_code == 403
    assert "this form is stale" in answer.text


def test_a_token_is_of_one_session(desk: Desk, form: Form) -> None:
    one, other = desk(), desk()
    other.get("/about")
    fields = {"name": "ada", "role": "coder", "password": "a long password"}
    assert form(one, "/users", fields, at="/users").status_code == 303
    import re

    token = re.search(r'name="csrf" value="(\w+)"', one.get("/users").text)
    assert token
    assert other.post("/users", data=fields | {"csrf": token[1]}).status_code == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://127.0.0.1:8750"}, 303),
        ({"sec-fetch-site": "same-origin"}, 303),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://["}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
    ],
)
def test_forms_of_other_sites_are_refused(client: TestClient, form: Form, headers: dict[str, str], status: int) -> None:
    fields = {"name": "ada", "role": "coder", "password": "a long password"}
    assert form(client, "/users", fields, at="/users", headers=headers).status_code == status


@pytest.mark.parametrize(
    ("host", "more", "status"),
    [
        ("localhost:8750", {}, 200),
        ("[::1]:8750", {}, 200),
        ("evil.example", {}, 421),
        ("127.0.0.1.evil.example", {}, 421),
        ("", {}, 421),
        ("[", {}, 421),
        ("desk.example", {"names": ("desk.example",)}, 200),
        ("desk.example", {"accounts": True}, 200),
        ("evil.example", {"accounts": True, "names": ("desk.example",)}, 421),
    ],
)
def test_host_names_that_a_desk_answers_to(
    desk: Desk, people: object, host: str, more: dict[str, Any], status: int
) -> None:
    assert desk(**more).get("/healthz", headers={"host": host}).status_code == status


def test_a_desk_that_is_read_only_changes_nothing(desk: Desk) -> None:
    client = desk(read_only=True)
    assert client.get("/about").status_code == 200
    answer = client.get("/users")
    assert answer.status_code == 403
    assert "this desk only shows" in answer.text


def test_a_body_that_is_too_large(client: TestClient, desk: Desk, form: Form) -> None:
    answer = form(client, "/users", {"name": "x" * 300_000}, at="/users")
    assert answer.status_code == 413
    assert "larger than 256 KB" in answer.text

    def pieces() -> Any:
        for _ in range(20):
            yield b"x" * 20_000

    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/users", content=pieces(), headers=kind).status_code == 413


@pytest.mark.parametrize("path", ["/add", "/api/v1/read"])
def test_a_stranger_uploads_no_more_than_a_form(desk: Desk, log_in: LogIn, header: Any, path: str) -> None:
    text = "Армия сообщила, что погибли двенадцать солдат. " * 4_000

    def upload(client: TestClient, **more: Any) -> int:
        large: Any = {"json": {"text": text}} if path.startswith("/api") else {"files": {"text": (None, text)}}
        return client.post(path, **large, **more).status_code

    client = desk(accounts=True)
    assert upload(client) == 413
    assert upload(client, headers={"authorization": "Bearer crossclaim_made_up"}) == 413
    log_in(client, "coder")
    assert upload(client, headers=header(client)) not in (401, 403, 413)


@pytest.mark.parametrize(
    ("address", "led"),
    [
        ("/incidents/i1?page=2", "/incidents/i1?page=2"),
        ("https://evil.example", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_log_in_leads_to_pages_of_the_desk_only(address: str, led: str) -> None:
    assert local(address) == led


def test_cookies_cannot_be_read_by_scripts(client: TestClient) -> None:
    cookie = client.get("/about").headers["set-cookie"].casefold()
    assert "httponly" in cookie and "samesite=lax" in cookie


def test_a_forged_cookie_is_nobody(desk: Desk, people: object) -> None:
    client = desk(accounts=True)
    client.cookies.set("crossclaim_session", "WyJuIiwiZWRpdG9yIiwxXQ.aaaaaa.bbbbbbbbbbbb")
    assert client.get("/about").status_code == 303


def test_a_body_that_comes_too_slowly(serve: Callable[..., Any]) -> None:
    import socket
    from urllib.parse import urlsplit

    with serve(limits=Limits(upload_seconds=0.3)) as address:
        where = urlsplit(address)
        form = "application/x-www-form-urlencoded"
        for path, kind in (("/add", form), ("/login", form), ("/api/v1/read", "application/json")):
            with socket.create_connection((where.hostname, where.port), 10) as line:
                head = f"POST {path} HTTP/1.1\r\nHost: {where.netloc}\r\nContent-Length: 999\r\n"
                line.sendall(f"{head}Content-Type: {kind}\r\n\r\n".encode() + b"{")
                start = time.monotonic()
                assert line.recv(100).startswith(b"HTTP/1.1 408 ")
                assert time.monotonic() - start < 5
