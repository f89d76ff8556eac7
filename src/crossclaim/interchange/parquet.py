"""Parquet, where the extra `parquet` (pyarrow) is installed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from crossclaim.errors import OptionError
from crossclaim.interchange.records import Cell, Column, Lost, Row

BATCH = 5_000
"""Rows of one row group."""

TYPES = {"text": "string", "whole": "int64", "number": "float64", "day": "date32", "flag": "bool_"}


class _Pieces:
    """A file that keeps what is written until it is taken."""

    closed = False

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._size = 0

    def write(self, data: Any) -> int:
        piece = bytes(data)
        self._pieces.append(piece)
        self._size += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self._size

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """What was written stays to be taken."""

    def taken(self) -> Iterator[bytes]:
        pieces, self._pieces = self._pieces, []
        yield from pieces


class ParquetSink:
    """One table of typed columns, in groups of rows.

    Raises:
        OptionError: pyarrow is not installed.
    """

    def __init__(self, columns: Sequence[Column]) -> None:
        try:
            import pyarrow
            from pyarrow import parquet
        except ModuleNotFoundError as error:
            raise OptionError("Parquet needs the package pyarrow; install crossclaim[parquet]") from error
        self._arrow = pyarrow
        self._columns, self._rows = columns, list[Row]()
        self._schema = pyarrow.schema([(c.name, getattr(pyarrow, TYPES[c.type])()) for c in columns])
        self._file = _Pieces()
        self._writer = parquet.ParquetWriter(pyarrow.PythonFile(self._file, mode="w"), self._schema)

    def begin(self) -> Iterator[bytes]:
        return self._file.taken()

    def add(self, row: Row) -> Iterator[bytes]:
        self._rows.append(row)
        if len(self._rows) >= BATCH:
            self._write()
        return self._file.taken()

    def end(self, lost: Lost) -> Iterator[bytes]:
        if self._rows:
            self._write()
        self._writer.close()
        return self._file.taken()

    def _write(self) -> None:
        plain = [{c.name: _whole(row[c.name]) for c in self._columns} for row in self._rows]
        self._writer.write_table(self._arrow.Table.from_pylist(plain, schema=self._schema))
        self._rows = []


def _whole(cell: Cell) -> Cell:
    """Text without lone surrogates, which Parquet's UTF-8 has no room for."""
    return cell.encode("utf-8", "replace").decode() if isinstance(cell, str) else cell
