"""The command line: reports in, readings out.

Data goes to standard output, all else to standard error. What costs time to load is imported by the commands
that need it.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from crossclaim import __version__
from crossclaim.commands.add import add_command
from crossclaim.commands.alarms import alarms_command
from crossclaim.commands.archive import archive_command
from crossclaim.commands.common import (
    SOME_FAILED,
    codebook_option,
    ends_well,
    min_confidence_option,
    open_codebook,
    say,
)
from crossclaim.commands.export import export_command
from crossclaim.commands.gold import gold_command
from crossclaim.commands.incidents import incidents_command
from crossclaim.commands.inputs import column_options
from crossclaim.commands.reread import reread_command
from crossclaim.commands.search import search_command
from crossclaim.commands.series import series_command
from crossclaim.commands.serve import serve_command
from crossclaim.commands.show import show_command
from crossclaim.commands.tokens import tokens_command
from crossclaim.commands.toll import toll_command
from crossclaim.commands.users import users_command
from crossclaim.commands.watch import watch_command
from crossclaim.errors import InputError

if TYPE_CHECKING:
    from crossclaim.batch import Tallied
    from crossclaim.clean import Columns, InputOptions
    from crossclaim.codebook import Codebook
    from crossclaim.export.exporter import Look
    from crossclaim.records import Reading, Report

FORMATS = ("table", "json", "csv", "html")

PIPE_WIDTH = 120
"""Columns of a table that does not go to a terminal."""


def _open_reports(paths: Sequence[str], options: InputOptions) -> Iterator[Report | InputError]:
    from crossclaim.clean import open_reports

    return open_reports(paths, options)


def _load_read(codebook: Codebook | None = None) -> Callable[[Report], Reading]:
    from crossclaim.pipeline import load_reader
    from crossclaim.places import Gazetteer

    if not Gazetteer.built():
        click.echo("crossclaim: making the index of places, once; this takes about half a minute", err=True)
    return load_reader(codebook=codebook).read


@dataclass(frozen=True, slots=True)
class Services:
    """What the commands use; tests give their own as the context's object."""

    open_reports: Callable[[Sequence[str], InputOptions], Iterable[Report | InputError]] = _open_reports
    load_read: Callable[..., Callable[[Report], Reading]] = _load_read

    def sifted(self, codebook: Codebook | None, minimum: float) -> Services:
        """The same with a reader over a user's codebook that leaves out claims less sure than a minimum."""
        from crossclaim.sifting import at_least

        def load() -> Callable[[Report], Reading]:
            read = self.load_read(codebook) if codebook is not None else self.load_read()
            return lambda report: at_least(read(report), minimum)

        return replace(self, load_read=load)


@dataclass(frozen=True, slots=True)
class Output:
    """How readings are written, and where: None is standard output."""

    format: str
    path: Path | None
    width: int | None
    explain: bool = False


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="crossclaim %(version)s")
def main() -> None:
    """Read reports of armed conflict and list who claims, denies or hedges what.

    Each claim comes with the exact words of the report as evidence.
    """


@main.command("read", short_help="List the claims in reports.")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option(
    "--published",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Day the reports were published; relative dates (Friday night) count from it.",
)
@click.option("--source", metavar="NAME", help="Outlet or body that published them.")
@click.option("--title", metavar="TEXT", help="Headline.")
@click.option(
    "--kind",
    type=click.Choice(["auto", "article", "page"]),
    default="auto",
    show_default=True,
    help="article: the text is kept as it is. page: furniture of a web page is left out. auto: JSON is an "
    "article unless it says otherwise, all else is a page.",
)
@click.option("--language", metavar="CODE", help="Take the texts to be in this language, without looking.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="table to look at; json, one object per report and line; csv, one row per claim; html, one page.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write there instead of to standard output; the file is put in place when all is read.",
)
@click.option(
    "--width",
    type=click.IntRange(min=40),
    metavar="COLUMNS",
    help=f"Width of the table; by default that of the terminal, or {PIPE_WIDTH}.",
)
@min_confidence_option
@click.option("--explain", is_flag=True, help="Say of each claim why it reads so (table, json, html).")
@codebook_option
@column_options
@click.pass_context
def read_command(
    context: click.Context,
    paths: tuple[str, ...],
    published: datetime | None,
    source: str | None,
    title: str | None,
    kind: str,
    language: str | None,
    form: str,
    output: Path | None,
    width: int | None,
    min_confidence: float,
    explain: bool,
    folder: Path | None,
    columns: Columns,
) -> None:
    """List the claims in reports: who says what happened, to whom, how many, where and when.

    PATH is a .txt, .html, .json (one report), .jsonl (one a line), .csv, .tsv or .parquet (one a row), RSS, Atom,
    .warc or .warc.gz file, or - for standard input.

    A report that cannot be read is said in one line on standard error; the others are read all the same.
    Exit status: 0 when every report was read, 1 when some could not be, 2 for unusable arguments.
    """
    from crossclaim.clean import InputOptions

    services = context.find_object(Services) or Services()
    codebook = open_codebook(context, folder) if folder is not None else None
    services = services.sifted(codebook, min_confidence)
    with ends_well(context):
        day = published.date() if published else None
        options = InputOptions(day, source, title, kind, language, columns=columns)
        where = Output(form, None if output == Path("-") else output, width, explain)
        done = read_reports(paths, options, where, services)
    _say_left_out(done, min_confidence)
    _say_skipped(done)
    context.exit(SOME_FAILED if done.skipped else 0)


