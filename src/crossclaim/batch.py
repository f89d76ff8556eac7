"""Many reports, one after the other: what fails stands in its place and is counted, the rest is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from crossclaim.errors import (
    BrokenRecord,
    CrossclaimError,
    EmptyText,
    FetchError,
    InputError,
    NotText,
    OtherLanguage,
    ReadingFailed,
)
from crossclaim.records import Reading, Report

REASONS: tuple[tuple[type[InputError], str], ...] = (
    (EmptyText, "nothing to read"),
    (NotText, "not a text"),
    (BrokenRecord, "broken record"),
    (OtherLanguage, "other language"),
    (ReadingFailed, "failed in reading"),
    (FetchError, "could not be fetched"),
    (InputError, "could not be opened"),
)
"""Why a report is skipped; the first class that an error belongs to gives the reason."""


@dataclass(slots=True)
class Tallied:
    """What became of the reports so far."""

    read: int = 0
    claims: int = 0
    left_out: int = 0
    skipped: Counter[str] = field(default_factory=Counter)

    def add(self, item: Reading | InputError) -> None:
        """Count one more."""
        if isinstance(item, InputError):
            self.skipped[reason(item)] += 1
        else:
            self.read += 1
            self.claims += len(item.claims)
            self.left_out += item.left_out

    def __str__(self) -> str:
        reports = "1 report" if self.read == 1 else f"{self.read:,} reports"
        why = ", ".join(f"{number:,} {name}" for name, number in self.skipped.most_common())
        return f"read {reports}; skipped {self.skipped.total():,}: {why}" if why else f"read {reports}"


def reason(error: InputError) -> str:
    """Why a report is skipped, in a word or two.

    >>> reason(EmptyText("nothing to read in it", where="a.txt"))
    'nothing to read'
    """
    return next(name for kind, name in REASONS if isinstance(error, kind))


def read_all(
    reports: Iterable[Report | InputError], open_reader: Callable[[], Callable[[Report], Reading]]
) -> Iterator[Reading | InputError]:
    """Readings in the order of the reports; errors stay in their place.

    Args:
        reports: reports, or the errors that stand for those that could not be opened.
        open_reader: gives the function that reads one report; called once, when the first report comes.

    Raises:
        CrossclaimError: what concerns all reports, such as a missing model.
    """
    read: Callable[[Report], Reading] | None = None
    for report in reports:
        if isinstance(report, InputError):
            yield report
            continue
        if read is None:
            read = open_reader()
        yield read_one(report, read)


def read_one(report: Report, read: Callable[[Report], Reading]) -> Reading | InputError:
    """What is read in a report; an error of this program on the way is a `ReadingFailed`.

    Raises:
        CrossclaimError: what concerns all reports.
    """
    try:
        return read(report)
    except InputError as error:
        return error
    except CrossclaimError:
        raise
    except Exception as error:
        what = f"could not be read: {type(error).__name__}: {error}"
        failed = ReadingFailed(what, where=f"report {report.id}", next_step="please report it")
        failed.__cause__ = error
        return failed
