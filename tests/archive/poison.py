"""A cheap reader that some words of a report bring down, and reports for it."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import fake_add
from click.testing import CliRunner, Result

from crossclaim.cli import main
from crossclaim.commands.add import AddServices
from crossclaim.commands.archive import ArchiveServices
from crossclaim.ledger import Origin
from crossclaim.records import Reading, Report

CRASH, HANG, FAIL, SLOW = "a segfault", "an endless loop", "a mistake", "a long story"


def read(report: Report) -> Reading:
    """What `fake_add.read` gives, unless the text says otherwise."""
    if CRASH in report.text:
        os.kill(os.getpid(), signal.SIGSEGV)
    if HANG in report.text:
        time.sleep(3600)
    if FAIL in report.text:
        raise RuntimeError("no way to read that")
    if SLOW in report.text:
        time.sleep(0.3)
    return fake_add.read(report)


def load(threads: int) -> Callable[[Report], Reading]:
    """The reader."""
    return read


def services(split_bytes: int = 2_000, block: int | None = None) -> ArchiveServices:
    """What `archive` uses here: the cheap reader, small pieces, and blocks of so many reports."""
    add = AddServices(load_read=load, make_ready=int, origin=origin)
    return ArchiveServices(add, split_bytes, block)


def origin() -> Origin:
    """What read."""
    return Origin("test", "cheap")


def archive(source: Path, target: Path, *options: str, split_bytes: int = 2_000, block: int | None = None) -> Result:
    """`crossclaim archive` with the cheap reader."""
    arguments = [str(source), str(target), "--language", "en", *options]
    return CliRunner().invoke(main, ["archive", *arguments], obj=services(split_bytes, block))


def records(number: int, seed: int = 1) -> list[dict[str, Any]]:
    """Reports of an invented war: some near-copies, some corrected, some twice."""
    rng, found = random.Random(seed), list[dict[str, Any]]()
    for n in range(number):
        day = date(2024, 1, 20) + timedelta(days=rng.randrange(40))
        place = rng.choice(list(fake_add.PLACES))
        told = [
            fake_add.sentence(
                rng.choice(list(fake_add.SPEAKERS)),
                rng.choice(["said", "denied"]),
                rng.choice(list(fake_add.EVENTS)),
                rng.choice([place, place, rng.choice(list(fake_add.PLACES))]),
                rng.randrange(3, 30),
            )
            for _ in range(rng.randrange(5))
        ]
        head = f"Published January {1 + n} 2024\n" if n % 10 == 2 and n < 30 else ""
        text = " ".join([f"{head}Report {n} from the field.", *told, "More is awaited on the matter tomorrow morning."])
        found.append({"id": f"r{n}", "source": "wire", "published": day.isoformat(), "text": text})
        if n % 10 == 3:
            found.append(found[-1] | {"id": f"copy{n}", "source": "daily"})
        if n % 10 == 5:
            found.append(found[-1] | {"text": text + " This report was corrected."})
        if n % 10 == 7:
            found.append(dict(found[-1]))
    return found


def write_lines(path: Path, rows: list[dict[str, Any]]) -> Path:
    """Reports as JSON Lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def content(folder: Path) -> dict[str, bytes]:
    """All files of an archive, with their bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    """The rows of a table of an archive."""
    from pyarrow import parquet

    return [row for part in sorted((folder / table).iterdir()) for row in parquet.read_table(part).to_pylist()]
