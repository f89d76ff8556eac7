"""The reader of texts behind a desk, and the opener of files: loaded when first asked, and one thing at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from crossclaim.desk.failures import Busy
from crossclaim.ledger import Origin
from crossclaim.records import Reading, Report

Asked = TypeVar("Asked")
Answered = TypeVar("Answered")

MOST_WAITING = 8
"""Texts that are read or wait for it; threads that wait answer nobody else."""


class InTurn(Generic[Asked, Answered]):
    """A function for one at a time; the others wait for a while and are then told to come back.

    Args:
        load: gives the function; called once, when it is first asked.
        patience: seconds that one waits for the one before.
    """

    def __init__(self, load: Callable[[], Callable[[Asked], Answered]], patience: float = 30.0) -> None:
        self._load, self._patience = load, patience
        self._read: Callable[[Asked], Answered] | None = None
        self._lock, self._places = threading.Lock(), threading.BoundedSemaphore(MOST_WAITING)

    def ask(self, item: Asked) -> Answered:
        """What the function gives.

        Raises:
            Busy: others take longer than one waits, or too many wait already.
            CrossclaimError: as the function raises it.
        """
        if not self._places.acquire(blocking=False):
            raise self._busy()
        try:
            return self._in_turn(item)
        finally:
            self._places.release()

    def _in_turn(self, item: Asked) -> Answered:
        if not self._lock.acquire(timeout=self._patience):
            raise self._busy()
        try:
            self._read = self._read or self._load()
            return self._read(item)
        finally:
            self._lock.release()

    def _busy(self) -> Busy:
        return Busy("other texts are being read; try again in a moment", headers={"retry-after": "10"})


class DeskReader(InTurn[Report, Reading]):
    """Reads texts, one at a time.

    >>> DeskReader(lambda: lambda report: Reading(report)).read(Report("r", "All was quiet.")).claims
    ()
    """

    def read(self, report: Report) -> Reading:
        """What is read in a report; raises as `ask`."""
        return self.ask(report)


def package_reader() -> Callable[[Report], Reading]:
    """The package's own reader; it leaves the other processors to those who look at pages."""
    from crossclaim.pipeline import load_reader

    return load_reader(threads=1).read


def package_origin() -> Origin:
    """What this package's reader is, as the ledger notes it."""
    from crossclaim.commands.add import AddServices

    return AddServices().origin()
