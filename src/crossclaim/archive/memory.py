"""How much memory this process has held at most, and what keeps it small."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from crossclaim.archive.records import Read
from crossclaim.records import Reading, Report

RENEWED = 1_000
"""Reports after which a reader is opened anew: the language model's store of words only grows, by some 15 KiB for each
report; opening one takes the time of one or two reports."""

NEEDLESS = ("torch", "tensorflow", "mxnet", "cupy")
"""Packages that thinc, under spaCy, loads where they are; reading uses none, and torch alone takes 180 MiB."""


_told = [0.0]
"""CPU seconds of this process that `spent` has told of."""


def spent() -> float:
    """CPU seconds of this process since it was asked last.

    >>> spent() >= 0
    True
    """
    now = time.process_time()
    found, _told[0] = now - _told[0], now
    return found


class Renewed:
    """A reader that is opened anew after so many reports, so that its memory stays the same over any number.

    Args:
        open_reader: opens one.
        every: so many reports.

    >>> read = Renewed(lambda: Reading, every=2)
    >>> [read(Report(str(n), "All was quiet.")).report.id for n in range(5)], read.opened
    (['0', '1', '2', '3', '4'], 3)
    """

    def __init__(self, open_reader: Callable[[], Read], every: int = RENEWED) -> None:
        self._open, self._every = open_reader, every
        self._read: Read | None = open_reader()
        self._left = every
        self.opened = 1

    def __call__(self, report: Report) -> Reading:
        """What the reader of now reads."""
        if self._left == 0 or self._read is None:
            self._renew()
        self._left -= 1
        if self._left == self._every - 1:
            with lean_imports():
                return self._now()(report)
        return self._now()(report)

    def _now(self) -> Read:
        assert self._read is not None
        return self._read

    def _renew(self) -> None:
        """Lets the old reader go before the new one is opened.

        A language model holds itself in circles, which only the collector of garbage undoes; and what was open when a
        worker settled (`workers.settle`) is hidden from it.
        """
        settled = gc.get_freeze_count() > 0
        self._read = None
        gc.unfreeze()
        gc.collect()
        self._read = self._open()
        if settled:
            gc.freeze()
        self._left, self.opened = self._every, self.opened + 1


@contextmanager
def lean_imports() -> Iterator[None]:
    """What is imported in the block does without `NEEDLESS`; who asks for them later gets them."""
    hidden = [name for name in NEEDLESS if name not in sys.modules]
    sys.modules |= dict.fromkeys(hidden)  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


def peak_bytes() -> int:
    """The most memory so far, in bytes; 0 where the system does not tell.

    >>> peak_bytes() >= 0
    True
    """
    try:
        import resource
    except ModuleNotFoundError:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
