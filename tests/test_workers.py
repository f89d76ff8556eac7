"""Work spread over processes. Tasks are functions of installed modules: workers would not find a test's own."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator
from functools import partial

import pytest

from crossclaim.errors import BrokenRecord, CrossclaimError, InputError
from crossclaim.workers import Done, Task, Todo, in_order
from crossclaim.yamlfile import read_yaml

POWERS: Task[int, int] = Task(partial(int, "2"), pow)
KILLS_ITSELF: Task[int, None] = Task(os.getpid, os.kill)
CANNOT_OPEN: Task[int, int] = Task(partial(read_yaml, "broken.yaml", "a: ["), pow)


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_stand_in_the_order_of_the_inputs(jobs: int) -> None:
    inputs = [Todo(200_000), Done(-1), Todo(1), Done(-2), Todo(3)]
    assert [n.bit_length() for n in in_order(POWERS, inputs, jobs)] == [200_001, 1, 2, 2, 4]


def test_inputs_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def inputs() -> Iterator[Todo[int]]:
        for n in range(100):
            taken.append(n)
            yield Todo(n)

    results = iter(in_order(POWERS, inputs(), 2))
    assert next(results) == 1
    assert len(taken) <= 9


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_cannot_be_opened_is_one_clear_line(jobs: int) -> None:
    with pytest.raises(CrossclaimError, match="not YAML"):
        list(in_order(CANNOT_OPEN, [Todo(1)], jobs))


def test_nothing_is_opened_where_nothing_is_to_do() -> None:
    assert list(in_order(CANNOT_OPEN, [Done(7)], 1)) == [7]


def test_a_worker_that_dies() -> None:
    with pytest.raises(CrossclaimError, match="a worker process died; run it again with fewer --jobs"):
        list(in_order(KILLS_ITSELF, [Todo(9)], 2))


@pytest.mark.parametrize(
    "error", [InputError("gone", where="a.txt", next_step="look"), BrokenRecord("no JSON", where="b:1")]
)
def test_errors_of_inputs_go_between_processes(error: InputError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.where) == (type(error), str(error), error.where)
