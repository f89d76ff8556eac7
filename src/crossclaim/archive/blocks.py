"""The fourth step: linking, block by block.

Within a block the reports are linked one after the other in the order of publication, as a ledger links them. What is
written of a block are its own claims; of claims that another block owns, to which incident here they belong: by that
`stitching` knows which incidents of two blocks are one.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from crossclaim.archive import shards
from crossclaim.archive.copies import Copies
from crossclaim.archive.memory import peak_bytes, spent
from crossclaim.archive.merging import layout as profile_layout
from crossclaim.archive.merging import profile_row
from crossclaim.archive.records import WORK, Done, Setting
from crossclaim.archive.shards import Row
from crossclaim.archive.sharing import SHARED, Block, blocks_of
from crossclaim.archive.storage import Folder
from crossclaim.export.contract_back import claim_from_json
from crossclaim.ledger.default_linking import default_linking
from crossclaim.ledger.incidents import Linking
from crossclaim.ledger.keys import entry_id
from crossclaim.ledger.rows import as_dated
from crossclaim.linking.memory import MemoryCandidates
from crossclaim.linking.profiles import incident_id
from crossclaim.linking.records import Entry, Profile

LINKS = f"{WORK}/links"
FOREIGN = f"{WORK}/foreign"
PROFILES = f"{WORK}/profiles"
"""Where this step writes, one file a bucket of blocks each; profiles last."""

GHOST = "g"
"""How the id of an incident begins that has no claim of its block's own."""


@dataclass(frozen=True)
class Opened:
    """What a worker opens once."""

    setting: Setting
    linking: Linking
    blocks: Mapping[int, Block]


@dataclass(frozen=True, slots=True)
class Known:
    """A claim in a block: its report and that one's partition and original, and whether the block owns it."""

    id: str
    report: str
    home: int
    copy_of: str | None
    owned: bool


@dataclass(slots=True)
class Written:
    """The rows of a bucket."""

    links: list[Row] = field(default_factory=list)
    foreign: list[Row] = field(default_factory=list)
    profiles: list[Row] = field(default_factory=list)


def link_bucket(opened: Opened, part: int) -> Done:
    """Links the blocks of one bucket, unless that is done.

    Args:
        opened: by `open_linking`.
        part: the bucket.
    """
    target, name = Folder(opened.setting.target), f"{PROFILES}/{part:05d}.parquet"
    if not target.exists(name):
        table = shards.gather(target, SHARED, part)
        out = Written()
        for number in sorted(set(table.column("block").to_pylist())) if table is not None else ():
            _link_block(opened.blocks[number], _of_block(table, number), opened.linking, out)
        counts = {"near-copies": len({r["report"] for r in out.links if r["copy_of"]})}
        shards.write(target, f"{LINKS}/{part:05d}.parquet", layout(), [out.links], {})
        shards.write(target, f"{FOREIGN}/{part:05d}.parquet", foreign_layout(), [out.foreign], {})
        shards.write(target, name, profile_layout(), [out.profiles], counts)
    return Done(shards.counts_of(target, name), peak_bytes(), spent())


def open_linking(setting: Setting) -> Opened:
    """What linking needs, opened once in a worker."""
    blocks = blocks_of(Folder(setting.target))
    return Opened(setting, default_linking(), {block.number: block for block in blocks})


def layout() -> Any:
    """The columns of links; the partition is that of the claim's report, `mark` is a number for the claim."""
    return shards.schema(**dict.fromkeys(("report", "entry", "incident", "about", "copy_of"), "string"), mark="int64")


def foreign_layout() -> Any:
    """The columns of claims that another block owns: which incident they belong to in this one."""
    return shards.schema(mark="int64", incident="string", block="int32")


def mark_of(entry: str) -> int:
    """A number for a claim, to be compared by.

    >>> mark_of("k1#c1") == mark_of("k1#c1")
    True
    """
    return int.from_bytes(hashlib.blake2s(entry.encode(), digest_size=8).digest(), "big", signed=True)


def _of_block(table: Any, number: int) -> Any:
    import pyarrow.compute as compute

    return table.filter(compute.equal(table.column("block"), number))


