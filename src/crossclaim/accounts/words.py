"""One speaker's word on a point, made from a claim."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from crossclaim.accounts.origins import speaker_of, trace
from crossclaim.accounts.records import Heard, Said
from crossclaim.accounts.sides import Sides


def said(
    heard: Heard,
    sides: Sides,
    outlets: Mapping[str, str],
    value: str,
    low: int | None = None,
    high: int | None = None,
) -> Said:
    """What a claim says on one point.

    Args:
        heard: the claim.
        sides: the parties of the incident.
        outlets: outlets by report.
        value: what is said, in words.
        low, high: the figure, where it is one.
    """
    claim = heard.claim
    return Said(
        heard.id,
        heard.report,
        heard.source,
        heard.published,
        speaker_of(heard, sides, outlets),
        trace(heard, sides, outlets),
        claim.stance,
        claim.quote,
        claim.start,
        claim.end,
        value,
        low,
        high,
    )


def value_of(s: Said) -> str:
    """What a word says, by which words differ."""
    return s.value


def with_superseded(words: Sequence[Said], says: Callable[[Said], str] = value_of) -> tuple[Said, ...]:
    """The words in order, those marked that the same origin took back or changed on a later day.

    The same thing repeated supersedes nothing; a denial is superseded by a later assertion and the other way.

    Args:
        words: in order.
        says: what of a word must be another thing to be a change.
    """
    latest: dict[str, Said] = {}
    for s in words:
        old = latest.get(s.trace.origin)
        if old is None or _day(s) >= _day(old):
            latest[s.trace.origin] = s
    return tuple(replace(s, superseded=_is_older(s, latest[s.trace.origin], says)) for s in words)


def _is_older(s: Said, last: Said, says: Callable[[Said], str]) -> bool:
    changed = (says(s), s.stance == "denies") != (says(last), last.stance == "denies")
    return changed and _day(s) < _day(last)


def _day(s: Said) -> int:
    return s.published.toordinal() if s.published else 0
