"""Signed sessions: who someone is, kept in a cookie that only this desk can write.

A session ends when its time is over, or when the account's `epoch` moves on: at log-out, at a new password, at a new
role. Nothing else about it is kept here.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass

from itsdangerous import BadSignature, URLSafeTimedSerializer

COOKIE = "crossclaim_session"


@dataclass(frozen=True, slots=True)
class Session:
    """What the cookie holds.

    Attributes:
        nonce: what form tokens are bound to; another one after each log-in.
        user: name of the account; None for nobody.
        epoch: of the account when it logged in.
    """

    nonce: str
    user: str | None = None
    epoch: int = 0


def new_session(user: str | None = None, epoch: int = 0) -> Session:
    """A session with a nonce of its own."""
    return Session(secrets.token_urlsafe(18), user, epoch)


class Sessions:
    """Cookies to sessions and back.

    Args:
        secret: to sign with.
        hours: that a session lasts.

    >>> sessions = Sessions("s3cret", 1.0)
    >>> sessions.read(sessions.write(Session("n", "ada", 2)))
    Session(nonce='n', user='ada', epoch=2)
    >>> sessions.read("forged")
    """

    def __init__(self, secret: str, hours: float) -> None:
        self._signer = URLSafeTimedSerializer(secret, salt="crossclaim.session")
        self._key = secret.encode()
        self.seconds = int(hours * 3600)

    def write(self, session: Session) -> str:
        """The cookie's value."""
        return self._signer.dumps([session.nonce, session.user, session.epoch])

    def read(self, cookie: str | None) -> Session | None:
        """The session of a cookie; None for one that is missing, forged or over."""
        if not cookie:
            return None
        try:
            nonce, user, epoch = self._signer.loads(cookie, max_age=self.seconds)
        except (BadSignature, ValueError, TypeError):
            return None
        return Session(nonce, user, epoch)

    def token(self, session: Session) -> str:
        """The form token of a session."""
        return hmac.new(self._key, b"form " + session.nonce.encode(), "sha256").hexdigest()

    def holds(self, session: Session, token: str) -> bool:
        """Whether a form token is this session's, told in constant time."""
        return hmac.compare_digest(self.token(session).encode(), token.encode("utf-8", "replace"))
