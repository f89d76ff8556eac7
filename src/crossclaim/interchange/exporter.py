"""Which kind goes in which format, and the way from items to bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from crossclaim.errors import OptionError
from crossclaim.interchange import accounts, acled, claims, evidence, geojson, incidents, plover, polecat, reports, ucdp
from crossclaim.interchange.parquet import ParquetSink
from crossclaim.interchange.records import Converted, Lost
from crossclaim.interchange.sinks import CsvSink, LinesSink, Sink, TabSink

KINDS = ("claims", "incidents", "accounts", "reports")
"""What can be exported."""


@dataclass(frozen=True, slots=True)
class Form:
    """One format of one kind.

    Attributes:
        convert: an item to rows and what they lose. Items are `Told` for claims, `Case` for incidents and accounts,
            `StoredReport` for reports.
        sink: makes what turns rows to bytes.
        with_text: whether a claim must come with its report's text.
        binary: whether it is nothing for a terminal.
    """

    convert: Callable[[Any], Converted]
    sink: Callable[[], Sink]
    with_text: bool = False
    binary: bool = False


@dataclass(slots=True)
class Account:
    """What became of an export so far: items taken, rows written, what was dropped by its words."""

    items: int = 0
    rows: int = 0
    lost: Lost = field(default_factory=Counter)

    def add(self, converted: Converted) -> None:
        """Count one item more."""
        self.items += 1
        self.rows += len(converted.rows)
        self.lost.update(converted.lost)

    def dropped(self) -> str:
        """What was dropped, in words, the most first.

        >>> Account(lost=Counter({"denials": 2, "ranges": 0})).dropped()
        'denials: 2'
        """
        found = sorted(((n, what) for what, n in self.lost.items() if n), key=lambda pair: (-pair[0], pair[1]))
        return ", ".join(f"{what}: {n:,}" for n, what in found) or "nothing"


def _tables(columns: Any, row: Callable[[Any], Converted], line: Callable[[Any], Converted]) -> dict[str, Form]:
    """The three formats that every kind has."""
    return {
        "jsonl": Form(line, LinesSink),
        "csv": Form(row, partial(CsvSink, columns)),
        "parquet": Form(row, partial(ParquetSink, columns), binary=True),
    }


FORMS: Mapping[str, Mapping[str, Form]] = {
    "claims": {
        **_tables(claims.COLUMNS, claims.table_row, claims.contract_line),
        "geojson": Form(claims.map_feature, geojson.collection),
        "plover": Form(plover.record, LinesSink),
        "polecat": Form(polecat.row, partial(TabSink, polecat.COLUMNS)),
        "annotations": Form(evidence.annotation, evidence.collection, with_text=True),
    },
    "incidents": {
        **_tables(incidents.COLUMNS, incidents.table_row, incidents.json_line),
        "geojson": Form(incidents.map_feature, geojson.collection),
        "hxl": Form(incidents.table_row, partial(CsvSink, incidents.COLUMNS, tags=True)),
        "ucdp": Form(ucdp.row, partial(CsvSink, ucdp.COLUMNS)),
        "acled": Form(acled.row, partial(CsvSink, acled.COLUMNS)),
    },
    "accounts": _tables(accounts.COLUMNS, accounts.table_rows, accounts.json_line),
    "reports": _tables(reports.COLUMNS, reports.table_row, reports.json_line),
}
"""Formats by kind."""

FORMATS = tuple(dict.fromkeys(name for forms in FORMS.values() for name in forms))
"""Names of all formats."""


def form(kind: str, format: str) -> Form:
    """The format of that name for that kind.

    Args:
        kind: one of `KINDS`.
        format: one of `FORMATS`.

    Raises:
        OptionError: this kind has no such format.
    """
    found = FORMS[kind].get(format)
    if found is None:
        others = " or ".join(k for k in KINDS if format in FORMS[k])
        hint = f"; {format} is a format of {others}" if others else ""
        raise OptionError(f"{kind} have no format {format}; they have {', '.join(FORMS[kind])}{hint}")
    return found


def export(items: Iterable[Any], to: Form, so_far: Account) -> Iterator[bytes]:
    """All items in one format, piece by piece.

    Args:
        items: taken one at a time.
        to: the format.
        so_far: filled with what was written and what was dropped.
    """
    sink = to.sink()
    yield from sink.begin()
    for item in items:
        converted = to.convert(item)
        so_far.add(converted)
        for row in converted.rows:
            yield from sink.add(row)
    yield from sink.end(so_far.lost)
