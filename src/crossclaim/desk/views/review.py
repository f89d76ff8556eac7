"""The page of review: a claim at hand in its report's text, what was read and decided, and what waits."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from crossclaim.decisions.queue import Waiting
from crossclaim.decisions.records import Decision, Draft, Reviewed
from crossclaim.decisions.values import CLASSES, FIELDS, KINDS, STANCES, TENSES, event_types, value_of
from crossclaim.desk.views.review_form import INPUTS, inputs_of, party_text
from crossclaim.export import phrases
from crossclaim.export.marks import paragraphs
from crossclaim.records import Claim

UNHOLDABLE = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that a page may not hold; each is shown as one other, so that offsets hold."""

LABELS = {
    "claimant": "claimant",
    "via": "relay",
    "stance": "stance",
    "tense": "tense",
    "event": "event",
    "actors": "who did it",
    "targets": "to whom",
    "casualties": "people",
    "losses": "losses",
    "place": "place",
    "date": "days",
    "quote": "words",
}


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field: what was read, and what stands.

    Attributes:
        name, label: of the field.
        machine: as it was read; None where no claim was.
        now: as it stands.
        corrected: whether a person has it otherwise.
        inputs: names and texts of its inputs in a form.
    """

    name: str
    label: str
    machine: str | None
    now: str
    corrected: bool
    inputs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision in words."""

    number: int
    who: str
    at: str
    said: str
    reason: str
    blind: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `at_hand` says whether it is of the claim at hand, `claims` how many claims cover it."""

    text: str
    claims: int
    at_hand: bool


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of the text, and the offset of its first character, in code points."""

    start: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ClaimView:
    """The claim at hand."""

    subject: str
    entry: str | None
    state: str
    title: str
    fields: tuple[FieldView, ...]
    decisions: tuple[DecisionView, ...]
    seen: int
    why: tuple[tuple[str, str], ...] = ()

    @property
    def differs(self) -> bool:
        """Whether a person has any field otherwise than it was read."""
        return any(f.corrected for f in self.fields)


@dataclass(frozen=True, slots=True)
class Queued:
    """A line of the queue; `number` counts from 1."""

    number: int
    words: str
    score: str
    differ: bool
    address: str


def told(claim: Claim) -> str:
    """Who says what, in one line."""
    what = phrases.what(claim).replace(" -> ", " \N{RIGHTWARDS ARROW} ")
    return f"{phrases.who(claim.claimant)} {phrases.stance(claim)}: {what}"


def claim_view(review: Reviewed, waiting: Waiting | None, seen: int) -> ClaimView:
    """The claim at hand.

    Args:
        review: as it stands for whoever looks.
        waiting: its place in the queue; None where it waits no more.
        seen: number of the last decision that is shown.
    """
    inputs = inputs_of(review.claim)
    parts = tuple((f"{w.name} {w.points:g}", w.detail) for w in waiting.weights) if waiting else ()
    return ClaimView(
        subject=review.subject,
        entry=review.entry,
        state=review.state,
        title=told(review.claim),
        fields=tuple(_field(name, review, inputs) for name in FIELDS),
        decisions=tuple(decision_view(d) for d in review.decisions),
        seen=seen,
        why=parts,
    )


def _field(name: str, review: Reviewed, inputs: Mapping[str, str]) -> FieldView:
    names = INPUTS.get(name, (name,))
    return FieldView(
        name,
        LABELS[name],
        shown(name, value_of(review.machine, name), review.machine) if review.machine else None,
        shown(name, value_of(review.claim, name), review.claim),
        name in review.corrected,
        tuple((n, phrases.showable(inputs[n])) for n in names),
    )


def shown(field: str, value: Any, claim: Claim | None = None) -> str:
    """A field's value in words.

    >>> shown("stance", "asserts"), shown("actors", [])
    ('asserts', 'none')
    """
    if field == "quote":
        words = claim.quote if claim else (value or {}).get("text", "")
        return phrases.plain(words)
    if value in (None, [], ""):
        return "the reporter" if field == "claimant" else "none"
    return phrases.plain(_WORDS.get(field, str)(value))


