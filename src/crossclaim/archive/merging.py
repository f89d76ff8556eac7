"""The sixth step: incidents of different blocks that are one occurrence, and that no claim in both shows to be one.

Incidents go by the country and the month that they tell of, whatever report told of them. Two are merged where linking
would merge them (`crossclaim.linking`), no block knew of both, and no report tells of both. The step is taken
twice, the second time with months that begin on the 16th, so that what happened at the end of a month meets what is
told of it at the beginning of the next.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from itertools import groupby
from typing import Any

from crossclaim.archive import shards
from crossclaim.archive.memory import peak_bytes, spent
from crossclaim.archive.records import WORK, Done, Setting
from crossclaim.archive.shards import Row
from crossclaim.archive.storage import Folder
from crossclaim.linking.link import search_keys
from crossclaim.linking.memory import MemoryCandidates
from crossclaim.linking.profiles import joined, kept_apart, profile_from_json, profile_to_json
from crossclaim.linking.records import LinkResult, Profile
from crossclaim.linking.score import score, total
from crossclaim.linking.settings import Settings, load_settings

SHIFTS = (0, 15)
"""Days by which months are moved, one time after the other."""

NOWHERE = "-"

STITCHED = f"{WORK}/stitched"
"""Where `stitching` writes which incidents are part of others."""


@dataclass(frozen=True, slots=True)
class Found:
    """An incident on its way: the blocks that know of it, in how many reports it is told, and reactions to it."""

    profile: Profile
    blocks: tuple[int, ...]
    reports: int
    reactions: int


def merged_folder(turn: int) -> str:
    """Where a turn writes which incidents became part of others; written last."""
    return f"{WORK}/merged-{turn}"


def incident_folder(turn: int) -> str:
    """Where a turn finds its incidents, which the step or the turn before wrote."""
    return f"{WORK}/incidents-{turn}"


def merge_bucket(opened: tuple[Setting, int], part: int) -> Done:
    """Merges the incidents of one bucket, unless that is done.

    Args:
        opened: the archive's setting, and which turn it is, from 0.
        part: the bucket.
    """
    setting, turn = opened
    target, name = Folder(setting.target), f"{merged_folder(turn)}/{part:05d}.parquet"
    if not target.exists(name):
        rows = shards.ordered(shards.gather(target, incident_folder(turn), part), "where", "id")
        kept: list[Row] = []
        gone: list[Row] = []
        for _, group in groupby(rows, key=lambda row: str(row["where"])):
            found, homes = merged(_stitched(group, load_settings()), load_settings())
            kept += [_next_row(f, turn, setting.partitions) for f in found]
            gone += [{shards.PART: 0, "gone": old, "home": new} for old, new in sorted(homes.items())]
        shards.write(target, f"{incident_folder(turn + 1)}/{part:05d}.parquet", layout(), [kept], {})
        shards.write(target, name, merged_layout(), [gone], {"merged across blocks": len(gone)})
    return Done(shards.counts_of(target, name), peak_bytes(), spent())


def _stitched(rows: Iterable[Row], settings: Settings) -> list[Found]:
    """Incidents with those that are part of them, the oldest first."""
    parts: dict[str, list[Found]] = defaultdict(list)
    for row in rows:
        parts[row["root"]].append(_found(row))
    return [reduce(lambda a, b: _together(a, b, settings), sorted(some, key=_age)) for some in parts.values()]


def open_turn(setting: Setting, turn: int) -> tuple[Setting, int]:
    """What a turn needs."""
    return setting, turn


def layout() -> Any:
    """The columns of incidents on their way; `where` is country and month, `root` what stitching made it part of."""
    texts = dict.fromkeys(("where", "id", "root", "seen", "blocks", "profile"), "string")
    return shards.schema(**texts, entries="int64", reports="int64", reactions="int64")


def merged_layout() -> Any:
    """The columns of merges: which incident became part of which."""
    return shards.schema(gone="string", home="string")


def profile_row(profile: Profile, blocks: Sequence[int], reports: int, reactions: int, dump: str) -> Row:
    """A row of `layout`, for the first turn, but for the partition."""
    return {
        "where": month_of(profile, SHIFTS[0]),
        "id": profile.id,
        "root": profile.id,
        "seen": profile.seen.isoformat() if profile.seen else None,
        "entries": profile.entries,
        "blocks": json.dumps(list(blocks)),
        "reports": reports,
        "reactions": reactions,
        "profile": dump.encode("utf-8", "replace").decode(),
    }


def month_of(profile: Profile, shift: int) -> str:
    """The country and the month that an incident tells of; months begin `shift` days later.

    Args:
        profile: of the incident.
        shift: days.
    """
    country = next((s.country for s in profile.spots if s.country), NOWHERE)
    day = profile.days[0].first if profile.days else profile.seen
    if day is None or day.toordinal() <= shift:
        return f"{country}/{NOWHERE}"
    return f"{country}/{day - timedelta(days=shift):%Y-%m}"


def merged(found: Sequence[Found], settings: Settings) -> tuple[list[Found], dict[str, str]]:
    """Incidents of one place and time, those of different blocks that are one brought together.

    Args:
        found: in any order.
        settings: points and thresholds.

    Returns:
        What is left, and by the id of each that is gone the one that it became part of. The same for any order.
    """
    kept: dict[str, Found] = {}
    homes: dict[str, str] = {}
    store = MemoryCandidates()
    for new in sorted(found, key=_age):
        best = _best(new, kept, store, settings)
        whole = new if best is None else _together(kept[best], new, settings)
        kept[whole.profile.id] = whole
        if best is not None:
            homes[new.profile.id] = best
        store.apply(LinkResult((), (), (), (whole.profile,)))
    return [kept[id] for id in sorted(kept)], homes


def _best(new: Found, kept: dict[str, Found], store: MemoryCandidates, settings: Settings) -> str | None:
    """The older incident of another block that is the same occurrence."""
    profile, limits = new.profile, settings.limits
    keys, reach = search_keys(profile, limits), timedelta(limits.tolerance)
    if profile.first is None or profile.last is None or not keys:
        return None
    first, last = _earlier(profile.first, reach), profile.last + reach
    near = [kept[p.id] for p in store.near(first, last, keys, limits.candidates)]
    scored = [(total(score(profile, f.profile, settings)), f) for f in near if _may_be_one(new, f)]
    good = [(points, f) for points, f in scored if points >= settings.thresholds.merge]
    return min(good, key=lambda g: (-g[0], _age(g[1])))[1].profile.id if good else None


def _may_be_one(a: Found, b: Found) -> bool:
    if set(a.blocks) & set(b.blocks) or set(a.profile.reports) & set(b.profile.reports):
        return False
    return not kept_apart(a.profile, b.profile)


def _together(old: Found, new: Found, settings: Settings) -> Found:
    blocks = tuple(sorted({*old.blocks, *new.blocks}))
    profile = joined(old.profile, new.profile, settings.limits)
    return Found(profile, blocks, old.reports + new.reports, old.reactions + new.reactions)


def _earlier(day: date, reach: timedelta) -> date:
    return date.fromordinal(max(day.toordinal() - reach.days, 1))


def _age(found: Found) -> tuple[date, int, str]:
    """Older first, as in linking."""
    return found.profile.seen or date.max, -found.profile.entries, found.profile.id


def _found(row: Row) -> Found:
    return Found(profile_from_json(row["profile"]), tuple(json.loads(row["blocks"])), row["reports"], row["reactions"])


def _next_row(found: Found, turn: int, partitions: int) -> Row:
    """For the next turn by where and when it tells of; after the last one by its id."""
    profile, last = found.profile, turn + 1 == len(SHIFTS)
    where = profile.id if last else month_of(profile, SHIFTS[turn + 1])
    row = profile_row(profile, found.blocks, found.reports, found.reactions, profile_to_json(profile))
    return row | {"where": where, shards.PART: shards.partition(where, partitions)}


def homes(target: Folder) -> Iterator[dict[str, str]]:
    """By the id of each incident that is gone the one that it became part of: by stitching, then for each turn."""
    for folder in (STITCHED, *(merged_folder(turn) for turn in range(len(SHIFTS)))):
        table = shards.gather(target, folder, None, ["gone", "home"])
        yield (
            {}
            if table is None
            else dict(zip(table.column("gone").to_pylist(), table.column("home").to_pylist(), strict=True))
        )
