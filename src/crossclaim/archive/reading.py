"""The first step: the reports of a piece read, and put down by the partition of their key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from crossclaim.archive import shards
from crossclaim.archive.alone import read_alone, read_draft
from crossclaim.archive.inputs import drafts
from crossclaim.archive.journal import Journal, journals
from crossclaim.archive.memory import Renewed, peak_bytes, spent
from crossclaim.archive.records import WORK, Done, Read, Setting, Split
from crossclaim.archive.shards import Row, partition
from crossclaim.archive.storage import Folder
from crossclaim.archive.watch import Watch
from crossclaim.batch import reason
from crossclaim.clean.drafts import Draft
from crossclaim.clean.finish import Cleaner
from crossclaim.clean.tables import load_tables
from crossclaim.errors import InputError
from crossclaim.export.contract import dumps
from crossclaim.ledger.keys import base_key, content_digest
from crossclaim.records import Reading

READ = f"{WORK}/read"
"""Where this step writes, one file a piece."""

HELD = 200
"""Reports whose readings are held before they are written."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a worker opens once: model, cleaner, watch."""

    setting: Setting
    read: Read
    cleaner: Cleaner
    watch: Watch


@dataclass(frozen=True, slots=True)
class Opens:
    """Opens it, in the worker."""

    setting: Setting

    def __call__(self) -> Opened:
        read = Renewed(self.setting.open_reader)
        return Opened(self.setting, read, Cleaner.of(load_tables()), Watch(self.setting.limit))


def read_split(opened: Opened, split: Split) -> Done:
    """Reads a piece, unless it is read already.

    Args:
        opened: by `Opens`.
        split: the piece.

    Raises:
        CrossclaimError: what concerns all reports.
    """
    target, name = Folder(opened.setting.target), f"{READ}/{split.name}.parquet"
    if not target.exists(name):
        counts: Counter[str] = Counter()
        with Journal(journals(target), split) as journal:
            shards.write(target, name, layout(), _batches(opened, split, journal, counts), counts)
    return Done(shards.counts_of(target, name), peak_bytes(), spent())


def layout() -> Any:
    """The columns of what is written: a reading, or why there is none."""
    names = ("base", "digest", "published", "reading", "where", "reason", "what")
    return shards.schema(**dict.fromkeys(names, "string"))


def _batches(opened: Opened, split: Split, journal: Journal, counts: Counter[str]) -> Iterator[list[Row]]:
    rows: list[Row] = []
    for where, found in _found(opened, split, journal, counts):
        counts["given"] += 1
        rows.append(_row(found, where, opened.setting.partitions))
        if len(rows) == HELD:
            yield rows
            rows = []
    if rows:
        yield rows


def _found(
    opened: Opened, split: Split, journal: Journal, counts: Counter[str]
) -> Iterator[tuple[str, Reading | InputError]]:
    setting = opened.setting
    given = drafts(Folder(setting.source), split, setting.options, opened.cleaner)
    for number, draft in enumerate(given):
        if isinstance(draft, InputError):
            yield draft.where, draft
            continue
        journal.at(number)
        if number in journal.suspects:
            counts["read alone"] += 1
            yield draft.where, read_alone(draft, setting.options, setting.open_reader, setting.limit)
            continue
        yield draft.where, _read(opened, draft)


def _read(opened: Opened, draft: Draft) -> Reading | InputError:
    with opened.watch.over_one():
        return read_draft(draft, opened.setting.options, opened.cleaner, opened.read)


def _row(found: Reading | InputError, where: str, partitions: int) -> Row:
    if isinstance(found, InputError):
        what = found.what + (f"; {found.next_step}" if found.next_step else "")
        said = {"where": where, "reason": reason(found), "what": what}
        return {shards.PART: partition(where, partitions)} | {k: _plain(v) for k, v in said.items()}
    report = found.report
    base = base_key(report)
    return {
        shards.PART: partition(base, partitions),
        "base": base,
        "digest": content_digest(report),
        "published": report.published.isoformat() if report.published else None,
        "reading": dumps(found, explain=True),
        "where": _plain(where),
    }


def _plain(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
