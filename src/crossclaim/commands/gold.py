"""`crossclaim gold`: what people decided, as gold for the evaluation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import click

from crossclaim.commands.common import SOME_FAILED, ends_well, ledger_option, say


@click.command("gold", short_help="Write what people decided as gold for the evaluation.")
@click.argument("folder", metavar="FOLDER", type=click.Path(file_okay=False, path_type=Path))
@ledger_option
@click.option("--partly", is_flag=True, help="Take reports of which only some claims were decided on.")
@click.pass_context
def gold_command(context: click.Context, folder: Path, ledger: str, partly: bool) -> None:
    """Write the reports that people went through to FOLDER, with the claims that stand.

    Accepted, corrected and missed claims are in, rejected ones out. FOLDER gets reports.jsonl, gold.A.json, gold.B.json
    where a second coder read without seeing the first, and readings.jsonl, which is format 1. `python -m evaluation`
    reads it as the set "review".
    Exit status: 0 when something was written, 1 when nothing was or the ledger cannot be read, 2 for unusable
    arguments.
    """
    left_out: Counter[str] = Counter()
    number = 0
    with ends_well(context):
        number = write_gold(ledger, folder, left_out, partly=partly)
    if left_out:
        say(f"{_reports(len(left_out))} left out: {left_out.total():,} claims wait to be decided on")
    say(f"{_reports(number)} written to {folder}" if number else "no report was gone through; nothing written")
    context.exit(0 if number else SOME_FAILED)


def write_gold(where: str, folder: Path, left_out: Counter[str], *, partly: bool = False) -> int:
    """Writes a folder of gold, and gives the number of reports in it; nothing is written for none.

    Args:
        where: the ledger.
        folder: made where it is not there; files of the same names are replaced.
        left_out: filled with claims that wait, by report, of reports that were left out.
        partly: whether such reports are taken.

    Raises:
        CrossclaimError: the ledger cannot be read.
        OSError: the folder cannot be written.
    """
    from crossclaim.decisions.gather import gold_of
    from crossclaim.decisions.gold import gold_files
    from crossclaim.ledger import Ledger

    with Ledger.open(where, read_only=True) as ledger:
        reports = list(gold_of(ledger, left_out, partly=partly))
    if reports:
        _write(folder, gold_files(reports))
    return len(reports)


def _write(folder: Path, files: Mapping[str, str]) -> None:
    from crossclaim.output import file_output

    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        with file_output(folder / name) as stream:
            stream.write(text.encode("utf-8", "replace"))


def _reports(number: int) -> str:
    return "1 report" if number == 1 else f"{number:,} reports"
