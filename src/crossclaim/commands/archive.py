"""`crossclaim archive`: reports by the million into partitioned Parquet."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crossclaim.commands.add import AddServices
from crossclaim.commands.common import (
    SOME_FAILED,
    codebook_option,
    ends_well,
    min_confidence_option,
    open_codebook,
    say,
)
from crossclaim.commands.inputs import input_options

if TYPE_CHECKING:
    from crossclaim.archive.engines import Engine
    from crossclaim.archive.plan import Plan
    from crossclaim.archive.records import Read, Sum
    from crossclaim.clean import InputOptions


@dataclass(frozen=True)
class ArchiveServices:
    """What `archive` uses; tests give their own as the context's object.

    Attributes:
        add: the reader, and what reads, as for `crossclaim add`.
        split_bytes: bytes of one piece; None for the usual.
        block: reports that are linked together; None for the usual.
    """

    add: AddServices = field(default_factory=AddServices)
    split_bytes: int | None = None
    block: int | None = None


@click.command("archive", short_help="Read reports by the million into Parquet.")
@click.argument("input_path", metavar="INPUT")
@click.argument("target", metavar="OUTPUT")
@input_options
@click.option(
    "--engine",
    type=click.Choice(["local", "ray"]),
    default="local",
    show_default=True,
    help="local: this machine's cores. ray: Ray Data, on this machine or a cluster; the archive is the same.",
)
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(1, 100_000),
    default=None,
    metavar="N",
    help="Workers at a time; by default one for each core of this machine.",
)
@click.option("--address", metavar="ADDRESS", help="The Ray cluster: auto, or ray://host:10001.")
@click.option(
    "--limit",
    type=click.FloatRange(min=1),
    default=120.0,
    show_default=True,
    metavar="SECONDS",
    help="Time that one report may take; one that takes longer is set aside.",
)
@click.option(
    "--partitions",
    type=click.IntRange(1, 100_000),
    default=None,
    metavar="N",
    help="Files of each table; by default one for each 16 MiB of input, in powers of two.",
)
@click.option("--stats", is_flag=True, help="Say what was counted: reports, errors by reason, retries, memory.")
@min_confidence_option
@codebook_option
@click.pass_context
def archive_command(
    context: click.Context,
    input_path: str,
    target: str,
    options: InputOptions,
    engine: str,
    jobs: int | None,
    address: str | None,
    limit: float,
    partitions: int | None,
    stats: bool,
    min_confidence: float,
    folder: Path | None,
) -> None:
    """Read all reports of a folder or bucket into partitioned Parquet: claims, attributions, incidents, readings.

    INPUT is a folder, a file, or an address (s3://bucket/path, gs://bucket/path); files that end in .jsonl, .jsonl.gz,
    .csv, .tsv, .parquet, .warc and .warc.gz are read. OUTPUT is a folder or an address.

    The archive is the same, byte for byte, whichever engine and however many workers. Stopped, it goes on where it
    was when the same command is given again. A report that cannot be read is set aside with its reason, in the table
    set_aside. `crossclaim add OUTPUT` puts the archive into a ledger.
    Exit status: 0 when every report was read, 1 when some were set aside or it could not go on, 2 for unusable
    arguments.
    """
    if folder is not None:
        open_codebook(context, folder)
    if address and engine != "ray":
        raise click.UsageError("--address is for --engine ray")
    services = context.find_object(ArchiveServices) or ArchiveServices()
    add = services.add.sifted(folder, min_confidence)
    told = {"codebook": _digest(folder), "min_confidence": min_confidence, "limit": limit} | _told(services, options)
    so_far = None
    with ends_well(context):
        plan = _plan(input_path, target, options, partial(add.load_read, 1), told, limit, partitions, services)
        so_far = make(plan, partial(_engine, engine, address, jobs or os.cpu_count() or 1), services)
    assert so_far is not None
    _say_all(so_far, target, stats)
    context.exit(SOME_FAILED if so_far.counts["set aside"] else 0)


def make(plan: Plan, engine: Callable[[], Engine], services: ArchiveServices) -> Sum:
    """Makes an archive, or goes on with it, with a bar on a terminal.

    Args:
        plan: of it.
        engine: opens what runs it.
        services: what reads.

    Raises:
        CrossclaimError: what concerns all reports.
    """
    from crossclaim.archive.plan import is_complete, run
    from crossclaim.progress import Bar

    if not is_complete(plan):
        services.add.make_ready()
    with Bar(sys.stderr, total=len(plan.pieces), shown=sys.stderr.isatty()) as bar:

        def show(step: str, done: int, total: int, so_far: Sum) -> None:
            bar.update(done if step == "reading" else total, f"{step}, {done:,} of {total:,}")

        opened = engine()
        try:
            return run(plan, opened, show)
        finally:
            getattr(opened, "close", lambda: None)()


def _plan(
    source: str,
    target: str,
    options: InputOptions,
    open_reader: Callable[[], Read],
    told: dict[str, Any],
    limit: float,
    partitions: int | None,
    services: ArchiveServices,
) -> Plan:
    from crossclaim.archive.plan import SPLIT_BYTES, make_plan
    from crossclaim.archive.records import BLOCK, Setting

    def setting(parts: int) -> Setting:
        return Setting(source, target, parts, options, open_reader, limit, services.block or BLOCK)

    return make_plan(setting, told, services.split_bytes or SPLIT_BYTES, partitions)


def _engine(name: str, address: str | None, jobs: int) -> Engine:
    from crossclaim.archive.engines import LocalEngine
    from crossclaim.archive.on_ray import RayEngine

    return LocalEngine(jobs) if name == "local" else RayEngine(address, jobs)


def _told(services: ArchiveServices, options: InputOptions) -> dict[str, Any]:
    origin = services.add.origin()
    return {"program": origin.program, "model": origin.model, "options": repr(options)}


def _digest(folder: Path | None) -> str | None:
    """A digest of a codebook's files."""
    if folder is None:
        return None
    content = hashlib.blake2s(digest_size=8)
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        content.update(f"{path.relative_to(folder).as_posix()}\0{path.stat().st_size}\0".encode())
        content.update(path.read_bytes())
    return content.hexdigest()


def _say_all(so_far: Sum, target: str, stats: bool) -> None:
    from crossclaim.archive.storage import Folder

    counts = so_far.counts
    line = f"{counts['reports']:,} reports, {counts['claims']:,} claims, {counts['incidents']:,} incidents"
    aside = counts["set aside"]
    say(f"{line} in {Folder(target).shown}" + (f"; {aside:,} set aside" if aside else ""))
    if not stats:
        return
    for name, number in sorted(counts.items()):
        say(f"  {name}: {number:,}")
    if not so_far.peak:
        say("  complete already")
        return
    say(f"  most memory of one worker: {so_far.peak / (1 << 20):,.0f} MiB")
    say(f"  CPU of this run: {so_far.cpu:,.1f} s")
