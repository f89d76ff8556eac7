"""Accounts: editors make and change them, everyone changes their own password."""

from __future__ import annotations

from typing import Annotated, cast, get_args

from fastapi import APIRouter, Form
from starlette.responses import Response

from crossclaim.desk.context import Context, Editing, Looking, set_session
from crossclaim.desk.failures import BadRequest, Forbidden
from crossclaim.desk.security.sessions import new_session
from crossclaim.errors import OptionError
from crossclaim.ledger.users import ROLES, Role

router = APIRouter()


@router.get("/users")
def users_page(context: Editing) -> Response:
    """All accounts."""
    return _page(context)


@router.post("/users")
def add_user(
    context: Editing,
    name: Annotated[str, Form()] = "",
    role: Annotated[str, Form()] = "reader",
    password: Annotated[str, Form()] = "",
) -> Response:
    """Makes an account."""
    try:
        context.desk.users.add(name, _role(role), context.desk.logins.passwords.hashed(password))
    except OptionError as error:
        return _page(context, 400, str(error), name)
    return context.see_other("/users")


@router.post("/users/{name}")
def change_user(
    context: Editing,
    name: str,
    role: Annotated[str, Form()] = "",
    active: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
) -> Response:
    """Changes an account, and ends its sessions."""
    try:
        hashed = context.desk.logins.passwords.hashed(password) if password else None
        other = _role(role) if role else None
        context.desk.users.change(name, role=other, active=active == "yes" if active else None, password=hashed)
    except OptionError as error:
        return _page(context, 400, str(error))
    return context.see_other("/users")


@router.get("/password")
def password_page(context: Looking) -> Response:
    """The form for one's own password."""
    _needs_account(context)
    return context.page("password.html", problem="", done=False)


@router.post("/password")
def change_password(context: Looking, old: Annotated[str, Form()] = "", new: Annotated[str, Form()] = "") -> Response:
    """Changes one's own password; one stays logged in here, and nowhere else."""
    _needs_account(context)
    host = context.request.client.host if context.request.client else ""
    if context.desk.logins.log_in(context.name, old, host) is None:
        return context.page("password.html", 400, problem="that is not your current password", done=False)
    try:
        hashed = context.desk.logins.passwords.hashed(new)
    except OptionError as error:
        return context.page("password.html", 400, problem=str(error), done=False)
    user = context.desk.users.change(context.name, password=hashed)
    answer = context.see_other("/about")
    set_session(answer, context, new_session(user.name, user.epoch))
    return answer


def _needs_account(context: Context) -> None:
    if not context.desk.settings.accounts:
        raise Forbidden("this desk has no accounts")


def _role(role: str) -> Role:
    if role not in get_args(Role):
        raise BadRequest(f"a role is one of {', '.join(ROLES)}")
    return cast(Role, role)


def _page(context: Context, status: int = 200, problem: str = "", name: str = "") -> Response:
    users = context.desk.users.all()
    return context.page("users.html", status, users=users, roles=ROLES, problem=problem, name=name)
