"""`crossclaim incidents`: the incidents of a ledger, one after another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import click

from crossclaim.commands.common import ends_well, ledger_option
from crossclaim.commands.views import echo_lines, format_option, reading_option, width_option

if TYPE_CHECKING:
    from crossclaim.accounts.listing import Listed
    from crossclaim.ledger.ledger import Ledger
    from crossclaim.ledger.records import IncidentFilter
    from crossclaim.ledger.standing import Layer

DAY = click.DateTime(["%Y-%m-%d"])


@click.command("incidents", short_help="List the ledger's incidents.")
@ledger_option
@click.option("--from", "first", type=DAY, metavar="YYYY-MM-DD", help="Incidents on or after this day.")
@click.option("--to", "last", type=DAY, metavar="YYYY-MM-DD", help="Incidents on or before this day.")
@click.option("--country", "countries", multiple=True, metavar="ISO3", help="In this country; may be given again.")
@click.option("--party", "parties", multiple=True, metavar="NAME", help="With this party, by name or country code.")
@click.option("--event", "events", multiple=True, metavar="TYPE", help="With claims of this event type.")
@click.option("--disputed", is_flag=True, help="Only those in which something is disputed or denied.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many.")
@click.option("--empty", is_flag=True, help="Also those all of whose claims were rejected.")
@format_option("table", "json")
@reading_option
@width_option
@click.pass_context
def incidents_command(
    context: click.Context,
    ledger: str,
    first: datetime | None,
    last: datetime | None,
    countries: tuple[str, ...],
    parties: tuple[str, ...],
    events: tuple[str, ...],
    disputed: bool,
    limit: int | None,
    empty: bool,
    form: str,
    layer: Layer,
    width: int,
) -> None:
    """List incidents: day, place, parties, how they stand, and their tolls.

    With --format json one object per line.
    """
    from crossclaim.ledger import Ledger
    from crossclaim.ledger.records import IncidentFilter

    wanted = IncidentFilter(
        first=first.date() if first else None,
        last=last.date() if last else None,
        countries=countries,
        parties=parties,
        events=events,
    )
    with ends_well(context), Ledger.open(ledger, read_only=True) as opened:
        found = find(opened, wanted, disputed=disputed, limit=limit, empty=empty, layer=layer)
        echo_lines(lines(found, form, width))


def find(
    ledger: Ledger,
    wanted: IncidentFilter,
    *,
    disputed: bool = False,
    limit: int | None = None,
    empty: bool = False,
    layer: Layer = "reviewed",
) -> Iterator[Listed]:
    """Incidents as a list shows them, in the ledger's order.

    Args:
        ledger: to look in.
        wanted: the filter.
        disputed: only those in which something is disputed or denied.
        limit: at most so many; None for all.
        empty: also those all of whose claims were rejected.
        layer: claims with what people decided, or the machine's reading alone.
    """
    from crossclaim.accounts.listing import listed
    from crossclaim.commands.views import accounts_of

    given = 0
    for incident, accounts in accounts_of(ledger, ledger.incidents(wanted), layer):
        if not incident.entries and not empty:
            continue
        item = listed(incident, accounts)
        if disputed and item.standing not in ("disputed", "denied"):
            continue
        if given == limit:
            return
        given += 1
        yield item


def lines(found: Iterator[Listed], form: str, width: int) -> Iterator[str]:
    """What is printed of a list."""
    from crossclaim.accounts.plain import json_line
    from crossclaim.accounts.text import listed_lines

    for n, item in enumerate(found):
        if form == "json":
            yield json_line(item)
            continue
        if n:
            yield ""
        yield from listed_lines([item], width)
