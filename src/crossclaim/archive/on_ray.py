"""The plan on Ray Data: the same tasks, run by Ray's actors on one machine or a cluster.

Ray places the work, starts workers anew that died, and runs their inputs again on what is left of the cluster. All
machines must reach the input and the output by the same path or address, and have this package installed.
"""

from __future__ import annotations

import logging
import pickle
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar, cast

from crossclaim.archive.records import Done
from crossclaim.errors import CrossclaimError, OptionError
from crossclaim.workers import Task

In = TypeVar("In")


class Actor:
    """A worker of Ray: opens the task once, and works off inputs."""

    def __init__(self, task: Task[Any, Done]) -> None:
        self._task = task
        self._opened = task.open()

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        """What became of one input."""
        return {"done": self._task.work(self._opened, row["item"])}


_opened: dict[bytes, Any] = {}
"""What this process of Ray's opened last, by its task: such a process serves one step after the other."""


def run_one(row: dict[str, Any], task: bytes) -> dict[str, Any]:
    """What became of one input of a step that opens next to nothing.

    Args:
        row: with the input as `item`.
        task: pickled, the same bytes for all inputs of a step.
    """
    if task not in _opened:
        _opened.clear()
        known = pickle.loads(task)
        _opened[task] = known, known.open()
    known, opened = _opened[task]
    return {"done": known.work(opened, row["item"])}


class RayEngine:
    """Ray Data.

    Args:
        address: of a cluster ("auto", "ray://host:10001"); None starts Ray on this machine.
        jobs: workers at a time.

    Raises:
        OptionError: Ray is not installed.
        CrossclaimError: there is no cluster at the address.
    """

    def __init__(self, address: str | None, jobs: int) -> None:
        try:
            import ray
            import ray.data
        except ModuleNotFoundError as error:
            raise OptionError("this engine needs the package ray; install crossclaim[ray]") from error
        self._ray, self._jobs, self._mine = ray, jobs, not ray.is_initialized()
        if self._mine:
            cores = None if address else jobs
            try:
                ray.init(
                    address, num_cpus=cores, include_dashboard=False, log_to_driver=False, logging_level=logging.ERROR
                )
            except (ConnectionError, RuntimeError, ValueError) as error:
                raise CrossclaimError(f"no Ray at {address or 'this machine'}: {_first_line(error)}") from error
        ray.data.DataContext.get_current().enable_progress_bars = False
        logging.getLogger("ray.data").setLevel(logging.ERROR)

    def close(self) -> None:
        """Leaves the cluster, or ends the Ray that was started here."""
        if self._mine:
            self._ray.shutdown()

    def run(
        self, task: Task[In, Done], inputs: Sequence[In], trace: Callable[[], Any], *, apart: bool
    ) -> Iterator[Done]:
        """See `crossclaim.archive.engines.Engine.run`."""
        if not inputs:
            return
        if len(inputs) == 1 and not apart:
            yield task.work(task.open(), inputs[0])
            return
        rows = [{"item": item} for item in inputs]
        data = self._ray.data.from_items(rows, override_num_blocks=len(rows))
        workers = min(self._jobs, len(rows))
        if apart:
            found = data.map(cast(Any, Actor), fn_constructor_args=(task,), concurrency=workers, num_cpus=1)
        else:
            known = {"task": pickle.dumps(task)}
            found = data.map(cast(Any, run_one), fn_kwargs=known, concurrency=workers, num_cpus=1)
        try:
            for row in found.iter_rows():
                yield row["done"]
        except self._ray.exceptions.RayError as error:
            raise CrossclaimError(_cause(error)) from error


def _cause(error: BaseException) -> str:
    """The error of this package that Ray wrapped, else Ray's own first line."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, CrossclaimError):
            return str(cause)
        cause = cause.__cause__ or getattr(cause, "cause", None)
    return _first_line(error)


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
