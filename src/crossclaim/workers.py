"""Work spread over processes, its results in the order of the inputs: the same as one process gives.

A worker ends when its parent is gone, however the parent ended.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import Any, Generic, TypeVar

from crossclaim.errors import CrossclaimError, WorkerDied

In = TypeVar("In")
Out = TypeVar("Out")

COLLECT_AT = 20_000
"""Records made before a worker looks for garbage; Python's own 700 costs a tenth of the reading."""

AHEAD = 4
"""Inputs that are under way or waiting, for each worker."""


class Task(Generic[In, Out]):
    """What a worker does with each input: `work(opened, input)`, where `opened` is made once in each process.

    Args:
        open: makes what the work needs, such as a language model; given by name to other processes.
        work: a function of a module.
    """

    def __init__(self, open: Callable[[], object], work: Callable[[Any, In], Out]) -> None:
        self.open, self.work = open, work


@dataclass(frozen=True, slots=True)
class Todo(Generic[In]):
    """An input that wants work."""

    input: In


@dataclass(frozen=True, slots=True)
class Done(Generic[Out]):
    """A result that is known already, and takes its place in the order."""

    result: Out


_opened: list[Any] = []
"""This worker process's task, and what it opened; empty in any other process."""


def in_order(
    task: Task[In, Out], inputs: Iterable[Todo[In] | Done[Out]], jobs: int, *, apart: bool = False
) -> Iterator[Out]:
    """The results of a task, in the order of the inputs.

    Args:
        task: what is done.
        inputs: taken as they are needed.
        jobs: processes; 1 works in this one.
        apart: whether one job too works in a process of its own, so that this one outlives it.

    Raises:
        WorkerDied: a worker process died; what was yielded before stands.
        CrossclaimError: what the task opens cannot be opened.

    >>> list(in_order(Task(lambda: 10, lambda ten, n: ten * n), [Todo(1), Done(0), Todo(2)], jobs=1))
    [10, 0, 20]
    """
    return _here(task, inputs) if jobs == 1 and not apart else _spread(task, inputs, jobs)


def _here(task: Task[In, Out], inputs: Iterable[Todo[In] | Done[Out]]) -> Iterator[Out]:
    opened: list[Any] = []
    for item in inputs:
        if isinstance(item, Done):
            yield item.result
            continue
        if not opened:
            opened.append(task.open())
        yield task.work(opened[0], item.input)


def _spread(task: Task[In, Out], inputs: Iterable[Todo[In] | Done[Out]], jobs: int) -> Iterator[Out]:
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _begin, (task,))
    waiting: deque[Done[Out] | Future[Out]] = deque()
    try:
        for item in inputs:
            waiting.append(item if isinstance(item, Done) else pool.submit(_one, item.input))
            while waiting and (len(waiting) >= jobs * AHEAD or _is_ready(waiting[0])):
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())
    except BrokenProcessPool as error:
        raise WorkerDied("a worker process died; run it again with fewer --jobs") from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _is_ready(item: Done[Out] | Future[Out]) -> bool:
    return isinstance(item, Done) or item.done()


def _result(item: Done[Out] | Future[Out]) -> Out:
    return item.result if isinstance(item, Done) else item.result()


def _begin(task: Task[Any, Any]) -> None:
    """Sets a worker process up; Ctrl-C is the parent's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _opened.append(task)


def _one(item: Any) -> Any:
    """One input in a worker; the task's opening counts as part of the first, so that its errors come back."""
    try:
        if len(_opened) == 1:
            _opened.append(_opened[0].open())
            settle()
        return _opened[0].work(_opened[1], item)
    except CrossclaimError as error:
        raise CrossclaimError(str(error)) from None


def settle() -> None:
    """Tells the collector of garbage that what is open stays, and to look through the rest less often.

    A process that reads many reports makes many small records and hardly any cycles among them.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_AT)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
