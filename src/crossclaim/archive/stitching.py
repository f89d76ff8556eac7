"""The fifth step: incidents of different blocks that are one, as the claims show that stand in both.

A block begins with reports of the block before, and holds reports that tell of two countries. So an incident that a
block owns is often known in another: it is one with the incident there that has most of its claims.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from crossclaim.archive import shards
from crossclaim.archive.blocks import FOREIGN, GHOST, LINKS, PROFILES
from crossclaim.archive.memory import peak_bytes, spent
from crossclaim.archive.merging import STITCHED, incident_folder
from crossclaim.archive.merging import layout as incident_layout
from crossclaim.archive.records import WORK, Done, Setting
from crossclaim.archive.shards import Row
from crossclaim.archive.storage import Folder

ORIGINALS = f"{WORK}/originals.json"
KNOWN = f"{WORK}/known"
NAME = "00000.parquet"
"""Where this step writes: copies of copies, which blocks know of an incident, and, last, which incidents are one."""

HELD = 1_000
"""Incidents that are held at a time."""


@dataclass(frozen=True, slots=True)
class Vote:
    """So many claims of an incident (`owner`) stand in an incident of another block."""

    owner: str
    block: int
    there: str
    claims: int


def stitch(setting: Setting, _: int) -> Done:
    """Finds out which incidents are one, unless that is done."""
    target, name = Folder(setting.target), f"{STITCHED}/{NAME}"
    if not target.exists(name):
        found = votes(target)
        homes = united(found, _ages(target) if found else {})
        wheres = _wheres(target, set(homes.values()))
        gone = [{shards.PART: 0, "gone": a, "home": b, "where": wheres.get(b)} for a, b in sorted(homes.items())]
        known = [{shards.PART: 0, "incident": v.owner, "block": v.block} for v in found]
        target.write(ORIGINALS, json.dumps(_originals(target)).encode())
        shards.write(target, f"{KNOWN}/{NAME}", shards.schema(incident="string", block="int32"), [known], {})
        counts = {"stitched": sum(not a.startswith(GHOST) for a in homes)}
        shards.write(target, name, shards.schema(gone="string", home="string", where="string"), [gone], counts)
    return Done(shards.counts_of(target, name), peak_bytes(), spent())


def votes(target: Folder) -> list[Vote]:
    """For each incident and each other block, in which incidents there its claims stand; in their order."""
    foreign = shards.gather(target, FOREIGN, None, ["mark", "incident", "block"])
    owned = shards.gather(target, LINKS, None, ["mark", "incident"])
    if foreign is None or owned is None:
        return []
    owned = owned.rename_columns(["mark", "owner"])
    both = foreign.join(owned.filter(owned.column("owner").is_valid()), "mark", join_type="inner")
    counted = both.group_by(["owner", "block", "incident"]).aggregate([("mark", "count")])
    rows = (counted.column(name).to_pylist() for name in ("owner", "block", "incident", "mark_count"))
    return sorted((Vote(*row) for row in zip(*rows, strict=True)), key=lambda v: (v.owner, v.block, -v.claims, v.there))


def united(found: Iterable[Vote], ages: Mapping[str, tuple[str, int, str]]) -> dict[str, str]:
    """By the id of each incident that is part of another that one's id, the oldest of them all.

    Args:
        found: best first for each incident and block.
        ages: of incidents; the smaller the older.

    >>> ages = {"i1": ("2024", 0, "i1"), "i2": ("2023", 0, "i2")}
    >>> united([Vote("i1", 0, "i2", 2), Vote("i1", 1, "g1-i1", 2)], ages)
    {'g1-i1': 'i2', 'i1': 'i2'}
    """
    parents: dict[str, str] = {}

    def root(id: str) -> str:
        while parents.get(id, id) != id:
            parents[id] = parents.get(parents[id], parents[id])
            id = parents[id]
        return id

    ghosts: dict[str, tuple[int, str]] = {}
    before = None
    for vote in found:
        if vote.there.startswith(GHOST):
            ghosts[vote.there] = min(ghosts.get(vote.there, (0, vote.owner)), (-vote.claims, vote.owner))
        elif (vote.owner, vote.block) != before:
            old, new = sorted((root(vote.owner), root(vote.there)), key=ages.__getitem__)
            parents[new] = old
        before = vote.owner, vote.block
    homes = {id: root(id) for id in parents if root(id) != id}
    return dict(sorted((homes | {ghost: root(owner) for ghost, (_, owner) in ghosts.items()}).items()))


def _ages(target: Folder) -> dict[str, tuple[str, int, str]]:
    table = shards.gather(target, PROFILES, None, ["id", "seen", "entries"])
    rows = (table.column(name).to_pylist() for name in ("id", "seen", "entries"))
    return {id: (seen or "9999", -entries, id) for id, seen, entries in zip(*rows, strict=True)}


def _wheres(target: Folder, wanted: set[str]) -> dict[str, str]:
    if not wanted:
        return {}
    table = shards.gather(target, PROFILES, None, ["id", "where"])
    rows = zip(table.column("id").to_pylist(), table.column("where").to_pylist(), strict=True)
    return {id: where for id, where in rows if id in wanted}


def _originals(target: Folder) -> dict[str, str]:
    """Copies whose original is a copy itself, as an earlier block knows, with the first of them."""
    table = shards.gather(target, LINKS, None, ["report", "copy_of"])
    if table is None:
        return {}
    pairs = table.filter(table.column("copy_of").is_valid()).group_by(["report", "copy_of"]).aggregate([])
    of = dict(sorted(zip(pairs.column("report").to_pylist(), pairs.column("copy_of").to_pylist(), strict=True)))
    return {report: first for report in of if (first := _first(report, of)) != of[report]}


def _first(report: str, of: Mapping[str, str]) -> str:
    seen = {report}
    while report in of and of[report] not in seen:
        report = of[report]
        seen.add(report)
    return report


def originals(target: Folder) -> dict[str, str]:
    """What `stitch` found out of copies of copies."""
    found: dict[str, str] = json.loads(target.read(ORIGINALS))
    return found


@dataclass(frozen=True)
class Passing:
    """What passing on opens once: by an incident's id what it is part of, where that is, and blocks that know it."""

    setting: Setting
    homes: Mapping[str, tuple[str, str]]
    known: Mapping[str, frozenset[int]]


