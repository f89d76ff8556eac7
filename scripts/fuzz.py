"""Coverage-guided fuzzing of cleaning, import and reading with atheris: `pip install atheris`, then

    python scripts/fuzz.py clean|import|read [options of libFuzzer, such as -max_total_time=600 -timeout=5]

An input that crashes the program or takes over five seconds is kept in a file by libFuzzer, to be given as argument
again. Atheris is no dependency of the project: it has wheels for few systems. The suite fuzzes with Hypothesis
(tests/fuzzing).
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

try:
    import atheris
except ModuleNotFoundError:
    sys.exit("scripts/fuzz.py needs atheris: pip install atheris")

with atheris.instrument_imports(include=["crossclaim"]):
    from crossclaim.clean import Cleaner, InputOptions, load_tables, open_reports
    from crossclaim.errors import BrokenRecord, InputError
    from crossclaim.export.contract import to_json
    from crossclaim.export.contract_back import from_json
    from crossclaim.pipeline import load_reader
    from crossclaim.records import Report

ENDINGS = (".txt", ".html", ".json", ".jsonl", ".csv", ".xml", ".warc", ".warc.gz", ".parquet")


def cleaning() -> Callable[[bytes], None]:
    """Files of any bytes; the first byte chooses the ending."""
    cleaner = Cleaner.of(load_tables())

    def one(data: bytes) -> None:
        if not data:
            return
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"report{ENDINGS[data[0] % len(ENDINGS)]}"
            path.write_bytes(data[1:])
            for item in open_reports([str(path)], InputOptions(), cleaner=cleaner):
                assert isinstance(item, Report | InputError)

    return one


def importing() -> Callable[[bytes], None]:
    """JSON of any kind as a reading."""

    def one(data: bytes) -> None:
        try:
            found: Any = json.loads(data)
        except (ValueError, RecursionError):
            return
        if isinstance(found, dict):
            with suppress(BrokenRecord):
                from_json({"format": 1, **found})

    return one


def reading() -> Callable[[bytes], None]:
    """Any text, read whole and checked by the schema."""
    import jsonschema

    from crossclaim.export.schema import schema_text

    reader = load_reader(threads=1)
    valid = jsonschema.Draft202012Validator(json.loads(schema_text()))

    def one(data: bytes) -> None:
        text = atheris.FuzzedDataProvider(data).ConsumeUnicode(2_000)
        valid.validate(to_json(reader.read(Report("r", text))))

    return one


def main() -> None:
    """Fuzzes what the first argument names until it is stopped."""
    kinds = {"clean": cleaning, "import": importing, "read": reading}
    if len(sys.argv) < 2 or sys.argv[1] not in kinds:
        sys.exit((__doc__ or "").strip())
    one = kinds[sys.argv[1]]()
    atheris.Setup([sys.argv[0], *sys.argv[2:]], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
