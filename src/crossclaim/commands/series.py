"""`crossclaim series`: daily counts, violations of a truce, and change points, as table, file and picture."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crossclaim.commands.common import ends_well, ledger_option, say
from crossclaim.commands.views import echo_lines
from crossclaim.errors import OptionError

if TYPE_CHECKING:
    from crossclaim.series.asked import Asked
    from crossclaim.series.records import Acts, By

DAY = click.DateTime(["%Y-%m-%d"])
SUFFIXES = (".svg", ".png")
FORMATS = ("table", "json", "csv", "parquet")


@click.command("series", short_help="Count incidents day by day: who does what to whom, where, and who admits it.")
@ledger_option
@click.option(
    "--by",
    type=click.Choice(("dyad", "place", "day")),
    default="dyad",
    show_default=True,
    help="dyad: who to whom; place: country and first-order division; day: all together.",
)
@click.option("--from", "first", type=DAY, metavar="YYYY-MM-DD", help="Days on or after this one.")
@click.option("--to", "last", type=DAY, metavar="YYYY-MM-DD", help="Days on or before this one.")
@click.option("--country", "countries", multiple=True, metavar="ISO3", help="In this country; may be given again.")
@click.option("--party", "parties", multiple=True, metavar="NAME", help="By or against this party, by name or code.")
@click.option("--truce", is_flag=True, help="Violations of a truce: day, place, side, and how many each speaker says.")
@click.option("--changes", is_flag=True, help="Days on which a daily mean changes; needs the extra 'series'.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="table to look at; json, one object per row; csv; parquet needs the extra 'parquet'.",
)
@click.option(
    "--plot",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.svg|png",
    help="Draw the days of all rows together, with --changes also change points; PNG needs the extra 'plot'.",
)
@click.pass_context
def series_command(
    context: click.Context,
    ledger: str,
    by: By,
    first: datetime | None,
    last: datetime | None,
    countries: tuple[str, ...],
    parties: tuple[str, ...],
    truce: bool,
    changes: bool,
    form: str,
    plot: Path | None,
) -> None:
    """Count the ledger's incidents day by day, by PLOVER's four classes: verbal and material cooperation, verbal and
    material conflict.

    An incident counts once a day, however often it is told. "claimed" is said by anybody, "admitted" by the actor
    itself. docs/series.md has the rules.
    """
    from crossclaim.series.asked import Asked
    from crossclaim.series.records import SeriesFilter

    days = (first.date() if first else None, last.date() if last else None)
    asked = Asked(by, SeriesFilter(*days, countries, parties), truce, changes)
    with ends_well(context):
        check(asked, form, plot)
        run(ledger, asked, form, plot)


def check(asked: Asked, form: str, plot: Path | None) -> None:
    """Sees that options go together.

    Raises:
        OptionError: they do not.
    """
    if asked.truce and (asked.changes or plot):
        raise OptionError("--truce is a table; it goes with neither --changes nor --plot")
    if plot and plot.suffix.lower() not in SUFFIXES:
        raise OptionError(f"--plot {plot}: the name must end in .svg or .png")
    if form == "parquet" and sys.stdout.isatty():
        raise OptionError("parquet is nothing for a terminal; send it to a file with >")


def run(where: str, asked: Asked, form: str, plot: Path | None) -> None:
    """Writes a table to standard output, and a picture to a file.

    Args:
        where: the ledger.
        asked: which series.
        form: of the table.
        plot: the picture's file.

    Raises:
        OptionError: something is not installed that is needed.
        OSError: the output cannot be written.
    """
    from crossclaim.ledger import Ledger
    from crossclaim.series.acts import acts_of
    from crossclaim.series.asked import answer
    from crossclaim.series.tables import table_lines, written
    from crossclaim.series.truce import violations_of

    with Ledger.open(where, read_only=True) as opened:
        entries = list(opened.entries())
    acts = acts_of(() if asked.truce else entries)
    table = answer(asked, acts, violations_of(entries) if asked.truce else ())
    if plot:
        draw(asked, acts, plot)
    if form == "table":
        echo_lines(table_lines(table))
    else:
        for piece in written(table, form):
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
    if acts.undated:
        say(f"{acts.undated:,} {'act has' if acts.undated == 1 else 'acts have'} no day, and stand in no series")


def draw(asked: Asked, acts: Acts, path: Path) -> None:
    """Write the picture of a series; the file is put in place when it is whole.

    Raises:
        OptionError: PNG without Pillow, change points without ruptures.
        OSError: it cannot be written.
    """
    from crossclaim.accounts.png import png
    from crossclaim.accounts.svg import svg
    from crossclaim.output import file_output
    from crossclaim.series.asked import drawn

    picture = drawn(asked, acts)
    content = svg(picture).encode("utf-8", "replace") if path.suffix.lower() == ".svg" else png(picture)
    with file_output(path) as stream:
        stream.write(content)
