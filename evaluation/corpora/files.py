"""Digests, and JSON files read with errors that say file, line and mend."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from crossclaim.errors import DataError


def digest(paths: Iterable[Path]) -> str:
    """SHA-256 over names and bytes of files, in the order of their names.

    Line ends of Windows count as plain ones, so that a checkout on any system has the same digest.
    """
    total = hashlib.sha256()
    for path in sorted(paths, key=lambda p: p.name):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        total.update(f"{path.name}\n{len(content)}\n".encode() + content)
    return total.hexdigest()


def json_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a JSON Lines file with their line numbers from 1.

    Raises:
        DataError: a line is no JSON object.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield number, parsed(line, path, number)


def parsed(text: str, path: Path, line: int | None = None) -> dict[str, Any]:
    """One JSON object.

    Raises:
        DataError: it is none.
    """
    try:
        found = json.loads(text)
    except ValueError as error:
        raise DataError(f"not JSON ({error})", file=str(path), line=line, mend="get the file anew") from error
    if not isinstance(found, dict):
        raise DataError("not a JSON object", file=str(path), line=line, mend="get the file anew")
    return found


def broken(path: Path, line: int | None, error: Exception) -> DataError:
    """The error for a record whose fields are not those of its corpus."""
    what = f"not a record of this corpus ({type(error).__name__}: {error})"
    return DataError(what, file=str(path), line=line, mend="see evaluation/README.md for its form")
