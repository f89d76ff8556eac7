"""Coverage-guided fuzzing of cleaning, import and reading with atheris: `pip install atheris`, then

    python scripts/fuzz.py clean|import|read [options of libFuzzer, such as -max_total_time=600] [CORPUS]

CORPUS is a folder of inputs, which grows; files of the kinds that are read are a good beginning, and for `import` what
`crossclaim read --format json` prints, one reading a file. A crash, an error that is none of this package's, a reading
that breaks the schema, or more than five seconds for one input end the run; libFuzzer keeps the input in a file, to be
given as argument again. Atheris is no dependency of the project: it has wheels for few systems. The suite fuzzes with
Hypothesis (tests/fuzzing).
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

try:
    import atheris
except ModuleNotFoundError:
    sys.exit("scripts/fuzz.py needs atheris: pip install atheris")

with atheris.instrument_imports(include=["crossclaim"]):
    from crossclaim.clean import Cleaner, InputOptions, load_tables, open_reports
    from crossclaim.errors import CrossclaimError
    from crossclaim.export.contract import dumps
    from crossclaim.export.contract_back import from_json
    from crossclaim.export.schema import schema_text
    from crossclaim.pipeline import load_reader
    from crossclaim.records import Reading, Report

ENDINGS = (".txt", ".html", ".json", ".jsonl", ".csv", ".tsv", ".xml", ".warc", ".warc.gz", ".parquet")
SECONDS = 5

FIRST = b"The army said two men were killed in Peru on Friday."
"""Given before any other input: it opens the models, and imports what is imported only when it is needed."""


def cleaning() -> Callable[[bytes], None]:
    """Files of any bytes; the first byte chooses the ending."""
    cleaner, check = Cleaner.of(load_tables()), checking()

    def one(data: bytes) -> None:
        ending = ENDINGS[data[0] % len(ENDINGS)] if data else ".txt"
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"report{ending}"
            path.write_bytes(data[1:])
            for found in open_reports([str(path)], InputOptions(), cleaner=cleaner):
                if isinstance(found, Report):
                    check(Reading(found))
                else:
                    assert len(str(found).splitlines()) == 1

    return one


def importing() -> Callable[[bytes], None]:
    """JSON of any kind as a reading that comes back in."""

    def one(data: bytes) -> None:
        try:
            found: Any = json.loads(data)
        except (ValueError, RecursionError):
            return
        for given in (found, {"format": 1, **found} if isinstance(found, dict) else None):
            try:
                from_json(given)
            except CrossclaimError as error:
                assert len(str(error).splitlines()) == 1

    return one


def reading() -> Callable[[bytes], None]:
    """Any text, read whole."""
    reader, check = load_reader(threads=1), checking()

    def one(data: bytes) -> None:
        check(reader.read(Report("r", data.decode("utf-8", "surrogateescape"))))

    return one


def checking() -> Callable[[Reading], None]:
    """Sees whether a reading keeps to the schema."""
    import jsonschema

    valid = jsonschema.Draft202012Validator(json.loads(schema_text()))

    def check(made: Reading) -> None:
        line = dumps(made, explain=True)
        line.encode("utf-8")
        valid.validate(json.loads(line))

    return check


def main() -> None:
    """Fuzzes what the first argument names until it is stopped."""
    kinds = {"clean": cleaning, "import": importing, "read": reading}
    if len(sys.argv) < 2 or sys.argv[1] not in kinds:
        sys.exit((__doc__ or "").strip())
    with atheris.instrument_imports(include=["crossclaim"]):
        one = kinds[sys.argv[1]]()
        one(FIRST)
    atheris.Setup([sys.argv[0], f"-timeout={SECONDS}", *sys.argv[2:]], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
