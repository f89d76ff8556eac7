"""Bytes thrown at cleaning, reading and import under the guidance of which lines they reach, by atheris.

    pip install atheris           # Linux and macOS; wheels for Python 3.11 and later
    python benchmarks/fuzz.py -max_total_time=600 CORPUS
    python benchmarks/fuzz.py --what reading -runs=10000 CORPUS

What follows `--what` (files, readings, reading; by default the first two) and its value goes to libFuzzer. CORPUS is a
folder of inputs, which grows; files of the kinds that are read are a good beginning. A crash, an error that is none of
this package's, a reading that breaks the schema, or more than five seconds for one input end the run, and the input is
written to a file beside it.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import atheris

with atheris.instrument_imports(include=["crossclaim"]):
    from crossclaim.clean import Cleaner, InputOptions, load_tables, open_reports
    from crossclaim.errors import CrossclaimError, InputError
    from crossclaim.export.contract import dumps
    from crossclaim.export.contract_back import from_json
    from crossclaim.export.schema import schema_text
    from crossclaim.records import Reading, Report

ENDINGS = (".txt", ".html", ".json", ".jsonl", ".csv", ".tsv", ".xml", ".warc", ".warc.gz", ".parquet")
SECONDS = 5


class Targets:
    """What inputs are thrown at."""

    def __init__(self) -> None:
        import jsonschema

        self.cleaner = Cleaner.of(load_tables())
        self.valid = jsonschema.Draft202012Validator(json.loads(schema_text()))
        self._read: Callable[[Report], Reading] | None = None

    def files(self, data: bytes) -> None:
        """A file: its kind by the first byte."""
        ending = ENDINGS[data[0] % len(ENDINGS)] if data else ".txt"
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"report{ending}"
            path.write_bytes(data[1:])
            for found in open_reports([str(path)], InputOptions(), cleaner=self.cleaner):
                if isinstance(found, Report):
                    self.check(Reading(found))
                else:
                    assert isinstance(found, InputError) and len(str(found).splitlines()) == 1

    def readings(self, data: bytes) -> None:
        """A reading that comes back in."""
        try:
            raw: Any = json.loads(data)
        except (ValueError, RecursionError):
            return
        try:
            from_json(raw)
        except CrossclaimError as error:
            assert len(str(error).splitlines()) == 1

    def reading(self, data: bytes) -> None:
        """A text, read whole."""
        if self._read is None:
            from crossclaim.pipeline import load_reader

            self._read = load_reader(threads=1).read
        self.check(self._read(Report("r", data.decode("utf-8", "surrogateescape"))))

    def check(self, reading: Reading) -> None:
        """That a reading keeps to the schema."""
        line = dumps(reading, explain=True)
        line.encode("utf-8")
        self.valid.validate(json.loads(line))


def main() -> None:
    """Runs until libFuzzer ends."""
    arguments = sys.argv
    wanted = ["files", "readings"]
    if "--what" in arguments:
        at = arguments.index("--what")
        wanted = [arguments[at + 1]]
        del arguments[at : at + 2]
    targets = Targets()
    chosen = [getattr(targets, name) for name in wanted]

    def one(data: bytes) -> None:
        for target in chosen:
            target(data)

    atheris.Setup([*arguments, f"-timeout={SECONDS}"], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
