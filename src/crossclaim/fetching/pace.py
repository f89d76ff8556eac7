"""How often a host is asked: a pause between two requests, and a longer one where it says so."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

MOST_HOSTS = 10_000
"""Hosts that are remembered; those longest quiet are forgotten first."""


class Pace:
    """Gives each request to a host its turn. Many threads may ask.

    Args:
        now: the time.

    >>> from datetime import UTC
    >>> pace = Pace(lambda: datetime(2024, 5, 4, tzinfo=UTC))
    >>> pace.turn("a.example", 2.0), pace.turn("a.example", 2.0), pace.turn("b.example", 2.0)
    (0.0, 2.0, 0.0)
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._free: dict[str, datetime] = {}
        self._lock = threading.Lock()

    def turn(self, host: str, pause: float, most: float | None = None) -> float:
        """Takes the next turn, and says how many seconds it is away.

        Args:
            host: that is asked.
            pause: seconds between two turns.
            most: seconds beyond which no turn is taken.

        Returns:
            The seconds; where they are more than `most`, the turn is left to others.
        """
        with self._lock:
            now = self._now()
            free = max(self._free.pop(host, now), now)
            away = (free - now).total_seconds()
            taken = most is None or away <= most
            self._free[host] = free + timedelta(seconds=pause) if taken else free
            while len(self._free) > MOST_HOSTS:
                del self._free[next(iter(self._free))]
            return away

    def hold(self, host: str, seconds: float) -> None:
        """Gives no turn for so long.

        Args:
            host: that asks for it.
            seconds: from now.
        """
        with self._lock:
            until = self._now() + timedelta(seconds=seconds)
            self._free[host] = max(self._free.get(host, until), until)
