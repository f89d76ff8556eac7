"""The page of one report, and the way from a claim's id to its words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from crossclaim.desk.context import Context, Looking
from crossclaim.desk.failures import NotFound
from crossclaim.desk.pages.common import absolute
from crossclaim.desk.views.addresses import claim_address, report_address
from crossclaim.desk.views.report import ReportView, report_view
from crossclaim.ledger import EntryFilter, Ledger, StoredEntry, StoredReport

router = APIRouter()


@router.get("/reports/{key}", response_class=HTMLResponse)
def report_page(context: Looking, key: str, version: str = "") -> Response:
    """A report's text with every claim marked."""
    asked = version_number(version)
    mark, _ = context.ledger.touched()
    return context.kept_page("report.html", (mark, asked), lambda: _values(context, key, asked))


def _values(context: Context, key: str, version: int | None) -> Mapping[str, Any]:
    """What the page's template prints."""
    ledger = context.ledger
    stored = ledger.report(key, version)
    newest = stored if stored.current else ledger.report(stored.key)
    reading = ledger.reading(stored.key, stored.version)
    reviews = ledger.review.sheet(stored.key).reviewed().claims if stored.current else ()
    view = report_view(stored, reading, entries_of(ledger, stored), reviews)
    cited = report_address(stored.key, stored.version if newest.version > 1 else None)
    return dict(
        view=view,
        versions=newest.version,
        current_address=report_address(stored.key),
        copy_address=report_address(view.copy_of) if view.copy_of else "",
        export=partial(_export_address, stored),
        cite_words=_cited(view, ledger),
        cite_address=absolute(context, cited),
    )


@router.get("/claims/{id:path}")
def claim_page(context: Looking, id: str) -> RedirectResponse:
    """On to the words behind a claim, in its report."""
    wanted = EntryFilter(ids=(id,), old_versions=True)
    entry = next(context.ledger.entries(wanted), None)
    if entry is None:
        raise NotFound(f"there is no claim {id!r}")
    return RedirectResponse(claim_address(entry, entry.claim.id), 307)


def entries_of(ledger: Ledger, stored: StoredReport) -> list[StoredEntry]:
    """The claims of one version of a report, as the ledger has them.

    Args:
        ledger: to read.
        stored: the version.
    """
    wanted = EntryFilter(reports=(stored.key,), old_versions=not stored.current)
    return [entry for entry in ledger.entries(wanted) if entry.version == stored.version]


def version_number(version: str) -> int | None:
    """The version that an address asks for; None for the current one.

    Raises:
        NotFound: it is no number.
    """
    if not version:
        return None
    if version.isascii() and version.isdecimal() and len(version) < 9:
        return int(version)
    raise NotFound(f"there is no version {version!r}")


def _export_address(stored: StoredReport, name: str) -> str:
    path = report_address(stored.key)
    return f"/export{path}/{name}" + ("" if stored.current else f"?version={stored.version}")


def _cited(view: ReportView, ledger: Ledger) -> str:
    which = f"Report {view.key}, version {view.version}, in the ledger {ledger.name}"
    return f"{view.title}. {view.origin}. {which}, read {view.added}."


__all__ = ["entries_of", "router", "version_number"]
