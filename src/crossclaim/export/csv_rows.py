"""CSV, one row per claim (RFC 4180: commas, double quotes, CRLF), for spreadsheets and data frames.

Numbers are written as they are. Text cells that a spreadsheet would take for a formula, those that begin with
= + - @ (or their full-width forms) or a tab, get an apostrophe before them.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from io import StringIO

from crossclaim.export import phrases
from crossclaim.records import Casualty, CasualtyKind, Claim, Party, Reading

Cell = str | int | float | None

FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
"""First characters at which a spreadsheet may run a cell (OWASP, "CSV injection")."""


def _party(party: Party | None) -> str:
    return phrases.who(party) if party else ""


def _country(party: Party | None) -> str:
    return (party.country or "") if party else ""


def _largest(claim: Claim, kind: CasualtyKind) -> Casualty | None:
    """The largest figure of that kind: the others are parts of it or in `casualties`."""
    found = [figure for figure in claim.casualties if figure.kind == kind and not figure.subset]
    return max(found, key=lambda c: (c.low or 0, c.high or c.low or 0), default=None)


def _low(claim: Claim, kind: CasualtyKind) -> int | None:
    found = _largest(claim, kind)
    return found.low if found else None


def _high(claim: Claim, kind: CasualtyKind) -> int | None:
    found = _largest(claim, kind)
    return found.high if found else None


def _incidents(reading: Reading, claim: Claim) -> str:
    return " ".join(incident.id for incident in reading.incidents if claim.id in incident.claims)


def _published(reading: Reading) -> str:
    return reading.report.published.isoformat() if reading.report.published else ""


def _first(claim: Claim) -> str:
    return claim.date.first.isoformat() if claim.date and claim.date.first else ""


def _last(claim: Claim) -> str:
    return claim.date.last.isoformat() if claim.date and claim.date.last else ""


def _date_words(claim: Claim) -> str:
    found = claim.date or claim.unresolved_date
    return found.text if found else ""


COLUMNS: dict[str, Callable[[Reading, Claim], Cell]] = {
    "report": lambda r, c: r.report.id,
    "title": lambda r, c: r.report.title,
    "source": lambda r, c: r.report.source,
    "published": lambda r, c: _published(r),
    "claim": lambda r, c: c.id,
    "incidents": _incidents,
    "claimant": lambda r, c: phrases.who(c.claimant),
    "claimant_country": lambda r, c: _country(c.claimant),
    "claimant_sector": lambda r, c: c.claimant.sector if c.claimant else "",
    "via": lambda r, c: "; ".join(_party(p) for p in c.via),
    "stance": lambda r, c: c.stance,
    "tense": lambda r, c: c.tense,
    "event": lambda r, c: c.event.type,
    "plover": lambda r, c: c.event.plover,
    "mode": lambda r, c: c.event.mode,
    "acled": lambda r, c: c.event.acled,
    "cameo_root": lambda r, c: c.event.cameo_root,
    "means": lambda r, c: c.event.means,
    "actors": lambda r, c: "; ".join(_party(p) for p in c.actors),
    "actor_countries": lambda r, c: "; ".join(_country(p) for p in c.actors),
    "targets": lambda r, c: "; ".join(_party(p) for p in c.targets),
    "target_countries": lambda r, c: "; ".join(_country(p) for p in c.targets),
    "killed_low": lambda r, c: _low(c, "killed"),
    "killed_high": lambda r, c: _high(c, "killed"),
    "wounded_low": lambda r, c: _low(c, "wounded"),
    "wounded_high": lambda r, c: _high(c, "wounded"),
    "casualties": lambda r, c: "; ".join(phrases.casualty(found) for found in c.casualties),
    "losses": lambda r, c: "; ".join(phrases.loss(found) for found in c.losses),
    "place": lambda r, c: (c.place.name or c.place.text) if c.place else "",
    "admin1": lambda r, c: c.place.admin1 if c.place else "",
    "country": lambda r, c: c.place.country if c.place else "",
    "lat": lambda r, c: c.place.lat if c.place else None,
    "lon": lambda r, c: c.place.lon if c.place else None,
    "geonameid": lambda r, c: c.place.geonameid if c.place else None,
    "place_precision": lambda r, c: c.place.precision if c.place else "",
    "date_from": lambda r, c: _first(c),
    "date_to": lambda r, c: _last(c),
    "date_precision": lambda r, c: c.date.precision if c.date and c.date.first else "",
    "date_words": lambda r, c: _date_words(c),
    "confidence": lambda r, c: c.confidence,
    "start": lambda r, c: c.start,
    "end": lambda r, c: c.end,
    "quote": lambda r, c: c.quote,
}
"""Every column and what stands in it; `docs/formats.md` explains them."""


def guarded(cell: Cell) -> str | int | float:
    """A cell that no spreadsheet runs: an apostrophe before text that looks like a formula.

    >>> guarded("=1+1"), guarded(-69.04), guarded(None)
    ("'=1+1", -69.04, '')
    """
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return cell
    text = phrases.showable(cell)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text


class CsvExporter:
    """Readings as rows; a report without a claim has none."""

    def begin(self) -> Iterator[str]:
        yield _line(list(COLUMNS))

    def add(self, reading: Reading) -> Iterator[str]:
        for claim in reading.claims:
            yield _line([guarded(cell(reading, claim)) for cell in COLUMNS.values()])

    def end(self) -> Iterator[str]:
        return iter(())


def _line(cells: list[str | int | float] | list[str]) -> str:
    line = StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()
