"""Adding reports: a text, files or an address; what was read is shown before it is kept."""

from __future__ import annotations

import time
from typing import Annotated

from fastapi import APIRouter, File, Form, UploadFile
from starlette.responses import Response

from crossclaim.batch import read_one
from crossclaim.clean import InputOptions
from crossclaim.desk.context import Coding, Context
from crossclaim.desk.failures import BadRequest, DeskError, NotFound
from crossclaim.desk.incoming import MOST_FILES, MOST_REPORTS, Given, gathered
from crossclaim.desk.security.gate import size
from crossclaim.desk.sheets import Sheet
from crossclaim.desk.timely import within
from crossclaim.desk.views.sheet import kept, reads
from crossclaim.errors import InputError, OptionError
from crossclaim.ledger import Added
from crossclaim.ledger.prepare import Prepared, prepare
from crossclaim.records import Report

router = APIRouter()

EMPTY = {"text": "", "address": "", "title": "", "source": "", "published": "", "kind": "auto"}
GONE = "what was read here was not kept in time; read it again"


@router.get("/add")
def add_page(context: Coding) -> Response:
    """The form."""
    return _form(context, EMPTY)


@router.post("/add")
def read_page(
    context: Coding,
    files: Annotated[list[UploadFile] | None, File()] = None,
    text: Annotated[str, Form()] = "",
    address: Annotated[str, Form()] = "",
    title: Annotated[str, Form()] = "",
    source: Annotated[str, Form()] = "",
    published: Annotated[str, Form()] = "",
    kind: Annotated[str, Form()] = "auto",
) -> Response:
    """Reads what was given, without keeping it, and leads on to what was read."""
    fields = {"text": text, "address": address, "title": title, "source": source, "published": published, "kind": kind}
    try:
        given = _given(context, {name: value.strip() for name, value in fields.items()}, files or [])
        sheet = _read(context, given)
    except (DeskError, OptionError) as error:
        status = error.status if isinstance(error, DeskError) else 400
        return _form(context, fields, status, (str(error),))
    if not sheet.readings:
        return _form(context, fields, 422, sheet.problems)
    token = context.desk.sheets.put(_owner(context), sheet)
    return context.keep(context.see_other(f"/add/{token}"))


@router.get("/add/{token}")
def sheet_page(context: Coding, token: str) -> Response:
    """What was read, or what became of it."""
    sheet = _sheet(context, token)
    if sheet.kept is not None:
        return context.page("added.html", kept=kept(sheet.kept, sheet.names), problems=sheet.problems)
    found = reads(sheet.readings, sheet.known)
    return context.page("sheet.html", reads=found, problems=sheet.problems, token=token)


@router.post("/add/{token}")
def keep_page(context: Coding, token: str, choice: Annotated[str, Form()] = "keep") -> Response:
    """Keeps what was read, or lets go of it."""
    sheet, sheets, owner = _sheet(context, token), context.desk.sheets, _owner(context)
    if choice == "discard":
        sheets.drop(owner, token)
        return context.see_other("/add")
    if sheet.kept is None:
        added = tuple(context.ledger.add(sheet.readings, context.desk.origin()))
        sheets.change(owner, token, added)
    return context.see_other(f"/add/{token}")


def _given(context: Context, fields: dict[str, str], files: list[UploadFile]) -> Given:
    """What was given, its parts checked.

    Raises:
        BadRequest, OptionError: nothing, too many files, or a part that cannot be used.
    """
    named = [f for f in files if f.filename]
    options = InputOptions(
        published=fields["published"] or None,
        source=fields["source"] or None,
        title=fields["title"] or None,
        kind=fields["kind"],
        max_bytes=context.desk.settings.limits.upload,
    )
    given = Given(fields["text"], fields["address"], named, options)
    if given.nothing:
        raise BadRequest("give a text, files or an address")
    if len(named) > MOST_FILES:
        raise BadRequest(f"give at most {MOST_FILES} files at once")
    return given


def _read(context: Context, given: Given) -> Sheet:
    """All that is read in what was given, in the time that there is.

    Raises:
        TooSlow: it takes longer.
        Busy: others are being read.
    """
    desk = context.desk
    limits = desk.settings.limits
    end = time.monotonic() + limits.read_seconds
    material = within(limits.read_seconds, lambda: gathered(given, desk.fetcher), "fetching it")
    reports, more = within(end - time.monotonic(), lambda: desk.opener.ask(material), "opening what was given")
    readings: list[Prepared] = []
    known: list[Added | None] = []
    problems = [f"only the first {MOST_REPORTS} reports were read; `crossclaim add` takes all"] if more else []
    for report in reports:
        read = _one(context, report, end - time.monotonic())
        if isinstance(read, InputError):
            problems.append(str(read))
        else:
            readings.append(read)
            known.append(context.ledger.find(read.report))
    return Sheet(tuple(readings), tuple(known), tuple(problems))


def _one(context: Context, report: Report | InputError, seconds: float) -> Prepared | InputError:
    """One report read, or why it is not."""
    desk = context.desk
    if isinstance(report, InputError):
        return report
    most = desk.settings.limits.text
    if len(report.text) > most:
        what = f"its text has more than {most:,} characters"
        return InputError(what, where=f"report {report.id}", next_step="split it, or use `crossclaim add`")
    found = within(seconds, lambda: read_one(report, desk.reader.read), "reading")
    return found if isinstance(found, InputError) else prepare(found)


def _sheet(context: Context, token: str) -> Sheet:
    sheet = context.desk.sheets.get(_owner(context), token)
    if sheet is None:
        raise NotFound(GONE)
    return sheet


def _owner(context: Context) -> str:
    """Whose sheets they are: the account's, or on an open desk the browser's."""
    return context.name if context.desk.settings.accounts else context.session.nonce


def _form(context: Context, fields: dict[str, str], status: int = 200, problems: tuple[str, ...] = ()) -> Response:
    limits = context.desk.settings.limits
    return context.page(
        "add.html",
        status,
        fields=fields,
        problems=problems,
        most_files=MOST_FILES,
        most_size=size(limits.upload),
        most_reports=MOST_REPORTS,
    )
