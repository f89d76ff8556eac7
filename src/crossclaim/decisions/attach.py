"""Decisions found again in a report that was read anew: by overlap of the quote and agreement of the fields.

A decision is about words that somebody read; another version of the program may cut the quote otherwise, or read a
field otherwise. Where too little agrees the decision is not forced on another claim: it stays unattached.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from crossclaim.decisions.records import Anchor, Decision, Found
from crossclaim.decisions.values import value_of
from crossclaim.export.contract_back import claim_from_json
from crossclaim.records import Claim

OVERLAP = 0.5
"""Share of the shorter quote that the other must have too."""

AGREEMENT = 0.6
"""Share of the weights below that must agree."""

WEIGHTS: Mapping[str, int] = {"claimant": 2, "event": 2, "stance": 1, "figures": 1}
"""What tells the claims of one sentence apart: who says it and what happened, more than the rest."""

Values = Mapping[str, tuple[Any, ...]]
"""For each name of `WEIGHTS` the values that count as agreeing."""


def attach(decisions: Sequence[Decision], claims: Sequence[tuple[str, Claim]], text: str, version: int) -> Found:
    """Where the decisions on one report are now.

    Args:
        decisions: all on claims of the report, in order.
        claims: those of its current version: id in the ledger, and claim.
        text: of that version; offsets are code points.
        version: its number; what was marked as missed in it is none of its claims.

    Returns:
        For every subject its claim, its words, or that neither is there; each claim has one subject at most.
    """
    threads = by_subject(decisions)
    there = {id for id, _ in claims}
    sure = {subject: last(d).entry or "" for subject, d in threads.items() if last(d).entry in there}
    free = [(id, claim) for id, claim in claims if id not in sure.values()]
    of_before = {s: (last(d), _wanted(d)) for s, d in threads.items() if s not in sure and last(d).version != version}
    sure |= _paired(of_before, free, text)
    alone, gone = {}, []
    for subject, thread in threads.items():
        if subject in sure:
            continue
        anchor = last(thread)
        start = located(anchor.quote, anchor.start, text) if anchor.machine is None else None
        if start is None:
            gone.append(subject)
        else:
            alone[subject] = (start, start + len(anchor.quote))
    return Found(sure, alone, tuple(gone))


def by_subject(decisions: Sequence[Decision]) -> dict[str, list[Decision]]:
    """Decisions on claims, by what they are about, in order."""
    threads: dict[str, list[Decision]] = {}
    for decision in decisions:
        if decision.anchor:
            threads.setdefault(decision.subject, []).append(decision)
    return threads


def last(thread: Sequence[Decision]) -> Anchor:
    """What the last decision of a thread is about."""
    found = thread[-1].anchor
    assert found is not None, "a decision on a claim has an anchor"
    return found


def located(quote: str, start: int, text: str) -> int | None:
    """Where words stand in a text: at their old offset, else nearest to it; None where they do not.

    >>> located("two died", 3, "Then two died.")
    5
    """
    if text[start : start + len(quote)] == quote:
        return start
    found = [m.start() for m in re.finditer(re.escape(quote), text)] if quote else []
    return min(found, key=lambda at: abs(at - start), default=None)


def overlap(anchor: Anchor, claim: Claim, text: str) -> float:
    """How much of the shorter of two quotes the other has too, 0 to 1; by their words where one is not in the text."""
    start = located(anchor.quote, anchor.start, text)
    if start is None:
        mine, theirs = set(anchor.quote.casefold().split()), set(claim.quote.casefold().split())
        return len(mine & theirs) / max(len(mine | theirs), 1)
    shared = min(start + len(anchor.quote), claim.end) - max(start, claim.start)
    return max(shared, 0) / max(min(len(anchor.quote), claim.end - claim.start), 1)


def agreement(values: Values, claim: Claim) -> float:
    """How much of what tells claims apart agrees, 0 to 1."""
    mine = features(claim)
    return sum(weight for name, weight in WEIGHTS.items() if mine[name] in values[name]) / sum(WEIGHTS.values())


def features(claim: Claim) -> dict[str, Any]:
    """What tells the claims of one sentence apart."""
    return _features({name: value_of(claim, name) for name in ("claimant", "event", "stance", "casualties")})


def _features(fields: Mapping[str, Any]) -> dict[str, Any]:
    who = fields["claimant"]
    figures = frozenset((c["kind"], c["low"], c["high"]) for c in fields["casualties"])
    name = who["name"].casefold() if who else None
    return {"claimant": name, "event": fields["event"], "stance": fields["stance"], "figures": figures}


def matches(old: Sequence[tuple[str, Claim]], new: Sequence[tuple[str, Claim]], text: str) -> dict[str, str]:
    """For claims of a report's new version, by id, which of the old version's each is.

    Args:
        old, new: ids and claims.
        text: of the new version.
    """
    anchors = {id: Anchor("", 0, id, claim.start, claim.end, claim.quote) for id, claim in old}
    values = {id: {name: (value,) for name, value in features(claim).items()} for id, claim in old}
    pairs = _paired({id: (anchors[id], values[id]) for id, _ in old}, new, text)
    return {now: before for before, now in pairs.items()}


def _wanted(thread: Sequence[Decision]) -> Values:
    """What the machine read then, or what a person has put in its place."""
    anchor = last(thread)
    said: list[dict[str, Any]] = []
    if anchor.machine is not None:
        said.append(features(claim_from_json(dict(anchor.machine))))
    fields = _said(thread, anchor)
    if fields:
        said.append(_features(fields))
    return {name: tuple(s[name] for s in said) for name in WEIGHTS}


def _said(thread: Sequence[Decision], anchor: Anchor) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if anchor.machine is not None:
        claim = claim_from_json(dict(anchor.machine))
        fields = {name: value_of(claim, name) for name in ("claimant", "event", "stance", "casualties")}
    for decision in thread:
        if decision.kind == "missed":
            fields |= decision.value
        elif decision.kind == "correct" and decision.field:
            fields[decision.field] = decision.value
    return fields


def _paired(
    wanted: Mapping[str, tuple[Anchor, Values]], free: Sequence[tuple[str, Claim]], text: str
) -> dict[str, str]:
    """For each key the claim that is most like it, each claim once: the best first, then in order."""
    scored = []
    for order, (key, (anchor, values)) in enumerate(wanted.items()):
        for id, claim in free:
            shared, alike = overlap(anchor, claim, text), agreement(values, claim)
            if shared >= OVERLAP and alike >= AGREEMENT:
                scored.append((-(shared + alike), order, id, key))
    pairs: dict[str, str] = {}
    for _, _, id, key in sorted(scored):
        if key not in pairs and id not in pairs.values():
            pairs[key] = id
    return pairs
