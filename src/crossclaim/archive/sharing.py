"""The third step: which reports are linked together, and those brought together.

A block is what one worker links, one report after the other, as a ledger does. Where all reports fit in one block, the
archive's incidents are those of a ledger. Else a block is a country, with all reports that tell of it; and where these
are too many, a stretch of days of it. A stretch begins with the reports before it, so that what they told is known: a
claim is *owned* by one block, that of its country and its report's day, and may stand in others to be linked to.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import accumulate
from typing import Any

from crossclaim.archive import shards
from crossclaim.archive.gathering import TOLD
from crossclaim.archive.gathering import layout as told_layout
from crossclaim.archive.memory import peak_bytes, spent
from crossclaim.archive.records import WORK, Done, Setting
from crossclaim.archive.shards import Row
from crossclaim.archive.storage import Folder

BLOCKS = f"{WORK}/blocks.json"
SHARED = f"{WORK}/shared"
"""Where the two parts of this step write: which blocks there are, and the reports of each."""

EVERYWHERE = "*"

HELD = 200
"""Reports that are held at a time."""

Days = list[tuple[str, int]]
"""Days in their order, each with its number of reports; "" for none."""


@dataclass(frozen=True, slots=True)
class Block:
    """Reports that are linked one after the other.

    Attributes:
        number: its own.
        country: that they tell of; `EVERYWHERE` for all.
        begin: day of the first report; "" for no limit.
        first: day from which on its claims are owned.
        end: the day behind the last; None for no limit.
        reports: how many there are.
        bucket: which worker's piece it belongs to.
    """

    number: int
    country: str
    begin: str
    first: str
    end: str | None
    reports: int
    bucket: int = 0

    def holds(self, day: str) -> bool:
        """Whether reports of a day stand in it."""
        return self.begin <= day and (self.end is None or day < self.end)

    def owns(self, country: str, day: str) -> bool:
        """Whether a claim is its own.

        >>> Block(0, "PER", "2024-01-01", "2024-01-09", None, 5).owns("PER", "2024-01-03")
        False
        """
        return self.country in (EVERYWHERE, country) and self.first <= day and self.holds(day)


def lay_out(told: Iterable[tuple[Sequence[str], str]], most: int, buckets: int) -> list[Block]:
    """The blocks of an archive; they depend on its reports alone.

    Args:
        told: of each report the countries that it tells of, and its day of publication, "" for none.
        most: reports of one block, but where a single day has more.
        buckets: into how many pieces the blocks are parted.

    >>> [b.country for b in lay_out([(["PER"], ""), (["COL", "PER"], "2024-01-01")], 5, 1)]
    ['*']
    >>> [b.country for b in lay_out([(["PER"], ""), (["COL", "PER"], "2024-01-01")], 1, 1)]
    ['COL', 'PER', 'PER']
    """
    days: dict[str, Counter[str]] = defaultdict(Counter)
    number = 0
    for countries, day in told:
        number += 1
        for country in countries:
            days[country][day] += 1
    found = [Block(0, EVERYWHERE, "", "", None, number)] if number <= most else []
    for country in sorted(days) if number > most else ():
        for begin, first, end, reports in _stretches(sorted(days[country].items()), most):
            found.append(Block(len(found), country, begin, first, end, reports))
    return _packed(found, buckets)


def _stretches(days: Days, most: int) -> Iterator[tuple[str, str, str | None, int]]:
    """Stretches of days with half as many reports as are allowed, and as many before them, a day of them at least."""
    before = [0, *accumulate(n for _, n in days)]
    if before[-1] <= most:
        yield "", "", None, before[-1]
        return
    start = 0
    while start < len(days):
        end, begin = start + 1, max(start - 1, 0)
        while end < len(days) and before[end + 1] - before[start] <= most // 2:
            end += 1
        while begin > 0 and before[start] - before[begin - 1] <= most // 2:
            begin -= 1
        last = days[end][0] if end < len(days) else None
        yield days[begin][0], days[start][0], last, before[end] - before[begin]
        start = end


def _packed(blocks: Sequence[Block], buckets: int) -> list[Block]:
    """The blocks in buckets of about one size."""
    filled, found = [0] * buckets, {}
    for block in sorted(blocks, key=lambda b: (-b.reports, b.number)):
        bucket = min(range(buckets), key=lambda n: (filled[n], n))
        filled[bucket] += block.reports
        found[block.number] = replace(block, bucket=bucket)
    return [found[n] for n in sorted(found)]


def lay_out_archive(setting: Setting, _: int) -> Done:
    """Writes down the blocks, unless that is done."""
    target = Folder(setting.target)
    if not target.exists(BLOCKS):
        table = shards.gather(target, TOLD, None, ["countries", "published"])
        told = () if table is None else _told(table)
        found = lay_out(told, setting.block, setting.partitions)
        target.write(BLOCKS, json.dumps([asdict(block) for block in found]).encode())
    return Done({}, peak_bytes(), spent())


def _told(table: Any) -> Iterator[tuple[Sequence[str], str]]:
    for batch in table.to_batches(max_chunksize=10_000):
        for row in batch.to_pylist():
            yield row["countries"], row["published"] or ""


def blocks_of(target: Folder) -> list[Block]:
    """The blocks that were written down."""
    return [Block(**found) for found in json.loads(target.read(BLOCKS))]


@dataclass(frozen=True)
class Sharing:
    """What the second part opens once: the blocks by country."""

    setting: Setting
    blocks: Mapping[str, Sequence[Block]]


def open_sharing(setting: Setting) -> Sharing:
    """What it needs."""
    by_country: dict[str, list[Block]] = defaultdict(list)
    for block in blocks_of(Folder(setting.target)):
        by_country[block.country].append(block)
    return Sharing(setting, by_country)


def share_part(opened: Sharing, part: int) -> Done:
    """Puts the reports of one partition down by the block that links them, unless that is done.

    Args:
        opened: by `open_sharing`.
        part: the partition.
    """
    target, name = Folder(opened.setting.target), f"{SHARED}/{part:05d}.parquet"
    if not target.exists(name):
        shards.write(target, name, layout(), _shared(opened, target, part), {})
    return Done({}, peak_bytes(), spent())


def layout() -> Any:
    """The columns: those of what linking needs, and the block."""
    import pyarrow

    return told_layout().append(pyarrow.field("block", pyarrow.int32()))


def _shared(opened: Sharing, target: Folder, part: int) -> Iterator[list[Row]]:
    from pyarrow.parquet import ParquetFile

    with target.reading(f"{TOLD}/{part:05d}.parquet") as stream:
        for batch in ParquetFile(stream).iter_batches(batch_size=HELD):
            rows = batch.to_pylist()
            yield [row | {"block": b.number, shards.PART: b.bucket} for row in rows for b in _blocks(row, opened)]


def _blocks(row: Row, opened: Sharing) -> list[Block]:
    day = row["published"] or ""
    return [b for c in (EVERYWHERE, *row["countries"]) for b in opened.blocks.get(c, ()) if b.holds(day)]
