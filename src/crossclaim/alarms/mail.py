"""Alarms by e-mail, over SMTP. The Message-ID is made of the alarm's key, so that a second copy is known as one."""

from __future__ import annotations

import smtplib
import ssl
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from crossclaim.alarms.alert import Alert, as_text
from crossclaim.alarms.plan import Mail
from crossclaim.errors import FetchError, FetchLater
from crossclaim.export.phrases import plain

SECONDS = 20.0
LONGEST_SUBJECT = 180
PASSING = 500
"""Answers of a server below this say that it may work later (RFC 5321)."""


def send_mail(target: Mail, alert: Alert, now: datetime) -> None:
    """Sends an alarm to all of a target.

    Args:
        target: server and addresses.
        alert: what.
        now: the time.

    Raises:
        FetchError: it was not taken; `FetchLater` where it may be later.
    """
    where = f"{target.server}:{target.port}"
    try:
        with _connected(target) as server:
            refused = server.send_message(message(target, alert, now), target.sender, list(target.to))
    except smtplib.SMTPResponseException as error:
        kind = FetchLater if error.smtp_code < PASSING else FetchError
        raise kind(f"the mail server answers {error.smtp_code}", where=where, next_step="check its settings") from error
    except (smtplib.SMTPException, OSError, ValueError) as error:
        what = f"no mail could be sent ({type(error).__name__})"
        raise FetchLater(what, where=where, next_step="check server and port") from error
    if refused:
        what = f"the mail server refused {', '.join(refused)}"
        raise FetchError(what, where=where, next_step="check the addresses")


def _connected(target: Mail) -> smtplib.SMTP:
    """A session with the server, encrypted as the target has it, logged in where it names a user."""
    tls = ssl.create_default_context()
    if target.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(target.server, target.port, timeout=SECONDS, context=tls)
    else:
        server = smtplib.SMTP(target.server, target.port, timeout=SECONDS)
    try:
        if target.security == "starttls":
            server.starttls(context=tls)
        if target.user:
            server.login(target.user, target.password)
    except BaseException:
        server.close()
        raise
    return server


def message(target: Mail, alert: Alert, now: datetime) -> EmailMessage:
    """The message of an alarm.

    Args:
        target: sender and addresses.
        alert: what.
        now: the time.
    """
    made = EmailMessage()
    made["From"], made["To"] = target.sender, ", ".join(target.to)
    made["Subject"] = " ".join(plain(f"[{alert.rule}] {alert.headline}").split())[:LONGEST_SUBJECT]
    made["Date"] = format_datetime(now)
    made["Message-ID"] = f"<{alert.key}@{target.sender.rpartition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(as_text(alert).encode("utf-8", "replace").decode())
    return made
