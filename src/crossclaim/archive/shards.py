"""Rows on their way from one step to the next: Parquet files in which each row group is of one partition.

A step writes one file for each of its pieces; the next one gathers what each of them holds for one partition and reads
no more than that. Partitions are hashes of content, so that the same rows come together whoever wrote them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from crossclaim.archive.storage import Folder

PART = "part"
"""The first column of every such file: the partition."""

Row = dict[str, Any]


def partition(key: str, partitions: int) -> int:
    """The partition that a key belongs to: the same on every machine.

    >>> partition("k1", 8) == partition("k1", 8)
    True
    """
    return int.from_bytes(hashlib.blake2s(key.encode("utf-8", "replace"), digest_size=8).digest(), "big") % partitions


def schema(**columns: str) -> Any:
    """An Arrow schema from names and types, the partition before them."""
    import pyarrow

    return pyarrow.schema([(PART, pyarrow.int32()), *((n, pyarrow.type_for_alias(t)) for n, t in columns.items())])


def write(folder: Folder, name: str, layout: Any, batches: Iterable[Sequence[Row]], counts: Mapping[str, int]) -> None:
    """Writes a file; `counts` is read when all batches are taken, and kept with it.

    Args:
        folder: where.
        name: of the file.
        layout: its schema.
        batches: rows in lists that fit in memory; within each they keep their order for one partition.
        counts: what is to be known of it without reading it.
    """
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    with folder.writing(name) as stream, ParquetWriter(stream, layout, compression="zstd") as writer:
        for batch in batches:
            for part in sorted({row[PART] for row in batch}):
                rows = [row for row in batch if row[PART] == part]
                writer.write_table(pyarrow.Table.from_pylist(rows, schema=layout))
        writer.add_key_value_metadata({"counts": json.dumps(dict(counts))})


def counts_of(folder: Folder, name: str) -> Counted:
    """What was counted when a file was written."""
    from pyarrow.parquet import ParquetFile

    with folder.reading(name) as stream:
        found: Counted = json.loads(ParquetFile(stream).metadata.metadata[b"counts"])
    return found


Counted = dict[str, int]


def gather(folder: Folder, under: str, part: int | None, columns: Sequence[str] | None = None) -> Any:
    """All rows of one partition, as an Arrow table, files by name.

    Args:
        folder: where.
        under: the folder in it with the files of a step.
        part: the partition; None for all.
        columns: those that are wanted; None for all.

    Returns:
        The table; None where there is no row.
    """
    import pyarrow
    from pyarrow.parquet import ParquetFile

    tables = []
    for name, _ in folder.files(under):
        with folder.reading(name) as stream:
            file = ParquetFile(stream)
            wanted = [n for n in range(file.num_row_groups) if part is None or _is_of(file, n, part)]
            if wanted:
                tables.append(file.read_row_groups(wanted, columns=columns))
    return pyarrow.concat_tables(tables) if tables else None


def _is_of(file: Any, group: int, part: int) -> bool:
    return bool(file.metadata.row_group(group).column(0).statistics.min == part)


def ordered(table: Any, *by: str) -> Iterator[Row]:
    """The rows of a table in the order of some columns, nothing before the rest; one at a time."""
    if table is None:
        return
    columns = [table.column(name).to_pylist() for name in by]
    keys = [tuple((value is not None, value) for value in row) for row in zip(*columns, strict=True)]
    for n in sorted(range(table.num_rows), key=keys.__getitem__):
        yield table.slice(n, 1).to_pylist()[0]
