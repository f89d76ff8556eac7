"""How many reports there are in the inputs, for a progress bar: counted without reading them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from crossclaim.archive.readback import is_made, manifest
from crossclaim.clean.archives import is_archive

CHUNK = 1 << 20
UNKNOWN = (".csv", ".tsv", ".xml", ".rss", ".atom")
"""Files whose reports cannot be counted without parsing them."""


def expected_reports(paths: Sequence[str]) -> int | None:
    """How many reports the inputs hold, nearly; None where that cannot be told.

    Args:
        paths: as they are given to the command.
    """
    counts = [_count(path) for path in paths]
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def _count(path: str) -> int | None:
    if is_made(path):
        return int(manifest(path)["counts"]["reports"])
    file = Path(path)
    suffix = file.suffix.casefold()
    if path == "-" or suffix in UNKNOWN or is_archive(file):
        return None
    try:
        if suffix in (".jsonl", ".ndjson"):
            return _lines(file)
        return _rows(file) if suffix == ".parquet" else 1
    except OSError:
        return 1


def _lines(file: Path) -> int:
    count, last = 0, b"\n"
    with file.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            count += chunk.count(b"\n")
            last = chunk[-1:]
    return count + (last != b"\n")


def _rows(file: Path) -> int | None:
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ModuleNotFoundError:
        return None
    try:
        return int(ParquetFile(file).metadata.num_rows)
    except ArrowException:
        return 1
