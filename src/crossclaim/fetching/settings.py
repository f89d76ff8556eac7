"""How one fetches: limits, manners, and the hosts that may be reached though they are private."""

from __future__ import annotations

from dataclasses import dataclass

from crossclaim import __version__

AGENT = f"crossclaim/{__version__}"


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How one fetches.

    Attributes:
        agent: the name that is given to sites, and looked for in robots.txt.
        seconds: that one address may take, with all its redirects, from the look-up of its name to the last byte.
        quiet_seconds: that a site may take to connect, or be silent for.
        most_bytes: of an answer, unpacked.
        most_redirects: that are followed.
        attempts: at one address, where an error may pass.
        most_wait: seconds that are waited between two attempts; who asks for more is left for later.
        pause: seconds between two requests to one host.
        robots: whether robots.txt is heeded.
        allow_hosts: names of hosts that may be reached at any address and port, the loopback too; in lower case.
    """

    agent: str = AGENT
    seconds: float = 30.0
    quiet_seconds: float = 10.0
    most_bytes: int = 10_000_000
    most_redirects: int = 5
    attempts: int = 3
    most_wait: float = 20.0
    pause: float = 1.0
    robots: bool = True
    allow_hosts: frozenset[str] = frozenset()
