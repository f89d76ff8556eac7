"""What runs the steps of the plan: this machine's cores here, Ray in `on_ray`. None schedules anything itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol, TypeVar

from crossclaim.archive.records import Done
from crossclaim.errors import WorkerDied
from crossclaim.workers import Task, Todo, in_order

In = TypeVar("In")

FRUITLESS = 3
"""Deaths of workers one after the other without anything done and without a new suspect, after which it is given up."""

ENOUGH = 4
"""Pieces that are worth a process of their own, which takes a second or two to begin; reading is worth it at once."""


class Engine(Protocol):
    """Runs a task over inputs, in any order and on any machine."""

    def run(
        self, task: Task[In, Done], inputs: Sequence[In], trace: Callable[[], Any], *, apart: bool
    ) -> Iterator[Done]:
        """What became of each input; where a worker dies, its inputs are run again.

        Args:
            task: of functions that other processes find by name.
            inputs: plain records.
            trace: something that changes when another report is suspected.
            apart: whether the task may end the process that it runs in.

        Raises:
            CrossclaimError: what concerns all inputs; or workers die again and again.
        """
        ...


class LocalEngine:
    """A pool of processes on this machine.

    Args:
        jobs: how many.
    """

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self.died = 0

    def run(
        self, task: Task[In, Done], inputs: Sequence[In], trace: Callable[[], Any], *, apart: bool
    ) -> Iterator[Done]:
        """See `Engine.run`."""
        done, fruitless, before = 0, 0, trace()
        while done < len(inputs):
            try:
                todo = [Todo(item) for item in inputs[done:]]
                wanted = len(todo) if apart else -(-len(todo) // ENOUGH)
                for result in in_order(task, todo, min(self._jobs, wanted), apart=apart):
                    done, fruitless = done + 1, 0
                    yield result
            except WorkerDied:
                self.died += 1
                fruitless = fruitless + 1 if trace() == before else 0
                before = trace()
                if fruitless == FRUITLESS:
                    raise
