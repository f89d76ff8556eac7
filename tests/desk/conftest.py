"""Desks over a ledger of invented reports (see `made.py`).

ledger      a ledger of eleven reports (one of them corrected), of one's own for each test; its path is `ledger.name`
client      a browser without scripts at the open desk over it, who acts as editor
desk        builds another: desk(accounts=True), desk(read_only=True), desk(limits=Limits(...)), desk(ledger=other),
            desk(fetcher=Fetcher(...))
site        the web site of the tests of fetching, on the loopback
serve       the same, listening: `with serve(accounts=True) as address:` for tests in a real browser
people      accounts in the ledger: reader, coder, coder2, editor; the password of each is PASSWORD
log_in      logs a client in: log_in(client, "coder")
form_token  the form token of a page: form_token(client, "/login")
form        sends a form with its token: form(client, "/review", {"claim": ...})
header      the header with the form token of a session, for the API: client.post(..., headers=header(client))
reading     reads nothing itself: the report with one claim in its first sentence stands for any text
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

pytest.importorskip("fastapi")
import uvicorn
from argon2 import PasswordHasher
from fastapi import FastAPI
from starlette.testclient import TestClient

from crossclaim.desk import DeskSettings, build
from crossclaim.desk.app import DeskServices
from crossclaim.desk.security.passwords import Passwords
from crossclaim.ledger import Ledger, Origin
from crossclaim.records import Reading, Report

HERE = Path(__file__).parent
BASE = "http://127.0.0.1:8750"
PASSWORD = "correct horse battery"
QUICK = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
ROLES = {"reader": "reader", "coder": "coder", "coder2": "coder", "editor": "editor"}


def _module(name: str) -> ModuleType:
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, HERE / f"{name.removeprefix('desk_')}.py")
        assert spec is not None and spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@pytest.fixture(scope="session")
def made() -> ModuleType:
    """What makes reports with readings."""
    return _module("desk_made")


@dataclass
class Clock:
    """A clock that is put forward by hand."""

    at: datetime = datetime(2031, 4, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **time: float) -> None:
        self.at += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    """The desk's clock."""
    return Clock()


@pytest.fixture(scope="session")
def _filled(made: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("desk") / "war.ledger"
    with Ledger.open(path, clock=Clock()) as ledger:
        origin = Origin("1.0", "made by hand")
        list(ledger.add([*made.readings(), made.correction()], origin))
    return path


@pytest.fixture
def ledger(_filled: Path, tmp_path: Path, clock: Clock) -> Iterator[Ledger]:
    """A ledger of one's own."""
    path = tmp_path / "war.ledger"
    shutil.copy(_filled, path)
    with Ledger.open(path, clock=clock) as opened:
        yield opened


def read(report: Report) -> Reading:
    """Stands for the package's reader: claims where a text says "shelled", none in others, a crash for "crash"."""
    if report.text.startswith("crash"):
        raise RuntimeError("made to crash")
    found = _module("desk_made").readings()[0]
    return Reading(report, notes=("no claim found",)) if "shelled" not in report.text else _moved(found, report)


def _moved(found: Reading, report: Report) -> Reading:
    from dataclasses import replace

    return replace(found, report=replace(report, text=found.report.text))


@pytest.fixture
def reading() -> Callable[[Report], Reading]:
    """The reader that desks of these tests have."""
    return read


@pytest.fixture(scope="session")
def module_desk() -> Callable[[Ledger], FastAPI]:
    """Builds the application of an open desk, for tests that need no desk of their own."""
    settings = DeskSettings("for tests alone", names=("testserver",))
    return lambda ledger: build(settings, ledger, _services(Clock()))


def _services(clock: Clock) -> DeskServices:
    return DeskServices(lambda: read, passwords=lambda: QUICK, clock=clock)


@pytest.fixture
def desk(ledger: Ledger, clock: Clock) -> Callable[..., TestClient]:
    """Builds a desk and gives a browser without scripts at it; it follows no redirects."""

    def run(*, app: bool = False, **more: Any) -> Any:
        over = more.pop("ledger", ledger)
        services = {name: more.pop(name) for name in ("fetcher", "load_open", "load_read") if name in more}
        if "fetcher" in services:
            services["fetcher"] = partial(lambda found: found, services["fetcher"])
        settings = DeskSettings(**({"secret": "for tests alone"} | more))
        built = build(settings, over, replace(_services(clock), **services))
        return built if app else TestClient(built, base_url=BASE, follow_redirects=False)

    return run


@pytest.fixture
def client(desk: Callable[..., TestClient]) -> TestClient:
    """At the open desk."""
    return desk()


@pytest.fixture
def people(ledger: Ledger) -> dict[str, str]:
    """Accounts of each role, by name."""
    for name, role in ROLES.items():
        ledger.users.add(name, role, QUICK.hashed(PASSWORD))  # type: ignore[arg-type]
    return ROLES


def token(client: TestClient, address: str = "/login") -> str:
    """The form token of a page."""
    found = re.search(r'name="csrf" value="(\w+)"', client.get(address).text)
    assert found, f"no form on {address}"
    return found[1]


@pytest.fixture
def form_token() -> Callable[[TestClient, str], str]:
    """The form token of a page."""
    return token


@pytest.fixture
def form() -> Callable[..., Any]:
    """Sends a form, with the token of the page that `at` names (by default the log-in page)."""

    def send(
        client: TestClient, address: str, fields: dict[str, Any] | None = None, at: str = "/login", **more: Any
    ) -> Any:
        return client.post(address, data={"csrf": token(client, at)} | (fields or {}), **more)

    return send


@pytest.fixture
def header() -> Callable[[TestClient], dict[str, str]]:
    """What a script in a page of ours sends to the API with a session, besides the cookie."""
    return lambda client: {"x-csrf-token": token(client, "/about")}


@pytest.fixture
def log_in(people: dict[str, str], form: Callable[..., Any]) -> Callable[[TestClient, str], TestClient]:
    """Logs a client in by name."""

    def run(client: TestClient, name: str) -> TestClient:
        answer = form(client, "/login", {"name": name, "password": PASSWORD})
        assert answer.status_code == 303, answer.text
        return client

    return run


@pytest.fixture
def site() -> Iterator[Any]:
    """The site of the tests of fetching."""
    name = "fetching_site"
    if name not in sys.modules:
        path = HERE.parent / "fetching" / "site.py"
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None and spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    serving: ModuleType = sys.modules[name]
    with serving.site() as made:
        yield made


@contextmanager
def _listening(app: FastAPI) -> Iterator[str]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", ws="none", proxy_headers=False)
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def serve(desk: Callable[..., Any]) -> Callable[..., AbstractContextManager[str]]:
    """A desk that listens, for a real browser."""
    return lambda **more: _listening(desk(app=True, **more))
