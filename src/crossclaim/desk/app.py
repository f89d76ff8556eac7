"""The one visible place where a desk is put together: middleware, pages, API, and how failures are answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path

from fastapi import Depends, FastAPI
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from crossclaim import __version__
from crossclaim.desk import answers, context
from crossclaim.desk.api import PREFIX, ROUTERS
from crossclaim.desk.boards import Boards
from crossclaim.desk.context import Desk
from crossclaim.desk.incoming import Material, Opened, package_opener
from crossclaim.desk.keeping import Kept
from crossclaim.desk.metering import Meter, Metered
from crossclaim.desk.pages import (
    about,
    add,
    agreement,
    export,
    health,
    incident,
    incidents,
    login,
    metrics,
    report,
    review,
    series,
    users,
)
from crossclaim.desk.plain_files import PlainFiles
from crossclaim.desk.printing import MOST_BYTES
from crossclaim.desk.queues import Queues
from crossclaim.desk.reader import DeskReader, InTurn, package_origin, package_reader
from crossclaim.desk.security.gate import Gate
from crossclaim.desk.security.headers import SafeHeaders
from crossclaim.desk.security.logins import Logins
from crossclaim.desk.security.passwords import Passwords
from crossclaim.desk.security.sessions import Sessions
from crossclaim.desk.settings import DeskSettings
from crossclaim.desk.sheets import Sheets
from crossclaim.desk.templating import environment
from crossclaim.fetching import Fetcher, FetchSettings
from crossclaim.fetching.fetcher import Fetches
from crossclaim.ledger import Ledger, Origin
from crossclaim.ledger.ledger import now
from crossclaim.records import Reading, Report

PAGES = (
    incidents.router,
    incident.router,
    report.router,
    agreement.router,
    review.router,
    add.router,
    series.router,
    export.router,
    about.router,
    login.router,
    users.router,
    health.router,
    metrics.router,
)
"""Every page, one module of `pages/` each."""

STATIC = Path(str(files("crossclaim.desk"))) / "static"


def desk_fetcher() -> Fetches:
    """Fetches addresses that people give: one page at a time at a person's wish, as a browser does, without robots.txt;
    what is not public is not reached."""
    return Fetcher(FetchSettings(seconds=20.0, attempts=1, pause=0.0, robots=False))


@dataclass(frozen=True)
class DeskServices:
    """What a desk uses; tests give their own.

    Attributes:
        load_read: gives the function that reads a report; called at the first text.
        load_open: gives the function that opens what was given to be read; called when it is first needed.
        passwords: makes and checks hashes.
        clock: the time, in UTC.
        fetcher: fetches addresses that people give.
        origin: what reads, as the ledger notes it.
    """

    load_read: Callable[[], Callable[[Report], Reading]] = package_reader
    load_open: Callable[[], Callable[[Material], Opened]] = package_opener
    passwords: Callable[[], Passwords] = Passwords
    clock: Callable[[], datetime] = now
    fetcher: Callable[[], Fetches] = desk_fetcher
    origin: Callable[[], Origin] = package_origin


def build(settings: DeskSettings, ledger: Ledger, services: DeskServices | None = None) -> FastAPI:
    """A desk over a ledger, as an ASGI application.

    Args:
        settings: what it is told.
        ledger: open; who opened it closes it, after the desk has ended.
        services: what it uses.
    """
    app = FastAPI(
        title="Crossclaim",
        version=__version__,
        dependencies=[Depends(context.guarded)],
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    app.state.desk = desk_of(settings, ledger, services or DeskServices())
    app.add_middleware(Gate, settings=settings, knows=context.knows)
    app.add_middleware(SafeHeaders)
    app.state.meter = Meter()
    app.add_middleware(Metered, meter=app.state.meter)
    if settings.proxies:
        app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=list(settings.proxies))
    answers.install(app)
    for router in PAGES:
        app.include_router(router, include_in_schema=False)
    for router in ROUTERS:
        app.include_router(router, prefix=PREFIX)
    app.mount("/static", PlainFiles(directory=STATIC), name="static")
    return app


def desk_of(settings: DeskSettings, ledger: Ledger, services: DeskServices) -> Desk:
    """What a desk holds while it runs."""
    boards = Boards(ledger)
    logins = Logins(ledger.users, services.passwords(), settings.limits, services.clock)
    return Desk(
        settings=settings,
        ledger=ledger,
        templates=environment(STATIC),
        sessions=Sessions(settings.secret, settings.limits.session_hours),
        users=ledger.users,
        tokens=ledger.tokens,
        logins=logins,
        reader=DeskReader(services.load_read),
        opener=InTurn(services.load_open),
        boards=boards,
        kept=Kept(),
        pages=Kept(MOST_BYTES, lambda page: page.size),
        queues=Queues(ledger, boards),
        clock=services.clock,
        sheets=Sheets(services.clock),
        fetcher=services.fetcher(),
        origin=services.origin,
    )
