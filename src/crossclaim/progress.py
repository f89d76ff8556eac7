"""Progress on a terminal: how many reports are done so far. It is shown from the second report on."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress

    from crossclaim.batch import Tallied


class Bar:
    """A bar on `stream`, gone at the end; lines that are printed meanwhile stand above it.

    Args:
        stream: where to write, usually standard error.
        total: how many reports there are; None where that is not known.
        shown: False for none at all.
    """

    def __init__(self, stream: TextIO, *, total: int | None, shown: bool) -> None:
        self._stream, self._total, self._shown = stream, total, shown
        self._progress: Progress | None = None

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress:
            self._progress.stop()

    def update(self, done: int, words: str) -> None:
        """Show how many are done, and say the rest in words."""
        if not self._shown or done < 2:
            return
        progress = self._progress or self._start()
        progress.update(progress.task_ids[0], completed=done, description=words)

    def _start(self) -> Progress:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

        words = TextColumn("{task.description}", markup=False)
        columns = (words, BarColumn(), TimeElapsedColumn(), TimeRemainingColumn(compact=True))
        console = Console(file=self._stream)
        above = sys.stdout.isatty()
        self._progress = Progress(*columns, console=console, transient=True, redirect_stdout=above)
        self._progress.add_task("", total=self._total)
        self._progress.start()
        return self._progress


class ProgressLine:
    """A line on `stream` that is rewritten as reports are read, and gone at the end.

    Args:
        stream: where to write, usually standard error.
        shown: False for none at all.
    """

    def __init__(self, stream: TextIO, *, shown: bool) -> None:
        self._stream, self._shown = stream, shown
        self._progress: Progress | None = None

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress:
            self._progress.stop()

    def update(self, so_far: Tallied) -> None:
        """Show the counts."""
        done = so_far.read + so_far.skipped.total()
        if not self._shown or done < 2:
            return
        progress = self._progress or self._start()
        words = f"{done:,} reports, {so_far.claims:,} claims"
        progress.update(progress.task_ids[0], completed=done, description=words)

    def _start(self) -> Progress:
        from rich.console import Console
        from rich.progress import Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("{task.description}", markup=False), TimeElapsedColumn())
        console = Console(file=self._stream)
        self._progress = Progress(*columns, console=console, transient=True, redirect_stdout=False)
        self._progress.add_task("", total=None)
        self._progress.start()
        return self._progress
