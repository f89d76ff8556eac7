"""The default pipeline over a corpus, just as `crossclaim read` runs it: a JSON Lines file in, readings out."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib.resources import files
from pathlib import Path
from typing import Any

from crossclaim import __version__
from crossclaim.clean import InputOptions, open_reports
from crossclaim.errors import BrokenRecord, DataError, InputError
from crossclaim.export.contract import dumps
from crossclaim.export.contract_back import from_json
from crossclaim.records import Reading, Report
from evaluation.corpora.files import parsed
from evaluation.records import Item

Read = Callable[[Report], Reading]

_reader: Read | None = None
"""The reader of a worker process, opened once by `_open`."""


def reports_of(items: Sequence[Item[Any]]) -> Iterator[Report | InputError]:
    """The reports as the command line makes them of a JSON Lines file; errors stand in their place."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reports.jsonl"
        lines = (json.dumps(dict(item.record), ensure_ascii=False) + "\n" for item in items)
        path.write_text("".join(lines), encoding="utf-8")
        yield from open_reports([str(path)], InputOptions(language="en"))


def read_items(items: Sequence[Item[Any]], read: Read) -> Iterator[Reading | InputError]:
    """The readings of a corpus in its order, in this process."""
    for report in reports_of(items):
        yield report if isinstance(report, InputError) else read(report)


def read_in_parallel(items: Sequence[Item[Any]], jobs: int) -> Iterator[Reading | InputError]:
    """The same with `jobs` processes; order and readings do not depend on their number."""
    with ProcessPoolExecutor(jobs, initializer=_open) as pool:
        yield from pool.map(_read_one, reports_of(items), chunksize=4)


def _open() -> None:
    from crossclaim.pipeline import load_reader

    global _reader
    _reader = load_reader(threads=1).read


def _read_one(report: Report | InputError) -> Reading | InputError:
    assert _reader is not None
    return report if isinstance(report, InputError) else _reader(report)


def save(readings: Iterable[Reading], path: Path) -> None:
    """Write readings as `crossclaim read --format json` prints them."""
    path.write_text("".join(dumps(reading) + "\n" for reading in readings), encoding="utf-8")


STAMP = "made-with.json"
"""Beside kept readings: what made them."""


def made_with() -> str:
    """The versions that read here, in words.

    >>> made_with().startswith("Crossclaim ")
    True
    """
    settings = files("crossclaim.language").joinpath("weights", "settings.json").read_text(encoding="utf-8")
    model = json.loads(settings).get("version", "unknown")
    return f"Crossclaim {__version__} and language model {model}"


def stamp(folder: Path) -> None:
    """Write down beside kept readings what made them."""
    (folder / STAMP).write_text(json.dumps({"made_with": made_with()}) + "\n", encoding="utf-8")


def stamped(folder: Path) -> str:
    """What made the readings kept in a folder, in words; says so where nobody wrote it down."""
    path = folder / STAMP
    if not path.exists():
        return "a version that was not written down"
    return str(parsed(path.read_text(encoding="utf-8"), path).get("made_with"))


def saved(path: Path) -> dict[str, Reading]:
    """Readings by report id from a file that `save` or `crossclaim read --format json` wrote.

    Raises:
        DataError: a line is no reading of this format.
    """
    found = {}
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                reading = from_json(json.loads(line))
            except (ValueError, BrokenRecord) as error:
                mend = "write it with 'crossclaim read --format json'"
                raise DataError(f"no reading ({error})", file=str(path), line=number, mend=mend) from error
            found[reading.report.id] = reading
    return found
