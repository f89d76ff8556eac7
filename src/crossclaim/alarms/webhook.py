"""Alarms by signed request, after the Standard Webhooks specification 1.0 (standardwebhooks.com).

The signature is HMAC-SHA256 over "id.timestamp.body"; the id is the alarm's key, the same at every attempt.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from datetime import datetime
from hashlib import sha256
from typing import Protocol

from crossclaim.alarms.alert import Alert, as_json
from crossclaim.alarms.plan import Webhook
from crossclaim.fetching.exchange import Fetched

PREFIX = "whsec_"


class Sends(Protocol):
    """What sends; `crossclaim.fetching.Fetcher` is one."""

    def post(self, address: str, body: bytes, headers: dict[str, str]) -> Fetched: ...


def send_webhook(target: Webhook, alert: Alert, sender: Sends, now: datetime) -> None:
    """Sends an alarm; any good answer is taken as received.

    Args:
        target: where to.
        alert: what.
        sender: of requests.
        now: the time, which is signed too.

    Raises:
        FetchError: it was not taken.
    """
    body = as_json(alert).encode()
    sender.post(target.address, body, signed(target.secret, alert.key, body, now))


def signed(secret: str, key: str, body: bytes, now: datetime) -> dict[str, str]:
    """The headers of a request.

    Args:
        secret: "whsec_" and base64, or any text.
        key: of the alarm.
        body: that is sent.
        now: the time.
    """
    stamp = str(int(now.timestamp()))
    return {
        "content-type": "application/json",
        "idempotency-key": key,
        "webhook-id": key,
        "webhook-timestamp": stamp,
        "webhook-signature": "v1," + signature(secret, key, stamp, body),
    }


def signature(secret: str, key: str, stamp: str, body: bytes) -> str:
    """The signature in base64.

    >>> signature("secret", "al1", "1700000000", b"{}")
    '+WPrWbQLF1OPXT3CtusV3ZykOJ1f7DnOOdyBZtLUvhM='
    """
    content = f"{key}.{stamp}.".encode() + body
    return base64.b64encode(hmac.new(secret_bytes(secret), content, sha256).digest()).decode("ascii")


def secret_bytes(secret: str) -> bytes:
    """The bytes of a secret: those in base64 after "whsec_", else those of the text."""
    if secret.startswith(PREFIX):
        try:
            return base64.b64decode(secret.removeprefix(PREFIX), validate=True)
        except binascii.Error:
            pass
    return secret.encode()