def _ordered(table: Any) -> Iterator[Row]:
    return shards.ordered(table, "published", "key", "version")


def _link_block(block: Block, table: Any, linking: Linking, out: Written) -> None:
    store = MemoryCandidates()
    known = list(_linked(block, _ordered(table), linking, store))
    names = _names(block, known, store)
    links: list[Row] = []
    for one in known:
        incident, about = names.get(store.incident(one.id) or ""), names.get(store.reaction(one.id) or "")
        if one.owned:
            links.append(_link_row(one, incident, about))
        elif incident:
            row = {shards.PART: 0, "mark": mark_of(one.id), "incident": incident, "block": block.number}
            out.foreign.append(row)
    reactions = Counter(row["about"] for row in links)
    told = Counter(incident for incident, _ in {(row["incident"], row["report"]) for row in links})
    for profile in _profiles(table, known, names, linking, store):
        row = profile_row(profile, (block.number,), told[profile.id], reactions[profile.id], linking.dump(profile))
        out.profiles.append(row | {shards.PART: 0})
    out.links += links


def _linked(block: Block, rows: Iterable[Row], linking: Linking, store: MemoryCandidates) -> Iterator[Known]:
    copies = Copies()
    for row in rows:
        copy_of = copies.add(row["key"], frozenset(row["shingles"]))
        entries = _entries(row, copy_of if copy_of != row["key"] else None)
        store.apply(linking.link(entries, store))
        owns = _owns(block, row)
        yield from (Known(e.id, e.report, row["home"], e.copy_of, owns(e.claim.id)) for e in entries)


def _owns(block: Block, row: Row) -> Any:
    wheres, day = json.loads(row["wheres"]), row["published"] or ""
    return lambda claim: block.owns(wheres[claim], day)


def _names(block: Block, known: Sequence[Known], store: MemoryCandidates) -> dict[str, str]:
    """Ids that no other block gives: that of the first claim which is the block's own; else that of a ghost."""
    own: dict[str, list[str]] = defaultdict(list)
    for one in known:
        if one.owned and (incident := store.incident(one.id)):
            own[incident].append(incident_id(one.id))
    return {id: (id if id in own[id] else own[id][0]) if own.get(id) else _ghost(block, id) for id in store.profiles}


def _ghost(block: Block, id: str) -> str:
    return f"{GHOST}{block.number}-{id}"


def _profiles(
    table: Any,
    known: Sequence[Known],
    names: Mapping[str, str],
    linking: Linking,
    store: MemoryCandidates,
) -> Iterator[Profile]:
    """What is known of the incidents by the block's own claims; where others take part, made anew from its own."""
    mixed = {i for one in known if not one.owned and (i := store.incident(one.id)) and names[i][0] != GHOST}
    wanted = {one.id: i for one in known if one.owned and (i := store.incident(one.id)) in mixed}
    entries: dict[str, list[Entry]] = defaultdict(list)
    for row in _ordered(table) if wanted else ():
        for entry in _entries(row, None):
            if entry.id in wanted:
                entries[wanted[entry.id]].append(entry)
    for id in sorted(store.profiles):
        if names[id][0] == GHOST:
            continue
        if id in mixed:
            yield linking.profile(names[id], entries[id])
        else:
            yield replace(store.profiles[id], id=names[id])


def _entries(row: Row, copy_of: str | None) -> tuple[Entry, ...]:
    groups, key = json.loads(row["groups"]), row["key"]
    day, dated = (date.fromisoformat(row[n]) if row[n] else None for n in ("published", "dated"))
    claims = (claim_from_json(claim) for claim in json.loads(row["claims"]))
    return tuple(
        as_dated(
            Entry(entry_id(key, row["version"], c.id), key, row["source"], day, copy_of, groups.get(c.id), c), dated
        )
        for c in claims
    )


def _link_row(one: Known, incident: str | None, about: str | None) -> Row:
    return {
        shards.PART: one.home,
        "report": one.report,
        "entry": one.id,
        "incident": incident,
        "about": about,
        "copy_of": one.copy_of,
        "mark": mark_of(one.id),
    }
