"""Work in a process of its own: pages are answered while it is done, and what takes too long is ended.

So are texts read, and so are files and pages opened, since others made them and may have made them to take for ever.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, Generic, TypeVar

from crossclaim.desk.failures import TooSlow
from crossclaim.errors import ReadingFailed
from crossclaim.records import Reading, Report

Asked = TypeVar("Asked")
Answered = TypeVar("Answered")

NICE = 10
"""How far the reader steps back behind those who look at pages, as `nice` counts."""

LOADING = 120.0
"""Seconds that the reader may take to load besides, at its first text."""


class Apart(Generic[Asked, Answered]):
    """A function in a process that starts when it is first asked and ends with this one.

    For one at a time: whoever calls sees to that.

    Args:
        load: gives the function; one of a module, since it runs in the other process.
        seconds: that it may take.
        doing: what it does, in words.
    """

    def __init__(self, load: Callable[[], Callable[[Asked], Answered]], seconds: float, doing: str) -> None:
        self._load, self._seconds, self._doing = load, seconds, doing
        self._process: SpawnProcess | None = None
        self._line: Connection | None = None

    def ask(self, item: Asked, where: str = "what was given") -> Answered:
        """What the function gives.

        Args:
            item: that it is given.
            where: what that is, for the error.

        Raises:
            TooSlow: it took too long; the process was ended, and another one begins when it is asked again.
            ReadingFailed: the process died.
            Exception: as the function raised it.
        """
        fresh = self._line is None
        line = self._started()
        try:
            line.send(item)
            if not line.poll(self._seconds + (LOADING if fresh else 0)):
                self.close()
                raise TooSlow(f"{self._doing} took longer than {self._seconds:g} s; give less at once")
            done, found = line.recv()
        except (EOFError, OSError) as error:
            self.close()
            raise ReadingFailed(f"the process died while {self._doing}", where=where, next_step="try again") from error
        if done:
            answered: Answered = found
            return answered
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
        self._process = spawned.Process(target=serve, args=(theirs, self._load), daemon=True, name="crossclaim-apart")
        self._process.start()
        theirs.close()
        self._line = ours
        return ours


class ReaderApart(Apart[Report, Reading]):
    """A function that reads, in a process of its own.

    Args:
        load: gives it.
        seconds: that a text may take.
    """

    def __init__(self, load: Callable[[], Callable[[Report], Reading]], seconds: float) -> None:
        super().__init__(load, seconds, "reading")

    def read(self, report: Report) -> Reading:
        """What is read in a report; raises as `ask`."""
        return self.ask(report, f"report {report.id}")


def serve(line: Connection, load: Callable[[], Callable[[Any], Any]]) -> None:
    """Does what comes in and sends whether it was done with what came of it, or what went wrong, until the line ends.

    Args:
        line: to the desk.
        load: gives the function.
    """
    # Ctrl-C comes to every process of a terminal; the desk ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(NICE)
    work: Callable[[Any], Any] | None = None
    with suppress(EOFError, OSError):
        while True:
            item = line.recv()
            try:
                work = work or load()
                line.send((True, work(item)))
            except Exception as error:
                line.send((False, _sendable(error)))


def _sendable(error: Exception) -> Exception:
    """The error, or one in its place that comes whole through a line."""
    import pickle

    with suppress(Exception):
        pickle.loads(pickle.dumps(error))
        return error
    return RuntimeError(f"{type(error).__name__}: {error}")