@main.command("codebook", short_help="Check a folder of your own words, parties and places.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.pass_context
def codebook_command(context: click.Context, folder: Path) -> None:
    """Check DIR, a folder for read --codebook, and say line by line what it changes.

    Exit status: 0 when all is in order, 2 when an entry is wrong.
    """
    codebook = open_codebook(context, folder)
    for change in codebook.changes:
        click.echo(str(change))
    number = len(codebook.changes)
    click.echo(f"{'1 change' if number == 1 else f'{number} changes'}")


main.add_command(add_command)
main.add_command(archive_command)
main.add_command(incidents_command)
main.add_command(show_command)
main.add_command(toll_command)
main.add_command(series_command)
main.add_command(search_command)
main.add_command(export_command)
main.add_command(reread_command)
main.add_command(gold_command)
main.add_command(serve_command)
main.add_command(users_command)
main.add_command(tokens_command)
main.add_command(watch_command)
main.add_command(alarms_command)


@main.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of the json format."""
    from crossclaim.export.schema import schema_text

    click.echo(schema_text(), nl=False)


def read_reports(paths: Sequence[str], options: InputOptions, output: Output, services: Services) -> Tallied:
    """Read reports and write their readings as they come.

    Args:
        paths: files, or "-".
        options: what is said of all inputs.
        output: form and place of what is written.
        services: what opens reports and reads them.

    Returns:
        How many were read, and how many skipped, by reason.

    Raises:
        OptionError: unusable options.
        CrossclaimError: what concerns all reports, such as a missing model.
        OSError: the output cannot be written.
    """
    from crossclaim.batch import Tallied, read_all
    from crossclaim.export.exporter import exporter
    from crossclaim.progress import ProgressLine

    writer = exporter(output.format, _look(output))
    so_far = Tallied()
    to_terminal = output.path is None and sys.stdout.isatty()
    shown = sys.stderr.isatty() and not to_terminal
    with _target(output.path) as stream, ProgressLine(sys.stderr, shown=shown) as progress:
        _write(stream, writer.begin())
        for item in read_all(services.open_reports(paths, options), services.load_read):
            so_far.add(item)
            if isinstance(item, InputError):
                say(str(item))
            else:
                _write(stream, writer.add(item))
            progress.update(so_far)
        _write(stream, writer.end())
    return so_far


def _look(output: Output) -> Look:
    """The table's width and style: bold only on a terminal that has not asked for plain text."""
    from crossclaim.export.exporter import Look

    plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb" or os.name == "nt"
    on_terminal = output.path is None and sys.stdout.isatty()
    width = output.width or shutil.get_terminal_size((PIPE_WIDTH, 24)).columns
    return Look(width=width, styled=on_terminal and not plain, explain=output.explain)


def _target(path: Path | None) -> AbstractContextManager[BinaryIO]:
    from crossclaim.output import file_output

    if path is None:
        return nullcontext(sys.stdout.buffer)
    return file_output(path)


def _write(stream: BinaryIO, pieces: Iterable[str]) -> None:
    """UTF-8, whatever the terminal's locale; line ends stay as the format wants them."""
    for piece in pieces:
        stream.write(piece.encode("utf-8", "replace"))
    stream.flush()


def _say_left_out(done: Tallied, minimum: float) -> None:
    if done.left_out:
        claims = "1 claim" if done.left_out == 1 else f"{done.left_out:,} claims"
        say(f"{claims} with a confidence under {minimum:g} left out")


def _say_skipped(done: Tallied) -> None:
    if done.skipped:
        say(str(done))
    elif not done.read:
        say("there is no report in the input")
