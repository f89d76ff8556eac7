"""How the desk holds out: many people read its pages while some add reports.

    python benchmarks/desk.py                        # a ledger of 800 reports made from the examples
    python benchmarks/desk.py war.ledger --seconds 60

A desk in a process of its own serves a copy of the ledger. Each reader opens a page, looks at it for a while (a random
time, `--pause` seconds on average), and opens the next: lists with and without filters, incidents, reports. Each adder
pastes a text, looks at what was read, and keeps it. Said are the times to the last byte of each kind of page. Then as
many connections as there are readers open lists and 400 incidents without any pause, each once of a desk that has
printed none of them (cold), then any of them again (warm), and the answers of a second are said. The exit status is 1
where an answer failed, or the 95th percentile of list or incident pages is over `--most` milliseconds while
readers pause.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
import httpx2

from crossclaim.clean import InputOptions, open_reports
from crossclaim.ledger import IncidentFilter, Ledger, Origin
from crossclaim.records import Claim, Reading, Report

EXAMPLES = Path(__file__).parents[1] / "examples" / "reports"
HELD = ("list", "incident")
"""Kinds of pages that must be quick."""

SOME = 400
"""Incidents that are opened without pauses."""

TOKEN = re.compile(r'name="csrf" value="(\w+)"')
WORD = re.compile(r"[a-z]{4,}")


@dataclass
class Tally:
    """Times of answers in milliseconds by kind of page, what went wrong, and how many answers came in a second."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    rate: float = 0.0

    def percentile(self, kind: str, share: float) -> float:
        """The time that a share of a kind's answers took at most."""
        found = sorted(self.times[kind])
        return found[min(len(found) - 1, int(share * len(found)))] if found else 0.0


@dataclass(frozen=True)
class Load:
    """Who does what for how long."""

    readers: int
    adders: int
    seconds: float
    pause: float
    seed: int


def varied(text: str, kept: Sequence[tuple[int, int]], dice: random.Random) -> str:
    """A text of the same length in which words outside some stretches are others, so that it is no near-copy."""
    inside = bytearray(len(text))
    for start, end in kept:
        inside[start:end] = b"\1" * (end - start)

    def other(found: re.Match[str]) -> str:
        if any(inside[found.start() : found.end()]):
            return found[0]
        return "".join(dice.choice("abcdefghiklmnoprstuvwz") for _ in found[0])

    return WORD.sub(other, text)


def shifted(reading: Reading, number: int, dice: random.Random) -> Reading:
    """The same reading of another report, some days away."""
    days = timedelta(days=dice.randrange(0, 200) * 3)
    kept = [(c.start, c.end) for c in reading.claims] + [
        (p.start, p.end) for c in reading.claims for p in (c.claimant, *c.via) if p
    ]
    report = reading.report
    moved = replace(
        report,
        id=f"{report.id}-{number}",
        url=f"https://bench.example/{number}",
        published=report.published + days if report.published else None,
        text=varied(report.text, kept, dice),
    )
    return replace(reading, report=moved, claims=tuple(_moved(c, days) for c in reading.claims))


def _moved(claim: Claim, days: timedelta) -> Claim:
    if claim.date is None or claim.date.first is None or claim.date.last is None:
        return claim
    first: date = claim.date.first + days
    return replace(claim, date=replace(claim.date, first=first, last=claim.date.last + days))


def make_ledger(path: Path, reports: int, seed: int) -> None:
    """A ledger of so many reports, made from readings of the examples."""
    from crossclaim.pipeline import load_reader

    read, dice = load_reader().read, random.Random(seed)
    found = [read(r) for r in _examples()]
    with Ledger.open(path) as ledger:
        made = (shifted(found[n % len(found)], n, dice) for n in range(reports))
        for _ in ledger.add(made, Origin("benchmark", "benchmark")):
            pass


def _examples() -> Iterator[Report]:
    for item in open_reports([str(p) for p in sorted(EXAMPLES.glob("*.*"))], InputOptions()):
        assert isinstance(item, Report)
        yield item


@contextmanager
def served(ledger: Path) -> Iterator[str]:
    """A desk over a ledger, in a process of its own."""
    command = [sys.executable, "-m", "crossclaim", "serve", str(ledger), "--port", "0"]
    desk = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert desk.stdout is not None
        yield desk.stdout.readline().split()[0].rstrip("/")
    finally:
        desk.terminate()
        desk.wait(20)


