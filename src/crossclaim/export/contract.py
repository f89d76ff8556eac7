"""The public JSON, format 1: a `Reading` to plain dictionaries and back.

Field names are those of `docs/formats.md`; `crossclaim schema` prints the schema. Two records are renamed on
the way out: `victims` is "class", a date's `first` and `last` are "from" and "to".
"""

from __future__ import annotations

import json
import re
from datetime import date

from crossclaim.export.contract_back import FORMAT, Json, from_json
from crossclaim.records import (
    Attribution,
    Casualty,
    Claim,
    DateSpan,
    Event,
    Incident,
    Loss,
    Party,
    Place,
    Reading,
    Reason,
    Report,
    Span,
    Tally,
)

__all__ = ["FORMAT", "dumps", "from_json", "to_json"]

_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What would break a line or UTF-8 if written raw: C1 controls, line separators, lone surrogates."""


def dumps(reading: Reading, *, explain: bool = False) -> str:
    r"""One line of JSON for one reading, keys always in the same order, without the line end.

    Args:
        reading: what was read from one report; its offsets are code points into `report.text`.
        explain: whether each claim says why.

    Returns:
        JSON in which letters stand as they are (not as escapes), safe to write as UTF-8.

    >>> dumps(Reading(Report(id="r", text="Two died.")))[:24]
    '{"format": 1, "report": '
    """
    line = json.dumps(to_json(reading, explain=explain), ensure_ascii=False, allow_nan=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", line)


def to_json(reading: Reading, *, explain: bool = False) -> Json:
    """A reading in format 1.

    Args:
        reading: what was read from one report.
        explain: whether each claim gets the field "why", its reasons.

    Returns:
        Dictionaries, lists, strings, numbers and None only; offsets are code points into `report.text`.

    >>> to_json(Reading(Report(id="r", text="Two died.")))["report"]["text"]
    'Two died.'
    """
    return {
        "format": FORMAT,
        "report": _report(reading.report),
        "attributions": [_attribution(a) for a in reading.attributions],
        "places": [_place(p) for p in reading.places],
        "claims": [_claim(c) | ({"why": [_reason(r) for r in c.why]} if explain else {}) for c in reading.claims],
        "incidents": [_incident(i) for i in reading.incidents],
        "notes": list(reading.notes),
        "left_out": reading.left_out,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end, "text": span.text}


def _report(report: Report) -> Json:
    return {
        "id": report.id,
        "title": report.title,
        "source": report.source,
        "published": _day(report.published),
        "url": report.url,
        "language": report.language,
        "text": report.text,
        "furniture": list(report.furniture),
    }


def _party(party: Party | None) -> Json | None:
    if party is None:
        return None
    return {
        "text": party.text,
        "start": party.start,
        "end": party.end,
        "name": party.name,
        "country": party.country,
        "sector": party.sector,
    }


def _attribution(attribution: Attribution) -> Json:
    return {
        "id": attribution.id,
        "source": _span(attribution.source) if attribution.source else None,
        "cue": _span(attribution.cue),
        "content": [_span(s) for s in attribution.content],
        "direct": attribution.direct,
        "speaker": _party(attribution.speaker),
        "stance": attribution.stance,
    }


def _place(place: Place) -> Json:
    return {
        "start": place.start,
        "end": place.end,
        "text": place.text,
        "kind": place.kind,
        "name": place.name,
        "admin1": place.admin1,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "geonameid": place.geonameid,
        "precision": place.precision,
    }


def _date(span: DateSpan | None) -> Json | None:
    """None also for a date that stayed unresolved: the claim's "unresolved_date" keeps its words."""
    if span is None or span.first is None or span.last is None:
        return None
    return {
        "text": span.text,
        "start": span.start if span.text else None,
        "end": span.end if span.text else None,
        "from": span.first.isoformat(),
        "to": span.last.isoformat(),
        "precision": span.precision,
    }


def _unresolved(claim: Claim) -> Json | None:
    if claim.unresolved_date:
        return _span(claim.unresolved_date)
    if claim.date and _date(claim.date) is None:
        return _span(Span(claim.date.start, claim.date.end, claim.date.text))
    return None


def _claim(claim: Claim) -> Json:
    return {
        "id": claim.id,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "attribution": claim.attribution,
        "claimant": _party(claim.claimant),
        "via": [_party(p) for p in claim.via],
        "stance": claim.stance,
        "tense": claim.tense,
        "event": _event(claim.event),
        "actors": [_party(p) for p in claim.actors],
        "targets": [_party(p) for p in claim.targets],
        "casualties": [_casualty(c) for c in claim.casualties],
        "losses": [_loss(loss) for loss in claim.losses],
        "place": _place(claim.place) if claim.place else None,
        "date": _date(claim.date),
        "unresolved_date": _unresolved(claim),
        "confidence": claim.confidence,
    }


def _reason(reason: Reason) -> Json:
    return {
        "field": reason.field,
        "value": reason.value,
        "by": reason.by,
        "name": reason.name,
        "detail": reason.detail,
        "span": _span(reason.span) if reason.span else None,
        "score": None if reason.score is None else round(reason.score, 3),
    }


def _event(event: Event) -> Json:
    return {
        "type": event.type,
        "plover": event.plover,
        "mode": event.mode,
        "acled": event.acled,
        "cameo_root": event.cameo_root,
        "trigger": _span(event.trigger),
        "means": event.means,
    }


def _casualty(casualty: Casualty) -> Json:
    return {
        "kind": casualty.kind,
        "low": casualty.low,
        "high": casualty.high,
        "who": casualty.who,
        "party": _party(casualty.party),
        "class": casualty.victims,
        "start": casualty.start,
        "end": casualty.end,
        "subset": casualty.subset,
        "more": casualty.more,
        "told": casualty.told,
    }


def _loss(loss: Loss) -> Json:
    return {
        "what": loss.what,
        "count": loss.count,
        "party": _party(loss.party),
        "start": loss.start,
        "end": loss.end,
    }


def _incident(incident: Incident) -> Json:
    return {
        "id": incident.id,
        "event": incident.event,
        "place": _place(incident.place) if incident.place else None,
        "date": _date(incident.date),
        "claims": list(incident.claims),
        "tallies": [_tally(t) for t in incident.tallies],
    }


def _tally(tally: Tally) -> Json:
    by = [
        {"claimant": _party(e.claimant), "claim": e.claim, "low": e.low, "high": e.high, "stance": e.stance}
        for e in tally.by
    ]
    return {
        "kind": tally.kind,
        "party": _party(tally.party),
        "class": tally.victims,
        "low": tally.low,
        "high": tally.high,
        "by": by,
    }
