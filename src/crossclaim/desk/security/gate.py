"""What is looked at before a request comes to a page: whom it is for, where it comes from, how much it brings."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from crossclaim.desk.failures import PROBLEM, problem
from crossclaim.desk.settings import DeskSettings, is_loopback

SAFE = ("GET", "HEAD", "OPTIONS")
UPLOADS = ("/add", "/api/v1/read")
"""Where files and whole texts are taken."""


class Gate:
    """Refuses requests for other hosts and from other sites, and bodies that are too large or too slow.

    A page elsewhere may have its own name lead to this machine (DNS rebinding) and so read an open desk; without
    accounts only the loopback's names are answered. Forms of other sites are refused by what the browser says of
    where they come from, besides their token. What is sent to the API must be JSON: a page elsewhere could have a
    browser send that only after asking, and the desk never allows it.

    Args:
        app: that answers.
        settings: of the desk.
        knows: whether a request is of somebody who may see the desk; a stranger's upload would be taken in before
            anybody looks at who sends it, so that it gets no more room than any form.
    """

    def __init__(self, app: ASGIApp, settings: DeskSettings, knows: Callable[[Scope], Awaitable[bool]]) -> None:
        self.app, self._settings, self._knows = app, settings, knows

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        if refusal:
            await refusal(scope, receive, send)
            return
        limits = self._settings.limits
        uploads = scope["method"] not in SAFE and scope["path"].startswith(UPLOADS)
        most = limits.upload if uploads and await self._knows(scope) else limits.body
        await self.app(scope, Body(receive, most, limits.upload_seconds, headers), send)

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        host = headers.get("host", "")
        if not answers_to(host, self._settings):
            return _refused(scope, 421, "this desk does not answer to that host name")
        if scope["method"] not in SAFE and comes_from_elsewhere(headers, host):
            return _refused(scope, 403, "this form comes from another site")
        if scope["method"] not in SAFE and scope["path"].startswith("/api/") and not is_json(headers):
            return _refused(scope, 415, "the API takes application/json")
        if "\0" in scope["path"] or b"%00" in scope["query_string"]:
            return _refused(scope, 400, "an address holds no NUL")
        return None


def _refused(scope: Scope, status: int, detail: str) -> Response:
    if scope["path"].startswith("/api/"):
        return JSONResponse(problem(status, detail), status, media_type=PROBLEM)
    return PlainTextResponse(detail + "\n", status)


def answers_to(host: str, settings: DeskSettings) -> bool:
    """Whether a desk answers to a `Host` header.

    >>> answers_to("localhost:8750", DeskSettings("s")), answers_to("evil.example", DeskSettings("s"))
    (True, False)
    """
    name = _name(host)
    if name in {n.casefold() for n in settings.names}:
        return True
    if settings.accounts and not settings.names:
        return bool(name)
    return is_loopback(name)


def comes_from_elsewhere(headers: Headers, host: str) -> bool:
    """Whether a browser says that a request comes from another site; a program says nothing.

    >>> comes_from_elsewhere(Headers({"origin": "http://evil.example"}), "localhost:8750")
    True
    """
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    if origin is None:
        return False
    try:
        return urlsplit(origin).netloc.casefold() != host.casefold()
    except ValueError:
        return True


def is_json(headers: Headers) -> bool:
    """Whether a request says that it brings JSON.

    >>> is_json(Headers({"content-type": "Application/JSON; charset=utf-8"})), is_json(Headers({}))
    (True, False)
    """
    return headers.get("content-type", "").partition(";")[0].strip().casefold() == "application/json"


def _name(host: str) -> str:
    """The name in a `Host` header, without its port."""
    try:
        return (urlsplit(f"//{host}").hostname or "").casefold()
    except ValueError:
        return ""


class Body:
    """A request's body as it comes in, stopped when it is too large or takes too long.

    Args:
        receive: gives the next piece.
        most: bytes.
        seconds: for all of it.
        headers: that may say how large it is.
    """

    def __init__(self, receive: Receive, most: int, seconds: float, headers: Headers) -> None:
        self._receive, self._most, self._seconds = receive, most, seconds
        self._said = headers.get("content-length", "0")
        self._so_far, self._until, self._whole = 0, 0.0, False

    async def __call__(self) -> Message:
        """The next piece.

        Raises:
            HTTPException: 413 or 408; in this class FastAPI lets it through as it is.
        """
        if self._whole:
            return await self._receive()
        if self._said.isdecimal() and int(self._said[:18]) > self._most:
            raise self._too_large()
        loop = asyncio.get_running_loop()
        self._until = self._until or loop.time() + self._seconds
        try:
            async with asyncio.timeout_at(self._until):
                message = await self._receive()
        except TimeoutError as error:
            raise HTTPException(408, "the request took too long to come in") from error
        self._so_far += len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        if self._so_far > self._most:
            raise self._too_large()
        return message

    def _too_large(self) -> HTTPException:
        return HTTPException(413, f"the request is larger than {size(self._most)}")


def size(bytes: int) -> str:
    """A size in words.

    >>> size(262144), size(16777216)
    ('256 KB', '16 MB')
    """
    return f"{bytes // 1024**2} MB" if bytes >= 1024**2 else f"{bytes // 1024} KB"
