"""`add` killed at random moments, and what the ledger must be like then."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, func, select, text

from crossclaim.errors import LedgerError
from crossclaim.ledger.engine import is_url
from crossclaim.ledger.opening import open_engine
from crossclaim.ledger.tables import entries, links, metadata, readings, reports, versions

NOT_YET = LedgerError
"""What a reader is told before the ledger is there."""

HERE = Path(__file__).parent
PROGRAM = HERE / "fake_add.py"


@dataclass(frozen=True)
class Run:
    """One run of `add`: the keys that it said, and how it ended."""

    said: list[str]
    status: int


def start(inputs: Path, where: str, *options: str) -> subprocess.Popen[str]:
    """`add` with the cheap reader, in a process of its own."""
    command = [sys.executable, str(PROGRAM), str(inputs), "--ledger", where, "--format", "json", *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finished(process: subprocess.Popen[str]) -> Run:
    """A run that comes to its end; its errors fail the test."""
    out, err = process.communicate(timeout=300)
    assert "Traceback" not in err, err
    return Run([json.loads(line)["key"] for line in out.splitlines()], process.returncode)


def killed(inputs: Path, where: str, rng: random.Random, *, most_said: int, options: tuple[str, ...] = ()) -> Run:
    """A run that is killed at a random moment: after so many reports and a little, or while it starts."""
    process = start(inputs, where, *options)
    assert process.stdout is not None
    said = []
    if rng.random() < 0.15:
        time.sleep(rng.random() * 2)
    else:
        for _ in range(rng.randrange(1, most_said + 1)):
            line = process.stdout.readline()
            if not line:
                break
            said.append(json.loads(line)["key"])
        time.sleep(rng.random() * 0.03)
    os.kill(process.pid, signal.SIGKILL)
    rest, _ = process.communicate(timeout=60)
    said += [json.loads(line)["key"] for line in rest.splitlines() if line.endswith("}")]
    return Run(said, process.returncode)


def check_whole(where: str, said: set[str]) -> int:
    """That a ledger opens, holds all that was said, and nothing in part; gives the number of versions."""
    if not is_url(where) and not Path(where).exists():
        assert not said
        return 0
    engine = open_engine(where, read_only=False, name=where)
    try:
        with engine.connect() as connection:
            if engine.dialect.name == "sqlite":
                assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
                assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
            assert said <= set(connection.scalars(select(reports.c.key)))
            rows = connection.execute(select(versions)).all()
            assert sorted(r.number for r in rows) == list(range(1, len(rows) + 1))
            counted = select(entries.c.version, func.count()).group_by(entries.c.version)
            claims = {version: number for version, number in connection.execute(counted)}
            assert {r.number: r.claims for r in rows if r.claims} == claims
            assert set(connection.scalars(select(readings.c.number))) == {r.number for r in rows}
            linked = set(connection.scalars(select(links.c.entry)))
            current = select(entries.c.number).where(entries.c.current)
            assert linked <= set(connection.scalars(current))
            index = "rowid" if engine.dialect.name == "sqlite" else "number"
            assert set(connection.scalars(text(f"SELECT {index} FROM report_search"))) == {r.number for r in rows}
        return len(rows)
    finally:
        engine.dispose()


def contents(engine: Engine) -> dict[str, list[Any]]:
    """All rows of all tables, in the order of their keys."""
    with engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in metadata.sorted_tables
        }


def whole(where: str) -> dict[str, list[Any]]:
    """All that a ledger holds, but for how often something was done: that differs from run to run."""
    engine = open_engine(where, read_only=True, name=where)
    try:
        return {name: rows for name, rows in contents(engine).items() if name != "watch_counts"}
    finally:
        engine.dispose()


def kill_often(inputs: Path, where: str, *, kills: int, seed: int, most_said: int) -> tuple[int, set[str]]:
    """Runs killed one after the other on one ledger, each checked; then one to the end.

    Returns:
        How many runs were killed before they were done, and what was said in all.
    """
    rng = random.Random(seed)
    said: set[str] = set()
    died = 0
    for _ in range(kills):
        run = killed(inputs, where, rng, most_said=most_said)
        died += run.status == -signal.SIGKILL
        said |= set(run.said)
        check_whole(where, said)
    last = finished(start(inputs, where))
    assert last.status == 0
    check_whole(where, said | set(last.said))
    return died, said | set(last.said)
