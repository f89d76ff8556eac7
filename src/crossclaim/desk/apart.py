"""Reading in a process of its own: pages are answered while a text is read, and one that takes too long is ended."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from crossclaim.desk.failures import TooSlow
from crossclaim.errors import ReadingFailed
from crossclaim.records import Reading, Report

NICE = 10
"""How far the reader steps back behind those who look at pages, as `nice` counts."""

LOADING = 120.0
"""Seconds that the reader may take to load besides, at its first text."""


class ReaderApart:
    """A function that reads, in a process that starts at the first text and ends with this one.

    For one text at a time: whoever calls sees to that.

    Args:
        load: gives the function that reads; a function of a module, since it runs in the other process.
        seconds: that a text may take.
    """

    def __init__(self, load: Callable[[], Callable[[Report], Reading]], seconds: float) -> None:
        self._load, self._seconds = load, seconds
        self._process: SpawnProcess | None = None
        self._line: Connection | None = None

    def read(self, report: Report) -> Reading:
        """What is read in a report.

        Raises:
            TooSlow: it took too long; the process was ended, and another one begins with the next text.
            ReadingFailed: the process died.
            Exception: as reading raised it.
        """
        fresh = self._line is None
        line = self._started()
        try:
            line.send(report)
            if not line.poll(self._seconds + (LOADING if fresh else 0)):
                self.close()
                raise TooSlow(f"reading took longer than {self._seconds:g} s; give less at once")
            found = line.recv()
        except (EOFError, OSError) as error:
            self.close()
            what = "the process that reads died"
            raise ReadingFailed(what, where=f"report {report.id}", next_step="try again") from error
        if isinstance(found, Reading):
            return found
        raise found

    def close(self) -> None:
        """Ends the process."""
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            self._process.kill()
            self._process.join(5)
        self._process = self._line = None

    def _started(self) -> Connection:
        if self._line is not None:
            return self._line
        spawned = multiprocessing.get_context("spawn")
        ours, theirs = spawned.Pipe()
        self._process = spawned.Process(target=serve, args=(theirs, self._load), daemon=True, name="crossclaim-reader")
        self._process.start()
        theirs.close()
        self._line = ours
        return ours


def serve(line: Connection, load: Callable[[], Callable[[Report], Reading]]) -> None:
    """Reads what comes in and sends what was read, or what went wrong, until the line is closed.

    Args:
        line: to the desk.
        load: gives the function that reads.
    """
    # Ctrl-C comes to every process of a terminal; the desk ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(NICE)
    read: Callable[[Report], Reading] | None = None
    with suppress(EOFError, OSError):
        while True:
            report = line.recv()
            try:
                read = read or load()
                line.send(read(report))
            except Exception as error:
                line.send(_sendable(error))


def _sendable(error: Exception) -> Exception:
    """The error, or one in its place that comes whole through a line."""
    import pickle

    with suppress(Exception):
        pickle.loads(pickle.dumps(error))
        return error
    return RuntimeError(f"{type(error).__name__}: {error}")
