"""Counts for whoever watches over a desk, as Prometheus takes them."""

from __future__ import annotations

from collections.abc import Iterator
from hmac import compare_digest

from fastapi import APIRouter
from sqlalchemy import func, select
from starlette.responses import PlainTextResponse, Response

from crossclaim import __version__
from crossclaim.batch import REASONS
from crossclaim.desk.context import Context, Looking
from crossclaim.desk.metering import TEXT, Meter, Metric, text
from crossclaim.errors import ReadingFailed
from crossclaim.ledger import Ledger
from crossclaim.ledger.tables import copies, entries, incidents, versions
from crossclaim.watching.state import ADDING, FETCHING, SENDING, WatchState

router = APIRouter()

Values = dict[tuple[tuple[str, str], ...], int]

SKIPPED = "skipped: "
ANSWERED = ("fetched", "unchanged", "posted")
ALARMS = ("found", "sent", "failed")
FAILED = next(name for kind, name in REASONS if kind is ReadingFailed)
"""By what name watching counts articles on which reading failed."""


@router.get("/metrics")
def metrics_page(context: Looking) -> Response:
    """What is in the ledger, what watching it came to, and what was answered."""
    if not _allowed(context):
        headers = {"www-authenticate": "Bearer"}
        return PlainTextResponse("an editor's session or the token of the desk is needed\n", 401, headers=headers)
    meter: Meter = context.request.app.state.meter
    counted = WatchState(context.ledger).counts()
    found = [
        Metric("crossclaim_build_info", "gauge", "The program.", {(("version", __version__),): 1}),
        *ledger_metrics(context.ledger),
        *add_metrics(counted),
        *watch_metrics(counted),
        Metric(
            "crossclaim_http_requests_total",
            "counter",
            "Requests answered since the desk was opened, by status.",
            {(("status", str(status)),): n for status, n in meter.statuses().items()},
        ),
    ]
    return Response(text(found), media_type=TEXT, headers={"cache-control": "no-store"})


def _allowed(context: Context) -> bool:
    """Everybody on an open desk; with accounts an editor, or who has the token."""
    token = context.desk.settings.metrics_token
    given = context.request.headers.get("authorization", "")
    if token and compare_digest(given.encode(), f"Bearer {token}".encode()):
        return True
    return context.user is not None and context.user.role == "editor"


def ledger_metrics(ledger: Ledger) -> Iterator[Metric]:
    """How much is in a ledger now."""
    current = select(func.count()).select_from(versions)
    queries = {
        "reports": ("Reports.", current.where(versions.c.current)),
        "claims": (
            "Claims of the current versions of reports.",
            select(func.count()).select_from(entries).where(entries.c.current),
        ),
        "incidents": (
            "Incidents that stand for themselves.",
            select(func.count()).select_from(incidents).where(incidents.c.merged_into.is_(None)),
        ),
        "near_copies": (
            "Reports that are near-copies of others.",
            current.join(copies, copies.c.number == versions.c.number).where(versions.c.current),
        ),
    }
    with ledger.looking() as connection:
        for name, (what, query) in queries.items():
            yield Metric(f"crossclaim_ledger_{name}", "gauge", what, {(): connection.scalar(query) or 0})


def add_metrics(counts: dict[str, int]) -> Iterator[Metric]:
    """What `crossclaim add` did with the ledger so far."""
    mine = {name.removeprefix(ADDING): n for name, n in counts.items() if name.startswith(ADDING)}
    skipped = {name.removeprefix(SKIPPED): n for name, n in mine.items() if name.startswith(SKIPPED)}
    reasons: Values = {(("reason", reason),): n for reason, n in skipped.items()}
    yield Metric("crossclaim_add_skipped_total", "counter", "Reports that `add` skipped, by reason.", reasons)
    errors: Values = {(): skipped.get(FAILED, 0)}
    yield Metric("crossclaim_add_reading_errors_total", "counter", "Reports on which reading failed.", errors)
    others: Values = {(("outcome", n),): v for n, v in mine.items() if not n.startswith("skipped")}
    yield Metric("crossclaim_add_events_total", "counter", "All else that `add` counts.", others)


def watch_metrics(counts: dict[str, int]) -> Iterator[Metric]:
    """What `crossclaim watch` did since the ledger was first watched for."""
    fetched = {name.removeprefix(FETCHING): n for name, n in counts.items() if name.startswith(FETCHING)}
    sent = {name.removeprefix(SENDING): n for name, n in counts.items() if name.startswith(SENDING)}
    counts = {name: n for name, n in counts.items() if not name.startswith((ADDING, FETCHING, SENDING))}
    skipped = {name.removeprefix(SKIPPED): n for name, n in counts.items() if name.startswith(SKIPPED)}
    named: dict[str, tuple[str, Values]] = {
        "reading_errors": ("Articles on which reading failed.", {(): skipped.get(FAILED, 0)}),
        "feed_errors": ("Times that a feed could not be had.", {(): counts.get("feed_errors", 0)}),
        "retries": ("Times that an article was put off to be tried again.", {(): counts.get("later", 0)}),
        "request_retries": ("Requests that were sent again at once.", {(): fetched.get("retries", 0)}),
        "request_errors": ("Addresses that could not be had.", {(): fetched.get("errors", 0)}),
        "requests": ("Requests by what came of them.", {(("outcome", o),): fetched.get(o, 0) for o in ANSWERED}),
        "alarms": ("Alarms: found, sent, attempts that failed.", {(("outcome", o),): sent.get(o, 0) for o in ALARMS}),
        "skipped": ("Articles that were skipped, by reason.", {(("reason", r),): n for r, n in skipped.items()}),
    }
    for name, (what, values) in named.items():
        yield Metric(f"crossclaim_watch_{name}_total", "counter", what, values)
    others = {n: v for n, v in counts.items() if not n.startswith("skipped") and n not in ("feed_errors", "later")}
    steps: Values = {(("outcome", name),): number for name, number in others.items()}
    yield Metric("crossclaim_watch_events_total", "counter", "All else that watching counts.", steps)
