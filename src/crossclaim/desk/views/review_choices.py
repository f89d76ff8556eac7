"""What can be chosen at review: incidents that may be the same as one, and claims that may leave it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crossclaim.accounts.listing import Listed
from crossclaim.desk.views.board import Board, Line
from crossclaim.desk.views.incident import event_words
from crossclaim.desk.views.review import told
from crossclaim.export import phrases
from crossclaim.ledger.records import StoredEntry

NEAR = timedelta(days=3)
MOST_NEAR = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """An incident that may be merged, or a claim that may be split off."""

    id: str
    words: str
    detail: str


def near_incidents(board: Board, line: Line | None) -> tuple[Choice, ...]:
    """Incidents that may be the same as one: of its country and days, the nearest days first.

    Args:
        board: all incidents.
        line: of the one.
    """
    if line is None or line.item.first is None:
        return ()
    first, last, own = line.item.first, line.item.last or line.item.first, line.item
    near = [
        other.item
        for other in board.lines
        if other.item.id != own.id
        and other.item.first
        and other.item.first <= last + NEAR
        and (other.item.last or other.item.first) >= first - NEAR
        and (not own.country or other.item.country in (None, own.country))
    ]
    near.sort(key=lambda i: (i.place != own.place, abs((i.first or date.min) - first), -i.claims, i.id))
    return tuple(_choice(item) for item in near[:MOST_NEAR])


def _choice(item: Listed) -> Choice:
    place = item.place or item.country or "no place"
    day = item.first.isoformat() if item.first else "no day"
    words = phrases.plain(f"{event_words(item.event)}, {place}, {day}")
    return Choice(item.id, words, phrases.number_of(item.claims, "claim"))


def splittable(entries: Sequence[StoredEntry]) -> tuple[Choice, ...]:
    """Claims of an incident, to choose those that leave."""
    return tuple(
        Choice(
            e.id,
            told(e.claim),
            f"{phrases.plain(e.source or 'unknown outlet')}: {phrases.quote(e.claim)}",
        )
        for e in entries
    )
