"""Forms of review as they are sent: texts and numbers out of them."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData

from crossclaim.desk.context import Context
from crossclaim.desk.failures import BadRequest
from crossclaim.desk.views.review import Asked
from crossclaim.ledger.review import Coder


async def sent(request: Request) -> FormData:
    """A form as it was sent."""
    return await request.form()


Sent = Annotated[FormData, Depends(sent)]


def asked_of(claim: str = "", blind: str = "", report: str = "", incident: str = "") -> Asked:
    """What the page's address asks for."""
    return Asked(claim, blind == "1", report, incident)


def coder_of(context: Context, form: FormData) -> Coder:
    """Who decides."""
    return Coder(context.name, text_of(form, "blind") == "1")


def asked_in(form: FormData) -> Asked:
    """Which claim of which queue a form is about.

    Raises:
        BadRequest: it names none.
    """
    asked = asked_of(*(text_of(form, name) for name in ("claim", "blind", "queue_report", "queue_incident")))
    if not asked.claim:
        raise BadRequest("no claim was named")
    return asked


def fields_of(form: FormData) -> dict[str, str]:
    """The texts of a form."""
    return {name: value for name, value in form.items() if isinstance(value, str)}


def text_of(form: FormData, name: str) -> str:
    """One text of a form; empty where there is none."""
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


def number_of(form: FormData, name: str) -> int:
    """One number of a form.

    Raises:
        BadRequest: it is none.
    """
    value = text_of(form, name)
    if not (value.isascii() and value.isdecimal() and len(value) < 10):
        raise BadRequest(f"{name} is no number")
    return int(value)


def seen_of(form: FormData) -> int:
    """Number of the last decision that was shown."""
    return number_of(form, "seen")
