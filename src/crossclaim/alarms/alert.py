"""An alarm: what a rule found, with its evidence, in the form in which it is told and kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from crossclaim.alarms.rules import Finding, Rule
from crossclaim.export.phrases import plain, who
from crossclaim.ledger.records import StoredEntry

MOST_EVIDENCE = 8
"""Claims that an alarm quotes, the latest; its page at the desk has all."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim that shows what an alarm says.

    Attributes:
        entry: id of the claim.
        quote: the words.
        claimant, stance: who says so, and how.
        outlet, published, url: of the report.
        link: to the claim at the desk; "" without one.
    """

    entry: str
    quote: str
    claimant: str
    stance: str
    outlet: str
    published: str
    url: str
    link: str


@dataclass(frozen=True, slots=True)
class Alert:
    """An alarm.

    Attributes:
        key: the same whenever the same is found again; who is told twice knows it by that.
        rule, when: of the file.
        headline: one line.
        incident: its id; None for a rise.
        at: when it was found, ISO 8601 in UTC.
        link: to the incident at the desk; "" without one.
        evidence: the claims behind it.
    """

    key: str
    rule: str
    when: str
    headline: str
    incident: str | None
    at: str
    link: str
    evidence: tuple[Evidence, ...]


def alert_of(
    rule: Rule, incident: str | None, found: Finding, entries: Mapping[str, StoredEntry], desk: str, at: datetime
) -> Alert:
    """The alarm that a finding is.

    Args:
        rule: that found it.
        incident: in which; None for a rise.
        found: what.
        entries: claims by id.
        desk: address of the desk; "" for none.
        at: when.
    """
    shown = [entries[id] for id in found.entries if id in entries][-MOST_EVIDENCE:]
    return Alert(
        key=alert_key(rule.name, incident, found.about),
        rule=rule.name,
        when=rule.when,
        headline=plain(found.headline),
        incident=incident,
        at=at.isoformat(timespec="seconds"),
        link=incident_link(desk, incident),
        evidence=tuple(_evidence(entry, desk) for entry in shown),
    )


def alert_key(rule: str, incident: str | None, about: str) -> str:
    """The key of an alarm, made of what it is about.

    >>> alert_key("mali", "i1", "new") == alert_key("mali", "i1", "new")
    True
    """
    content = "\x1f".join((rule, incident or "", about)).encode("utf-8", "replace")
    return "al" + hashlib.blake2b(content, digest_size=12).hexdigest()


def incident_link(desk: str, incident: str | None) -> str:
    """Where the desk shows an incident."""
    if not desk:
        return ""
    return f"{desk}/incidents/{quote(incident, safe='')}" if incident else f"{desk}/"


def _evidence(entry: StoredEntry, desk: str) -> Evidence:
    claim = entry.claim
    return Evidence(
        entry=entry.id,
        quote=plain(claim.quote),
        claimant=plain(who(claim.claimant)),
        stance=claim.stance,
        outlet=plain(entry.source or ""),
        published=entry.published.isoformat() if entry.published else "",
        url=entry.url or "",
        link=f"{desk}/claims/{quote(entry.id, safe='')}" if desk else "",
    )


def as_json(alert: Alert) -> str:
    """An alarm as it is kept, and sent to programs."""
    return json.dumps(asdict(alert), ensure_ascii=True, sort_keys=True)


def of_json(text: str) -> Alert:
    """An alarm of its JSON."""
    raw: dict[str, Any] = json.loads(text)
    return Alert(evidence=tuple(Evidence(**e) for e in raw.pop("evidence")), **raw)


def as_text(alert: Alert) -> str:
    """An alarm as people read it."""
    lines = [alert.headline, "", f"rule: {alert.rule} ({alert.when})"]
    lines += [f"incident: {alert.link or alert.incident}"] if alert.incident else []
    lines += ["", "Evidence:"] if alert.evidence else []
    for e in alert.evidence:
        lines += ["", f"“{e.quote}”", f"{e.claimant}, {e.stance}; {_origin(e)}", *_links([e.url, e.link])]
    return "\n".join(lines) + "\n"


def _origin(e: Evidence) -> str:
    return ", ".join(part for part in (e.outlet or "outlet not known", e.published) if part)


def _links(links: Sequence[str]) -> list[str]:
    return [link for link in links if link]
