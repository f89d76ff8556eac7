"""Rules tried against the past: what they would have told, day by day of publication; nothing is kept or sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crossclaim.accounts.account import accounts
from crossclaim.alarms.alert import alert_key
from crossclaim.alarms.looks import Look, look_of
from crossclaim.alarms.rules import RISE, Rule, concerns, findings
from crossclaim.alarms.sending import rise_finding
from crossclaim.ledger import StoredEntry, StoredIncident

Case = tuple[StoredIncident, Sequence[StoredEntry]]


@dataclass(frozen=True, slots=True)
class WouldTell:
    """What a rule would have told.

    Attributes:
        day: on which the reports were published that show it.
        rule: its name.
        headline: one line.
        incident: its id; None for a rise.
        entries: ids of the claims.
    """

    day: date
    rule: str
    headline: str
    incident: str | None
    entries: tuple[str, ...]


def tried(rules: Sequence[Rule], cases: Iterable[Case], since: date) -> list[WouldTell]:
    """What rules would have told since a day, in order.

    Reports without a day of publication count as there from the beginning. Incidents are as they are linked now.

    Args:
        rules: that are tried.
        cases: all incidents with their claims.
        since: the first day.
    """
    known = list(cases)
    found = [one for incident, entries in known for one in _of_incident(rules, incident, entries, since)]
    found += [one for rule in rules if rule.when == RISE for one in _rises(rule, known, since)]
    return sorted(found, key=lambda one: (one.day, one.rule, one.incident or "", one.headline))


def _of_incident(
    rules: Sequence[Rule], incident: StoredIncident, entries: Sequence[StoredEntry], since: date
) -> Iterator[WouldTell]:
    """Each day on which reports on an incident came; what is found again is told once."""
    days = sorted({e.published for e in entries if e.published and e.published >= since})
    told: set[str] = set()
    for day in days:
        before = _look(incident, [e for e in entries if e.published is None or e.published < day])
        after = _look(incident, [e for e in entries if e.published is None or e.published <= day])
        assert after is not None
        for rule in rules:
            for finding in findings(rule, before, after):
                key = alert_key(rule.name, incident.id, finding.about)
                if key not in told:
                    told.add(key)
                    yield WouldTell(day, rule.name, finding.headline, incident.id, finding.entries)


def _look(incident: StoredIncident, entries: Sequence[StoredEntry]) -> Look | None:
    return look_of(incident, accounts(incident.id, entries), entries) if entries else None


def _rises(rule: Rule, cases: Sequence[Case], since: date) -> Iterator[WouldTell]:
    """Each day from then on, by the incidents that were reported until then."""
    about = [(i, min((e.published for e in es if e.published), default=date.min)) for i, es in _about(rule, cases)]
    last = max((i.first for i, _ in about if i.first), default=None)
    told: set[str] = set()
    day = since
    while last is not None and day <= last + timedelta(days=rule.days):
        found = rise_finding(rule, [i for i, reported in about if reported <= day], day)
        if found is not None and found.about not in told:
            told.add(found.about)
            yield WouldTell(day, rule.name, found.headline, None, ())
        day += timedelta(days=1)


def _about(rule: Rule, cases: Sequence[Case]) -> Iterator[Case]:
    for incident, entries in cases:
        look = _look(incident, entries)
        if look is not None and concerns(rule, look):
            yield incident, entries
