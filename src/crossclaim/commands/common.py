"""What the commands over a ledger share: the option that names it, and how errors end a command."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

import click

from crossclaim.errors import CrossclaimError, OptionError

DEFAULT_LEDGER = "crossclaim.ledger"
SOME_FAILED, INTERRUPTED, PIPE_CLOSED = 1, 130, 141
"""Exit statuses beside 0 and click's 2; the last two are those that a shell gives to the signals."""

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
    except CrossclaimError as error:
        say(str(error))
        context.exit(SOME_FAILED)
    except BrokenPipeError:
        close_quietly()
        context.exit(PIPE_CLOSED)
    except OSError as error:
        say(f"cannot write: {error.strerror or error}")
        context.exit(SOME_FAILED)
    except KeyboardInterrupt:
        say("interrupted")
        context.exit(INTERRUPTED)


def close_quietly() -> None:
    """Nobody reads standard output any more: what Python still flushes at its end goes nowhere."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
