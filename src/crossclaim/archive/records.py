"""The records of an archive: what is to be read, how, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from crossclaim.clean.drafts import InputOptions
from crossclaim.records import Reading, Report

Kind = Literal["jsonl", "jsonl.gz", "csv", "parquet", "warc", "warc.gz"]
Read = Callable[[Report], Reading]

MANIFEST = "manifest.json"
"""What an archive is made of, and what is in it; it says that the archive is complete."""

FORMAT = 1
"""Number of the archive's format."""

BLOCK = 4_000
"""Reports that are linked together: with their incidents they take some hundred MiB of memory."""

WORK = "_work"
"""Folder of what is needed until the archive is complete; readers of Parquet pass over names that begin so."""


@dataclass(frozen=True, slots=True)
class Split:
    """A piece of an input.

    Attributes:
        number: its place in the plan.
        path: of its file, within the input.
        kind: how the file is written.
        start, stop: bytes, of Parquet row groups; a record belongs to the piece in which it begins.
        line: number of the line at `start`, of CSV.
    """

    number: int
    path: str
    kind: Kind
    start: int
    stop: int
    line: int = 1

    @property
    def name(self) -> str:
        """Its name in the folder of work."""
        return f"{self.number:06d}"


@dataclass(frozen=True)
class Setting:
    """What every step knows; it goes to all workers.

    Attributes:
        source: the input, a folder, a file, or a bucket's address.
        target: where the archive goes.
        partitions: into how many each table is parted.
        options: what is said of all inputs.
        open_reader: makes the function that reads a report; called once in each worker.
        limit: seconds that one report may take.
        block: reports that are linked together; where an archive has no more, its incidents are those of a ledger.
    """

    source: str
    target: str
    partitions: int
    options: InputOptions
    open_reader: Callable[[], Read]
    limit: float
    block: int = BLOCK


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one piece of work: numbers by name, the process's most memory in bytes, and its CPU seconds."""

    counts: Mapping[str, int] = field(default_factory=dict)
    peak: int = 0
    cpu: float = 0.0


@dataclass(slots=True)
class Sum:
    """What became of all pieces so far; `peak` is the most memory of one worker, in bytes, `cpu` seconds of all."""

    counts: Counter[str] = field(default_factory=Counter)
    peak: int = 0
    cpu: float = 0.0

    def add(self, done: Done) -> None:
        """One more piece."""
        self.counts.update(done.counts)
        self.peak = max(self.peak, done.peak)
        self.cpu += done.cpu


def file_name(table: str, part: int) -> str:
    """The file of one partition of a table.

    >>> file_name("claims", 3)
    'claims/part-00003.parquet'
    """
    return f"{table}/part-{part:05d}.parquet"
