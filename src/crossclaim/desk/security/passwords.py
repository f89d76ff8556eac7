"""Passwords as argon2id hashes, with the library's own parameters (RFC 9106, low memory)."""

from __future__ import annotations

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from crossclaim.errors import OptionError

SHORTEST, LONGEST = 10, 1000
"""Letters of a password (NIST SP 800-63B: length counts, not kinds of letters; long ones are cut off as abuse)."""

AT_ONCE = 4
"""Hashes that are worked out at one time: each takes 64 MB on purpose, and many log-ins at once must not take all."""


class Passwords:
    """Makes and checks hashes; many threads may, a few at a time.

    Args:
        hasher: with other parameters, for tests that must be quick.

    >>> passwords = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    >>> passwords.matches(passwords.hashed("correct horse"), "correct horse")
    True
    """

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._room = threading.BoundedSemaphore(AT_ONCE)
        self._nobody = self._hasher.hash("nobody has this password")

    def hashed(self, password: str) -> str:
        """The hash of a new password.

        Raises:
            OptionError: it is too short or too long.
        """
        if not SHORTEST <= len(password) <= LONGEST:
            raise OptionError(f"a password has {SHORTEST} to {LONGEST} letters")
        with self._room:
            return self._hasher.hash(password)

    def matches(self, hashed: str | None, password: str) -> bool:
        """Whether a password is the one of a hash; without a hash the same work is done, and it is not.

        Args:
            hashed: of the account; None where there is no such account.
            password: that was given.
        """
        try:
            with self._room:
                return self._hasher.verify(hashed or self._nobody, password[:LONGEST]) and hashed is not None
        except (VerificationError, InvalidHashError):
            return False

    def stale(self, hashed: str) -> bool:
        """Whether a hash was made with weaker parameters than those of now."""
        return self._hasher.check_needs_rehash(hashed)
