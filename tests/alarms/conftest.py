"""A ledger that fills report by report, a site that takes requests, and a mail server in a thread."""

from __future__ import annotations

import importlib.util
import socketserver
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from crossclaim.ledger import Ledger
from crossclaim.records import Report

TESTS = Path(__file__).parents[1]


def module(name: str, path: Path) -> ModuleType:
    """A module of these tests."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None and spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@pytest.fixture(scope="session")
def fakes() -> ModuleType:
    """The cheap reader."""
    return module("fake_add", TESTS / "ledger" / "fake_add.py")


@pytest.fixture
def site() -> Iterator[Any]:
    """A site that takes requests."""
    with module("fetching_site", TESTS / "fetching" / "site.py").site() as made:
        yield made


class Time:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.at = datetime(2024, 5, 4, 12, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def forward(self, **more: float) -> None:
        self.at += timedelta(**more)


@pytest.fixture
def time() -> Time:
    """A clock."""
    return Time()


@pytest.fixture
def ledger(tmp_path: Path, time: Time) -> Iterator[Ledger]:
    """An empty ledger."""
    with Ledger.open(tmp_path / "war.ledger", clock=time.now) as opened:
        yield opened


@pytest.fixture
def tell(ledger: Ledger, fakes: ModuleType) -> Callable[..., None]:
    """Puts a report in the ledger: who says what about a place, how many died, on what day (the report's own, unless
    `on` says another)."""

    def run(
        speaker: str = "army",
        verb: str = "said",
        place: str = "Gao",
        number: int = 3,
        *,
        id: str = "",
        day: date = date(2024, 5, 3),
        on: date | None = None,
        what: str = "shelled",
        source: str = "Wire",
    ) -> None:
        text = fakes.sentence(speaker, verb, what, place, number)
        name = id or f"{speaker} {verb} {place} {number} {day}"
        reading = fakes.read(Report(name, text, published=on or day, source=source))
        who = {"name": f"Mali {speaker}", "country": "MLI", "sector": fakes.SPEAKERS[speaker]}
        claims = tuple(replace(c, claimant=replace(c.claimant, **who)) for c in reading.claims)
        list(ledger.add([replace(reading, claims=claims, report=replace(reading.report, published=day))]))

    return run


class _Session(socketserver.StreamRequestHandler):
    """One SMTP session, as far as smtplib needs it."""

    def handle(self) -> None:
        sink: MailSink = self.server.sink  # type: ignore[attr-defined]
        self._say(220, "sink")
        while line := self.rfile.readline():
            word = line.split()[0].upper() if line.split() else b""
            if word == b"DATA" and sink.refuse == 0:
                self._say(354, "go on")
                sink.take(self._body())
                self._say(250, "taken")
            elif word == b"DATA":
                self._say(sink.refuse, "no")
            elif word == b"QUIT":
                self._say(221, "bye")
                return
            else:
                self._say(250, "fine")

    def _body(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return b"".join(lines)

    def _say(self, code: int, words: str) -> None:
        self.wfile.write(f"{code} {words}\r\n".encode())


class MailSink:
    """What a mail server took; `refuse` is the answer to mail where it is not 0."""

    def __init__(self) -> None:
        self.refuse, self.port = 0, 0
        self.mail: list[Message] = []

    def take(self, data: bytes) -> None:
        self.mail.append(message_from_bytes(data))


@contextmanager
def mail_server() -> Iterator[MailSink]:
    """A mail server while it is up."""

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False
        allow_reuse_address = True

    with Server(("127.0.0.1", 0), _Session) as server:
        sink = server.sink = MailSink()  # type: ignore[attr-defined]
        sink.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield sink
        server.shutdown()


@pytest.fixture
def sink() -> Iterator[MailSink]:
    """A mail server."""
    with mail_server() as made:
        yield made
