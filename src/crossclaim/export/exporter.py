"""What every exporter does: begin, add one reading at a time, end; each gives pieces of text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from crossclaim.errors import OptionError
from crossclaim.export.contract import dumps
from crossclaim.records import Reading


class Exporter(Protocol):
    """Writes readings in one form; holds no reading after `add`, so memory stays constant."""

    def begin(self) -> Iterator[str]:
        """What stands before the first reading."""

    def add(self, reading: Reading) -> Iterator[str]:
        """One reading."""

    def end(self) -> Iterator[str]:
        """What stands after the last reading."""


@dataclass(frozen=True, slots=True)
class Look:
    """How readings are shown.

    Attributes:
        width: columns of the terminal, for the table.
        styled: bold headings, for the table.
        explain: whether each claim says why; the rows of CSV have no room for it.
    """

    width: int = 120
    styled: bool = False
    explain: bool = False


class JsonLines:
    """Format 1, one object per line; `explain` gives each claim its reasons."""

    def __init__(self, *, explain: bool = False) -> None:
        self._explain = explain

    def begin(self) -> Iterator[str]:
        return iter(())

    def add(self, reading: Reading) -> Iterator[str]:
        yield dumps(reading, explain=self._explain) + "\n"

    def end(self) -> Iterator[str]:
        return iter(())


def _table(look: Look) -> Exporter:
    from crossclaim.export.table import TableExporter

    return TableExporter(width=look.width, styled=look.styled, explain=look.explain)


def _html(look: Look) -> Exporter:
    from crossclaim.export.html import HtmlExporter

    return HtmlExporter(explain=look.explain)


def _csv(look: Look) -> Exporter:
    from crossclaim.export.csv_rows import CsvExporter

    return CsvExporter()


_MAKERS: dict[str, Callable[[Look], Exporter]] = {
    "table": _table,
    "json": lambda look: JsonLines(explain=look.explain),
    "csv": _csv,
    "html": _html,
}

FORMATS = tuple(_MAKERS)
"""Names that `exporter` takes."""


def exporter(name: str, look: Look | None = None) -> Exporter:
    """The exporter of that name.

    Args:
        name: one of `FORMATS`.
        look: width and style of the table, and whether claims say why.

    Raises:
        OptionError: no exporter of that name, or one that cannot say why.

    >>> from crossclaim.records import Report
    >>> "".join(export([Reading(Report(id="r", text="Quiet."))], exporter("json")))[:11]
    '{"format": '
    """
    if name not in _MAKERS:
        raise OptionError(f"no format {name!r}; there are {', '.join(FORMATS)}")
    if name == "csv" and look is not None and look.explain:
        raise OptionError("csv has no room for reasons; explain with table, json or html")
    return _MAKERS[name](look or Look())


def export(readings: Iterable[Reading], to: Exporter) -> Iterator[str]:
    """All readings through one exporter, piece by piece.

    Args:
        readings: any number, taken one at a time.
        to: an exporter.

    Returns:
        Pieces of text that make up the output. Line ends are the format's own: write them untranslated.
    """
    yield from to.begin()
    for reading in readings:
        yield from to.add(reading)
    yield from to.end()
