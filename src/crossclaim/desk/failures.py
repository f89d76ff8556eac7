"""Requests that a desk refuses: raised anywhere in a handler, answered as a page or in the API's one error shape."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from crossclaim.errors import CrossclaimError

PROBLEM = "application/problem+json"


def problem(status: int, detail: str, errors: list[dict[str, str]] | None = None) -> dict[str, Any]:
    """The API's one error shape.

    Args:
        status: of the answer.
        detail: one clear line.
        errors: what was wrong where, if more can be said.

    >>> problem(404, "there is no incident 'i1'")
    {'type': 'about:blank', 'title': 'Not Found', 'status': 404, 'detail': "there is no incident 'i1'"}
    """
    said: dict[str, Any] = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    said["detail"] = detail
    return said | ({"errors": errors} if errors else {})


class DeskError(CrossclaimError):
    """A request that cannot be answered as asked; `str()` is one clear line.

    Attributes:
        status: of the answer.
        headers: that go with it.
    """

    status = 400

    def __init__(self, what: str, *, headers: dict[str, str] | None = None) -> None:
        self.headers = headers or {}
        super().__init__(what)


class BadRequest(DeskError):
    """A parameter or a form that cannot be used."""


class NotLoggedIn(DeskError):
    """One must log in first."""

    status = 401

    def __init__(self) -> None:
        super().__init__("log in first", headers={"www-authenticate": "Bearer"})


class Forbidden(DeskError):
    """One may not do this."""

    status = 403


class NotFound(DeskError):
    """There is no such thing."""

    status = 404


class Conflict(DeskError):
    """Another was faster; nothing was changed."""

    status = 409


class TooLarge(DeskError):
    """More than the desk takes in at once."""

    status = 413


class TooMany(DeskError):
    """Too many tries; `headers` say when to come back."""

    status = 429


class Busy(DeskError):
    """Something else is being done that takes its time."""

    status = 503


class TooSlow(DeskError):
    """It took longer than the desk waits."""

    status = 504
