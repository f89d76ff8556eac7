"""The readings of an archive, in the order of publication, to be added to a ledger without reading them again."""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from crossclaim.archive.records import FORMAT, MANIFEST, file_name
from crossclaim.archive.splits import kind_of
from crossclaim.archive.storage import Folder
from crossclaim.errors import CrossclaimError, OptionError
from crossclaim.export.contract_back import from_json
from crossclaim.records import Reading

HELD = 20
"""Readings of one partition that are held at a time."""

COLUMNS = ["published", "report", "version", "reading"]


def is_made(where: str) -> bool:
    """Whether a path is an archive that is complete: told by its manifest.

    >>> is_made("no-such-folder")
    False
    """
    if "://" in where:
        return kind_of(Folder(where).shown) is None and _exists(where)
    return (Path(where) / MANIFEST).is_file()


def manifest(where: str) -> dict[str, Any]:
    """The manifest of an archive.

    Raises:
        OptionError: it was made in another format.
    """
    found: dict[str, Any] = json.loads(Folder(where).read(MANIFEST))
    number = found["told"].get("crossclaim archive")
    if number != FORMAT:
        raise OptionError(
            f"{Folder(where).shown} is an archive of format {number!r}; this version reads format {FORMAT}"
        )
    return found


def readings(where: str) -> Iterator[Reading]:
    """All readings of an archive, old versions before those that correct them.

    Args:
        where: its folder.

    Raises:
        CrossclaimError: it cannot be read.
    """
    folder, told = Folder(where), manifest(where)["told"]
    rows = heapq.merge(*(_rows(folder, part) for part in range(told["partitions"])))
    for *_, text in rows:
        yield from_json(json.loads(text))


def _rows(folder: Folder, part: int) -> Iterator[tuple[str, str, int, str]]:
    from pyarrow.parquet import ParquetFile

    with folder.reading(file_name("readings", part)) as stream:
        for batch in ParquetFile(stream).iter_batches(batch_size=HELD, columns=COLUMNS):
            for row in batch.to_pylist():
                day = row["published"].isoformat() if row["published"] else ""
                yield day, row["report"], row["version"], row["reading"]


def _exists(where: str) -> bool:
    try:
        return Folder(where).exists(MANIFEST)
    except CrossclaimError:
        return False
