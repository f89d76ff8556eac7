"""A desk behind a web server that speaks HTTPS."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from crossclaim.desk.settings import Limits, network
from crossclaim.errors import OptionError

VIA = {"x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https", "host": "desk.example"}
BEHIND = {"accounts": True, "names": ("desk.example",)}


@contextmanager
def in_front_of(address: str) -> Iterator[str]:
    """A tiny web server that passes requests on as one that speaks HTTPS would."""
    behind = urlsplit(address).netloc

    class Passing(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            line = http.client.HTTPConnection(behind, timeout=10)
            kept = {n: v for n, v in self.headers.items() if n.lower() not in VIA}
            line.request(self.command, self.path, body, kept | VIA)
            answer = line.getresponse()
            content = answer.read()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in ("content-length", "transfer-encoding", "connection"):
                    self.send_header(name, value)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
            line.close()

        do_POST = do_GET

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Passing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(("proxies", "secure"), [(("127.0.0.1",), True), (("127.0.0.0/8",), True), ((), False)])
def test_one_logs_in_through_a_web_server(
    serve: Callable[..., Any], people: Any, proxies: tuple[str, ...], secure: bool
) -> None:
    import re

    import httpx2

    with (
        serve(**BEHIND, proxies=proxies) as desk,
        in_front_of(desk) as address,
        httpx2.Client(base_url=address) as browser,
    ):
        page = browser.get("/login")
        cookie = page.headers["set-cookie"]
        assert ("Secure" in cookie) is secure and "HttpOnly" in cookie
        token = re.search(r'name="csrf" value="(\w+)"', page.text)
        assert token
        fields = {"csrf": token[1], "name": "reader", "password": "correct horse battery"}
        sent = {"cookie": cookie.partition(";")[0], "origin": "https://desk.example"}
        answer = browser.post("/login", data=fields, headers=sent)
        assert answer.status_code == 303 and ("Secure" in answer.headers["set-cookie"]) is secure
        session = {"cookie": answer.headers["set-cookie"].partition(";")[0]}
        page = browser.get("/", headers=session)
        assert ("https://desk.example/" in page.text) is secure, "addresses to cite are those that visitors know"


def test_only_named_web_servers_say_whence_one_comes(desk: Callable[..., Any], people: Any, form: Any) -> None:
    built = desk(app=True, **BEHIND, proxies=("10.0.0.7",), limits=Limits(login_host=2))
    names = (f"nobody{n}" for n in count())

    def tried(at: str, said: str) -> int:
        client = TestClient(built, base_url="http://desk.example", client=(at, 1), follow_redirects=False)
        wrong = {"name": next(names), "password": "wrong password"}
        return int(form(client, "/login", wrong, headers={"x-forwarded-for": said}).status_code)

    assert [tried("10.0.0.7", f"203.0.113.{n}") for n in range(4)] == [401] * 4, "each visitor counts by themselves"
    assert [tried("10.0.0.8", f"203.0.113.{n}") for n in range(4)] == [401, 401, 429, 429], "a lie does not help"
    assert [tried("10.0.0.7", "198.51.100.1, 203.0.113.50") for _ in range(3)] == [401, 401, 429]
    assert tried("10.0.0.7", "198.51.100.2, 203.0.113.50") == 429, "what a visitor put before it is not believed"


@pytest.mark.parametrize("address", ["*", "", "proxy.example", "10.0.0.7/99", "10.0.0.7/8"])
def test_what_is_no_address_of_a_web_server(address: str) -> None:
    with pytest.raises(OptionError, match="--proxy takes an address"):
        network(address)
