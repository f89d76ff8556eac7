"""Accounts as a table, one row for each speaker's word on each point, and as JSON Lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from crossclaim.accounts.records import Point, Said, Step, Toll
from crossclaim.interchange.plain_json import plain_json
from crossclaim.interchange.records import Case, Cell, Column, Converted, Row

COLUMNS: tuple[Column, ...] = (
    Column("incident"),
    Column("question"),
    Column("label"),
    Column("side"),
    Column("kind"),
    Column("class"),
    Column("standing"),
    Column("also"),
    Column("reason"),
    Column("reports", "whole"),
    Column("origins", "whole"),
    Column("speaker"),
    Column("role"),
    Column("of"),
    Column("stance"),
    Column("value"),
    Column("low", "whole"),
    Column("high", "whole"),
    Column("superseded", "flag"),
    Column("origin"),
    Column("chain"),
    Column("outlet"),
    Column("published", "day"),
    Column("report"),
    Column("entry"),
    Column("start", "whole"),
    Column("end", "whole"),
    Column("quote"),
)
"""The table's columns; `docs/exports.md` explains them."""


def table_rows(case: Case) -> Converted:
    """One row for each word on each attribute and toll.

    Args:
        case: an incident with all that is said of it.

    Returns:
        The rows. Claims that say nothing on any attribute or toll are lost; they stand in the export of claims.
    """
    rows = tuple((*_points(case), *_tolls(case)))
    silent = len({e.id for e in case.entries} - {row["entry"] for row in rows})
    return Converted(rows, _lost(silent))


def json_line(case: Case) -> Converted:
    """The accounts of one incident as one object, every record with its fields; what is lost is as in the table."""
    words = [s for p in case.accounts.points for s in p.said]
    words += [s for t in case.accounts.tolls for step in t.steps for s in step.said]
    silent = len({e.id for e in case.entries} - {w.entry for w in words})
    return Converted((plain_json(case.accounts),), _lost(silent))


def _lost(silent: int) -> Counter[str]:
    return Counter({"claims without a word on any attribute or toll": silent})


def _points(case: Case) -> Iterator[Row]:
    for point in case.accounts.points:
        for word in point.said:
            own: dict[str, Cell] = {"question": point.question, "label": point.label, "low": word.low}
            none: dict[str, Cell] = {"side": None, "kind": None, "class": None, "of": None, "high": word.high}
            yield _word(case, point, word) | own | none | {"superseded": word.superseded}


def _tolls(case: Case) -> Iterator[Row]:
    for toll in case.accounts.tolls:
        for step in toll.steps:
            for word in step.said:
                yield _word(case, toll, word) | _of_toll(toll, step)


def _of_toll(toll: Toll, step: Step) -> dict[str, Cell]:
    return {
        "question": "toll",
        "label": f"{toll.kind}, {toll.victims}, {toll.name}",
        "side": toll.name if toll.side else None,
        "kind": toll.kind,
        "class": toll.victims,
        "of": step.of,
        "low": step.low,
        "high": step.high,
        "superseded": step.superseded,
    }


def _word(case: Case, of: Point | Toll, word: Said) -> dict[str, Cell]:
    return {
        "incident": case.incident.id,
        "standing": of.standing,
        "also": "; ".join(of.also) or None,
        "reason": of.reason,
        "reports": of.sources.reports,
        "origins": of.sources.origins,
        "speaker": word.speaker.name,
        "role": word.speaker.role,
        "stance": word.stance,
        "value": word.value,
        "origin": word.trace.name,
        "chain": " < ".join(word.trace.chain),
        "outlet": word.outlet,
        "published": word.published,
        "report": word.report,
        "entry": word.entry,
        "start": word.start,
        "end": word.end,
        "quote": word.quote,
    }
