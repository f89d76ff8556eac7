"""What the commands over a ledger share: the option that names it, and how errors end a command."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from crossclaim.errors import CrossclaimError, DataError, OptionError

if TYPE_CHECKING:
    from crossclaim.codebook import Codebook

DEFAULT_LEDGER = "crossclaim.ledger"
SOME_FAILED, INTERRUPTED, PIPE_CLOSED = 1, 130, 141
"""Exit statuses beside 0 and click's 2; the last two are those that a shell gives to the signals."""

UNUSABLE = 2
"""Click's own exit status for arguments that cannot be used."""

Command = TypeVar("Command", bound=Callable[..., Any])


def ledger_option(command: Command) -> Command:
    """Adds `--ledger`, given to the command as `ledger`."""
    option = click.option(
        "--ledger",
        metavar="FILE|URL",
        default=DEFAULT_LEDGER,
        show_default=True,
        envvar="CROSSCLAIM_LEDGER",
        show_envvar=True,
        help="The ledger: a file, or postgresql://user@host/name.",
    )
    return option(command)


def min_confidence_option(command: Command) -> Command:
    """Adds `--min-confidence`, given to the command as `min_confidence`."""
    option = click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        default=0.0,
        metavar="X",
        help="Leave out claims whose confidence is under X (0 to 1); how many were left out stands with the reading.",
    )
    return option(command)


def codebook_option(command: Command) -> Command:
    """Adds `--codebook`, given to the command as `folder`."""
    option = click.option(
        "--codebook",
        "folder",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="Lay your own words, parties and places in DIR over the package's.",
    )
    return option(command)


def open_codebook(context: click.Context, folder: Path) -> Codebook:
    """A user's codebook; a wrong entry ends the command, what is no file of it is said."""
    from crossclaim.codebook import load_codebook

    try:
        codebook = load_codebook(folder)
    except DataError as error:
        say(str(error))
        context.exit(UNUSABLE)
    for name in codebook.unknown:
        say(f"{folder / name}: no codebook file, passed over")
    return codebook


def say(line: str) -> None:
    """One line on standard error."""
    from crossclaim.export.phrases import plain

    click.echo(f"crossclaim: {plain(line)}", err=True)


@contextmanager
def ends_well(context: click.Context) -> Iterator[None]:
    """Ends the command with one clear line and its exit status, whatever goes wrong inside.

    Args:
        context: of the command.
    """
    try:
        yield
    except OptionError as error:
        raise click.UsageError(str(error)) from error
    except DataError as error:
        say(str(error))
        context.exit(UNUSABLE)
    except CrossclaimError as error:
        say(str(error))
        context.exit(SOME_FAILED)
    except BrokenPipeError:
        close_quietly()
        context.exit(PIPE_CLOSED)
    except OSError as error:
        where = f" {error.filename}" if error.filename else ""
        say(f"cannot write{where}: {error.strerror or error}; what was there before is kept")
        context.exit(SOME_FAILED)
    except KeyboardInterrupt:
        say("interrupted")
        context.exit(INTERRUPTED)


def close_quietly() -> None:
    """Nobody reads standard output any more: what Python still flushes at its end goes nowhere."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
