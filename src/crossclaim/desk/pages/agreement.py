"""How far coders agree, field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from fastapi import APIRouter
from starlette.responses import Response

from crossclaim.decisions.agreement import Agreement, Unit, agreements, coded, coders
from crossclaim.decisions.gather import gold_of
from crossclaim.decisions.gold import gold_files
from crossclaim.desk.context import Looking
from crossclaim.desk.failures import NotFound
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


@router.get("/review/agreement")
def agreement_page(context: Looking, first: str = "", second: str = "") -> Response:
    """Krippendorff's alpha for each field, over two coders or all."""
    units = coded(context.ledger.review.decisions())
    chosen = tuple(dict.fromkeys(name for name in (first, second) if name))
    found = agreements(units, chosen if len(chosen) == 2 else ())
    known = coders(units)
    differ = [d for a in found for d in _differences(a)]
    return context.page(
        "agreement.html",
        rows=[_row(a) for a in found if a.units],
        coders=known,
        first=first if first in known else "",
        second=second if second in known else "",
        differences=differ[:MOST_DIFFERENCES],
        more=max(len(differ) - MOST_DIFFERENCES, 0),
        counted={name: sum(name in u.by for u in units) for name in known},
    )


@router.get("/export/review/gold.zip")
def gold_zip(context: Looking, partly: str = "") -> Response:
    """The reports that were gone through, as gold for the evaluation."""
    left_out: Counter[str] = Counter()
    reports = list(gold_of(context.ledger, left_out, partly=partly == "1"))
    if not reports:
        raise NotFound("no report was gone through whole yet; each of its claims must be decided on")
    headers = {"content-disposition": 'attachment; filename="gold.zip"'}
    return Response(_zip(gold_files(reports)), media_type="application/zip", headers=headers)


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
