"""One address asked once: looked up, checked, and connected to at the address that was checked.

A request goes to the IP address itself, with the host's name in `Host` and, for https, in the TLS handshake, where
the certificate is checked against it. So a name that stands for another address a moment later (DNS rebinding) leads
nowhere else. No proxy of the environment is used, and no connection is kept for another request.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx2

from crossclaim.errors import FetchError, FetchLater, FetchRefused
from crossclaim.fetching.addresses import Target, shown_address, target
from crossclaim.fetching.bodies import ACCEPTED, Unpacker, too_large
from crossclaim.fetching.resolving import Resolver, resolved
from crossclaim.fetching.settings import FetchSettings

REDIRECTS = (301, 302, 303, 307, 308)
PASSING = (408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524)
UNCHANGED = 304
TEXTS = ("application/xml", "application/xhtml+xml", "application/json")
PACKED_TEXTS = ("application/gzip", "application/x-gzip", "application/octet-stream")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for.

    Attributes:
        address: where.
        headers: besides those that every request has.
        body: what is sent; None for a plain request.
        any_type: whether the answer may be of any type.
        packed: whether files packed with gzip are taken too.
    """

    address: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    any_type: bool = False
    packed: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came.

    Attributes:
        address: it came from, after redirects.
        status: of the answer; 304 where nothing changed since.
        body: unpacked; empty where nothing changed.
        type, charset: as the answer states them, in lower case; "" where it does not.
        etag, modified: to ask with the next time.
    """

    address: str
    status: int
    body: bytes
    type: str = ""
    charset: str = ""
    etag: str | None = None
    modified: str | None = None

    @property
    def unchanged(self) -> bool:
        """Whether nothing changed since the last time."""
        return self.status == UNCHANGED


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An answer that leads on to another address."""

    address: str


async def exchange(
    wanted: Wanted,
    settings: FetchSettings,
    resolver: Resolver,
    tls: ssl.SSLContext,
    now: Callable[[], datetime],
    seconds: float,
) -> Fetched | Elsewhere:
    """Asks for an address, once.

    Args:
        wanted: what is asked for.
        settings: limits.
        resolver: names to addresses.
        tls: what certificates are checked with.
        now: the time, for answers that name one to come back at.
        seconds: that it may take, whole.

    Raises:
        FetchRefused: an address that may not be reached, or an answer of a kind that is not read.
        FetchLater: too slow, broken off, or an answer that says so.
        FetchError: it is not there, or too large.
    """
    where = shown_address(wanted.address)
    timeout = httpx2.Timeout(settings.quiet_seconds)
    try:
        async with (
            asyncio.timeout(seconds),
            httpx2.AsyncClient(verify=tls, trust_env=False, timeout=timeout) as client,
        ):
            goal = target(wanted.address)
            answer = await _answer(client, goal, wanted, settings, resolver)
            try:
                if answer.status_code in REDIRECTS:
                    return Elsewhere(_next_address(goal, answer))
                return await _taken(answer, goal, wanted, settings, now)
            finally:
                await answer.aclose()
    except TimeoutError as error:
        raise FetchLater(f"took longer than {settings.seconds:g} s", where=where, next_step="try later") from error
    except httpx2.TimeoutException as error:
        what = f"silent for {settings.quiet_seconds:g} s"
        raise FetchLater(what, where=where, next_step="try later") from error
    except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, ssl.SSLError) as error:
        raise FetchLater(f"cannot be fetched ({_reason(error)})", where=where, next_step="try later") from error


async def _answer(
    client: httpx2.AsyncClient, goal: Target, wanted: Wanted, settings: FetchSettings, resolver: Resolver
) -> httpx2.Response:
    """The answer of the first of a host's addresses that can be connected to, its body not yet read."""
    addresses = await resolved(goal, resolver, settings.allow_hosts)
    for last, address in _with_last(addresses):
        request = _request(goal, address, wanted, settings)
        try:
            return await client.send(request, stream=True, follow_redirects=False)
        except (httpx2.ConnectError, httpx2.ConnectTimeout):
            if last:
                raise
    raise AssertionError("a host has at least one address")


def _with_last(addresses: Sequence[str]) -> list[tuple[bool, str]]:
    return [(at == len(addresses), address) for at, address in enumerate(addresses, 1)]


