"""From a ledger to an export: every claim once, every incident with its own claims."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossclaim.interchange import Account, cases, export, form, told
from crossclaim.ledger import Ledger
from crossclaim.records import Claim, DateSpan, Event, Party, Place, Reading, Report, Span

TOWNS = {"Ménaka": ("MLI", 15.92, 2.4), "Goma": ("COD", -1.68, 29.22), "Taiz": ("YEM", 13.58, 44.02)}
EVENTS = ("clash", "shelling", "appeal", "killing")

statements = st.tuples(
    st.sampled_from(EVENTS),
    st.sampled_from([*TOWNS, None]),
    st.integers(0, 40),
    st.sampled_from(["asserts", "denies", "hedged"]),
)
reports = st.lists(st.lists(statements, max_size=4), min_size=1, max_size=5)


def reading(number: int, said: list[tuple[str, str | None, int, str]]) -> Reading:
    lines = [f"Line {n}: the {event} at {town} 🪖 went on." for n, (event, town, _, _) in enumerate(said)]
    text = "\n".join([f"Report {number} of the front.", *lines])
    claims = []
    for n, (event, town, day, stance) in enumerate(said):
        start = text.index(lines[n])
        claims.append(claim(f"c{n + 1}", start, lines[n], event, town, day, stance))
    return Reading(
        Report(f"r{number}", text, source=f"outlet {number}", published=date(2025, 3, 1)), claims=tuple(claims)
    )


def claim(id: str, start: int, quote: str, event: str, town: str | None, day: int, stance: str) -> Claim:
    plover, acled = ("REQUEST", None) if event == "appeal" else ("ASSAULT", "Armed clash")
    when = date(2025, 1, 1) + timedelta(days=day)
    place = None
    if town is not None:
        country, lat, lon = TOWNS[town]
        place = Place(start, start + 4, town, "place", town, None, country, lat, lon, None, "exact")
    return Claim(
        id,
        start,
        start + len(quote),
        quote,
        None,
        Party("army", start, start + 4, "Mali army", "MLI", "MIL"),
        (),
        stance,  # type: ignore[arg-type]
        "past",
        Event(event, plover, None, acled, "19", Span(start, start + 4, "Line")),
        (Party("rebels", start, start + 4, "rebels", "MLI", "REB"),),
        (),
        (),
        (),
        place,
        DateSpan("day", start, start + 4, when, when, "day"),
    )


@given(reports)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_claim_is_exported_exactly_once(made: list[list[tuple[str, str | None, int, str]]]) -> None:
    readings = [reading(n, said) for n, said in enumerate(made)]
    with TemporaryDirectory() as folder, Ledger.open(Path(folder) / "war.ledger") as ledger:
        assert {a.outcome for a in ledger.add(readings)} <= {"added"}
        lines = [json.loads(x) for x in b"".join(export(told(ledger), form("claims", "jsonl"), Account())).splitlines()]
        exported = list(cases(ledger))
    expected = [(r.report.id, c.id) for r in readings for c in r.claims]
    assert [(x["report"], x["id"]) for x in lines] == expected
    telling = {x["incident"] for x in lines if x["incident"]}
    assert {c.incident.id for c in exported} == telling
    for case in exported:
        assert {e.incident for e in case.entries} == {case.incident.id} and len(case.entries) == case.incident.entries


def test_a_corrected_report_is_exported_as_it_is_now(tmp_path: Path) -> None:
    first, second = reading(1, [("clash", "Goma", 3, "asserts")]), reading(1, [("shelling", "Goma", 3, "asserts")])
    with Ledger.open(tmp_path / "war.ledger") as ledger:
        assert [a.outcome for a in ledger.add([first, second])] == ["added", "corrected"]
        (only,) = told(ledger)
    assert (only.entry.version, only.entry.claim.event.type) == (2, "shelling")


def test_evidence_comes_with_its_own_text(tmp_path: Path) -> None:
    readings = [reading(n, [("clash", "Goma", 3, "asserts"), ("killing", "Taiz", 9, "hedged")]) for n in (1, 2)]
    with Ledger.open(tmp_path / "war.ledger") as ledger:
        list(ledger.add(readings))
        found = list(told(ledger, with_text=True))
    assert len(found) == 4
    for item in found:
        assert item.text is not None
        assert item.text[item.entry.claim.start : item.entry.claim.end] == item.entry.claim.quote
