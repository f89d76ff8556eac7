"""`crossclaim serve`: the desk over a ledger."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crossclaim.commands.common import DEFAULT_LEDGER, ends_well, say
from crossclaim.errors import CrossclaimError, LedgerError, OptionError

if TYPE_CHECKING:
    from socket import socket

    from crossclaim.desk.app import DeskServices
    from crossclaim.desk.serving import Certificate
    from crossclaim.desk.settings import DeskSettings
    from crossclaim.ledger import Ledger
    from crossclaim.records import Reading, Report

PORT = 8750


@click.command("serve", short_help="Open the desk: a ledger's pages in a browser.")
@click.argument("ledger", required=False, envvar="CROSSCLAIM_LEDGER")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="NAME", help="Where to listen.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    metavar="N",
    help="Port to listen on; 0 takes one that is free.",
)
@click.option("--read-only", is_flag=True, help="Show the ledger, and let nobody change it.")
@click.option("--accounts", is_flag=True, help="Demand accounts on this machine too, as behind a web server.")
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="Host name that the desk answers to, as browsers know it; may be given again.",
)
@click.option(
    "--proxy",
    "proxies",
    multiple=True,
    metavar="ADDRESS",
    help="Address or network of a web server before the desk, whose X-Forwarded headers are taken; may be given again.",
)
@click.option(
    "--certificate",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Speak HTTPS with this certificate (PEM).",
)
@click.option(
    "--key",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The certificate's key (PEM).",
)
@click.option("--open", "browse", is_flag=True, help="Open it in the browser.")
@click.pass_context
def serve_command(
    context: click.Context,
    ledger: str | None,
    host: str,
    port: int,
    read_only: bool,
    accounts: bool,
    names: tuple[str, ...],
    proxies: tuple[str, ...],
    certificate: Path | None,
    key: Path | None,
    browse: bool,
) -> None:
    """Open the desk over LEDGER, a file or postgresql://user@host/name, and say its address.

    Without LEDGER it is crossclaim.ledger in this folder, and where there is none the example ledger, which is made
    of invented reports. On this machine alone there is no log-in. Any other host, and --proxy, take
    accounts, made with `crossclaim users`. Ctrl-C ends it.
    """
    with ends_well(context):
        check_installed()
        from crossclaim.desk.serving import listen
        from crossclaim.desk.settings import is_loopback, network

        if (certificate is None) != (key is None):
            raise OptionError("--certificate and --key go together")
        where = ledger or (DEFAULT_LEDGER if Path(DEFAULT_LEDGER).exists() else None)
        demanded = accounts or bool(proxies) or not is_loopback(host)
        trusted = tuple(network(address) for address in proxies)
        # A port in use is said before anything is read.
        with listen(host, port) as listening, _opened(where, read_only=read_only) as (opened, services):
            if demanded:
                check_accounts(opened)
            settings = replace(
                _settings(host, port, demanded, read_only, names, example=where is None), proxies=trusted
            )
            _serve(settings, opened, services, listening, _pair(certificate, key), browse=browse)


def check_installed() -> None:
    """Sees that what the desk needs is installed.

    Raises:
        CrossclaimError: it is not.
    """
    try:
        import crossclaim.desk  # noqa: F401
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("crossclaim"):
            raise
        raise CrossclaimError(f"the desk needs {error.name}: pip install 'crossclaim[desk]'") from error


def check_accounts(ledger: Ledger) -> None:
    """Sees that somebody can log in.

    Raises:
        CrossclaimError: nobody can.
    """
    if not any(user.active for user in ledger.users.all()):
        add = f"crossclaim users add NAME --role editor --ledger {ledger.name}"
        raise CrossclaimError(f"nobody could log in; make an account first: {add}")


@contextmanager
def _opened(where: str | None, *, read_only: bool) -> Iterator[tuple[Ledger, DeskServices]]:
    """The ledger, and what reads texts and opens files, each in a process of its own."""
    from crossclaim.desk.apart import Apart, ReaderApart
    from crossclaim.desk.app import DeskServices
    from crossclaim.desk.incoming import package_opener
    from crossclaim.desk.reader import package_reader
    from crossclaim.desk.settings import Limits
    from crossclaim.ledger import Ledger
    from crossclaim.ledger.engine import is_url

    seconds = Limits().read_seconds
    reader, opener = ReaderApart(package_reader, seconds), Apart(package_opener, seconds, "opening what was given")
    if where is None:
        where = str(_example(lambda: reader.read))
    elif not is_url(where) and not Path(where).exists():
        raise LedgerError("there is no such file", where=where, next_step="make it with `crossclaim add`")
    try:
        with Ledger.open(where, read_only=read_only) as ledger:
            yield ledger, DeskServices(lambda: reader.read, lambda: opener.ask)
    finally:
        reader.close()
        opener.close()


def _example(load_read: Callable[[], Callable[[Report], Reading]]) -> Path:
    import platformdirs

    from crossclaim.commands.add import AddServices
    from crossclaim.desk.example import example_ledger

    services = AddServices()

    def load() -> Callable[[Report], Reading]:
        say("reading the example reports, once")
        services.make_ready()
        return load_read()

    return example_ledger(platformdirs.user_cache_path("crossclaim"), load, services.origin())


def _settings(
    host: str, port: int, accounts: bool, read_only: bool, names: tuple[str, ...], *, example: bool
) -> DeskSettings:
    """The secret is kept only where sessions must outlive the program."""
    import platformdirs

    from crossclaim.desk.security.secret import kept_secret, metrics_token
    from crossclaim.desk.settings import DeskSettings

    folder = platformdirs.user_data_path("crossclaim")
    secret = kept_secret(os.environ, folder) if accounts else secrets.token_urlsafe(48)
    return DeskSettings(
        secret,
        host=host,
        port=port,
        accounts=accounts,
        read_only=read_only,
        names=names,
        example=example,
        metrics_token=metrics_token(os.environ),
    )


def _pair(certificate: Path | None, key: Path | None) -> Certificate | None:
    from crossclaim.desk.serving import Certificate

    return Certificate(certificate, key) if certificate and key else None


def _serve(
    settings: DeskSettings,
    ledger: Ledger,
    services: DeskServices,
    listening: socket,
    certificate: Certificate | None,
    *,
    browse: bool,
) -> None:
    from crossclaim.desk.app import build
    from crossclaim.desk.serving import address_of, run

    address = address_of(listening, settings.host, secure=certificate is not None)

    def ready() -> None:
        what = "the example ledger; everything in it is invented" if settings.example else f"ledger {ledger.name}"
        click.echo(f"{address}  ({what})")
        say("the desk is open; Ctrl-C ends it")
        if browse:
            click.launch(address)

    run(build(settings, ledger, services), settings, listening, ready, certificate)
