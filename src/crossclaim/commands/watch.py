"""`crossclaim watch`: feeds into the ledger, as they come."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crossclaim.commands.add import AddServices, add_one, read_one
from crossclaim.commands.common import DEFAULT_LEDGER, ends_well, say
from crossclaim.errors import OptionError

if TYPE_CHECKING:
    from crossclaim.errors import InputError
    from crossclaim.fetching.fetcher import Fetches
    from crossclaim.fetching.settings import FetchSettings
    from crossclaim.ledger import Added, Ledger
    from crossclaim.ledger.prepare import Prepared
    from crossclaim.records import Report
    from crossclaim.watching.plan import WatchPlan
    from crossclaim.watching.rounds import Rounds

NEEDED = ("httpx2", "protego", "tenacity")
"""Modules of the extra `feeds`."""

LONGEST_SLEEP = 60.0
"""Seconds between two looks at what is due."""

ORDER = ("fetched", "unchanged", "added", "corrected", "skipped", "retries", "errors")


def _fetcher(settings: FetchSettings) -> Fetches:
    from crossclaim.fetching import Fetcher

    return Fetcher(settings)


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class FeedServices:
    """What `watch` and `alarms` use; tests give their own as the context's object.

    Attributes:
        add: what reads and adds.
        fetcher: made of the plan's settings.
        now: the time.
        sleep: waits so many seconds.
    """

    add: AddServices = field(default_factory=AddServices)
    fetcher: Callable[[FetchSettings], Fetches] = _fetcher
    now: Callable[[], datetime] = _now
    sleep: Callable[[float], None] = time.sleep


@click.command("watch", short_help="Watch feeds and add what they offer, as it comes.")
@click.argument("feeds", metavar="FEEDS.TOML", type=click.Path(path_type=Path))
@click.argument("ledger", metavar="[LEDGER]", required=False, envvar="CROSSCLAIM_LEDGER", default=DEFAULT_LEDGER)
@click.option("--once", is_flag=True, help="One round over what is due, then end.")
@click.option("--stats", is_flag=True, help="Say at the end how much was fetched, added, skipped, tried again.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="One line per report: text to look at; json, one object.",
)
@click.pass_context
def watch_command(context: click.Context, feeds: Path, ledger: str, once: bool, stats: bool, form: str) -> None:
    """Watch the feeds in FEEDS.TOML (RSS, Atom, news sitemaps), and read what they offer into LEDGER.

    It may be stopped and started at any time: what was taken in is not taken in twice, and nothing is missed that a
    feed still offers. Alarms of the same file are sent as they come. docs/watch.md describes the file.
    Exit status: 0, 1 when the ledger cannot be used, 2 for an unusable file.
    """
    services = context.find_object(FeedServices) or FeedServices()
    so_far: Counter[str] = Counter()
    try:
        with ends_well(context):
            watch(feeds, ledger, services, once=once, form=form, so_far=so_far)
    finally:
        if stats:
            say(stats_line(so_far))


def watch(feeds: Path, where: str, services: FeedServices, *, once: bool, form: str, so_far: Counter[str]) -> None:
    """Watches feeds until it is stopped.

    Args:
        feeds: the file.
        where: the ledger.
        services: what is used.
        once: whether one round is enough.
        form: of the lines on standard output.
        so_far: counts, filled as things come.

    Raises:
        DataError: the file breaks its form.
        CrossclaimError: what concerns all reports.
    """
    check_extra()
    from crossclaim.alarms.plan import alarm_plan
    from crossclaim.alarms.sending import Alarms
    from crossclaim.ledger import Ledger
    from crossclaim.tomlfile import read_toml
    from crossclaim.watching.plan import watch_plan

    file = read_toml(feeds)
    plan, told = watch_plan(file), alarm_plan(file)
    fetcher = services.fetcher(plan.fetch)
    with Ledger.open(where, **services.add.ledger) as ledger:
        alarms = Alarms(told, ledger, fetcher, services.now, say)
        alarms.begin()
        rounds = _rounds(plan, ledger, fetcher, services, form)
        kept: Counter[str] = Counter()
        while True:
            rounds.round()
            alarms.look()
            alarms.deliver()
            _count(so_far, rounds, alarms.counts, fetcher)
            kept = _keep(ledger, alarms.counts, fetcher, kept)
            if rounds.busy:
                continue
            if once:
                return
            services.sleep(_seconds(rounds.next(), alarms.next(), services.now()))


def check_extra() -> None:
    """Says what is missing where the extra `feeds` is not installed.

    Raises:
        OptionError: it is not.
    """
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise OptionError(f"feeds need {' and '.join(missing)}: pip install 'crossclaim[feeds]'")


def _rounds(plan: WatchPlan, ledger: Ledger, fetcher: Fetches, services: FeedServices, form: str) -> Rounds:
    from crossclaim.clean.finish import packaged_cleaner
    from crossclaim.watching.rounds import Rounds, WatchServices

    reading: list[Any] = []

    def read(report: Report) -> Prepared | InputError:
        if not reading:
            services.add.make_ready()
            reading.append(services.add.load_read(0))
        return read_one(reading[0], report)

    def show(added: Added) -> None:
        click.echo(json.dumps(asdict(added)) if form == "json" else _line(added))

    add = partial(_add, ledger, services.add.origin())
    used = WatchServices(fetcher, packaged_cleaner(), read, add, services.now, say, show)
    return Rounds(plan, ledger, used)


def _add(ledger: Ledger, origin: Any, new: Prepared) -> Added | InputError:
    return add_one(ledger, new, origin)


def _line(added: Added) -> str:
    from crossclaim.export.phrases import plain

    claims = "1 claim" if added.claims == 1 else f"{added.claims:,} claims"
    return f"{added.outcome:<9}  {added.key}  {claims:>10}  {plain(added.report_id)}"


def _seconds(feeds: datetime | None, alarms: datetime | None, now: datetime) -> float:
    """Until something is due."""
    times = [at for at in (feeds, alarms) if at is not None]
    away = (min(times) - now).total_seconds() if times else LONGEST_SLEEP
    return min(max(away, 0.5), LONGEST_SLEEP)


def _count(so_far: Counter[str], rounds: Rounds, alarms: Mapping[str, int], fetcher: Fetches) -> None:
    so_far.clear()
    so_far.update({f"alarms {name}": number for name, number in alarms.items()})
    so_far.update({"articles unchanged" if name == "unchanged" else name: n for name, n in rounds.counts.items()})
    so_far.update(getattr(fetcher, "counts", {}))


def _keep(ledger: Ledger, alarms: Mapping[str, int], fetcher: Fetches, before: Counter[str]) -> Counter[str]:
    """Adds to the ledger's counts what was fetched and sent since it was done last; what a round takes in is there."""
    from crossclaim.watching.state import FETCHING, SENDING, WatchState

    now = Counter({f"{FETCHING}{name}": number for name, number in getattr(fetcher, "counts", {}).items()})
    now.update({f"{SENDING}{name}": number for name, number in alarms.items()})
    WatchState(ledger).count(now - before)
    return now


def stats_line(counts: Mapping[str, int]) -> str:
    """Counts in one line, the main ones always.

    >>> stats_line({"fetched": 3})
    'fetched 3, unchanged 0, added 0, corrected 0, skipped 0, retries 0, errors 0'
    """
    more = sorted(name for name in counts if name not in ORDER and counts[name])
    return ", ".join(f"{name} {counts.get(name, 0):,}" for name in (*ORDER, *more))
