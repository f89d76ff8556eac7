"""What was read at the desk and waits to be kept: held here for a while, not in the ledger and not in the browser.

A sheet is known by a token that only who had it read is given, and that only their session opens. It is gone when it
was not kept in time, or when newer ones need its room, or when the desk ends; it can be read again then.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from crossclaim.ledger import Added
from crossclaim.ledger.prepare import Prepared

MINUTES = timedelta(minutes=30)
MOST = 100
MOST_EACH = 10
MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True)
class Sheet:
    """What was read at one time.

    Attributes:
        readings: reports with what was read in them, as the ledger takes them.
        known: for each, what the ledger says of one that it has already; None for others.
        problems: a line for each report that could not be read.
        kept: what became of the readings; None while they wait.
        names: of those that were kept, to show.
    """

    readings: tuple[Prepared, ...]
    known: tuple[Added | None, ...]
    problems: tuple[str, ...] = ()
    kept: tuple[Added, ...] | None = None
    names: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        return sum(2 * len(p.json) + 2 * len(p.report.text) for p in self.readings) + 1_000


@dataclass(frozen=True)
class _Held:
    owner: str
    sheet: Sheet
    until: datetime


class Sheets:
    """The sheets of a desk; bounded in number, size and time. Many threads may use it.

    Args:
        clock: the time.

    >>> sheets = Sheets(lambda: datetime(2024, 5, 4))
    >>> token = sheets.put("ada", Sheet((), ()))
    >>> sheets.get("ada", token) is None, sheets.get("bob", token) is None
    (False, True)
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._held: dict[str, _Held] = {}
        self._lock = threading.Lock()

    def put(self, owner: str, sheet: Sheet) -> str:
        """Holds a sheet.

        Args:
            owner: whose session it is.
            sheet: what was read.

        Returns:
            The token that it is known by.
        """
        token = secrets.token_urlsafe(18)
        with self._lock:
            self._held[token] = _Held(owner, sheet, self._clock() + MINUTES)
            self._make_room(owner)
        return token

    def get(self, owner: str, token: str) -> Sheet | None:
        """A sheet; None where it is gone, or another's."""
        with self._lock:
            held = self._held.get(token)
            if held is None or held.owner != owner or held.until <= self._clock():
                return None
            return held.sheet

    def change(self, owner: str, token: str, kept: tuple[Added, ...]) -> None:
        """Notes what became of a sheet's readings, which are let go of."""
        with self._lock:
            held = self._held.get(token)
            if held is not None and held.owner == owner:
                names = tuple(p.report.title or p.report.id for p in held.sheet.readings)
                sheet = replace(held.sheet, readings=(), known=(), kept=kept, names=names)
                self._held[token] = replace(held, sheet=sheet)

    def drop(self, owner: str, token: str) -> None:
        """Lets go of a sheet."""
        with self._lock:
            held = self._held.get(token)
            if held is not None and held.owner == owner:
                del self._held[token]

    def _make_room(self, owner: str) -> None:
        """Lets go of what is over, then of the oldest, the owner's own first."""
        now = self._clock()
        for token in [t for t, held in self._held.items() if held.until <= now]:
            del self._held[token]
        own = [t for t, held in self._held.items() if held.owner == owner]
        for token in own[: max(len(own) - MOST_EACH, 0)]:
            del self._held[token]
        while len(self._held) > 1 and (len(self._held) > MOST or self._size() > MOST_BYTES):
            del self._held[next(iter(self._held))]

    def _size(self) -> int:
        return sum(held.sheet.size for held in self._held.values())
