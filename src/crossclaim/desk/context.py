"""What a page gets: who looks, the ledger, the form token, and `page()` to answer with a template.

A page is a module of `pages/` with a `router`; its handlers take one of

    Looking   everyone who may see this desk
    Coding    coders and editors: who adds reports and decides
    Editing   editors: who merges, splits, and manages accounts

as a parameter, and are plain `def` (they run on a thread of the pool):

    router = APIRouter()

    @router.get("/review")
    def review(context: Coding) -> Response:
        return context.page("review.html", queue=...)

    @router.post("/review")
    def decide(context: Coding, claim: Annotated[str, Form()]) -> Response:
        ...
        return context.see_other("/review")

Log-in and form tokens are checked for every route of the desk by `guarded`; a form needs the hidden field
<input type="hidden" name="csrf" value="{{ csrf }}">, a script of ours may send the header X-CSRF-Token instead. A
program that says who it is in each request, by a token of its account, needs none: no browser sends that by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, TypeVar
from urllib.parse import quote

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.types import Scope

from crossclaim.desk.boards import Boards
from crossclaim.desk.failures import Forbidden, NotLoggedIn
from crossclaim.desk.incoming import Material, Opened
from crossclaim.desk.keeping import Kept
from crossclaim.desk.printing import PLACE, has, printed
from crossclaim.desk.queues import Queues
from crossclaim.desk.reader import DeskReader, InTurn
from crossclaim.desk.security.logins import Logins
from crossclaim.desk.security.sessions import COOKIE, Session, Sessions, new_session
from crossclaim.desk.settings import DeskSettings
from crossclaim.desk.sheets import Sheets
from crossclaim.fetching.fetcher import Fetches
from crossclaim.ledger import Ledger, Origin
from crossclaim.ledger.tokens import Tokens
from crossclaim.ledger.users import RANK, Role, User, Users

Answer = TypeVar("Answer", bound=Response)

LOCAL = User(name="local", role="editor", epoch=0, active=True)
"""Who sits at an open desk on loopback."""

ASK_AGAIN = "no-cache, private"
"""A browser may keep a page, and asks each time whether it is still the same."""

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True)
class Desk:
    """Everything that a built desk holds; on `app.state.desk`.

    Attributes:
        settings: as given.
        ledger: open while the desk runs.
        templates: by name.
        sessions: cookies and form tokens.
        users: accounts in the ledger.
        tokens: with which programs act for them.
        logins: names and passwords to accounts, with limits.
        reader: reads texts, one at a time.
        opener: opens what was given to be read.
        boards: every incident in a line, kept at hand.
        kept: what was worked out and may be asked for again.
        pages: those that were printed.
        queues: claims that wait to be decided on.
        clock: the time, in UTC.
        sheets: what was read and waits to be kept.
        fetcher: of addresses that people give.
        origin: what reads, as the ledger notes it.
    """

    settings: DeskSettings
    ledger: Ledger
    templates: Environment
    sessions: Sessions
    users: Users
    tokens: Tokens
    logins: Logins
    reader: DeskReader
    opener: InTurn[Material, Opened]
    boards: Boards
    kept: Kept
    pages: Kept
    queues: Queues
    clock: Callable[[], datetime]
    sheets: Sheets
    fetcher: Fetches
    origin: Callable[[], Origin]


@dataclass(frozen=True)
class Context:
    """One request, and who makes it.

    Attributes:
        request: as it came.
        desk: that answers.
        session: of the cookie, or a new one.
        user: None for nobody known; on an open desk `LOCAL`.
        fresh: whether the session is new, so that the answer must set the cookie.
        program: whether the request bears a program's token in place of a session.
    """

    request: Request
    desk: Desk
    session: Session
    user: User | None
    fresh: bool
    program: bool = False

    @property
    def ledger(self) -> Ledger:
        """The desk's ledger."""
        return self.desk.ledger

    @property
    def csrf(self) -> str:
        """The form token."""
        return self.desk.sessions.token(self.session)

    @property
    def role(self) -> Role | None:
        """What one may do; on a desk that is read only, look."""
        if self.user is None:
            return None
        return "reader" if self.desk.settings.read_only else self.user.role

    @property
    def name(self) -> str:
        """The account's name, to note who decided."""
        return self.user.name if self.user else ""

    def may(self, role: Role) -> bool:
        """Whether one has a role or a higher one."""
        return self.role is not None and RANK[self.role] >= RANK[role]

    def require(self, role: Role) -> None:
        """Refuses who has a lower role.

        Raises:
            NotLoggedIn: nobody is known.
            Forbidden: the role is too low.
        """
        if self.user is None:
            raise NotLoggedIn()
        if not self.may(role):
            only = "this desk only shows" if self.desk.settings.read_only else f"this takes the role {role}"
            raise Forbidden(only)

    def page(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A page.

        Args:
            template: its file in `templates/`.
            status: of the answer.
            values: for the template, beside those that every template gets.
        """
        text = self._print(template, {"csrf": self.csrf, "who": self._who()} | values)
        return self.keep(HTMLResponse(text, status, headers={"cache-control": ASK_AGAIN}))

    def kept_page(self, template: str, key: Hashable, make: Callable[[], Mapping[str, Any]]) -> Response:
        """A page that is printed once for all who may do the same, for as long as its key stays; 304 to who has it.

        Args:
            template: its file in `templates/`; it holds no form.
            key: names all that the page is made from, beside its address and the reader's role.
            make: gives the values for the template; called where the page is not kept.
        """
        address = (str(self.request.base_url), self.request.url.path, template)
        found = self.desk.pages.get(
            (address, self.role, key), lambda: printed(self._print(template, {"who": PLACE, **make()}))
        )
        body, tag = found.whole(self._who())
        headers = {"cache-control": ASK_AGAIN, "etag": tag}
        if has(self.request.headers.get("if-none-match", ""), tag):
            return self.keep(Response(status_code=304, headers=headers))
        return self.keep(HTMLResponse(body, headers=headers))

    def _print(self, template: str, values: Mapping[str, Any]) -> str:
        shared: dict[str, Any] = {"request": self.request, "user": self.user, "context": self}
        return self.desk.templates.get_template(template).render({**shared, **values})

    def _who(self) -> Markup:
        """The form of who is logged in, at the head of each page."""
        if self.user is None or not self.desk.settings.accounts:
            return Markup("")
        return Markup(self.desk.templates.get_template("who.html").render(csrf=self.csrf, user=self.user))

    def see_other(self, address: str) -> RedirectResponse:
        """Leads on to a page of this desk, after a form was taken."""
        return RedirectResponse(address, 303)

    def keep(self, answer: Answer) -> Answer:
        """The answer, with the cookie where the session is new."""
        if self.fresh:
            set_session(answer, self, self.session)
        return answer


def set_session(answer: Response, context: Context, session: Session) -> None:
    """Puts a session in the cookie of an answer.

    Args:
        answer: to the request.
        context: of the request.
        session: from now on.
    """
    sessions = context.desk.sessions
    answer.set_cookie(
        COOKIE,
        sessions.write(session),
        max_age=sessions.seconds,
        path="/",
        secure=context.request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )


def context_of(request: Request) -> Context:
    """The context of a request."""
    desk: Desk = request.app.state.desk
    session = desk.sessions.read(request.cookies.get(COOKIE))
    user = None
    given = bearer(request.headers.get("authorization", ""))
    if not desk.settings.accounts:
        user = LOCAL
    elif given:
        return Context(request, desk, new_session(), desk.tokens.user_of(given), fresh=False, program=True)
    elif session and session.user is not None:
        known = desk.users.find(session.user)
        user = known if known and known.active and known.epoch == session.epoch else None
        session = session if user else None
    return Context(request, desk, session or new_session(), user, fresh=session is None)


def bearer(authorization: str) -> str:
    """The token in an `Authorization` header; empty where there is none (RFC 6750).

    >>> bearer("Bearer abc"), bearer("Basic abc"), bearer("")
    ('abc', '', '')
    """
    scheme, _, token = authorization.partition(" ")
    return token.strip() if scheme.casefold() == "bearer" else ""


async def _looking(request: Request) -> Context:
    """The context of a request; only where accounts are looked up does that take a thread."""
    desk: Desk = request.app.state.desk
    return await run_in_threadpool(context_of, request) if desk.settings.accounts else context_of(request)


async def knows(scope: Scope) -> bool:
    """Whether a request is of somebody who may see the desk, told before it comes to a route.

    Args:
        scope: of the request.
    """
    return (await _looking(Request(scope))).user is not None


Looking = Annotated[Context, Depends(_looking)]
"""Everyone who may see this desk."""


async def guarded(context: Looking) -> None:
    """Checks log-in and form token; every route of the desk depends on it.

    Raises:
        NotLoggedIn: one must log in first.
        Forbidden: the form did not come from a page of this session, or a program asks for a page.
    """
    request = context.request
    if context.user is None and not _public(request):
        raise NotLoggedIn()
    if context.program and not _for_programs(request):
        raise Forbidden("a program's token is good for the API, the files under /export and /metrics")
    if request.method in SAFE_METHODS or context.program:
        return
    token: object = request.headers.get("x-csrf-token")
    if request.url.path.startswith("/api/"):
        # Nobody has a session's rights at an open desk; there and here the gate takes nothing that a form could send.
        if context.desk.settings.accounts and not _held(context, token):
            raise Forbidden("a session sends its form token in X-CSRF-Token; a program sends a token of its own")
    elif not _held(context, token or (await request.form()).get("csrf")):
        raise Forbidden("this form is stale; load its page again and send it once more")


def _held(context: Context, token: object) -> bool:
    return isinstance(token, str) and context.desk.sessions.holds(context.session, token)


def _public(request: Request) -> bool:
    return request.url.path in ("/login", "/healthz", "/metrics")


def _for_programs(request: Request) -> bool:
    """What a token opens; not the pages, so that one that is lost makes no accounts and sets no passwords."""
    return request.url.path.startswith(("/api/", "/export/")) or _public(request)


def login_address(request: Request) -> str:
    """The address of the log-in page that leads back to what was asked for."""
    query = f"?{request.url.query}" if request.url.query else ""
    wanted = request.url.path + query if request.method == "GET" else "/"
    return "/login" if wanted == "/" else f"/login?next={quote(wanted)}"


async def _coding(context: Looking) -> Context:
    context.require("coder")
    return context


async def _editing(context: Looking) -> Context:
    context.require("editor")
    return context


Coding = Annotated[Context, Depends(_coding)]
"""Who adds reports and decides."""

Editing = Annotated[Context, Depends(_editing)]
"""Who also merges, splits, and manages accounts."""
