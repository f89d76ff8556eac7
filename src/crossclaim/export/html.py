"""A standalone page: each report's text with its claims marked, and a table of them beneath.

No script, no request to anywhere; everything that comes from a report is escaped. Templates and style lie in
`data/html`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FunctionLoader, StrictUndefined

from crossclaim.export import phrases
from crossclaim.export.marks import paragraphs
from crossclaim.records import Claim, Incident, Party, Reading

TINTS = 8
"""Background colours for claimants in the style sheet; the ninth claimant gets the first one again."""


@dataclass(frozen=True, slots=True)
class Row:
    """A claim in words, with the tint of its claimant ("t1" ...; "t0" the reporter's); `why` only where asked for."""

    id: str
    tint: str
    claimant: str
    via: str
    stance: str
    tense: str
    what: str
    figures: list[str]
    where: str
    when: str
    quote: str
    confidence: str
    why: list[str]


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A claimant, its tint and how many claims it makes."""

    name: str
    tint: str
    claims: str


class HtmlExporter:
    """Readings as one page, a section for each report; with `explain` each claim unfolds its reasons."""

    def __init__(self, *, explain: bool = False) -> None:
        self._templates = templates()
        self._number, self._explain = 0, explain

    def begin(self) -> Iterator[str]:
        self._number = 0
        yield self._templates.get_template("head.html").render()

    def add(self, reading: Reading) -> Iterator[str]:
        self._number += 1
        template = self._templates.get_template("report.html")
        yield template.render(prefix=f"r{self._number}", **view(reading, explain=self._explain))

    def end(self) -> Iterator[str]:
        yield self._templates.get_template("foot.html").render()


def templates() -> Environment:
    """The page's templates, every value escaped and none allowed to be missing."""

    def load(name: str) -> str:
        return files("crossclaim").joinpath("data", "html", name).read_text(encoding="utf-8")

    return Environment(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def view(reading: Reading, *, explain: bool = False) -> dict[str, Any]:
    """All that the template of a report needs, in words."""
    tints = claimant_tints(reading)
    report = reading.report
    return {
        "title": phrases.title(reading),
        "origin": phrases.origin(reading),
        "url": web_address(report.url),
        "language": phrases.plain(report.language) or "en",
        "counted": phrases.counted(reading),
        "notes": [phrases.plain(note) for note in reading.notes],
        "legend": legend(reading, tints),
        "rows": [row(claim, tints, explain=explain) for claim in reading.claims],
        "paragraphs": paragraphs(report.text, reading.claims),
        "incidents": [incident(found, reading.claims) for found in reading.incidents],
        "furniture": [phrases.showable(part) for part in report.furniture],
        "showable": phrases.showable,
    }


def web_address(url: str | None) -> str | None:
    """The address if it is one of the web; others ("javascript:") are not made a link."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None


def claimant_tints(reading: Reading) -> dict[str, str]:
    """A tint for each claimant, in order of appearance; the reporter is always "t0"."""
    tints: dict[str, str] = {}
    for claim in reading.claims:
        if claim.claimant:
            tints.setdefault(phrases.same_party(claim.claimant), f"t{len(tints) % TINTS + 1}")
    return tints


def tint_of(party: Party | None, tints: dict[str, str]) -> str:
    """The tint of a claimant."""
    return tints.get(phrases.same_party(party), "t0") if party else "t0"


def legend(reading: Reading, tints: dict[str, str]) -> list[LegendEntry]:
    """The claimants in order of appearance, each with its number of claims."""
    found: dict[str, list[Claim]] = {}
    for claim in reading.claims:
        found.setdefault(phrases.same_party(claim.claimant), []).append(claim)
    return [
        LegendEntry(
            phrases.who(claims[0].claimant),
            tint_of(claims[0].claimant, tints),
            phrases.number_of(len(claims), "claim"),
        )
        for claims in found.values()
    ]


def row(claim: Claim, tints: dict[str, str], *, explain: bool = False) -> Row:
    """A claim in words."""
    return Row(
        id=phrases.plain(claim.id),
        tint=tint_of(claim.claimant, tints),
        claimant=phrases.who(claim.claimant),
        via=phrases.via(claim),
        stance=claim.stance,
        tense=claim.tense.replace("_", " "),
        what=phrases.what(claim).replace(" -> ", " \N{RIGHTWARDS ARROW} "),
        figures=phrases.figures(claim),
        where=phrases.place(claim.place),
        when=phrases.when(claim),
        quote=phrases.quote(claim),
        confidence=phrases.confidence(claim),
        why=[phrases.reason(found) for found in claim.why] if explain else [],
    )


def incident(found: Incident, claims: Sequence[Claim]) -> dict[str, Any]:
    """An incident in words: what, where and when; its claims with their row numbers; its tallies."""
    known = [phrases.event_name(found.event), phrases.place(found.place), phrases.day(found.date)]
    inside = set(found.claims)
    return {
        "what": phrases.plain(", ".join(part for part in known if part)),
        "claims": [
            {"id": phrases.plain(claim.id), "number": number}
            for number, claim in enumerate(claims, start=1)
            if claim.id in inside
        ],
        "tallies": [phrases.tally(tally) for tally in found.tallies],
    }