def addresses(ledger: Path) -> dict[str, list[str]]:
    """What readers open, by kind of page."""
    with Ledger.open(ledger) as opened:
        incidents = list(opened.incidents(IncidentFilter()))
        reports = [r.key for r in opened.reports()]
    countries = sorted({i.country for i in incidents if i.country})[:5]
    events = sorted({i.event for i in incidents})[:5]
    days = sorted(i.first for i in incidents if i.first)
    filters = [f"country={c}" for c in countries] + [f"event={e}" for e in events]
    filters += ["standing=disputed", "disputed=1", "page=2", "sort=conflicts", "q=soldiers", "q=bridge"]
    if days:
        filters += [f"from={days[len(days) // 2]}", f"to={days[len(days) // 2]}"]
    return {
        "list": ["/", *(f"/?{f}" for f in filters)],
        "incident": [f"/incidents/{i.id}" for i in incidents],
        "report": [f"/reports/{key}" for key in reports],
    }


async def load(base: str, pages: dict[str, list[str]], wanted: Load) -> Tally:
    """Readers and adders at work."""
    tally, end = Tally(), time.monotonic() + wanted.seconds
    texts = [r.text for r in _examples()]
    limits = httpx2.Limits(max_connections=wanted.readers + wanted.adders)
    async with httpx2.AsyncClient(base_url=base, timeout=60, limits=limits) as client:
        # The board of incidents is made at the first page, and the reader is loaded at the first text.
        await client.get("/")
        await _add(client, Tally(), texts[0], random.Random(wanted.seed))
        dice = [random.Random(wanted.seed * 1000 + n) for n in range(wanted.readers + wanted.adders)]
        end = time.monotonic() + wanted.seconds
        readers = [_reader(client, tally, pages, d, wanted.pause, end) for d in dice[: wanted.readers]]
        adders = [_adder(base, tally, texts, d, wanted.pause * 3, end) for d in dice[wanted.readers :]]
        await asyncio.gather(*readers, *adders)
    tally.rate = round(sum(map(len, tally.times.values())) / max(wanted.seconds, 0.1), 1)
    return tally


async def _reader(
    client: httpx2.AsyncClient, tally: Tally, pages: dict[str, list[str]], dice: random.Random, pause: float, end: float
) -> None:
    await asyncio.sleep(dice.random() * pause)
    while time.monotonic() < end:
        kind = dice.choices(("list", "incident", "report"), (4, 5, 1))[0]
        await _timed(client, tally, kind, "GET", dice.choice(pages[kind]))
        await asyncio.sleep(dice.uniform(0, 2 * pause))


async def _adder(base: str, tally: Tally, texts: Sequence[str], dice: random.Random, pause: float, end: float) -> None:
    async with httpx2.AsyncClient(base_url=base, timeout=60) as client:
        while time.monotonic() < end:
            await _add(client, tally, dice.choice(texts), dice)
            await asyncio.sleep(dice.uniform(0, 2 * pause))


async def _add(client: httpx2.AsyncClient, tally: Tally, text: str, dice: random.Random) -> None:
    """One report: pasted, looked at, kept."""
    form = await _timed(client, tally, "add", "GET", "/add")
    new = varied(text, (), dice) if dice.random() < 0.2 else f"Note {dice.randrange(10**6)}. {text}"
    fields = {"csrf": _token(form), "text": new, "kind": "article", "published": "2031-06-14", "source": "Benchmark"}
    read = await _timed(client, tally, "read", "POST", "/add", fields)
    if read is None or read.status_code != 303:
        tally.errors.append(f"a text was not read: {read.status_code if read else 'no answer'}")
        return
    sheet = read.headers["location"]
    shown = await _timed(client, tally, "sheet", "GET", sheet)
    await _timed(client, tally, "keep", "POST", sheet, {"csrf": _token(shown), "choice": "keep"})


async def flat(base: str, pages: Iterator[tuple[str, str]], connections: int) -> Tally:
    """Pages without a pause, over connections that stay open, until there are no more.

    Args:
        base: the desk's address.
        pages: kinds and addresses; each connection takes the next one.
        connections: how many.
    """
    tally, start = Tally(), time.monotonic()
    await asyncio.gather(*(_without_pause(base, tally, pages) for _ in range(connections)))
    tally.rate = round(sum(map(len, tally.times.values())) / (time.monotonic() - start), 1)
    return tally


