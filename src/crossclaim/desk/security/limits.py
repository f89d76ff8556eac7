"""How often something was tried lately."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta

MOST_KEYS = 10_000
"""Names that are remembered; beyond, those longest quiet are forgotten, so that memory stays bounded."""


class Tries:
    """Counts tries by name in a window of time.

    Args:
        most: tries in the window, after which more are refused.
        window: how long a try counts.
        clock: the time.
    """

    def __init__(self, most: int, window: timedelta, clock: Callable[[], datetime]) -> None:
        self._most, self._window, self._clock = most, window, clock
        self._tries: dict[str, deque[datetime]] = {}
        self._lock = threading.Lock()

    def take(self, name: str) -> timedelta | None:
        """Counts one more try, or says how long one must wait for the next; a refused one is not counted.

        Args:
            name: of who tries, or on whom.
        """
        now = self._clock()
        with self._lock:
            tries = self._tries.pop(name, deque())
            while tries and now - tries[0] >= self._window:
                tries.popleft()
            self._tries[name] = tries
            if len(self._tries) > MOST_KEYS:
                del self._tries[next(iter(self._tries))]
            if len(tries) >= self._most:
                return self._window - (now - tries[0])
            tries.append(now)
            return None

    def give_back(self, name: str) -> None:
        """Takes the last try back: it was a good one."""
        with self._lock:
            if tries := self._tries.get(name):
                tries.pop()
