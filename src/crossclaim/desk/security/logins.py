"""Names and passwords to accounts, with limits on how often one may be wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address

from crossclaim.desk.failures import TooMany
from crossclaim.desk.security.limits import Tries
from crossclaim.desk.security.passwords import Passwords
from crossclaim.desk.settings import Limits
from crossclaim.ledger.users import User, Users

LONGEST_NAME = 200
"""Letters of a name that are looked at; no account has more, and what is remembered of tries stays small."""


class Logins:
    """Checks who someone says to be.

    Tries count for the account and for the host they come from, before the password is looked at, so that many at
    once are no way round; a right one is taken back. An account that is not there counts like one that is.

    Args:
        users: the accounts.
        passwords: makes and checks hashes.
        limits: how many wrong ones, in what time.
        clock: the time.
    """

    def __init__(self, users: Users, passwords: Passwords, limits: Limits, clock: Callable[[], datetime]) -> None:
        self._users, self.passwords = users, passwords
        window = timedelta(minutes=limits.login_minutes)
        self._by_account = Tries(limits.login_account, window, clock)
        self._by_host = Tries(limits.login_host, window, clock)

    def log_in(self, name: str, password: str, host: str) -> User | None:
        """The account of a name and a password; None where they do not fit.

        Args:
            name: of the account.
            password: that was given.
            host: that it comes from.

        Raises:
            TooMany: too many wrong ones lately.
        """
        account, network = name.strip().casefold()[:LONGEST_NAME], network_of(host)
        for tries, key in ((self._by_host, network), (self._by_account, account)):
            if wait := tries.take(key):
                minutes = max(1, round(wait.total_seconds() / 60))
                when = "a minute" if minutes == 1 else f"{minutes} minutes"
                headers = {"retry-after": str(int(wait.total_seconds()) + 1)}
                raise TooMany(f"too many tries; come back in {when}", headers=headers)
        user = self._users.find(account)
        hashed = self._users.hash_of(account) if user and user.active else None
        if not self.passwords.matches(hashed, password):
            return None
        self._by_host.give_back(network)
        self._by_account.give_back(account)
        return user


def network_of(host: str) -> str:
    """By what tries of a host are counted: an IPv6 network, since each of its hosts has more addresses than one can
    count (RFC 4291: 64 bits); IPv4 as it is, also inside IPv6.

    >>> network_of("2001:db8::1:2:3"), network_of("::ffff:192.0.2.7"), network_of("192.0.2.7"), network_of("testclient")
    ('2001:db8::', '192.0.2.7', '192.0.2.7', 'testclient')
    """
    try:
        found = ip_address(host)
    except ValueError:
        return host
    if isinstance(found, IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(IPv6Address(int(found) >> 64 << 64))
