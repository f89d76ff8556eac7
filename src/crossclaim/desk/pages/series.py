"""Daily counts, violations of a truce, and change points: the page, its pictures and its files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from markupsafe import Markup
from starlette.responses import Response

from crossclaim.desk.context import Context, Looking
from crossclaim.desk.drawing.colours import on_page
from crossclaim.desk.failures import NotFound
from crossclaim.desk.pages.common import absolute
from crossclaim.desk.pages.files import file, picture_file
from crossclaim.desk.views.filters import Filter, pairs, parse
from crossclaim.errors import OptionError
from crossclaim.interchange.records import Cell
from crossclaim.interchange.where_when import country_name
from crossclaim.series.acts import acts_of
from crossclaim.series.asked import Asked, answer, drawn, drawn_as_wide
from crossclaim.series.picture import WIDTH
from crossclaim.series.records import Acts, By, SeriesFilter, Violation
from crossclaim.series.tables import Table, cell, written
from crossclaim.series.truce import violations_of

router = APIRouter()

MOST_ROWS = 100
"""Rows of the page, the newest; the files have all."""

WIDTHS = (WIDTH, 328)
"""Pixels of the picture: on wide windows, and on narrow ones."""

BYS: tuple[By, ...] = get_args(By)
HEADS = {"admin1": "region", "own": "own act"}
"""Columns whose names in files are no words."""

ENDINGS = ("csv", "parquet", "svg", "png")


@dataclass(frozen=True, slots=True)
class Look:
    """What a request asks for, and what a form shows of it.

    Attributes:
        asked: which series.
        wanted: the filter as the form has it.
        show: counts, truce or changes.
    """

    asked: Asked
    wanted: Filter
    show: str

    def address(self, path: str) -> str:
        """The same series at another path."""
        some = [(n, v) for n, v in pairs(self.wanted) if n in ("from", "to", "country", "party")]
        return f"{path}?{urlencode([*some, ('by', self.asked.by), ('show', self.show)])}"


@router.get("/series", response_class=HTMLResponse)
def series_page(context: Looking) -> HTMLResponse:
    """The series that the address asks for, as picture and table."""
    look = look_of(context)
    acts, violations = material(context)
    problems = list(look.wanted.problems)
    try:
        table = answer(look.asked, acts, violations)
        pictures = [] if look.asked.truce else drawn_as_wide(look.asked, acts, WIDTHS)
    except OptionError as error:
        problems.append(str(error))
        table, pictures = Table((), ()), []
    newest = sorted(table.rows, key=lambda row: str(row["day"] or ""), reverse=True)[:MOST_ROWS]
    rows = [[shown(c.name, row[c.name]) for c in table.columns] for row in newest]
    return context.page(
        "series.html",
        look=look,
        problems=problems,
        pictures=[Markup(on_page(picture)) for picture in pictures],
        heads=[(HEADS.get(c.name, c.name.replace("_", " ")), c.type in ("whole", "number")) for c in table.columns],
        rows=rows,
        total=len(table.rows),
        undated=0 if look.asked.truce else acts.undated,
        cite_words=f"Series of the ledger {context.ledger.name}",
        cite_address=absolute(context, look.address("/series")),
    )


def shown(column: str, value: Cell) -> str:
    """A cell of the page, in words; files have the codes.

    >>> shown("country", "NER"), shown("own", True), shown("own", False)
    ('Niger', 'yes', 'no')
    """
    if column == "country" and isinstance(value, str):
        return country_name(value) or value
    if isinstance(value, bool):
        return "yes" if value else "no"
    return cell(value)


@router.get("/export/series.{ending}")
def series_file(context: Looking, ending: str) -> Response:
    """The same as a file."""
    look = look_of(context)
    if ending not in ENDINGS or (look.asked.truce and ending in ("svg", "png")):
        raise NotFound(f"there is no export 'series.{ending}'")
    acts, violations = material(context)
    if ending in ("svg", "png"):
        return picture_file(drawn(look.asked, acts), f"series.{ending}")
    return file(b"".join(written(answer(look.asked, acts, violations), ending)), f"series.{ending}")


def look_of(context: Context) -> Look:
    """What the address of a request asks for; what cannot be used is left aside."""
    given = context.request.query_params
    wanted = parse(given.multi_items())
    by: By = next((b for b in BYS if b == given.get("by")), "dyad")
    show = given.get("show", "counts")
    show = show if show in ("counts", "truce", "changes") else "counts"
    some = SeriesFilter(wanted.first, wanted.last, wanted.countries, wanted.parties)
    return Look(Asked(by, some, show == "truce", show == "changes"), wanted, show)


def material(context: Context) -> tuple[Acts, tuple[Violation, ...]]:
    """Acts and violations of the whole ledger, kept until the ledger changes."""
    mark, _ = context.ledger.touched()

    def make() -> tuple[Acts, tuple[Violation, ...]]:
        entries = list(context.ledger.entries())
        return acts_of(entries), violations_of(entries)

    return context.desk.kept.get(("series", mark), make)
