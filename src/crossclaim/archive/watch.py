"""A watch over one report at a time: where one takes too long, the process ends, and the journal says which it was.

A thread can end a process that hangs in foreign code, which a signal cannot.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Watch:
    """The watch of one worker.

    Args:
        limit: seconds that one report may take.
    """

    def __init__(self, limit: float) -> None:
        self._limit = limit
        self._changed = threading.Condition()
        self._until: float | None = None
        threading.Thread(target=self._run, daemon=True).start()

    @contextmanager
    def over_one(self) -> Iterator[None]:
        """Watches over what is done in the block."""
        self._set(time.monotonic() + self._limit)
        try:
            yield
        finally:
            self._set(None)

    def _set(self, until: float | None) -> None:
        with self._changed:
            wake = self._until is None
            self._until = until
            if wake:
                self._changed.notify()

    def _run(self) -> None:
        with self._changed:
            while True:
                left = None if self._until is None else self._until - time.monotonic()
                if left is not None and left <= 0:
                    _end()
                self._changed.wait(left)


def _end() -> None:
    """Ends this process as a crash does, so that whatever runs it starts another."""
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
