"""What the commands that look into a ledger share: options, lines to standard output, accounts of incidents."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from crossclaim.accounts.records import Accounts
    from crossclaim.ledger.ledger import Ledger
    from crossclaim.ledger.records import StoredIncident
    from crossclaim.ledger.standing import Layer

PIPE_WIDTH = 120
"""Columns of a table that does not go to a terminal."""

TOGETHER = 200
"""Incidents whose claims are asked for at once."""

Command = TypeVar("Command", bound=Callable[..., Any])


def format_option(*forms: str) -> Callable[[Command], Command]:
    """Adds `--format`, given to the command as `form`; the first is the default."""
    told = {
        "table": "table to look at",
        "markdown": "markdown and html to hand on",
        "json": "json for programs",
    }
    words = "; ".join(told[f] for f in forms if f in told) + "."
    return click.option("--format", "form", type=click.Choice(forms), default=forms[0], show_default=True, help=words)


def width_option(command: Command) -> Command:
    """Adds `--width`, given to the command as `width`."""
    option = click.option(
        "--width",
        type=click.IntRange(min=40),
        metavar="COLUMNS",
        default=lambda: shutil.get_terminal_size((PIPE_WIDTH, 24)).columns,
        help=f"Width of the table; by default that of the terminal, or {PIPE_WIDTH}.",
    )
    return option(command)


def reading_option(command: Command) -> Command:
    """Adds `--reading`, given to the command as `layer`."""
    option = click.option(
        "--reading",
        "layer",
        type=click.Choice(("reviewed", "machine")),
        default="reviewed",
        show_default=True,
        help="reviewed: with what people decided, rejected claims left out; machine: as it was read.",
    )
    return option(command)


def echo_lines(lines: Iterable[str]) -> None:
    """Lines to standard output, in UTF-8 whatever the terminal's locale."""
    stream = sys.stdout.buffer
    for line in lines:
        stream.write(f"{line}\n".encode("utf-8", "replace"))
    stream.flush()


def accounts_of(
    ledger: Ledger, incidents: Iterable[StoredIncident], layer: Layer = "reviewed"
) -> Iterator[tuple[StoredIncident, Accounts]]:
    """Incidents with their accounts, in their order, the claims of many asked for at once.

    Args:
        ledger: that holds them.
        incidents: of it.
        layer: claims with what people decided, or the machine's reading alone.
    """
    from crossclaim.accounts.account import accounts
    from crossclaim.ledger.standing import Standing

    for incident, stood in Standing(ledger, layer).incidents(incidents):
        yield incident, accounts(incident.id, stood.entries, stood.reactions)
