"""How far coders agree, field by field, on claims that they read without seeing each other's decisions."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crossclaim.decisions.alpha import Metric, alpha
from crossclaim.decisions.attach import OVERLAP, by_subject, last
from crossclaim.decisions.effective import settled
from crossclaim.decisions.records import Anchor, Decision
from crossclaim.decisions.values import KINDS, value_of
from crossclaim.export.contract_back import claim_from_json

REPORTER = "reporter"


@dataclass(frozen=True, slots=True)
class Unit:
    """One claim as coders have it.

    Attributes:
        subject: what decisions name it by.
        anchor: where it stands.
        by: for each coder the values of the fields that are compared.
    """

    subject: str
    anchor: Anchor
    by: Mapping[str, Mapping[str, Hashable]]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree on one field.

    Attributes:
        field: which.
        metric: how differences are weighed.
        alpha: Krippendorff's; None where nothing was coded twice or only one value occurs.
        units: how many claims two coders or more have a value for.
        same: of how many of them all coders have the same.
        differ: the claims on which they do not, in order.
    """

    field: str
    metric: Metric
    alpha: float | None
    units: int
    same: int
    differ: tuple[Unit, ...]


def coded(decisions: Sequence[Decision]) -> tuple[Unit, ...]:
    """The claims that were decided on, with each coder's values.

    A coder's decision counts where nobody else's on that claim had been shown to its maker. Whoever accepted or
    corrected a claim stands for all its fields as they were shown. Claims that two coders marked as missed are one
    where their quotes overlap.

    Args:
        decisions: of the whole ledger, in order.
    """
    units = [_unit(subject, thread) for subject, thread in by_subject(decisions).items()]
    return tuple(_joined([u for u in units if u.by]))


def agreements(units: Sequence[Unit], coders: Sequence[str] = ()) -> tuple[Agreement, ...]:
    """Agreement on each field.

    Args:
        units: from `coded`.
        coders: those that are compared; none for all.
    """
    chosen = [_only(unit, coders) for unit in units]
    twice = [u for u in chosen if len(u.by) > 1]
    return tuple(_agreement(field, metric, twice) for field, (metric, _) in FIELDS.items())


def coders(units: Iterable[Unit]) -> tuple[str, ...]:
    """Who coded, by name."""
    return tuple(sorted({who for unit in units for who in unit.by}))


def differing(units: Iterable[Unit]) -> frozenset[str]:
    """Subjects on which coders differ in any field."""
    return frozenset(u.subject for u in units if len({tuple(sorted(v.items(), key=str)) for v in u.by.values()}) > 1)


def independent(decision: Decision, thread: Sequence[Decision]) -> bool:
    """Whether its maker had seen nobody else's decision on the claim."""
    if decision.blind:
        return True
    return all(d.who == decision.who for d in thread if d.number <= decision.supersedes)


def _unit(subject: str, thread: Sequence[Decision]) -> Unit:
    own = [d for d in thread if independent(d, thread)]
    by = {who: _values([d for d in own if d.who == who]) for who in dict.fromkeys(d.who for d in own)}
    return Unit(subject, last(thread), by)


def _values(thread: Sequence[Decision]) -> dict[str, Hashable]:
    """One coder's values: what was read then, and the corrections; of a rejected claim only that."""
    state, said = settled(thread, with_blind=True)
    if state == "rejected":
        return {"kept": "no"}
    anchor = last(thread)
    fields: dict[str, Any] = {}
    if anchor.machine is not None:
        claim = claim_from_json(dict(anchor.machine))
        fields = {name: value_of(claim, name) for name in NEEDED}
    fields |= said
    return {"kept": "yes"} | {name: get(fields) for name, (_, get) in FIELDS.items() if name != "kept"}


def _joined(units: Sequence[Unit]) -> list[Unit]:
    """Claims that different coders marked as missed in the same words become one unit."""
    out: list[Unit] = []
    for unit in units:
        at = next((n for n, other in enumerate(out) if _one(other, unit)), None)
        if at is None:
            out.append(unit)
        else:
            out[at] = Unit(out[at].subject, out[at].anchor, {**unit.by, **out[at].by})
    return out


def _one(a: Unit, b: Unit) -> bool:
    one, two = a.anchor, b.anchor
    if one.machine is not None or two.machine is not None or set(a.by) & set(b.by):
        return False
    if (one.report, one.version) != (two.report, two.version):
        return False
    shared = min(one.end, two.end) - max(one.start, two.start)
    return shared >= OVERLAP * min(one.end - one.start, two.end - two.start)


def _only(unit: Unit, coders: Sequence[str]) -> Unit:
    if not coders:
        return unit
    return Unit(unit.subject, unit.anchor, {who: values for who, values in unit.by.items() if who in coders})


def _agreement(field: str, metric: Metric, units: Sequence[Unit]) -> Agreement:
    given = [(u, [v[field] for v in u.by.values() if field in v]) for u in units]
    twice = [(u, values) for u, values in given if len(values) > 1]
    differ = tuple(u for u, values in twice if len(set(values)) > 1)
    found = alpha([values for _, values in twice], metric)
    return Agreement(field, metric, found, len(twice), len(twice) - len(differ), differ)


def _names(parties: Iterable[Mapping[str, Any]]) -> str:
    return "; ".join(sorted(p["name"].casefold() for p in parties))


def _most(kind: str) -> Callable[[Mapping[str, Any]], Hashable]:
    """The largest figure given for a kind of loss; 0 where none is."""

    def get(fields: Mapping[str, Any]) -> int:
        given = [c for c in fields["casualties"] if c["kind"] == kind]
        return max((c["low"] if c["low"] is not None else c["high"] or 0 for c in given), default=0)

    return get


def _day(fields: Mapping[str, Any]) -> str:
    day = fields["date"]
    return f"{day['from']} to {day['to']}" if day else ""


NEEDED = ("claimant", "stance", "tense", "event", "actors", "targets", "place", "date", "casualties")

FIELDS: Mapping[str, tuple[Metric, Callable[[Mapping[str, Any]], Hashable]]] = {
    "kept": ("nominal", lambda f: "yes"),
    "claimant": ("nominal", lambda f: f["claimant"]["name"].casefold() if f["claimant"] else REPORTER),
    "stance": ("nominal", lambda f: str(f["stance"])),
    "tense": ("nominal", lambda f: str(f["tense"])),
    "event": ("nominal", lambda f: str(f["event"])),
    "actors": ("nominal", lambda f: _names(f["actors"])),
    "targets": ("nominal", lambda f: _names(f["targets"])),
    "place": ("nominal", lambda f: f["place"]["name"].casefold() if f["place"] else ""),
    "date": ("nominal", _day),
    **{kind: ("ratio", _most(kind)) for kind in KINDS},
}
"""What is compared, how, and its value: no claimant is the reporter, no figure is 0, nothing is nothing."""
