"""`crossclaim tokens`: tokens with which programs use a desk's API."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from crossclaim.commands.common import ends_well, ledger_option, say

if TYPE_CHECKING:
    from crossclaim.ledger.tokens import Token


@click.group("tokens", short_help="Manage the tokens of programs at a desk.")
def tokens_command() -> None:
    """Make, list and revoke tokens for programs that use the API of `crossclaim serve`.

    A token acts for an account and may do what the account may. The ledger keeps its hash alone.
    """


@tokens_command.command("add", short_help="Make a token.")
@click.argument("name")
@click.option("--label", default="", metavar="WORDS", help="What it is for.")
@click.option("--days", type=click.IntRange(1, 36500), metavar="N", help="It is over after so many days.")
@ledger_option
@click.pass_context
def add_token(context: click.Context, name: str, label: str, days: int | None, ledger: str) -> None:
    """Make a token that acts for the account NAME, and print it; it cannot be printed again.

    A program sends it as the header `Authorization: Bearer TOKEN`.
    """
    with ends_well(context):
        from crossclaim.ledger import Ledger

        with Ledger.open(ledger) as opened:
            kept, made = opened.tokens.add(name, label, days)
        click.echo(made)
        say(f"token {kept.id} acts for {kept.user}; keep it now, it is not shown again")


@tokens_command.command("list", short_help="List tokens.")
@ledger_option
@click.pass_context
def list_tokens(context: click.Context, ledger: str) -> None:
    """List tokens by id, with whose they are, when they were made, until when they work, and what they are for."""
    with ends_well(context):
        from crossclaim.ledger import Ledger

        with Ledger.open(ledger, read_only=True) as opened:
            for token in opened.tokens.all():
                click.echo(line(token))


@tokens_command.command("revoke", short_help="End a token.")
@click.argument("id")
@ledger_option
@click.pass_context
def revoke_token(context: click.Context, id: str, ledger: str) -> None:
    """End the token with this ID, from the next request on."""
    with ends_well(context):
        from crossclaim.ledger import Ledger

        with Ledger.open(ledger) as opened:
            click.echo(line(opened.tokens.revoke(id)))


def line(token: Token) -> str:
    """A token on a line, without what is secret."""
    until = f"until {token.expires:%Y-%m-%d}" if token.expires else "without end"
    state = f"revoked {token.revoked:%Y-%m-%d}" if token.revoked else until
    return "  ".join(filter(None, (token.id, token.user, f"made {token.created:%Y-%m-%d}", state, token.label)))