def open_passing(setting: Setting) -> Passing:
    """What it needs."""
    target = Folder(setting.target)
    homes = {row["gone"]: (row["home"], row["where"]) for row in _rows(target, STITCHED)}
    known: dict[str, set[int]] = defaultdict(set)
    for row in _rows(target, KNOWN):
        known[row["incident"]].add(row["block"])
    return Passing(setting, homes, {id: frozenset(blocks) for id, blocks in known.items()})


def _rows(target: Folder, folder: str) -> Iterator[Row]:
    table = shards.gather(target, folder, None)
    for batch in table.to_batches(max_chunksize=10_000) if table is not None else ():
        yield from batch.to_pylist()


def pass_on(opened: Passing, part: int) -> Done:
    """Puts the incidents of one bucket down by where and when they tell of, parts with what they are part of.

    Args:
        opened: by `open_passing`.
        part: the bucket.
    """
    target, name = Folder(opened.setting.target), f"{incident_folder(0)}/{part:05d}.parquet"
    if not target.exists(name):
        shards.write(target, name, incident_layout(), _passed(opened, target, part), {})
    return Done({}, peak_bytes(), spent())


def _passed(opened: Passing, target: Folder, part: int) -> Iterator[list[Row]]:
    from pyarrow.parquet import ParquetFile

    with target.reading(f"{PROFILES}/{part:05d}.parquet") as stream:
        for batch in ParquetFile(stream).iter_batches(batch_size=HELD):
            yield [_passed_row(row, opened) for row in batch.to_pylist()]


def _passed_row(row: dict[str, Any], opened: Passing) -> Row:
    root, where = opened.homes.get(row["id"], (row["id"], row["where"]))
    blocks = sorted({*json.loads(row["blocks"]), *opened.known.get(row["id"], ())})
    part = shards.partition(where, opened.setting.partitions)
    return row | {"root": root, "where": where, "blocks": json.dumps(blocks), shards.PART: part}
