"""How far coders agree, field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urlencode
from zipfile import ZIP_DEFLATED, ZipFile

from fastapi import APIRouter
from starlette.responses import Response

from crossclaim.decisions.agreement import Agreement, Unit, agreements, coded, coders
from crossclaim.decisions.gather import gold_of
from crossclaim.decisions.gold import gold_files
from crossclaim.desk.context import Context, Looking
from crossclaim.desk.failures import NotFound
from crossclaim.desk.pages.common import absolute
from crossclaim.desk.pages.files import file, table_file
from crossclaim.desk.views.review import Asked
from crossclaim.export import phrases

router = APIRouter()

MOST_DIFFERENCES = 200


@dataclass(frozen=True, slots=True)
class Difference:
    """One claim on which coders differ in one field."""

    field: str
    quote: str
    address: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One field's line."""

    field: str
    metric: str
    alpha: str
    units: int
    same: int


@dataclass(frozen=True, slots=True)
class Compared:
    """What coders decided, and how far those that are asked for agree."""

    units: tuple[Unit, ...]
    coders: tuple[str, ...]
    found: tuple[Agreement, ...]


def compared(context: Context, first: str, second: str) -> Compared:
    """How far two coders agree, or all.

    Args:
        context: of the request.
        first, second: names; all coders where one is missing.
    """
    units = coded(context.ledger.review.decisions())
    chosen = tuple(dict.fromkeys(name for name in (first, second) if name))
    found = agreements(units, chosen if len(chosen) == 2 else ())
    return Compared(tuple(units), tuple(coders(units)), tuple(a for a in found if a.units))


@router.get("/review/agreement")
def agreement_page(context: Looking, first: str = "", second: str = "") -> Response:
    """Krippendorff's alpha for each field, over two coders or all."""
    all_ = compared(context, first, second)
    differ = [d for a in all_.found for d in _differences(a)]
    query = urlencode([(k, v) for k, v in (("first", first), ("second", second)) if v in all_.coders])
    asked = f"?{query}" if query else ""
    return context.page(
        "agreement.html",
        rows=[_row(a) for a in all_.found],
        coders=all_.coders,
        first=first if first in all_.coders else "",
        second=second if second in all_.coders else "",
        differences=differ[:MOST_DIFFERENCES],
        more=max(len(differ) - MOST_DIFFERENCES, 0),
        counted={name: sum(name in u.by for u in all_.units) for name in all_.coders},
        export=lambda name: f"/export/review/{name}{asked}",
        cite_words=f"Agreement between coders in the ledger {context.ledger.name}",
        cite_address=absolute(context, f"/review/agreement{asked}"),
    )


@router.get("/export/review/agreement.csv")
def agreement_file(context: Looking, first: str = "", second: str = "") -> Response:
    """The same as a table; alpha is empty where only one value occurs."""
    head = ("field", "alpha", "differences", "coded_twice", "coded_the_same")
    rows = ((a.field, a.alpha, a.metric, a.units, a.same) for a in compared(context, first, second).found)
    return table_file(head, rows, "agreement.csv")


@router.get("/export/review/differences.csv")
def differences_file(context: Looking, first: str = "", second: str = "") -> Response:
    """Every value on which coders differ, a row for each coder."""
    rows = (
        (a.field, unit.subject, unit.anchor.report, unit.anchor.quote, who, str(values[a.field]))
        for a in compared(context, first, second).found
        for unit in a.differ
        for who, values in unit.by.items()
        if a.field in values
    )
    return table_file(("field", "claim", "report", "words", "coder", "value"), rows, "differences.csv")


@router.get("/export/review/gold.zip")
def gold_zip(context: Looking, partly: str = "") -> Response:
    """The reports that were gone through, as gold for the evaluation."""
    left_out: Counter[str] = Counter()
    reports = list(gold_of(context.ledger, left_out, partly=partly == "1"))
    if not reports:
        raise NotFound("no report was gone through whole yet; each of its claims must be decided on")
    return file(_zip(gold_files(reports)), "gold.zip")


def _zip(files: Mapping[str, str]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(f"review/{name}", text.encode("utf-8", "replace"))
    return made.getvalue()


def _row(found: Agreement) -> AgreementRow:
    alpha = "no variation" if found.alpha is None else f"{found.alpha:.3f}"
    return AgreementRow(found.field, found.metric, alpha, found.units, found.same)


def _differences(found: Agreement) -> list[Difference]:
    return [_difference(found.field, unit) for unit in found.differ]


def _difference(field: str, unit: Unit) -> Difference:
    values = tuple((who, phrases.plain(str(v[field])) or "none") for who, v in unit.by.items() if field in v)
    return Difference(field, phrases.plain(unit.anchor.quote), Asked(unit.subject).address(), values)
