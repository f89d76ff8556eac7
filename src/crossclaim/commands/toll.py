"""`crossclaim toll`: the tolls of one incident, step by step, and as a picture."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crossclaim.commands.common import ends_well, ledger_option
from crossclaim.commands.views import echo_lines, format_option, reading_option, width_option
from crossclaim.errors import OptionError

if TYPE_CHECKING:
    from crossclaim.commands.show import Shown
    from crossclaim.ledger.standing import Layer

SUFFIXES = (".svg", ".png")


@click.command("toll", short_help="Show how an incident's tolls moved, and who said what.")
@click.argument("incident")
@ledger_option
@format_option("table", "json")
@click.option(
    "--plot",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.svg|png",
    help="Draw the figures over time, one panel for each side, kind and class; PNG needs the extra 'plot'.",
)
@reading_option
@width_option
@click.pass_context
def toll_command(
    context: click.Context, incident: str, ledger: str, form: str, plot: Path | None, layer: Layer, width: int
) -> None:
    """Show the tolls of INCIDENT (its id): what each side admits, what is alleged of it, what monitors say.

    Figures are never added over those who give them.
    """
    from crossclaim.commands.show import look
    from crossclaim.ledger import Ledger

    with ends_well(context):
        if plot and plot.suffix.lower() not in SUFFIXES:
            raise OptionError(f"--plot {plot}: the name must end in .svg or .png")
        with Ledger.open(ledger, read_only=True) as opened:
            shown = look(opened, incident, layer)
        if plot:
            draw(shown, plot)
        echo_lines(lines(shown, form, width))


def draw(shown: Shown, path: Path) -> None:
    """Write the picture of an incident's tolls; the file is put in place when it is whole.

    Raises:
        OptionError: PNG without Pillow.
        OSError: it cannot be written.
    """
    from crossclaim.accounts.chart import chart
    from crossclaim.accounts.png import png
    from crossclaim.accounts.svg import svg
    from crossclaim.accounts.text import heading_lines
    from crossclaim.output import file_output

    picture = chart(heading_lines(shown.incident)[0], shown.accounts.tolls)
    drawn = svg(picture).encode("utf-8", "replace") if path.suffix.lower() == ".svg" else png(picture)
    with file_output(path) as stream:
        stream.write(drawn)


def lines(shown: Shown, form: str, width: int) -> Iterator[str]:
    """What is printed of an incident's tolls."""
    from crossclaim.accounts.plain import json_line
    from crossclaim.accounts.text import heading_lines, toll_lines
    from crossclaim.export.folding import folded

    if form == "json":
        yield json_line({"incident": shown.incident.id, "tolls": shown.accounts.tolls})
        return
    yield from (part for line in heading_lines(shown.incident) for part in folded(line, width, indent=2))
    if not shown.accounts.tolls:
        yield "no figures"
        return
    yield ""
    yield from toll_lines(shown.accounts.tolls, width)