async def _without_pause(base: str, tally: Tally, pages: Iterator[tuple[str, str]]) -> None:
    where = urlsplit(base)
    reader, writer = await asyncio.open_connection(where.hostname, where.port)
    for kind, address in pages:
        start = time.monotonic()
        writer.write(f"GET {address} HTTP/1.1\r\nHost: {where.netloc}\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        await reader.readexactly(int(head.partition("content-length: ")[2].partition("\r")[0]))
        tally.times[kind].append((time.monotonic() - start) * 1000)
        if not head.startswith("http/1.1 200"):
            tally.errors.append(f"GET {address}: {head.partition(chr(13))[0]}")
    writer.close()


def some(pages: dict[str, list[str]], dice: random.Random) -> list[tuple[str, str]]:
    """Lists and some incidents in any order, each once."""
    incidents = dice.sample(pages["incident"], min(SOME, len(pages["incident"])))
    found = [("list", address) for address in pages["list"]] + [("incident", address) for address in incidents]
    dice.shuffle(found)
    return found


def for_seconds(seconds: float, pages: Sequence[tuple[str, str]], dice: random.Random) -> Iterator[tuple[str, str]]:
    """Any of some pages, as likely a list as an incident, for so long."""
    end = time.monotonic() + seconds
    kinds = [[page for page in pages if page[0] == kind] for kind in HELD]
    while time.monotonic() < end:
        yield dice.choice(dice.choice(kinds))


def _token(page: httpx2.Response | None) -> str:
    found = TOKEN.search(page.text if page else "")
    return found[1] if found else ""


async def _timed(
    client: httpx2.AsyncClient, tally: Tally, kind: str, method: str, address: str, fields: Any = None
) -> httpx2.Response | None:
    start = time.monotonic()
    try:
        answer = await client.request(method, address, data=fields)
    except httpx2.HTTPError as error:
        tally.errors.append(f"{method} {address}: {type(error).__name__}")
        return None
    tally.times[kind].append((time.monotonic() - start) * 1000)
    if answer.status_code >= 400:
        tally.errors.append(f"{method} {address}: {answer.status_code}")
    return answer


@click.command()
@click.argument("ledger", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--readers", default=50, show_default=True)
@click.option("--adders", default=2, show_default=True)
@click.option("--seconds", default=60.0, show_default=True)
@click.option(
    "--flat",
    "flat_seconds",
    default=15.0,
    show_default=True,
    help="Seconds without pauses; 0 for none.",
)
@click.option("--pause", default=2.0, show_default=True, help="Seconds that one looks at a page, on average.")
@click.option("--reports", default=800, show_default=True, help="Reports of the ledger that is made.")
@click.option("--most", default=300.0, show_default=True, help="Milliseconds that list and incident pages may take.")
@click.option("--seed", default=1, show_default=True)
def main(
    ledger: Path | None,
    readers: int,
    adders: int,
    seconds: float,
    flat_seconds: float,
    pause: float,
    reports: int,
    most: float,
    seed: int,
) -> None:
    """Measure a desk under load."""
    rounds: dict[str, Tally] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.ledger"
        if ledger:
            shutil.copy(ledger, path)
        else:
            make_ledger(path, reports, seed)
        pages = addresses(path)
        if seconds:
            with served(path) as base:
                rounds["paced"] = asyncio.run(load(base, pages, Load(readers, adders, seconds, pause, seed)))
        if flat_seconds:
            with served(path) as base:
                dice = random.Random(seed)
                chosen = some(pages, dice)
                # The board of incidents is made at the first page.
                asyncio.run(flat(base, iter([("list", "/?page=2")]), 1))
                rounds["cold"] = asyncio.run(flat(base, iter(chosen), readers))
                rounds["warm"] = asyncio.run(flat(base, for_seconds(flat_seconds, chosen, dice), readers))
    held = True
    for name, tally in rounds.items():
        click.echo("\n".join(said(name, tally)))
        for error in tally.errors[:20]:
            click.echo(error, err=True)
        slow = name == "paced" and any(tally.percentile(kind, 0.95) > most for kind in HELD)
        held = held and not slow and not tally.errors
    click.echo(json.dumps({"incidents": len(pages["incident"]), "held": held}))
    sys.exit(0 if held else 1)


def said(name: str, tally: Tally) -> Iterator[str]:
    """What a round came to, a line for each kind of page and one for all."""
    for kind, times in sorted(tally.times.items()):
        cuts = [round(tally.percentile(kind, share)) for share in (0.5, 0.95, 0.99)]
        row = {"round": name, "page": kind, "answers": len(times), "p50": cuts[0], "p95": cuts[1], "p99": cuts[2]}
        yield json.dumps(row | {"most": round(max(times))})
    yield json.dumps(
        {"round": name, "answers": sum(map(len, tally.times.values())), "rate": tally.rate, "errors": len(tally.errors)}
    )


if __name__ == "__main__":
    main()