def _people(value: Any) -> str:
    return "; ".join(
        f"{c['kind']} {phrases.amount(c['low'], c['high'])} {c['who']}".strip()
        + (f" of {party_text(c['party'])}" if c["party"] else "")
        + (f", {c['class']}" if c["class"] != "unknown" else "")
        for c in value
    )


def _place(value: Any) -> str:
    where = f" at {value['lat']:g}, {value['lon']:g}" if value["lat"] is not None else ""
    return str(value["name"]) + (f", {value['country']}" if value["country"] else "") + where


_WORDS: Mapping[str, Any] = {
    "claimant": party_text,
    "via": lambda v: "; ".join(map(party_text, v)),
    "actors": lambda v: "; ".join(map(party_text, v)),
    "targets": lambda v: "; ".join(map(party_text, v)),
    "casualties": _people,
    "losses": lambda v: "; ".join(
        f"{x['count']} {x['what']}" + (f" of {party_text(x['party'])}" if x["party"] else "") for x in v
    ),
    "place": _place,
    "date": lambda v: v["from"] if v["from"] == v["to"] else f"{v['from']} to {v['to']}",
    "tense": lambda v: v.replace("_", " "),
    "event": phrases.event_name,
}

KIND_WORDS = {"accept": "accepted", "reject": "rejected", "missed": "marked as missed"}


def decision_view(decision: Decision) -> DecisionView:
    """A decision in words."""
    return DecisionView(
        decision.number,
        decision.who,
        f"{decision.at:%Y-%m-%d %H:%M} UTC",
        said(decision),
        phrases.plain(decision.reason),
        decision.blind,
    )


def said(decided: Decision | Draft) -> str:
    """What was decided, or was to be, in words."""
    if decided.kind == "correct":
        field = decided.field or ""
        return f"{LABELS.get(field, field)}: {shown(field, decided.value)}"
    if decided.kind == "merge":
        return f"merged {', '.join(decided.value['others'])} into it"
    if decided.kind == "split":
        return f"split {len(decided.value['entries'])} claims off"
    return KIND_WORDS[decided.kind]


def lines_of(text: str, reviews: Sequence[Reviewed], at_hand: str) -> tuple[LineView, ...]:
    """The text's lines with the quotes of claims marked; blank lines are left out.

    Args:
        text: of the report.
        reviews: its claims.
        at_hand: subject of the one at hand.
    """
    shown_ = [r for r in reviews if r.state != "rejected" or r.subject == at_hand]
    hand = next((n for n, r in enumerate(shown_) if r.subject == at_hand), None)
    cut = iter(paragraphs(text, [r.claim for r in shown_]))
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            pieces = tuple(Piece(holdable(s.text), len(s.claims), hand in s.claims) for s in next(cut))
            found.append(LineView(start, pieces))
        start += len(line) + 1
    return tuple(found)


def holdable(text: str) -> str:
    """The text with as many characters, all of which a page may hold."""
    return UNHOLDABLE.sub("\ufffd", text)


@dataclass(frozen=True, slots=True)
class Options:
    """What selects and inputs offer."""

    stances: tuple[str, ...] = STANCES
    tenses: tuple[str, ...] = TENSES
    kinds: tuple[str, ...] = KINDS
    classes: tuple[str, ...] = CLASSES
    events: tuple[str, ...] = ()


def options() -> Options:
    """What selects and inputs offer, events of the codebook among it."""
    return Options(events=event_types())


@dataclass(frozen=True, slots=True)
class Asked:
    """What a review page is asked for, and keeps from one claim to the next.

    Attributes:
        claim: id in the ledger or subject; empty for the first of the queue.
        blind: whether others' decisions are hidden.
        report, incident: the queue is of this one alone; empty for all.
    """

    claim: str = ""
    blind: bool = False
    report: str = ""
    incident: str = ""

    def address(self, claim: str | None = None, **more: str) -> str:
        """The page's address for a claim."""
        values = {
            "claim": self.claim if claim is None else claim,
            "blind": "1" if self.blind else "",
            "report": self.report,
            "incident": self.incident,
        } | more
        query = urlencode({key: value for key, value in values.items() if value})
        return "/review" + (f"?{query}" if query else "")
