"""Killed at any moment; several programs at once."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from crossclaim.ledger import Ledger

KILLS = 10


@pytest.fixture
def inputs(fakes: ModuleType, tmp_path: Path) -> Path:
    path: Path = fakes.write(tmp_path / "reports.jsonl", fakes.records(90, seed=7))
    return path


def test_killed_ten_times(where: str, inputs: Path, crashing: ModuleType, in_child: None, tmp_path: Path) -> None:
    """After each kill it opens and holds what was said, nothing in part; in the end it is as if never killed."""
    died, said = crashing.kill_often(inputs, where, kills=KILLS, seed=20, most_said=12)
    assert died >= KILLS - 2
    untouched = str(tmp_path / "untouched.ledger")
    assert crashing.finished(crashing.start(inputs, untouched)).status == 0
    whole = crashing.whole(where)
    assert whole == crashing.whole(untouched)
    assert said == {row[0] for row in whole["reports"]}


def test_two_add_and_one_reads_at_once(
    where: str,
    fakes: ModuleType,
    crashing: ModuleType,
    open_ledger: Callable[..., Ledger],
    in_child: None,
    tmp_path: Path,
) -> None:
    files = [fakes.write(tmp_path / f"{n}.jsonl", fakes.records(40, seed=n)) for n in (1, 2)]
    for n, file in enumerate(files):
        records = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        fakes.write(file, [record | {"id": f"{n}-{record['id']}"} for record in records])
    running = [crashing.start(file, where) for file in files]
    seen = []
    while any(process.poll() is None for process in running):
        try:
            with open_ledger(where, read_only=True) as ledger:
                seen.append(len(list(ledger.reports(old_versions=True))))
                assert all(entry.claim.quote for entry in ledger.entries())
                list(ledger.incidents())
        except crashing.NOT_YET as error:
            assert "there is no such file" in str(error) or "holds nothing yet" in str(error)
    done = [crashing.finished(process) for process in running]
    assert [run.status for run in done] == [0, 0]
    assert seen == sorted(seen) and seen
    assert crashing.check_whole(where, {key for run in done for key in run.said}) == 80
    with open_ledger(where, read_only=True) as ledger:
        ids = {report.id for report in ledger.reports()}
    assert ids == {json.loads(line)["id"] for file in files for line in file.read_text(encoding="utf-8").splitlines()}


def test_two_that_add_the_same(where: str, inputs: Path, crashing: ModuleType, in_child: None) -> None:
    running = [crashing.start(inputs, where) for _ in range(2)]
    done = [crashing.finished(process) for process in running]
    assert [run.status for run in done] == [0, 0]
    assert crashing.check_whole(where, set(done[0].said) | set(done[1].said)) == 90


@pytest.mark.parametrize("options", [("--jobs", "2"), ("--jobs", "3")])
def test_several_processes_give_the_same_ledger(
    options: tuple[str, ...], inputs: Path, crashing: ModuleType, in_child: None, tmp_path: Path
) -> None:
    one, many = str(tmp_path / "one.ledger"), str(tmp_path / "many.ledger")
    alone = crashing.finished(crashing.start(inputs, one))
    spread = crashing.finished(crashing.start(inputs, many, *options))
    assert alone == spread
    assert crashing.whole(one) == crashing.whole(many)


def test_killed_with_workers(inputs: Path, crashing: ModuleType, in_child: None, tmp_path: Path) -> None:
    """Workers end with their parent: the pipes that they hold come to their end."""
    where = str(tmp_path / "war.ledger")
    run = crashing.killed(inputs, where, random.Random(3), most_said=20, options=("--jobs", "2"))
    crashing.check_whole(where, set(run.said))
