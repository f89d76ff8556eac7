"""The third step: linking by blocks, each the reports of one month that tell most of one country.

Within a block the reports are linked one after the other in the order of publication, as a ledger links them. Blocks
know nothing of each other; `merging` brings together what they tell of the same occurrence.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from crossclaim.archive import shards
from crossclaim.archive.copies import Copies
from crossclaim.archive.gathering import TOLD
from crossclaim.archive.memory import peak_bytes
from crossclaim.archive.merging import layout as profile_layout
from crossclaim.archive.merging import month_of, profile_row
from crossclaim.archive.records import WORK, Done, Setting
from crossclaim.archive.shards import Row
from crossclaim.archive.storage import Folder
from crossclaim.export.contract_back import claim_from_json
from crossclaim.ledger.default_linking import default_linking
from crossclaim.ledger.incidents import Linking
from crossclaim.ledger.keys import entry_id
from crossclaim.linking.memory import MemoryCandidates
from crossclaim.linking.records import Entry

LINKS = f"{WORK}/links"
PROFILES = f"{WORK}/profiles"
"""Where this step writes, one file a bucket of blocks each; profiles last."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A claim's report and partition, and the incidents that it tells of and reacts to."""

    entry: Entry
    home: int
    incident: str | None
    about: str | None


def link_bucket(opened: tuple[Setting, Linking], part: int) -> Done:
    """Links the blocks of one bucket, unless that is done.

    Args:
        opened: the archive's setting, and linking.
        part: the bucket.
    """
    setting, linking = opened
    target, name = Folder(setting.target), f"{PROFILES}/{part:05d}.parquet"
    if not target.exists(name):
        table = shards.gather(target, TOLD, part)
        rows = shards.ordered(table, "block", "published", "key", "version")
        links: list[Row] = []
        profiles: list[Row] = []
        for block, reports in groupby(rows, key=lambda row: str(row["block"])):
            _link_block(block, reports, setting, linking, links, profiles)
        counts: dict[str, int] = {"near-copies": len({r["report"] for r in links if r["copy_of"]})}
        shards.write(target, f"{LINKS}/{part:05d}.parquet", layout(), [links], {})
        shards.write(target, name, profile_layout(), [profiles], counts)
    return Done(shards.counts_of(target, name), peak_bytes())


def open_linking(setting: Setting) -> tuple[Setting, Linking]:
    """What linking needs, opened once in a worker."""
    return setting, default_linking()


def layout() -> Any:
    """The columns of links; the partition is that of the claim's report."""
    return shards.schema(**dict.fromkeys(("report", "entry", "incident", "about", "copy_of"), "string"))


def _link_block(
    block: str, reports: Iterable[Row], setting: Setting, linking: Linking, links: list[Row], profiles: list[Row]
) -> None:
    store = MemoryCandidates()
    linked = list(_linked(reports, linking, store))
    entries = [Linked(e, home, store.incident(e.id), store.reaction(e.id)) for e, home in linked]
    links += [_link_row(found) for found in entries]
    reactions = Counter(found.about for found in entries if found.about)
    told = Counter(i for _, i in {(f.entry.report, f.incident) for f in entries if f.incident})
    for id in sorted(store.profiles):
        profile = store.profiles[id]
        row = profile_row(profile, (block,), told[id], reactions[id], linking.dump(profile))
        profiles.append(row | {shards.PART: shards.partition(month_of(profile, 0), setting.partitions)})


def _linked(reports: Iterable[Row], linking: Linking, store: MemoryCandidates) -> Iterator[tuple[Entry, int]]:
    copies = Copies()
    for row in reports:
        copy_of = copies.add(row["key"], frozenset(row["shingles"]))
        entries = _entries(row, copy_of if copy_of != row["key"] else None)
        store.apply(linking.link(entries, store))
        yield from ((entry, row["home"]) for entry in entries)


def _entries(row: Row, copy_of: str | None) -> tuple[Entry, ...]:
    groups, key = json.loads(row["groups"]), row["key"]
    day = date.fromisoformat(row["published"]) if row["published"] else None
    claims = (claim_from_json(claim) for claim in json.loads(row["claims"]))
    return tuple(
        Entry(entry_id(key, row["version"], c.id), key, row["source"], day, copy_of, groups.get(c.id), c)
        for c in claims
    )


def _link_row(found: Linked) -> Row:
    return {
        shards.PART: found.home,
        "report": found.entry.report,
        "entry": found.entry.id,
        "incident": found.incident,
        "about": found.about,
        "copy_of": found.entry.copy_of,
    }
