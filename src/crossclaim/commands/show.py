"""`crossclaim show`: every side's account of one incident, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from crossclaim.commands.common import ends_well, ledger_option
from crossclaim.commands.views import echo_lines, format_option, reading_option, width_option

if TYPE_CHECKING:
    from crossclaim.accounts.listing import Listed
    from crossclaim.accounts.records import Accounts
    from crossclaim.ledger.ledger import Ledger
    from crossclaim.ledger.records import Change, StoredEntry
    from crossclaim.ledger.standing import Layer

PAGE_COLUMNS = 8
"""Speakers with a column of their own on a page."""


@dataclass(frozen=True, slots=True)
class Shown:
    """All that is shown of one incident."""

    incident: Listed
    accounts: Accounts
    reactions: tuple[StoredEntry, ...]
    trail: tuple[Change, ...]


@click.command("show", short_help="Show an incident's accounts side by side.")
@click.argument("incident")
@ledger_option
@format_option("table", "markdown", "html", "json")
@click.option("--trail", is_flag=True, help="Say also how the incident grew, and why (json always does).")
@reading_option
@width_option
@click.pass_context
def show_command(
    context: click.Context, incident: str, ledger: str, form: str, trail: bool, layer: Layer, width: int
) -> None:
    """Show what each party says of INCIDENT (its id), how each attribute stands, and the evidence.

    Standings are explained in docs/accounts.md.
    """
    from crossclaim.ledger import Ledger

    with ends_well(context), Ledger.open(ledger, read_only=True) as opened:
        echo_lines(lines(look(opened, incident, layer), form, width, trail=trail))


def look(ledger: Ledger, id: str, layer: Layer = "reviewed") -> Shown:
    """One incident with all that is said of it; a merged one gives what it became.

    Args:
        ledger: that holds it.
        id: of the incident.
        layer: claims with what people decided, or the machine's reading alone.

    Raises:
        OptionError: there is none of that id.
    """
    from crossclaim.accounts.account import accounts
    from crossclaim.accounts.listing import listed
    from crossclaim.ledger.standing import Standing

    [(incident, stood)] = Standing(ledger, layer).incidents([ledger.incident(id)])
    side_by_side = accounts(incident.id, stood.entries, stood.reactions)
    return Shown(listed(incident, side_by_side), side_by_side, stood.reactions, ledger.trail(incident.id))


def lines(shown: Shown, form: str, width: int, *, trail: bool = False) -> Iterator[str]:
    """What is printed of an incident."""
    from crossclaim.accounts.grid import grid
    from crossclaim.accounts.markdown import escaped, markdown
    from crossclaim.accounts.plain import json_line
    from crossclaim.accounts.text import grid_lines, heading_lines, speakers_that_fit
    from crossclaim.export.folding import folded

    if form == "json":
        yield json_line(shown)
        return
    title, *under = heading_lines(shown.incident)
    more = [*_reactions(shown.reactions), *(_trail(shown.trail) if trail else ())]
    if form == "html":
        yield _page(shown, title, [*under, *more])
    elif form == "markdown":
        yield from markdown(title, under, grid(shown.accounts, PAGE_COLUMNS))
        yield from (part for line in more for part in ("", escaped(line)))
    else:
        yield from (part for line in (title, *under) for part in folded(line, width, indent=2))
        yield ""
        yield from grid_lines(grid(shown.accounts, speakers_that_fit(width)), width)
        yield from (part for line in ("", *more) for part in folded(line, width, indent=2)) if more else ()


def _page(shown: Shown, title: str, under: Sequence[str]) -> str:
    from crossclaim.accounts.chart import chart
    from crossclaim.accounts.grid import grid
    from crossclaim.accounts.page import page
    from crossclaim.accounts.svg import svg

    drawn = svg(chart("Tolls", shown.incident.tolls)) if shown.incident.tolls else None
    return page(title, under, grid(shown.accounts, PAGE_COLUMNS), drawn)


def _reactions(entries: Sequence[StoredEntry]) -> Iterator[str]:
    from crossclaim.export import phrases

    for e in entries:
        who = phrases.who(e.claim.claimant)
        yield f"reaction: {who}, {phrases.event_name(e.claim.event.type)}: “{phrases.plain(e.claim.quote)}” ({e.id})"


def _trail(changes: Sequence[Change]) -> Iterator[str]:
    from crossclaim.export.phrases import plain

    for c in changes:
        others = f" {', '.join(c.others)}" if c.others else ""
        yield plain(f"trail {c.number}: {c.incident} {c.kind.replace('_', ' ')}{others} by {c.report}: {c.reason}")
