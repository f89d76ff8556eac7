"""`crossclaim export`: the ledger in formats that other projects read."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from crossclaim.commands.common import ends_well, ledger_option, say
from crossclaim.commands.views import reading_option
from crossclaim.errors import OptionError

if TYPE_CHECKING:
    from crossclaim.interchange import Account, Form
    from crossclaim.ledger import Ledger
    from crossclaim.ledger.standing import Layer

KINDS = ("claims", "incidents", "accounts", "reports")
FORMATS = ("jsonl", "csv", "parquet", "geojson", "hxl", "ucdp", "acled", "plover", "polecat", "annotations")


@click.command("export", short_help="Write claims, incidents, accounts or reports in other projects' formats.")
@click.argument("kind", metavar="KIND", type=click.Choice(KINDS))
@ledger_option
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="jsonl",
    show_default=True,
    help="jsonl, csv, parquet: every kind. geojson: claims, incidents. hxl (tagged CSV), ucdp (GED columns), acled: "
    "incidents. plover, polecat, annotations (W3C Web Annotations): claims.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write there instead of to standard output; the file is put in place when all is written.",
)
@reading_option
@click.pass_context
def export_command(
    context: click.Context, kind: str, ledger: str, form: str, output: Path | None, layer: Layer
) -> None:
    """Write KIND (claims, incidents, accounts or reports) of the ledger in a format that other projects read.

    What a format has no room for is dropped, and said and counted in one line on standard error. Deaths are never
    added over claimants.
    Exit status: 0 when all was written, 1 when the ledger cannot be read or the output not written, 2 for unusable
    arguments.
    """
    from crossclaim.interchange import Account

    so_far = Account()
    with ends_well(context):
        export_ledger(kind, ledger, form, None if output == Path("-") else output, so_far, layer)
        items, rows = _number(so_far.items, kind), _number(so_far.rows, "rows")
        say(f"{items} exported as {form}, {rows}; dropped: {so_far.dropped()}")


def _number(number: int, many: str) -> str:
    return f"1 {many.removesuffix('s')}" if number == 1 else f"{number:,} {many}"


def export_ledger(
    kind: str, where: str, format: str, output: Path | None, so_far: Account, layer: Layer = "reviewed"
) -> None:
    """Writes one kind of a ledger in one format.

    Args:
        kind: claims, incidents, accounts or reports.
        where: the ledger.
        format: one that the kind has.
        output: a file; None for standard output.
        so_far: filled with what was written and what was dropped.
        layer: claims with what people decided, or the machine's reading alone.

    Raises:
        OptionError: the kind has no such format, or it is nothing for a terminal.
        CrossclaimError: the ledger cannot be read.
        OSError: the output cannot be written.
    """
    from crossclaim.interchange import export, form
    from crossclaim.ledger import Ledger

    found = form(kind, format)
    if found.binary and output is None and sys.stdout.isatty():
        raise OptionError(f"{format} is nothing for a terminal; give a file with --output")
    with Ledger.open(where, read_only=True) as ledger, _target(output) as stream:
        for piece in export(_items(ledger, kind, found, layer), found, so_far):
            stream.write(piece)
        stream.flush()


def _items(ledger: Ledger, kind: str, form: Form, layer: Layer) -> Iterable[Any]:
    from crossclaim.interchange import cases, told

    if kind == "claims":
        return told(ledger, with_text=form.with_text, layer=layer)
    return ledger.reports() if kind == "reports" else cases(ledger, layer=layer)


def _target(path: Path | None) -> AbstractContextManager[BinaryIO]:
    from crossclaim.output import file_output

    return nullcontext(sys.stdout.buffer) if path is None else file_output(path)
