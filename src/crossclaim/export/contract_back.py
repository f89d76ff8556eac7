"""Format 1 read back: plain dictionaries to a `Reading`."""

from __future__ import annotations

from datetime import date
from typing import Any

from crossclaim.errors import BrokenRecord
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
    TallyEntry,
)

FORMAT = 1
"""Number of the format; it changes when a name or meaning changes, not when a field is added."""

Json = dict[str, Any]


def from_json(data: Json) -> Reading:
    """The reading that `to_json` wrote.

    Args:
        data: one object of format 1; fields it does not know are left aside.

    Raises:
        BrokenRecord: another format number, or a field that is missing or cannot be read.

    >>> from crossclaim.export import to_json
    >>> reading = Reading(Report(id="r", text="Two died."))
    >>> from_json(to_json(reading)) == reading
    True
    """
    number = data.get("format") if isinstance(data, dict) else None
    if number != FORMAT:
        raise BrokenRecord(
            f"format {number!r}, this version reads format {FORMAT}",
            where="reading",
            next_step="read the report again with this version",
        )
    try:
        return Reading(
            report=_to_report(data["report"]),
            attributions=tuple(_to_attribution(a) for a in data["attributions"]),
            places=tuple(_to_place(p) for p in data["places"]),
            claims=tuple(_to_claim(c) for c in data["claims"]),
            incidents=tuple(_to_incident(i) for i in data["incidents"]),
            notes=tuple(data.get("notes", ())),
            left_out=data.get("left_out", 0),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BrokenRecord(
            f"not a reading of format {FORMAT}: {type(error).__name__} {error}",
            where=f"reading of report {_id_of(data)}",
            next_step="compare it with what `crossclaim schema` prints",
        ) from error


def claim_from_json(data: Json) -> Claim:
    """The claim that stands in the "claims" of a reading in format 1.

    Args:
        data: one of them; fields it does not know are left aside.

    Raises:
        BrokenRecord: a field is missing or cannot be read.
    """
    try:
        return _to_claim(data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        what = f"not a claim of format {FORMAT}: {type(error).__name__} {error}"
        raise BrokenRecord(what, where="claim", next_step="read its report again with this version") from error


def _id_of(data: Json) -> str:
    report = data.get("report")
    return str(report.get("id", "without id")) if isinstance(report, dict) else "without id"


def _only(data: Json, names: tuple[str, ...]) -> Json:
    """The named fields: those that a later version added are left aside."""
    return {name: data[name] for name in names}


def _to_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _to_span(data: Json) -> Span:
    return Span(**_only(data, Span.__match_args__))


def _to_report(data: Json) -> Report:
    plain = _only(data, ("id", "text", "title", "source", "url", "language"))
    return Report(**plain, published=_to_day(data["published"]), furniture=tuple(data.get("furniture", ())))


def _to_party(data: Json) -> Party:
    return Party(**_only(data, Party.__match_args__))


def _maybe_party(data: Json | None) -> Party | None:
    return _to_party(data) if data is not None else None


def _to_attribution(data: Json) -> Attribution:
    return Attribution(
        **_only(data, ("id", "direct", "stance")),
        source=_to_span(data["source"]) if data["source"] else None,
        cue=_to_span(data["cue"]),
        content=tuple(_to_span(s) for s in data["content"]),
        speaker=_maybe_party(data["speaker"]),
    )


def _to_place(data: Json) -> Place:
    return Place(**_only(data, Place.__match_args__))


def _maybe_place(data: Json | None) -> Place | None:
    return _to_place(data) if data is not None else None


def _maybe_date(data: Json | None) -> DateSpan | None:
    if data is None:
        return None
    return DateSpan(
        **_only(data, ("text", "precision")),
        start=data["start"] or 0,
        end=data["end"] or 0,
        first=_to_day(data["from"]),
        last=_to_day(data["to"]),
    )


def _to_claim(data: Json) -> Claim:
    unresolved = data.get("unresolved_date")
    return Claim(
        **_only(data, ("id", "start", "end", "quote", "attribution", "stance", "tense")),
        claimant=_maybe_party(data["claimant"]),
        via=tuple(_to_party(p) for p in data["via"]),
        event=_to_event(data["event"]),
        actors=tuple(_to_party(p) for p in data["actors"]),
        targets=tuple(_to_party(p) for p in data["targets"]),
        casualties=tuple(_to_casualty(c) for c in data["casualties"]),
        losses=tuple(_to_loss(loss) for loss in data["losses"]),
        place=_maybe_place(data["place"]),
        date=_maybe_date(data["date"]),
        unresolved_date=_to_span(unresolved) if unresolved else None,
        confidence=data.get("confidence"),
        why=tuple(_to_reason(r) for r in data.get("why", ())),
    )


def _to_reason(data: Json) -> Reason:
    span = _to_span(data["span"]) if data["span"] else None
    return Reason(**_only(data, ("field", "value", "by", "name", "detail", "score")), span=span)


def _to_event(data: Json) -> Event:
    plain = _only(data, ("type", "plover", "mode", "acled", "cameo_root", "means"))
    return Event(**plain, trigger=_to_span(data["trigger"]))


def _to_casualty(data: Json) -> Casualty:
    plain = _only(data, ("kind", "low", "high", "who", "start", "end"))
    marks: Json = {k: bool(data.get(k, False)) for k in ("subset", "more", "told")}
    return Casualty(**plain, **marks, party=_maybe_party(data["party"]), victims=data["class"])


def _to_loss(data: Json) -> Loss:
    return Loss(**_only(data, ("what", "count", "start", "end")), party=_maybe_party(data["party"]))


def _to_incident(data: Json) -> Incident:
    return Incident(
        **_only(data, ("id", "event")),
        place=_maybe_place(data["place"]),
        date=_maybe_date(data["date"]),
        claims=tuple(data["claims"]),
        tallies=tuple(_to_tally(t) for t in data["tallies"]),
    )


def _to_tally(data: Json) -> Tally:
    return Tally(
        **_only(data, ("kind", "low", "high")),
        party=_maybe_party(data["party"]),
        victims=data["class"],
        by=tuple(_to_entry(e) for e in data["by"]),
    )


def _to_entry(data: Json) -> TallyEntry:
    return TallyEntry(**_only(data, ("claim", "low", "high", "stance")), claimant=_maybe_party(data["claimant"]))
