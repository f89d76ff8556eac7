"""`crossclaim users`: accounts of people at a desk."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, cast

import click

from crossclaim.commands.common import ends_well, ledger_option
from crossclaim.commands.serve import check_installed

if TYPE_CHECKING:
    from crossclaim.ledger.users import Role

ROLES = click.Choice(["reader", "coder", "editor"])


@click.group("users", short_help="Manage the accounts of a desk.")
def users_command() -> None:
    """Make, list and change accounts for `crossclaim serve`; they are kept in the ledger.

    A reader looks; a coder also adds reports and decides on claims; an editor also merges and splits incidents and
    manages accounts.
    """


@users_command.command("add", short_help="Make an account.")
@click.argument("name")
@click.option("--role", type=ROLES, default="reader", show_default=True, help="What it may do.")
@ledger_option
@click.pass_context
def add_user(context: click.Context, name: str, role: str, ledger: str) -> None:
    """Make an account NAME; its password is asked for, or read from standard input."""
    from crossclaim.ledger.users import checked_name

    with ends_well(context):
        check_installed()
        from crossclaim.desk.security.passwords import Passwords
        from crossclaim.ledger import Ledger

        checked_name(name)
        hashed = Passwords().hashed(_password())
        with Ledger.open(ledger) as opened:
            made = opened.users.add(name, cast("Role", role), hashed)
        click.echo(f"{made.name}  {made.role}")


@users_command.command("list", short_help="List accounts.")
@ledger_option
@click.pass_context
def list_users(context: click.Context, ledger: str) -> None:
    """List accounts with their roles."""
    with ends_well(context):
        from crossclaim.ledger import Ledger

        with Ledger.open(ledger, read_only=True) as opened:
            for user in opened.users.all():
                click.echo(f"{user.name}  {user.role}{'' if user.active else '  locked'}")


@users_command.command("change", short_help="Change an account.")
@click.argument("name")
@click.option("--role", type=ROLES, help="Another role.")
@click.option("--password", is_flag=True, help="A new password, asked for or read from standard input.")
@click.option("--lock/--unlock", default=None, help="Whether it may log in.")
@ledger_option
@click.pass_context
def change_user(
    context: click.Context, name: str, role: str | None, password: bool, lock: bool | None, ledger: str
) -> None:
    """Change the account NAME; its sessions end, also where nothing else is asked for."""
    with ends_well(context):
        check_installed()
        from crossclaim.desk.security.passwords import Passwords
        from crossclaim.ledger import Ledger

        hashed = Passwords().hashed(_password()) if password else None
        active = None if lock is None else not lock
        with Ledger.open(ledger) as opened:
            user = opened.users.change(name.casefold(), role=cast("Role | None", role), active=active, password=hashed)
        click.echo(f"{user.name}  {user.role}{'' if user.active else '  locked'}")


def _password() -> str:
    """Twice from a terminal, unseen; else the first line of standard input."""
    if sys.stdin.isatty():
        return click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return sys.stdin.readline().rstrip("\r\n")
