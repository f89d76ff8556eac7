"""The reader of texts behind a desk: loaded once, at the first text, and one text at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable

from crossclaim.desk.failures import Busy
from crossclaim.ledger import Origin
from crossclaim.records import Reading, Report

MOST_WAITING = 8
"""Texts that are read or wait for it; threads that wait answer nobody else."""


class DeskReader:
    """Reads texts, one at a time; the others wait for a while and are then told to come back.

    Args:
        load: gives the function that reads; called once, at the first text.
        patience: seconds that one waits for the text before.

    >>> DeskReader(lambda: lambda report: Reading(report)).read(Report("r", "All was quiet.")).claims
    ()
    """

    def __init__(self, load: Callable[[], Callable[[Report], Reading]], patience: float = 30.0) -> None:
        self._load, self._patience = load, patience
        self._read: Callable[[Report], Reading] | None = None
        self._lock, self._places = threading.Lock(), threading.BoundedSemaphore(MOST_WAITING)

    def read(self, report: Report) -> Reading:
        """What is read in a report.

        Raises:
            Busy: others are being read for longer than one waits, or too many wait already.
            CrossclaimError: it cannot be read.
        """
        if not self._places.acquire(blocking=False):
            raise self._busy()
        try:
            return self._in_turn(report)
        finally:
            self._places.release()

    def _in_turn(self, report: Report) -> Reading:
        if not self._lock.acquire(timeout=self._patience):
            raise self._busy()
        try:
            self._read = self._read or self._load()
            return self._read(report)
        finally:
            self._lock.release()

    def _busy(self) -> Busy:
        return Busy("other texts are being read; try again in a moment", headers={"retry-after": "10"})


def package_reader() -> Callable[[Report], Reading]:
    """The package's own reader; it leaves the other processors to those who look at pages."""
    from crossclaim.pipeline import load_reader

    return load_reader(threads=1).read


def package_origin() -> Origin:
    """What this package's reader is, as the ledger notes it."""
    from crossclaim.commands.add import AddServices

    return AddServices().origin()
