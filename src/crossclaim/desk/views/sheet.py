"""What was read and is not kept yet, as the page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from crossclaim.desk.views.addresses import report_address
from crossclaim.desk.views.report import ReportView, report_view
from crossclaim.export.phrases import plain
from crossclaim.ledger.prepare import Prepared
from crossclaim.ledger.records import Added, StoredReport

OUTCOMES = {
    "added": "added",
    "corrected": "added as a new version of a report that was there",
    "unchanged": "there already; nothing was changed",
}


@dataclass(frozen=True, slots=True)
class Read:
    """A report that was read: its view, and the address of the same report in the ledger, where it is there."""

    view: ReportView
    there: str | None


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a report that was kept, in words, and its address."""

    name: str
    address: str
    outcome: str
    claims: int


def reads(readings: Sequence[Prepared], known: Sequence[Added | None]) -> tuple[Read, ...]:
    """What was read, as the page of a report shows it.

    Args:
        readings: not kept yet.
        known: what the ledger says of those that it has.
    """
    return tuple(_read(p, found) for p, found in zip(readings, known, strict=True))


def _read(prepared: Prepared, known: Added | None) -> Read:
    report = prepared.report
    stored = StoredReport(
        key=prepared.base,
        version=1,
        current=True,
        id=report.id,
        title=report.title,
        source=report.source,
        published=report.published,
        url=report.url,
        language=report.language,
        digest=prepared.digest,
        added=datetime.fromtimestamp(0, UTC),
        claims=len(prepared.claims),
    )
    return Read(report_view(stored, prepared.reading), report_address(known.key) if known else None)


def kept(added: Sequence[Added], names: Sequence[str]) -> tuple[Kept, ...]:
    """What became of reports, in words.

    Args:
        added: as the ledger has them.
        names: to show, in the same order.
    """
    pairs = zip(added, names, strict=True)
    return tuple(Kept(plain(name), report_address(a.key), OUTCOMES[a.outcome], a.claims) for a, name in pairs)
