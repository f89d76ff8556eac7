"""Every exception of the package.

CrossclaimError
├── InputError          a report that cannot be read; says which, where and what next
│   ├── EmptyText       nothing to read in it
│   ├── NotText         binary, or not in the encoding it says
│   ├── BrokenRecord    a line or record of a file that does not parse
│   ├── OtherLanguage   not in a language the model reads
│   ├── ReadingFailed   an error of this program on the way; the other reports are read
│   └── FetchError      an address that cannot be fetched
│       ├── FetchRefused    not allowed: a private network, robots.txt, no web page
│       └── FetchLater      may work later: too slow, not there now, asked to wait
├── DataError           a data file of the package or of the user that breaks its form
├── LedgerError         a ledger that cannot be used; says which, why and what next
│   ├── NotALedger      a file or database that holds something else
│   └── NewerLedger     made by a newer version of this program
├── ConflictError       somebody else decided in the meantime; says what
├── WorkerDied          a worker process ended of itself: a crash, or no memory left
├── ModelError          the language model is missing or is not one this version reads
└── OptionError         unusable options or arguments
    └── NotInLedger     nothing of that name is in the ledger
"""

from __future__ import annotations

from collections.abc import Sequence


class CrossclaimError(Exception):
    """Base of all errors that Crossclaim raises on purpose; `str()` is one clear line."""


class InputError(CrossclaimError):
    """A report that cannot be read."""

    def __init__(self, what: str, *, where: str, next_step: str = "") -> None:
        self.what, self.where, self.next_step = what, where, next_step
        line = f"{where}: {what}" + (f"; {next_step}" if next_step else "")
        super().__init__(" ".join(line.splitlines()))

    def __reduce__(self) -> tuple[object, ...]:
        """Comes whole out of a worker process."""
        return _rebuilt, (type(self), self.what, self.where, self.next_step)


def _rebuilt(kind: type[InputError], what: str, where: str, next_step: str) -> InputError:
    return kind(what, where=where, next_step=next_step)


class EmptyText(InputError):
    """A report with nothing to read in it."""


class NotText(InputError):
    """A file that is binary, or not in the encoding it says."""


class BrokenRecord(InputError):
    """A record of a file that does not parse; the others are read."""


class OtherLanguage(InputError):
    """A report in a language that the model does not read."""


class ReadingFailed(InputError):
    """A report on which this program itself failed; `__cause__` is the error."""


class FetchError(InputError):
    """An address that cannot be fetched.

    Attributes:
        status: of the answer, where there was one.
    """

    status: int | None = None


class FetchRefused(FetchError):
    """An address that is not fetched: in a private network, kept by robots.txt, no page or feed."""


class FetchLater(FetchError):
    """An address that may be fetched later.

    Attributes:
        after: seconds that the site asks to wait; None where it does not say.
    """

    after: float | None = None


class DataError(CrossclaimError):
    """A data file that breaks its form: says file, line and mend."""

    def __init__(self, what: str, *, file: str, line: int | None = None, mend: str = "") -> None:
        self.what, self.file, self.line, self.mend = what, file, line, mend
        place = file if line is None else f"{file}:{line}"
        super().__init__(f"{place}: {what}" + (f"; {mend}" if mend else ""))


class LedgerError(CrossclaimError):
    """A ledger that cannot be opened, read or written; what was added before stays as it is."""

    def __init__(self, what: str, *, where: str, next_step: str = "") -> None:
        self.what, self.where, self.next_step = what, where, next_step
        super().__init__(f"ledger {where}: {what}" + (f"; {next_step}" if next_step else ""))


class NotALedger(LedgerError):
    """A file or database that holds something else."""


class NewerLedger(LedgerError):
    """A ledger that a newer version of this program made."""


class ConflictError(CrossclaimError):
    """Somebody else decided on the same thing in the meantime; nothing was written, nothing is lost.

    Attributes:
        mine: what was to be decided (`crossclaim.decisions.records.Draft`).
        theirs: what was decided (`crossclaim.decisions.records.Decision`), in order.
    """

    def __init__(self, what: str, *, mine: Sequence[object] = (), theirs: Sequence[object] = ()) -> None:
        self.mine, self.theirs = tuple(mine), tuple(theirs)
        super().__init__(what)


class WorkerDied(CrossclaimError):
    """A worker process ended of itself: a crash in foreign code, or no memory left."""


class ModelError(CrossclaimError):
    """The language model is missing, or is not one that this version reads."""


class OptionError(CrossclaimError):
    """Options or arguments that cannot be used."""


class NotInLedger(OptionError):
    """There is no such report, claim or incident in the ledger."""
