"""Which addresses may be reached: http and https, and of the network only what is public."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit, urlunsplit

from crossclaim.errors import FetchRefused

PORTS = {"http": 80, "https": 443}
FIRST_FREE_PORT = 1024
"""Ports below are those of other services (mail, databases of old); only the two of the web are reached there."""

MOST_LENGTH = 2_000
CONTROL = re.compile(r"[\x00-\x20\x7f\\]")
NAT64 = IPv6Network("64:ff9b::/96")
"""IPv4 addresses as IPv6-only networks write them (RFC 6052)."""

CLOSED = tuple(
    map(
        ip_network,
        (
            "192.0.0.0/24",
            "192.88.99.0/24",
            "168.63.129.16/32",
            "::/96",
            "2001::/23",
            "3fff::/20",
            "5f00::/16",
            "fec0::/10",
        ),
    )
)
"""Networks for special uses (IANA's registries) that not every version of Python's `ipaddress` keeps apart, and a
cloud's inside at a public address (Azure's); the other clouds' are link-local or private."""


@dataclass(frozen=True, slots=True)
class Target:
    """An address, taken apart.

    Attributes:
        url: whole, without what follows "#".
        scheme, host, port: of it; the host in lower case, without brackets.
    """

    url: str
    scheme: str
    host: str
    port: int


def target(address: str) -> Target:
    """An address taken apart and checked, as far as it can be without a look-up.

    Args:
        address: as a person or a site gives it.

    Raises:
        FetchRefused: another scheme than http and https, no host, a name and password in it, or a port of another
            service.

    >>> target("https://News.example/a#top")
    Target(url='https://News.example/a', scheme='https', host='news.example', port=443)
    """
    shown = shown_address(address)
    text = address.strip()
    if len(text) > MOST_LENGTH or CONTROL.search(text):
        raise FetchRefused("this is no web address", where=shown, next_step="copy it whole")
    try:
        parts = urlsplit(text)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        raise FetchRefused("this is no web address", where=shown, next_step="copy it whole") from None
    scheme = parts.scheme.casefold()
    if scheme not in PORTS:
        raise FetchRefused("only http and https addresses are fetched", where=shown, next_step="give one of those")
    if not host:
        raise FetchRefused("there is no host in it", where=shown, next_step="copy it whole")
    if "@" in parts.netloc:
        raise FetchRefused("an address with a name or password in it", where=shown, next_step="take it out")
    url = urlunsplit((scheme, parts.netloc, parts.path or "/", parts.query, ""))
    return Target(url, scheme, host.casefold(), port or PORTS[scheme])


def check_port(wanted: Target, allow: Collection[str]) -> None:
    """Refuses ports of other services.

    Args:
        wanted: the target.
        allow: hosts that may be reached at any port.

    Raises:
        FetchRefused: such a port.
    """
    if wanted.host not in allow and wanted.port < FIRST_FREE_PORT and wanted.port not in PORTS.values():
        raise FetchRefused(
            f"port {wanted.port} is not one of the web", where=shown_address(wanted.url), next_step="check it"
        )


def is_public(address: str) -> bool:
    """Whether an IP address is one that everybody reaches: not this machine, its network, or a cloud's inside.

    Args:
        address: IPv4 or IPv6; IPv4 inside IPv6 (mapped, 6to4, NAT64) is judged as what it leads to.

    >>> [is_public(a) for a in ("93.184.216.34", "127.0.0.1", "::ffff:10.0.0.1", "169.254.169.254", "100.64.0.1")]
    [True, False, False, False, False]
    """
    try:
        found = ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        inner = _inner(found)
        if inner is not None:
            return is_public(str(inner))
    if any(found.version == network.version and found in network for network in CLOSED):
        return False
    closed = found.is_private or found.is_multicast or found.is_reserved or found.is_unspecified
    return found.is_global and not closed and not found.is_loopback and not found.is_link_local


def _inner(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 one leads to."""
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def shown_address(address: str) -> str:
    """An address for messages: one line, cut, without a password.

    >>> shown_address("http://me:secret@host/a")
    'http://host/a'
    """
    text = "".join(c if c.isprintable() else "?" for c in address.strip())
    text = re.sub(r"(?<=//)[^/@?#]*@", "", text)
    return text if len(text) <= 200 else text[:199] + "…"
