"""Names of hosts to addresses, each of them checked: the connection is made to one that was, and to no other."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from typing import Any

from crossclaim.errors import FetchLater, FetchRefused
from crossclaim.fetching.addresses import Target, check_port, is_public, shown_address

Resolver = Callable[[str, int], Sequence[str]]
"""A host's name and a port to its IP addresses; raises OSError where there are none."""

MOST_TRIED = 4
"""Addresses of one host that a connection is tried with."""


def system_resolver(host: str, port: int) -> list[str]:
    """The addresses that this machine knows for a host, in its order of preference."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(item[4][0]) for item in found))


def checked(wanted: Target, addresses: Sequence[str], allow: Collection[str]) -> tuple[str, ...]:
    """The addresses to connect to.

    Args:
        wanted: the target.
        addresses: all that its host's name stands for.
        allow: hosts that may be reached at any address.

    Raises:
        FetchRefused: one of them is not public; one that is would not make the others safe.
        FetchLater: there are none.
    """
    where = shown_address(wanted.url)
    if not addresses:
        raise FetchLater(f"no address is known for {wanted.host}", where=where, next_step="check the name")
    check_port(wanted, allow)
    if wanted.host not in allow and not all(is_public(address) for address in addresses):
        raise FetchRefused(
            f"{wanted.host} is inside this machine or a private network",
            where=where,
            next_step="allow the host by name in the settings if that is meant",
        )
    return tuple(addresses[:MOST_TRIED])


async def resolved(wanted: Target, resolver: Resolver, allow: Collection[str]) -> tuple[str, ...]:
    """Looks a host up and checks what it stands for.

    Raises:
        FetchRefused: an address that may not be reached.
        FetchLater: the name is not known now.
    """
    try:
        found = await _in_thread(resolver, wanted.host, wanted.port)
    except (OSError, UnicodeError) as error:
        raise FetchLater(
            f"the name {wanted.host} is not known", where=shown_address(wanted.url), next_step="check it"
        ) from error
    return checked(wanted, found, allow)


async def _in_thread(work: Callable[..., Any], *given: Any) -> Any:
    """What a function gives that may hang: nobody waits for its thread when the time is over."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[Any] = loop.create_future()

    def settle(value: Any, error: BaseException | None) -> None:
        if not future.done():
            future.set_exception(error) if error else future.set_result(value)

    def run() -> None:
        value, failed = None, None
        try:
            value = work(*given)
        except BaseException as error:
            failed = error
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(settle, value, failed)

    threading.Thread(target=run, name="crossclaim-resolver", daemon=True).start()
    return await future
