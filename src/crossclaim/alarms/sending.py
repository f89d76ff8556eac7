"""Alarms kept going: rules look at what changed, and what they find is told until it was taken.

What rules find is in the ledger before anybody is told, and noted as told after somebody took it; so it is told at
least once, and a second time with the same key where a run was stopped in between.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta

from crossclaim.accounts.account import accounts
from crossclaim.alarms.alert import Alert, alert_of
from crossclaim.alarms.atom import write_atom
from crossclaim.alarms.looks import Look, combined, look_of
from crossclaim.alarms.mail import send_mail
from crossclaim.alarms.plan import AlarmPlan, AtomFile, Mail, Target, Webhook
from crossclaim.alarms.rise import rise, window
from crossclaim.alarms.rules import RISE, Finding, Rule, findings
from crossclaim.alarms.store import AlarmStore, Delivery
from crossclaim.alarms.webhook import Sends, send_webhook
from crossclaim.errors import CrossclaimError
from crossclaim.ledger import EntryFilter, IncidentFilter, Ledger, StoredEntry, StoredIncident
from crossclaim.ledger.freshness import Mark

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(minutes=30)
MOST_ATTEMPTS = 150
"""Over about three days."""

TOGETHER = 200
"""Incidents whose claims are asked for at once."""


class Alarms:
    """The alarms of a plan.

    Args:
        plan: rules and who is told.
        ledger: that is looked at.
        sender: of requests.
        now: the time.
        tell: says one line.

    Attributes:
        counts: found, sent, failed, of this run.
    """

    def __init__(
        self,
        plan: AlarmPlan,
        ledger: Ledger,
        sender: Sends,
        now: Callable[[], datetime],
        tell: Callable[[str], None],
    ) -> None:
        self._plan, self._ledger, self._sender, self._now, self._tell = plan, ledger, sender, now, tell
        self._store = AlarmStore(ledger)
        self._targets: dict[str, Target] = {target.name: target for target in plan.targets}
        self.counts: Counter[str] = Counter()

    def begin(self) -> None:
        """Where the rules never looked at this ledger, they begin with what comes from now on."""
        if self._plan.rules:
            self._store.begin()

    def look(self) -> list[Alert]:
        """Lets the rules look at what changed since they looked last.

        Returns:
            The alarms that are new; they are in the ledger, and not yet told.
        """
        since = self._store.mark()
        if not self._plan.rules or since is None:
            return []
        until, ids = self._ledger.touched(since)
        seen, found = self._seen(since, ids)
        rises = list(self._rises()) if until != since else []
        if until == since and not rises:
            return []
        new = self._store.looked(since, until, seen, [*found, *rises], self._now())
        self.counts["found"] += len(new)
        return new

    def deliver(self) -> None:
        """Tells what is due; who cannot be told is told later."""
        down: set[str] = set()
        for delivery in self._store.due(self._targets, self._now()):
            if delivery.target in down:
                continue
            try:
                self._send(self._targets[delivery.target], delivery.alert)
            except CrossclaimError as error:
                down.add(delivery.target)
                self._fail(delivery, str(error))
            else:
                self._store.sent(delivery)
                self.counts["sent"] += 1

    def next(self) -> datetime | None:
        """When somebody is to be told next."""
        return self._store.next(self._targets) if self._targets else None

    def _seen(self, since: Mark, ids: frozenset[str]) -> tuple[dict[str, Look], list[tuple[Alert, tuple[str, ...]]]]:
        """What is seen of incidents now, and what the rules find in it."""
        came, known = self._store.came_since(since), self._store.looks(ids)
        touched = list(self._ledger.incidents(IncidentFilter(ids=tuple(sorted(ids)), merged=True))) if ids else []
        merged: dict[str, list[str]] = defaultdict(list)
        for incident in touched:
            if incident.merged_into:
                merged[incident.merged_into].append(incident.id)
        seen: dict[str, Look] = {}
        found: list[tuple[Alert, tuple[str, ...]]] = []
        for incident, entries in self._with_entries([i for i in touched if not i.merged_into]):
            own = [known[id] for id in (incident.id, *merged[incident.id]) if id in known]
            before = combined(own) or self._before(incident, entries, came)
            after = seen[incident.id] = _look(incident, entries)
            found += self._found(incident, entries, before, after)
        return seen, found

    def _before(
        self, incident: StoredIncident, entries: Sequence[StoredEntry], came: frozenset[tuple[str, int]]
    ) -> Look | None:
        """What would have been seen of an incident before; None where all of its claims are new."""
        old = [e for e in entries if (e.report, e.version) not in came]
        return _look(incident, old) if old else None

    def _found(
        self, incident: StoredIncident, entries: Sequence[StoredEntry], before: Look | None, after: Look
    ) -> Iterator[tuple[Alert, tuple[str, ...]]]:
        by_id = {entry.id: entry for entry in entries}
        for rule in self._plan.rules:
            for finding in findings(rule, before, after):
                yield alert_of(rule, incident.id, finding, by_id, self._plan.desk, self._now()), rule.to

    def _with_entries(self, incidents: Sequence[StoredIncident]) -> Iterator[tuple[StoredIncident, list[StoredEntry]]]:
        for at in range(0, len(incidents), TOGETHER):
            some = incidents[at : at + TOGETHER]
            claims: dict[str | None, list[StoredEntry]] = defaultdict(list)
            for entry in self._ledger.entries(EntryFilter(incidents=tuple(i.id for i in some))):
                claims[entry.incident].append(entry)
            yield from ((incident, claims[incident.id]) for incident in some if claims[incident.id])

    def _rises(self) -> Iterator[tuple[Alert, tuple[str, ...]]]:
        for rule in self._plan.rules:
            if rule.when == RISE:
                yield from self._rise(rule)

    def _rise(self, rule: Rule) -> Iterator[tuple[Alert, tuple[str, ...]]]:
        """A rise by a rule, with the latest incidents' claims as evidence."""
        today = self._now().date()
        first = today - timedelta(days=rule.days * (rule.windows + 1))
        incidents = list(
            self._ledger.incidents(
                IncidentFilter(
                    first=first, last=today, countries=rule.countries, parties=rule.parties, events=rule.events
                )
            )
        )
        finding = rise_finding(rule, incidents, today)
        if finding is not None:
            latest = sorted(incidents, key=lambda i: str(i.first))[-TOGETHER:]
            entries = {e.id: e for _, some in self._with_entries(latest) for e in some[:1]}
            shown = Finding(finding.about, finding.headline, tuple(entries))
            yield alert_of(rule, None, shown, entries, self._plan.desk, self._now()), rule.to

    def _send(self, target: Target, alert: Alert) -> None:
        if isinstance(target, Webhook):
            send_webhook(target, alert, self._sender, self._now())
        elif isinstance(target, Mail):
            send_mail(target, alert, self._now())
        elif isinstance(target, AtomFile):
            write_atom(target, self._store.latest(target.name), self._plan.desk)

    def _fail(self, delivery: Delivery, problem: str) -> None:
        self.counts["failed"] += 1
        attempts = delivery.attempts + 1
        wait = min(FIRST_WAIT * 2.0 ** min(delivery.attempts, 10), LONGEST_WAIT)
        next_ = self._now() + wait if attempts < MOST_ATTEMPTS else None
        if attempts == 1 or next_ is None:
            what = "is tried again" if next_ else "is given up"
            self._tell(f"the alarm {delivery.alert.key} for {delivery.target} could not be told and {what}: {problem}")
        self._store.failed(delivery, problem, next_)


def _look(incident: StoredIncident, entries: Sequence[StoredEntry]) -> Look:
    return look_of(incident, accounts(incident.id, entries), entries)


def rise_finding(rule: Rule, incidents: Sequence[StoredIncident], today: date) -> Finding | None:
    """What a rule of a rise finds.

    Args:
        rule: which.
        incidents: that it is about.
        today: the last day.
    """
    found = rise(rule, [i.first for i in incidents if i.first], today)
    if not found.unusual:
        return None
    where = ", ".join((*rule.countries, *rule.parties, *rule.events))
    headline = (
        f"unusual rise{f' ({where})' if where else ''}: {found.number} incidents in the {rule.days} days to {today}, "
        f"{found.expected:.1f} expected"
    )
    return Finding(window(rule, today), headline, ())
