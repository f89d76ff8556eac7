"""The example ledger: the invented reports that come with the package, read once and kept in the user's cache."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

import crossclaim
from crossclaim import __version__
from crossclaim.clean import InputOptions, open_reports
from crossclaim.errors import InputError, LedgerError
from crossclaim.ledger import Ledger, Origin
from crossclaim.records import Reading, Report


def example_reports() -> tuple[Path, ...]:
    """The files of the example reports, in order: inside the installed package, or beside its source.

    Raises:
        LedgerError: they are not there.
    """
    package = Path(crossclaim.__file__).parent
    for folder in (package / "data" / "examples", package.parents[1] / "examples" / "reports"):
        if found := tuple(sorted(p for p in folder.glob("*.*") if p.is_file())):
            return found
    raise LedgerError("its reports are not installed", where="example", next_step="name a ledger of your own")


def example_ledger(folder: Path, load_read: Callable[[], Callable[[Report], Reading]], origin: Origin) -> Path:
    """The file of the example ledger; made where it is not there, or where the reports or the version are others.

    Args:
        folder: to keep it in; another of this user's where it cannot be written.
        load_read: gives the function that reads a report; called only where it is made.
        origin: what reads.

    Raises:
        CrossclaimError: the reports cannot be read, or nothing can be written.
    """
    reports = example_reports()
    path = _writable(folder) / f"example-{_digest(reports, origin)}.ledger"
    if not path.exists():
        _make(path, reports, load_read(), origin)
    return path


def _digest(reports: Sequence[Path], origin: Origin) -> str:
    made = sha256(f"{__version__} {origin.program} {origin.model}".encode())
    for path in reports:
        made.update(path.name.encode() + b"\0" + path.read_bytes())
    return made.hexdigest()[:12]


def _writable(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):
            return folder
    except OSError:
        pass
    return Path(tempfile.mkdtemp(prefix="crossclaim-"))


def _make(path: Path, reports: Sequence[Path], read: Callable[[Report], Reading], origin: Origin) -> None:
    """The ledger is put in place when it is whole, so that one that was broken off is made again."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".example-") as folder:
        being_made = Path(folder) / "example.ledger"
        with Ledger.open(being_made) as ledger:
            for report in open_reports([str(p) for p in reports], InputOptions()):
                if isinstance(report, InputError):
                    raise report
                list(ledger.add([read(report)], origin))
        being_made.replace(path)
