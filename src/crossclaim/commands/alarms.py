"""`crossclaim alarms`: rules tried against the past, and the alarms that were found."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crossclaim.commands.common import DEFAULT_LEDGER, ends_well, say
from crossclaim.commands.views import TOGETHER, echo_lines
from crossclaim.commands.watch import check_extra

if TYPE_CHECKING:
    from crossclaim.alarms.past import Case
    from crossclaim.alarms.plan import AlarmPlan
    from crossclaim.ledger import Ledger

SHOWN = 50
"""Alarms that are listed, the latest."""


@click.command("alarms", short_help="Try rules against the past, or list the alarms that were found.")
@click.argument("feeds", metavar="FEEDS.TOML", type=click.Path(path_type=Path))
@click.argument("ledger", metavar="[LEDGER]", required=False, envvar="CROSSCLAIM_LEDGER", default=DEFAULT_LEDGER)
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Say what the rules would have told of reports published since; nothing is kept or sent.",
)
@click.option("--rule", "names", multiple=True, metavar="NAME", help="Only this rule; may be given again.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="One line per alarm: text to look at; json, one object.",
)
@click.pass_context
def alarms_command(
    context: click.Context, feeds: Path, ledger: str, since: datetime | None, names: tuple[str, ...], form: str
) -> None:
    """Try the rules in FEEDS.TOML against what is in LEDGER, or list the alarms that `crossclaim watch` found.

    Exit status: 0, 1 when the ledger cannot be used, 2 for an unusable file.
    """
    from crossclaim.ledger import Ledger

    with ends_well(context):
        check_extra()
        plan = _plan(feeds, names)
        with Ledger.open(ledger, read_only=True) as opened:
            lines = _past(opened, plan, since.date(), form) if since else _found(opened, names, form)
            number = 0
            for line in lines:
                echo_lines([line])
                number += 1
        say(f"{number:,} {'alarm' if number == 1 else 'alarms'}")


def _plan(feeds: Path, names: tuple[str, ...]) -> AlarmPlan:
    """The rules of a file, those of some names; who would be told need not be known for a trial."""
    from dataclasses import replace

    from crossclaim.alarms.plan import alarm_plan
    from crossclaim.errors import OptionError
    from crossclaim.tomlfile import read_toml

    plan = alarm_plan(read_toml(feeds), secrets=False)
    for name in names:
        if name not in [rule.name for rule in plan.rules]:
            raise OptionError(f"there is no rule {name!r} in {feeds}")
    return replace(plan, rules=tuple(r for r in plan.rules if not names or r.name in names))


def _past(ledger: Ledger, plan: AlarmPlan, since: date, form: str) -> Iterator[str]:
    from crossclaim.alarms.past import tried
    from crossclaim.export.phrases import plain

    for one in tried(plan.rules, _cases(ledger), since):
        if form == "json":
            yield json.dumps(asdict(one), default=str)
        else:
            yield plain(f"{one.day}  {one.incident or '-':<18}  {one.rule}: {one.headline}")


def _cases(ledger: Ledger) -> Iterator[Case]:
    """All incidents with their claims."""
    from collections import defaultdict
    from itertools import islice

    from crossclaim.ledger import EntryFilter, StoredEntry

    rest = ledger.incidents()
    while some := list(islice(rest, TOGETHER)):
        claims: dict[str | None, list[StoredEntry]] = defaultdict(list)
        for entry in ledger.entries(EntryFilter(incidents=tuple(i.id for i in some))):
            claims[entry.incident].append(entry)
        yield from ((incident, claims[incident.id]) for incident in some)


def _found(ledger: Ledger, names: tuple[str, ...], form: str) -> Iterator[str]:
    from crossclaim.alarms.alert import as_json
    from crossclaim.alarms.store import AlarmStore

    store = AlarmStore(ledger)
    for alert in reversed(store.latest(limit=SHOWN)):
        if names and alert.rule not in names:
            continue
        states = ", ".join(f"{target}: {state}" for target, state in store.states(alert.key).items())
        line = f"{alert.at}  {alert.incident or '-':<18}  {alert.rule}: {alert.headline}"
        yield as_json(alert) if form == "json" else line + (f" [{states}]" if states else "")
