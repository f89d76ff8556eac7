"""Decisions as gold: what a person stands for, in the form that the evaluation reads, and in format 1.

The form is that of `evaluation/corpora/claims.py`: `reports.jsonl`, a first reader's claims in `gold.A.json`, and a
second reader's in `gold.B.json`. `readings.jsonl` beside them has the first reader's claims in format 1.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from crossclaim.decisions.effective import ReviewedReport
from crossclaim.export import dumps
from crossclaim.incidents import group
from crossclaim.lexicon.countries import load_countries
from crossclaim.records import Casualty, Claim, DateSpan, Party, Reading

REPORTS, FIRST, SECOND, READINGS = "reports.jsonl", "gold.A.json", "gold.B.json", "readings.jsonl"
REPORTER = "reporter"
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class GoldReport:
    """One report that people went through.

    Attributes:
        key: of the report in the ledger; its id in the gold, since reports' own ids may meet.
        reading: its current reading.
        first: the claims that stand.
        second: those of a second coder who went through all of it without seeing the first's; None where nobody did.
    """

    key: str
    reading: Reading
    first: tuple[Claim, ...]
    second: tuple[Claim, ...] | None = None


def gold_report(
    key: str, reading: Reading, standing: ReviewedReport, second: ReviewedReport | None = None, *, partly: bool = False
) -> GoldReport | None:
    """A report as gold; None where a claim of it waits to be decided on.

    Args:
        key: of the report.
        reading: its current reading.
        standing: its claims as they stand.
        second: its claims by a second coder's decisions alone.
        partly: whether a report is taken all the same, with the claims that were decided on.
    """
    if not partly and not standing.complete:
        return None
    own = second.effective if second and second.complete else None
    first = tuple(c.claim for c in standing.claims if c.stands and c.state != "undecided")
    return GoldReport(key, reading, first, own)


def gold_files(reports: Iterable[GoldReport]) -> Mapping[str, str]:
    """The files of a folder of gold, by name.

    Args:
        reports: in the order in which they are written.
    """
    found = list(reports)
    lines = [json.dumps(_record(r), ensure_ascii=False) + "\n" for r in found]
    files = {
        REPORTS: "".join(lines),
        FIRST: _dumped({r.key: [gold_claim(c) for c in r.first] for r in found}),
        READINGS: "".join(dumps(standing_reading(r)) + "\n" for r in found),
    }
    second = {r.key: [gold_claim(c) for c in r.second] for r in found if r.second is not None}
    return files | ({SECOND: _dumped(second)} if second else {})


def standing_reading(report: GoldReport) -> Reading:
    """The reading with the claims that stand, numbered anew, and their incidents."""
    claims = tuple(replace(claim, id=f"c{n}") for n, claim in enumerate(report.first, 1))
    return replace(report.reading, claims=claims, incidents=group(claims), notes=(), left_out=0)


def gold_claim(claim: Claim) -> Json:
    """A claim as a reader would write it down by the codebook."""
    who = claim.claimant
    return {
        "quote": claim.quote,
        "claimant": who.name if who else REPORTER,
        "claimant_side": _side(who),
        "via": _names(claim.via),
        "stance": claim.stance,
        "event": claim.event.type,
        "tense": claim.tense,
        "actor": _names(claim.actors),
        "target": _names(claim.targets),
        "casualties": [_casualty(c) for c in claim.casualties],
        "losses": [{"what": x.what, "count": x.count, "side": _side(x.party)} for x in claim.losses],
        "place": (claim.place.text or claim.place.name) if claim.place else None,
        "date": _day(claim.date),
    }


def _record(report: GoldReport) -> Json:
    found = report.reading.report
    known = {
        "id": report.key,
        "title": found.title,
        "source": found.source,
        "published": found.published.isoformat() if found.published else None,
        "url": found.url,
        "text": found.text,
        "kind": "article",
    }
    return {key: value for key, value in known.items() if value}


def _casualty(casualty: Casualty) -> Json:
    return {
        "kind": casualty.kind,
        "low": casualty.low,
        "high": casualty.high,
        "who": casualty.who,
        "side": _side(casualty.party),
        "class": casualty.victims,
    }


def _side(party: Party | None) -> str | None:
    """The country that a party belongs to, by name, or the party itself."""
    if party is None:
        return None
    known = load_countries().iso(party.country) if party.country else None
    return known.name if known else party.name


def _names(parties: Sequence[Party]) -> str | None:
    return " and ".join(p.name for p in parties) or None


def _day(day: DateSpan | None) -> str | None:
    """The day, or the month or year that holds all days; None where nothing does."""
    if day is None or day.first is None or day.last is None:
        return None
    first, last = day.first.isoformat(), day.last.isoformat()
    return next((first[:n] for n in (10, 7, 4) if first[:n] == last[:n]), None)


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