def _request(goal: Target, address: str, wanted: Wanted, settings: FetchSettings) -> httpx2.Request:
    """The request to an address, in the name of its host."""
    url = httpx2.URL(goal.url)
    headers = {
        "host": url.netloc.decode("ascii"),
        "user-agent": settings.agent,
        "accept-encoding": ACCEPTED,
        "accept": "text/html, application/xhtml+xml, application/xml;q=0.9, text/plain;q=0.8, */*;q=0.1",
        "connection": "close",
        **wanted.headers,
    }
    return httpx2.Request(
        "GET" if wanted.body is None else "POST",
        url.copy_with(host=address),
        headers=headers,
        content=wanted.body,
        extensions={
            "sni_hostname": url.raw_host.decode("ascii"),
            "timeout": httpx2.Timeout(settings.quiet_seconds).as_dict(),
        },
    )


def _next_address(goal: Target, answer: httpx2.Response) -> str:
    where = answer.headers.get("location", "")
    if not where:
        raise FetchError("it redirects to nowhere", where=shown_address(goal.url), next_step="check the address")
    try:
        return str(httpx2.URL(goal.url).join(where))
    except (httpx2.InvalidURL, ValueError, TypeError) as error:
        what = "it redirects to what is no address"
        raise FetchError(what, where=shown_address(goal.url), next_step="check the address") from error


async def _taken(
    answer: httpx2.Response,
    goal: Target,
    wanted: Wanted,
    settings: FetchSettings,
    now: Callable[[], datetime],
) -> Fetched:
    """The answer with its body, where it is one to take."""
    where, status = shown_address(goal.url), answer.status_code
    etag, modified = answer.headers.get("etag"), answer.headers.get("last-modified")
    if status == UNCHANGED:
        return Fetched(goal.url, status, b"", etag=etag, modified=modified)
    if not 200 <= status < 300:
        raise _refusal(answer, where, now())
    type_, charset = _stated(answer.headers.get("content-type", ""))
    if not wanted.any_type and not _is_text(type_, wanted.packed):
        what = f"neither a page nor a feed ({type_[:60]})"
        raise FetchRefused(what, where=where, next_step="give the address of a page")
    length = answer.headers.get("content-length", "")
    if length.isdecimal() and int(length) > settings.most_bytes:
        raise too_large(settings.most_bytes, where)
    unpacker = Unpacker(answer.headers.get("content-encoding", ""), settings.most_bytes, where)
    async for piece in answer.aiter_raw():
        unpacker.take(piece)
    return Fetched(goal.url, status, unpacker.done(), type_, charset, etag, modified)


def _refusal(answer: httpx2.Response, where: str, now: datetime) -> FetchError:
    """The error that an answer other than a good one is."""
    status = answer.status_code
    what = f"the site answers {status} {answer.reason_phrase[:60]}".rstrip()
    error: FetchError
    if status in PASSING:
        later = FetchLater(what, where=where, next_step="try later")
        later.after = retry_after(answer.headers.get("retry-after", ""), now)
        error = later
    else:
        error = FetchError(what, where=where, next_step="check the address")
    error.status = status
    return error


def retry_after(text: str, now: datetime) -> float | None:
    """The seconds that a Retry-After asks for: a number, or a time (RFC 9110).

    Args:
        text: of the header.
        now: the time.

    >>> retry_after("120", datetime(2024, 5, 4, tzinfo=UTC))
    120.0
    >>> retry_after("Sat, 04 May 2024 00:00:30 GMT", datetime(2024, 5, 4, tzinfo=UTC))
    30.0
    """
    text = text.strip()
    if text.isascii() and text.isdecimal():
        return float(text[:9])
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max((at - now).total_seconds(), 0.0)


def _stated(content_type: str) -> tuple[str, str]:
    """The type and charset that an answer states."""
    main, _, rest = content_type.partition(";")
    charset = ""
    for part in rest.split(";"):
        name, _, value = part.partition("=")
        if name.strip().casefold() == "charset":
            charset = value.strip().strip("\"'").casefold()
    return main.strip().casefold(), charset


def _is_text(type_: str, packed: bool) -> bool:
    plain = not type_ or type_.startswith("text/") or type_ in TEXTS or type_.endswith("+xml")
    return plain or (packed and type_ in PACKED_TEXTS)


def _reason(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:120] if lines else type(error).__name__
