"""Which report a worker is at, written down before it is read: after a crash it is known which one it was.

The journal of a piece is a file of lines: "begin" for each time that the piece was begun, and the number of each report
before it is read. The last number of a time that did not end is a suspect; it is read in a process of its own then.
"""

from __future__ import annotations

import hashlib
import tempfile
from itertools import pairwise
from pathlib import Path
from types import TracebackType

from crossclaim.archive.records import WORK, Split
from crossclaim.archive.storage import Folder


def journals(target: Folder) -> Path:
    """The folder of an archive's journals: beside its other work, or for a bucket in this machine's own folder."""
    if target.local:
        return Path(target.path(f"{WORK}/journal"))
    mark = hashlib.blake2s(target.where.encode(), digest_size=8).hexdigest()
    return Path(tempfile.gettempdir()) / f"crossclaim-{mark}"


class Journal:
    """The journal of one piece, opened anew for each time that it is begun."""

    def __init__(self, folder: Path, split: Split) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / split.name
        before = self._path.read_text().splitlines() if self._path.exists() else []
        self.begun = before.count("begin")
        self.suspects = _suspects(before)

    def __enter__(self) -> Journal:
        self._file = self._path.open("a", buffering=1)
        self._file.write("begin\n")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def at(self, number: int) -> None:
        """The report that is read now."""
        self._file.write(f"{number}\n")


def _suspects(lines: list[str]) -> frozenset[int]:
    """The last report of each time.

    >>> sorted(_suspects(["begin", "0", "1", "begin", "0", "1", "2", "begin"]))
    [1, 2]
    """
    ends = [line for line, after in pairwise([*lines, "begin"]) if after == "begin"]
    return frozenset(int(line) for line in ends if line.isdigit())


def crashes(folder: Path) -> int:
    """How many times pieces were begun again so far."""
    times = [path.read_text().splitlines().count("begin") for path in sorted(folder.glob("*"))]
    return sum(max(n - 1, 0) for n in times)


def suspects(folder: Path) -> int:
    """How many reports are suspected so far: a death of a worker that adds none was no report's doing."""
    return sum(len(_suspects(path.read_text().splitlines())) for path in sorted(folder.glob("*")))
