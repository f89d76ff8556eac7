"""A desk that listens, until it is ended."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from crossclaim.desk.settings import DeskSettings
from crossclaim.errors import CrossclaimError

TURN = 0.001
"""Seconds of a thread's turn."""

LONGEST_FAREWELL = 5
"""Seconds that answers under way may take after the desk was told to end."""


class CannotListen(CrossclaimError):
    """A host that is not this machine's, or a port that is in use."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What makes a desk speak HTTPS by itself."""

    certificate: Path
    key: Path


def listen(host: str, port: int) -> socket.socket:
    """A socket of a host and a port, which are this program's from then on.

    Args:
        host: a name or an address.
        port: 0 takes one that is free.

    Raises:
        CannotListen: the host is not this machine's, or the port is in use.
    """
    try:
        [family, kind, protocol, _, address], *_ = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        made = socket.socket(family, kind, protocol)
    except OSError as error:
        raise CannotListen(f"cannot listen on {host!r}: {error.strerror}") from error
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
        made.listen(128)
    except OSError as error:
        made.close()
        raise CannotListen(f"cannot listen on {host} port {port}: {error.strerror}; give another --port") from error
    return made


def address_of(listening: socket.socket, host: str, *, secure: bool = False) -> str:
    """The address to open in a browser.

    Args:
        listening: the socket.
        host: as it was given.
        secure: whether it speaks HTTPS.
    """
    port = listening.getsockname()[1]
    name = {"0.0.0.0": socket.gethostname(), "::": socket.gethostname()}.get(host, host)
    return f"http{'s' * secure}://{f'[{name}]' if ':' in name else name}:{port}/"


def run(
    app: FastAPI,
    settings: DeskSettings,
    listening: socket.socket,
    ready: Callable[[], None],
    certificate: Certificate | None = None,
) -> None:
    """Answers requests until the program is interrupted or told to end.

    Args:
        app: a built desk.
        settings: that it was built with.
        listening: where requests come.
        ready: called once, when it answers.
        certificate: for HTTPS.
    """
    more = {"ssl_certfile": certificate.certificate, "ssl_keyfile": certificate.key} if certificate else {}
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=LONGEST_FAREWELL,
        ws="none",
        **more,  # type: ignore[arg-type]
    )
    # A page waits for its turn among threads at each question to the ledger; turns are short, so that many fit.
    sys.setswitchinterval(TURN)
    threading.Thread(target=_work_ahead, args=(app,), name="crossclaim-board", daemon=True).start()
    try:
        _Announced(config, ready).run(sockets=[listening])
    except KeyboardInterrupt:
        return


def _work_ahead(app: FastAPI) -> None:
    """Works out the board of incidents before the first page wants it; what goes wrong is said to who asks for it."""
    with suppress(CrossclaimError):
        app.state.desk.boards.now()


class _Announced(uvicorn.Server):
    """A server that says when it answers."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()
