"""The plan of an archive: which pieces there are, the steps in their order, and what is left when all is done.

A step writes each of its pieces whole or not at all, and passes over what is there: so a run that was stopped goes on
where it was. No file of the archive depends on which worker wrote it, or when.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from math import isqrt
from typing import Any

from crossclaim.archive.blocks import link_bucket, open_linking
from crossclaim.archive.engines import Engine
from crossclaim.archive.finishing import finish_part, open_finishing
from crossclaim.archive.gathering import gather_part
from crossclaim.archive.journal import crashes, journals, suspects
from crossclaim.archive.memory import spent
from crossclaim.archive.merging import SHIFTS, merge_bucket, open_turn
from crossclaim.archive.reading import Opens, read_split
from crossclaim.archive.records import FORMAT, MANIFEST, WORK, Done, Setting, Split, Sum
from crossclaim.archive.sharing import lay_out_archive, open_sharing, share_part
from crossclaim.archive.splits import checked, splits
from crossclaim.archive.stitching import open_passing, pass_on, stitch
from crossclaim.archive.storage import Folder
from crossclaim.errors import OptionError
from crossclaim.workers import Task

PLAN = f"{WORK}/plan.json"

SPLIT_BYTES = 1 << 20
"""Bytes of one piece, some hundred reports of news: what is lost when a worker dies."""

PARTITION_BYTES = 16 << 20
"""Most bytes of input for each partition: with what is read in them they fit in a worker's memory."""

FEW_BYTES = 256 << 10
"""Bytes whose square root of times in the input are its partitions, while that makes more: all steps behind reading run
by partitions, so that a small archive too can be made by several workers."""

PACKED = 5
"""How many times larger what is compressed is taken to be."""


@dataclass(frozen=True, slots=True)
class Plan:
    """An archive that is to be made.

    Attributes:
        setting: what every step knows.
        pieces: of the input.
        told: what the archive is made of, as its manifest says.
    """

    setting: Setting
    pieces: tuple[Split, ...]
    told: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name, what it does, over what, and whether a report may bring its worker down."""

    name: str
    task: Task[Any, Done]
    inputs: Sequence[Any]
    apart: bool = False


def partitions_for(files: Sequence[tuple[str, int]]) -> int:
    """How many partitions an input gets, a power of two: it depends on the input alone.

    >>> partitions_for([("a.jsonl", 100)]), partitions_for([("a.jsonl", 40 << 20)])
    (1, 16)
    """
    size = sum(n * (PACKED if path.endswith((".gz", ".parquet")) else 1) for path, n in files)
    parts = max(-(-size // PARTITION_BYTES), isqrt(size // FEW_BYTES))
    return 1 << max(parts - 1, 0).bit_length()


def make_plan(setting: Callable[[int], Setting], told: dict[str, Any], size: int, parts: int | None) -> Plan:
    """The plan of an archive, or the one that was begun.

    Args:
        setting: the setting for a number of partitions.
        told: what the readings depend on besides the input: program, model, options.
        size: bytes of a piece.
        parts: partitions; None for as many as the input asks for.

    Raises:
        OptionError: another archive is there, begun or complete.
        CrossclaimError: there is no input.
    """
    sample = setting(1)
    source, target = Folder(sample.source), Folder(sample.target)
    files = checked(source)
    number = parts or partitions_for(files)
    all_told = {"crossclaim archive": FORMAT, "partitions": number, **told, "files": [list(f) for f in files]}
    _same_or_none(target, MANIFEST, all_told)
    if _same_or_none(target, PLAN, all_told):
        pieces = [Split(**piece) for piece in json.loads(target.read(PLAN))["pieces"]]
    else:
        pieces = splits(source, files, size)
        plan = {"told": all_told, "pieces": [asdict(piece) for piece in pieces]}
        target.write(PLAN, json.dumps(plan, indent=1).encode())
    return Plan(setting(number), tuple(pieces), all_told)


def is_complete(plan: Plan) -> bool:
    """Whether the archive is there already."""
    return Folder(plan.setting.target).exists(MANIFEST)


def steps(plan: Plan) -> Iterator[Step]:
    """The steps, in order; each needs all of those before."""
    setting, parts = plan.setting, range(plan.setting.partitions)
    yield Step("reading", Task(Opens(setting), read_split), plan.pieces, apart=True)
    yield Step("putting in order", Task(partial(_itself, setting), gather_part), parts)
    yield Step("laying out", Task(partial(_itself, setting), lay_out_archive), range(1))
    yield Step("sharing out", Task(partial(open_sharing, setting), share_part), parts)
    yield Step("linking", Task(partial(open_linking, setting), link_bucket), parts)
    yield Step("stitching", Task(partial(_itself, setting), stitch), range(1))
    yield Step("passing on", Task(partial(open_passing, setting), pass_on), parts)
    for turn in range(len(SHIFTS)):
        yield Step("linking across blocks", Task(partial(open_turn, setting, turn), merge_bucket), parts)
    yield Step("writing", Task(partial(open_finishing, setting), finish_part), parts)


def run(plan: Plan, engine: Engine, say: Callable[[str, int, int, Sum], None]) -> Sum:
    """Makes an archive.

    Args:
        plan: of it.
        engine: what runs the steps.
        say: is told the step, how many of its pieces are done, of how many, and what became of all so far.

    Returns:
        What became of the reports.

    Raises:
        CrossclaimError: what concerns all reports; run again, it goes on.
    """
    target, so_far = Folder(plan.setting.target), Sum()
    folder = journals(target)
    if is_complete(plan):
        return Sum(_counted(target))
    spent()
    for step in steps(plan):
        results = engine.run(step.task, step.inputs, lambda: suspects(folder), apart=step.apart)
        for number, done in enumerate(results, 1):
            so_far.add(done)
            say(step.name, number, len(step.inputs), so_far)
    so_far.counts["begun again"] = crashes(folder)
    _finish(plan, target, so_far)
    return so_far


def _itself(setting: Setting) -> Setting:
    return setting


def _same_or_none(target: Folder, name: str, told: dict[str, Any]) -> bool:
    """Whether a plan or manifest is there that says the same.

    Raises:
        OptionError: it says something else.
    """
    if not target.exists(name):
        return False
    there = json.loads(target.read(name))["told"]
    odd = sorted(key for key in told.keys() | there.keys() if there.get(key) != told.get(key))
    if odd:
        what = f"{target.shown} holds an archive made with other {', '.join(odd)}"
        raise OptionError(f"{what}; give another folder, or take that one away")
    return True


RUN_ALONE = ("begun again", "read alone")
"""Counts that tell of the run, not of the archive."""


def _finish(plan: Plan, target: Folder, so_far: Sum) -> None:
    """The manifest, which says that all is there; what was needed on the way goes."""
    counts = {name: n for name, n in sorted(so_far.counts.items()) if name not in RUN_ALONE}
    manifest = {"told": plan.told, "counts": counts}
    target.write(MANIFEST, (json.dumps(manifest, indent=1, ensure_ascii=True) + "\n").encode())
    target.clear(WORK)
    shutil.rmtree(journals(target), ignore_errors=True)


def _counted(target: Folder) -> Counter[str]:
    return Counter(json.loads(target.read(MANIFEST))["counts"])
