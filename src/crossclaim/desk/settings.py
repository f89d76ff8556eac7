"""What a desk is told when it is built."""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network

from crossclaim.errors import OptionError


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a desk takes in.

    Attributes:
        body: bytes of a request that uploads nothing.
        upload: bytes of one that does (`/add`, `/api/v1/read`).
        upload_seconds: that a request may take to come in.
        text: characters of a text that is read.
        read_seconds: that one waits for a text to be read.
        per_page, most_per_page: records of a page of the API, and how many may be asked for.
        login_minutes: window in which failed log-ins are counted.
        login_account, login_host: failed log-ins for one account and from one host before more are refused.
        session_hours: that a log-in lasts.
    """

    body: int = 256 * 1024
    upload: int = 16 * 1024 * 1024
    upload_seconds: float = 60.0
    text: int = 200_000
    read_seconds: float = 120.0
    per_page: int = 100
    most_per_page: int = 500
    login_minutes: float = 15.0
    login_account: int = 5
    login_host: int = 20
    session_hours: float = 12.0


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """What a desk is told when it is built.

    Attributes:
        secret: what sessions and forms are signed with.
        host, port: where it listens.
        accounts: whether one must log in; off only on loopback.
        read_only: whether nothing may be changed; everyone looks, at most.
        proxies: addresses or networks of web servers before the desk, whose `X-Forwarded-For` and `X-Forwarded-Proto`
            are taken for the visitor's address and scheme; nobody else's are.
        names: host names that it answers to besides those of the loopback; without accounts all others are refused.
        example: whether the ledger is the example that comes with the package.
        metrics_token: with which a program may ask for `/metrics` where accounts are demanded; empty for none.
        limits: how much it takes in.
    """

    secret: str = field(repr=False)
    host: str = "127.0.0.1"
    port: int = 8750
    accounts: bool = False
    read_only: bool = False
    proxies: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    example: bool = False
    metrics_token: str = field(default="", repr=False)
    limits: Limits = Limits()


def network(address: str) -> str:
    """An address or a network, as it is compared.

    Raises:
        OptionError: it is neither.

    >>> network("10.0.0.7"), network("10.0.0.0/8")
    ('10.0.0.7', '10.0.0.0/8')
    """
    try:
        found = ip_network(address)
    except ValueError as error:
        raise OptionError(f"--proxy takes an address or a network such as 10.0.0.0/8, not {address!r}") from error
    return str(found) if "/" in address else str(found.network_address)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine as only this machine can reach it.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    if host.casefold() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
