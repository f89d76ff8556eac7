"""A real web site on the loopback, whose pages behave as badly as a test wants."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Page = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers by the page of a path; what was asked for is noted."""

    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers.get("content-length") or 0)))

    def _answer(self, body: bytes) -> None:
        site = self.site
        site.asked.append((self.path, dict(self.headers.items()), body))
        page = site.pages.get(self.path) or site.pages.get(self.path.split("?")[0])
        try:
            if page is None:
                self.give(b"not here", status=404)
            else:
                page(self)
        except (BrokenPipeError, ConnectionResetError, ssl.SSLError):
            pass
        self.close_connection = True

    def give(self, body: bytes, *, status: int = 200, type: str | None = "text/html", **headers: str) -> None:
        """A whole answer."""
        self.start(status, type=type, content_length=str(len(body)), **headers)
        self.wfile.write(body)

    def start(self, status: int = 200, *, type: str | None = "text/html", **headers: str) -> None:
        """The head of an answer."""
        self.send_response_only(status)
        self.send_header("connection", "close")
        if type:
            self.send_header("content-type", type)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


class Site:
    """A site that is there: its pages by path, and what was asked of it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.pages: dict[str, Page] = {}
        self.asked: list[tuple[str, dict[str, str], bytes]] = []
        self.ending = threading.Event()

    def url(self, path: str = "/", host: str = "localhost") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _, _ in self.asked if path != "/robots.txt"]

    def page(self, path: str, body: bytes | str, **more: Any) -> None:
        data = body.encode() if isinstance(body, str) else body
        self.pages[path] = lambda handler: handler.give(data, **more)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_: Any) -> None:
        pass


@contextmanager
def site(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site while it is up."""
    handler = type("OwnHandler", (Handler,), {})
    server = _Server(("127.0.0.1", 0), handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    made = handler.site = Site(server.server_address[1])  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.ending.set()
        server.shutdown()
        server.server_close()


def drip(seconds: float, step: float = 0.05) -> Page:
    """An answer that comes byte by byte, for so long."""

    def page(handler: Handler) -> None:
        handler.start(content_length="100000")
        for _ in range(int(seconds / step)):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            if handler.site.ending.wait(step):
                return

    return page


def dripping_head(seconds: float, step: float = 0.05) -> Page:
    """A head that comes byte by byte, for so long."""

    def page(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nx-slow: ")
        for _ in range(int(seconds / step)):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            if handler.site.ending.wait(step):
                return

    return page


def endless(megabytes: int, *, told: bool = False) -> Page:
    """An answer of so many megabytes."""

    def page(handler: Handler) -> None:
        handler.start(**({"content_length": str(megabytes * 1_000_000)} if told else {}))
        piece = b"a" * 1_000_000
        for _ in range(megabytes):
            handler.wfile.write(piece)

    return page


def cut_off(body: bytes, *, said: int, type: str = "text/html") -> Page:
    """An answer that breaks off before the length it said."""

    def page(handler: Handler) -> None:
        handler.start(type=type, content_length=str(said))
        handler.wfile.write(body)
        handler.wfile.flush()
        handler.connection.shutdown(socket.SHUT_RDWR)

    return page


def to(address: str, status: int = 302) -> Page:
    """A redirect."""
    return lambda handler: handler.give(b"", status=status, location=address)
