"""How failures are answered: a page to those who look, one shape of JSON to programs (RFC 9457)."""

from __future__ import annotations

import logging
from http import HTTPStatus
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response

from crossclaim.decisions.records import Decision
from crossclaim.desk.context import Context, context_of, login_address
from crossclaim.desk.failures import PROBLEM, DeskError, NotLoggedIn, problem
from crossclaim.desk.security.headers import HEADERS
from crossclaim.desk.views.review import said
from crossclaim.errors import ConflictError, CrossclaimError, InputError, LedgerError, NotInLedger, OptionError

LOG = logging.getLogger("crossclaim.desk")


def install(app: FastAPI) -> None:
    """Makes an app answer failures.

    Args:
        app: of a desk.
    """
    app.add_exception_handler(CrossclaimError, _ours)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _ours_to_mend)


def status_of(error: CrossclaimError) -> int:
    """The status that an error of this package is answered with."""
    if isinstance(error, DeskError):
        return error.status
    if isinstance(error, ConflictError):
        return 409
    if isinstance(error, NotInLedger):
        return 404
    if isinstance(error, OptionError):
        return 400
    if isinstance(error, InputError):
        return 422
    return 503 if isinstance(error, LedgerError) else 500


def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, CrossclaimError)
    status = status_of(error)
    if status >= 500 and not isinstance(error, DeskError):
        LOG.error("%s: %s", _asked(request), error)
    if isinstance(error, NotLoggedIn) and not _for_programs(request):
        return RedirectResponse(login_address(request), 303)
    headers = error.headers if isinstance(error, DeskError) else {}
    return _answer(request, status, str(error), headers, _meanwhile(error))


def _meanwhile(error: Exception) -> list[dict[str, str]] | None:
    """What others decided, for who was slower."""
    if not isinstance(error, ConflictError):
        return None
    theirs = [d for d in error.theirs if isinstance(d, Decision)]
    return [{"where": f"decision {d.number} by {d.who}", "what": said(d)} for d in theirs]


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    detail = f"there is no page {request.url.path}" if error.status_code == 404 else str(error.detail)
    return _answer(request, error.status_code, detail, dict(error.headers or {}))


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    errors = [{"where": ".".join(map(str, e["loc"])), "what": str(e["msg"])} for e in error.errors()]
    detail = "; ".join(f"{e['where']}: {e['what']}" for e in errors[:5])
    return _answer(request, 422, detail, {}, errors)


def _ours_to_mend(request: Request, error: Exception) -> Response:
    LOG.error("%s", _asked(request), exc_info=error)
    # This answer is made outside of all middleware.
    return _answer(request, 500, "this program failed here; what was kept before is as it was", HEADERS)


def _asked(request: Request) -> str:
    """What was asked for, on one line of a log whatever the address holds, without the words of its query."""
    return f"{request.method} {quote(request.url.path)}"


def _for_programs(request: Request) -> bool:
    return request.url.path.startswith("/api/")


def _answer(
    request: Request, status: int, detail: str, headers: dict[str, str], errors: list[dict[str, str]] | None = None
) -> Response:
    if _for_programs(request):
        return JSONResponse(problem(status, detail, errors), status, headers=headers, media_type=PROBLEM)
    answer = _page(request, status, detail)
    answer.headers.update(headers)
    return answer


def _page(request: Request, status: int, detail: str) -> Response:
    found: Context = context_of(request)
    return found.page("error.html", status, title=HTTPStatus(status).phrase, detail=detail)
