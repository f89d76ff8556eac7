"""Claims as they stand: the machine's reading and, beside it, what was decided; a pure function of both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crossclaim.decisions.applying import made_claim, with_value
from crossclaim.decisions.attach import attach, by_subject, located
from crossclaim.decisions.records import Decision, Reviewed, State
from crossclaim.decisions.values import FIELDS, value_of
from crossclaim.records import Claim


@dataclass(frozen=True, slots=True)
class Unattached:
    """Decisions whose claim is not in the current reading; they are kept, and shown by themselves."""

    subject: str
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class ReviewedReport:
    """The claims of one report as they stand.

    Attributes:
        claims: in text order, rejected ones too, and those that were marked as missed.
        unattached: decisions that found none.
    """

    claims: tuple[Reviewed, ...]
    unattached: tuple[Unattached, ...] = ()

    @property
    def effective(self) -> tuple[Claim, ...]:
        """The claims that stand: corrections in force, missed ones in, rejected ones out."""
        return tuple(c.claim for c in self.claims if c.stands)

    @property
    def complete(self) -> bool:
        """Whether every claim was decided on."""
        return all(c.state != "undecided" for c in self.claims)


def reviewed(
    claims: Sequence[tuple[str, Claim]],
    decisions: Sequence[Decision],
    text: str,
    version: int,
    *,
    with_blind: bool = False,
) -> ReviewedReport:
    """The claims of one report as they stand.

    Args:
        claims: of its current version: id in the ledger, and claim as it was read.
        decisions: on claims of the report, in order.
        text: of that version; offsets are code points.
        version: its number.
        with_blind: whether second coders' decisions count; for a view of one coder's own.

    Returns:
        The same for the same arguments; the reading is nowhere changed.
    """
    found, threads = attach(decisions, claims, text, version), by_subject(decisions)
    subject_of = {entry: subject for subject, entry in found.entry_of.items()}
    out = []
    for id, claim in claims:
        subject = subject_of.get(id, id)
        out.append(standing(subject, id, claim, threads.get(subject, ()), text, with_blind=with_blind))
    for subject, (start, end) in found.alone.items():
        out.append(marked(subject, threads[subject], (start, end), text, with_blind=with_blind))
    ordered = sorted(out, key=lambda r: (r.claim.start, r.claim.end))
    return ReviewedReport(
        tuple(ordered), tuple(Unattached(subject, tuple(threads[subject])) for subject in found.unattached)
    )


def standing(
    subject: str, entry: str, machine: Claim, thread: Sequence[Decision], text: str, *, with_blind: bool = False
) -> Reviewed:
    """A claim of the reading as it stands.

    Args:
        subject: what decisions name it by.
        entry: its id in the ledger.
        machine: as it was read.
        thread: the decisions on it, in order.
        text: the report's.
        with_blind: whether second coders' decisions count.
    """
    kept, values = settled(thread, with_blind=with_blind)
    claim, corrected = machine, []
    for field in FIELDS:
        value = values.get(field)
        if field not in values or _same(machine, field, value):
            continue
        moved = _here(field, value, text)
        if moved is not None or value is None:
            claim = with_value(claim, field, moved, text)
            corrected.append(field)
    state: State = kept if kept in ("undecided", "rejected") else "corrected" if corrected else "accepted"
    return Reviewed(subject, entry, state, claim, machine, tuple(corrected), tuple(thread))


def marked(
    subject: str, thread: Sequence[Decision], at: tuple[int, int], text: str, *, with_blind: bool = False
) -> Reviewed:
    """A claim that a person marked and the reading does not have.

    Args:
        subject: its id.
        thread: the decisions on it, in order, the one that marked it first.
        at: where its words stand in the current text.
        text: the report's.
        with_blind: whether second coders' decisions count; where there are no others it waits to be decided on.
    """
    only_second = not with_blind and all(d.blind for d in thread)
    kept, values = settled(thread, with_blind=with_blind or thread[0].blind)
    fields = values | {"quote": _here("quote", values.get("quote"), text) or {"start": at[0], "end": at[1]}}
    state: State = "rejected" if kept == "rejected" else "undecided" if only_second else "missed"
    return Reviewed(subject, None, state, made_claim(subject, fields, text), None, (), tuple(thread))


def settled(thread: Sequence[Decision], *, with_blind: bool = False) -> tuple[State, dict[str, Any]]:
    """What a thread of decisions comes to: the state, and fields as people have them; the last word counts.

    Args:
        thread: in order.
        with_blind: whether second coders' decisions count; they do where only one coder's are given.

    >>> settled(())
    ('undecided', {})
    """
    state: State = "undecided"
    values: dict[str, Any] = {}
    for decision in thread:
        if decision.blind and not with_blind:
            continue
        if decision.kind == "reject":
            state = "rejected"
        elif decision.kind == "accept":
            state = "accepted"
        elif decision.kind == "correct" and decision.field:
            state = "corrected"
            values[decision.field] = decision.value
        elif decision.kind == "missed":
            state = "missed"
            values |= decision.value
    return state, values


def _same(machine: Claim, field: str, value: Any) -> bool:
    read = value_of(machine, field)
    if field == "quote" and isinstance(value, Mapping):
        return bool(read["start"] == value["start"] and read["end"] == value["end"])
    return bool(read == value)


def _here(field: str, value: Any, text: str) -> Any:
    """A value as it is to be laid over a claim of the current text; None for a quote that is not in it any more."""
    if field != "quote" or not isinstance(value, Mapping) or "text" not in value:
        return value
    start = located(value["text"], value["start"], text)
    return None if start is None else {"start": start, "end": start + len(value["text"])}
