"""Logging in and out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from crossclaim.desk.context import Context, Looking, set_session
from crossclaim.desk.failures import TooMany
from crossclaim.desk.security.sessions import new_session

router = APIRouter()


@router.get("/login")
def login_page(context: Looking, next: str = "/") -> Response:
    """The form; who is logged in already goes on."""
    if context.user is not None:
        return context.see_other(local(next))
    return context.page("login.html", next=local(next), problem="", name="")


@router.post("/login")
def log_in(
    context: Looking,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/",
) -> Response:
    """Checks name and password."""
    host = context.request.client.host if context.request.client else ""
    try:
        user = context.desk.logins.log_in(name, password, host)
    except TooMany as error:
        return _again(context, name, next, str(error), error)
    if user is None:
        return _again(context, name, next, "name and password do not fit")
    answer = context.see_other(local(next))
    set_session(answer, context, new_session(user.name, user.epoch))
    return answer


@router.post("/logout")
def log_out(context: Looking) -> Response:
    """Ends all sessions of the account."""
    if context.user is not None and context.desk.settings.accounts:
        context.desk.users.change(context.user.name)
    answer = context.see_other("/login" if context.desk.settings.accounts else "/")
    set_session(answer, context, new_session())
    return answer


def _again(context: Context, name: str, next: str, problem: str, error: TooMany | None = None) -> Response:
    answer = context.page("login.html", error.status if error else 401, next=local(next), problem=problem, name=name)
    answer.headers.update(error.headers if error else {})
    return answer


def local(address: str) -> str:
    """An address of this desk; the first page in place of any other.

    >>> local("/incidents/i1?x=1"), local("https://evil.example"), local("//evil.example"), local("/\\\\evil")
    ('/incidents/i1?x=1', '/', '/', '/')
    """
    strange = "\\" in address or any(ord(letter) < 33 for letter in address)
    return "/" if strange or not address.startswith("/") or address.startswith("//") else address
