"""The second step: what was read in the reports of one partition, none twice, in the order of publication."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from crossclaim.archive import shards
from crossclaim.archive.columns import (
    ATTRIBUTIONS,
    READINGS,
    SET_ASIDE,
    attribution_row,
    reading_row,
    write_table,
)
from crossclaim.archive.memory import peak_bytes, spent
from crossclaim.archive.reading import READ
from crossclaim.archive.records import WORK, Done, Setting
from crossclaim.archive.shards import Row
from crossclaim.archive.storage import Folder
from crossclaim.archive.versions import Version, homes_of
from crossclaim.export.contract_back import from_json
from crossclaim.ledger.shingles import shingles
from crossclaim.linking.dated import own_day
from crossclaim.records import Reading, Report

TOLD = f"{WORK}/told"
"""Where this step writes what linking needs, one file a partition; written last, it says that the step is done."""

HELD = 200
"""Reports that are held before they are written for linking."""

NOWHERE = "-"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a version stands in its partition: by day, key and number; `row` is its row in what was gathered."""

    published: str
    key: str
    number: int
    current: bool
    row: int


def gather_part(setting: Setting, part: int) -> Done:
    """Puts one partition's reports in order and writes its tables, unless that is done.

    Args:
        setting: of the archive.
        part: the partition.
    """
    target, name = Folder(setting.target), f"{TOLD}/{part:05d}.parquet"
    if not target.exists(name):
        table = shards.gather(target, READ, part)
        aside, read = _parted(table)
        places = places_of(read) if read is not None else []
        current = [place for place in places if place.current]
        write_table(target, "set_aside", part, SET_ASIDE, shards.ordered(aside, "where", "what"))
        write_table(target, "readings", part, READINGS, (reading_row(v) for v in _versions(read, places)))
        said = (attribution_row(v, a) for v in _without_claims(read, current) for a in v.reading.attributions)
        counts = {"attributions": write_table(target, "attributions", part, ATTRIBUTIONS, said)}
        counts |= _counted(aside, read, places)
        shards.write(target, name, layout(), _told(read, current, part), counts)
    return Done(shards.counts_of(target, name), peak_bytes(), spent())


def layout() -> Any:
    """The columns of what linking needs of a report; `wheres` has the country of each claim, `home` the partition."""
    import pyarrow

    names = ("published", "dated", "key", "source", "claims", "groups", "wheres")
    found = shards.schema(**dict.fromkeys(names, "string"), version="int64", home="int32")
    found = found.append(pyarrow.field("countries", pyarrow.list_(pyarrow.string())))
    return found.append(pyarrow.field("shingles", pyarrow.list_(pyarrow.int64())))


def places_of(table: Any) -> list[Place]:
    """The order of what was read in one partition; the same report twice has one place.

    Args:
        table: with the columns base, digest, published and reading.
    """
    bases, digests, days = (table.column(n).to_pylist() for n in ("base", "digest", "published"))
    order = sorted(range(table.num_rows), key=lambda n: (bases[n], days[n] or "", digests[n]))
    found = []
    for base, group in groupby(order, key=bases.__getitem__):
        rows = list({digests[n]: n for n in reversed(list(group))}.values())[::-1]
        homes = [(0, 1)] if len(rows) == 1 else homes_of([_report(table, n) for n in rows])
        last = dict(homes)
        for n, (home, number) in zip(rows, homes, strict=True):
            key = base if home == 0 else f"{base}-{home + 1}"
            found.append(Place(days[n] or "", key, number, last[home] == number, n))
    return sorted(found)


def wheres_of(reading: Reading) -> dict[str, str]:
    """By a claim's id the country that it tells of.

    That is the one that most claims of its incident in the report give by their places; else that of most claims of the
    report, by their places or their parties.

    >>> from crossclaim.records import Report
    >>> wheres_of(Reading(Report("r", "All was quiet.")))
    {}
    """
    said = {c.id: c.place.country for c in reading.claims if c.place and c.place.country}
    parties = Counter(p.country for c in reading.claims for p in (*c.actors, *c.targets) if p.country)
    usual = _most(Counter(said.values())) or _most(parties) or NOWHERE
    found = {c.id: said.get(c.id, usual) for c in reading.claims}
    for incident in reversed(reading.incidents):
        most = _most(Counter(said[id] for id in incident.claims if id in said)) or usual
        found |= dict.fromkeys(incident.claims, most)
    return found


def _most(found: Counter[str]) -> str | None:
    return min(found, key=lambda c: (-found[c], c)) if found else None


def _parted(table: Any) -> tuple[Any, Any]:
    """What could not be read, and what was read."""
    import pyarrow.compute as compute

    if table is None:
        return None, None
    missing = compute.is_null(table.column("reading"))
    return table.filter(missing), table.filter(compute.invert(missing))


def _versions(table: Any, places: Sequence[Place]) -> Iterator[Version]:
    yield from (_version(place, _record(table, place.row)) for place in places)


def _without_claims(table: Any, places: Sequence[Place]) -> Iterator[Version]:
    yield from (_version(place, _record(table, place.row) | {"claims": [], "incidents": []}) for place in places)


def _version(place: Place, record: dict[str, Any]) -> Version:
    return Version(place.key, place.number, place.current, from_json(record))


def _report(table: Any, row: int) -> Report:
    return from_json(_record(table, row) | {"attributions": [], "places": [], "claims": [], "incidents": []}).report


def _record(table: Any, row: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(table.column("reading")[row].as_py())
    return found


def _counted(aside: Any, read: Any, places: Sequence[Place]) -> dict[str, int]:
    reasons = Counter(f"skipped: {why}" for why in aside.column("reason").to_pylist()) if aside is not None else {}
    return {
        "set aside": sum(reasons.values()),
        "reports": len(places),
        "duplicates": (read.num_rows if read is not None else 0) - len(places),
        "corrections": sum(place.number > 1 for place in places),
        **dict(sorted(reasons.items())),
    }


def _told(read: Any, places: Sequence[Place], part: int) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for place in places:
        record = _record(read, place.row)
        if not record["claims"]:
            continue
        said = json.dumps(record["claims"])
        bare = record | {"claims": [{k: v for k, v in c.items() if k != "why"} for c in record["claims"]]}
        batch.append(_told_row(_version(place, bare), said, part))
        if len(batch) == HELD:
            yield batch
            batch = []
    if batch:
        yield batch


def _told_row(version: Version, claims: str, part: int) -> Row:
    """A row for linking; `claims` is the JSON of its claims, with their reasons."""
    reading, report = version.reading, version.reading.report
    wheres, dated = wheres_of(reading), own_day(report.text, report.published)
    return {
        shards.PART: part,
        "published": report.published.isoformat() if report.published else None,
        "dated": dated.isoformat() if dated else None,
        "key": version.key,
        "version": version.number,
        "source": report.source.encode("utf-8", "replace").decode() if report.source else None,
        "claims": claims,
        "groups": json.dumps({claim: i.id for i in reversed(reading.incidents) for claim in i.claims}),
        "wheres": json.dumps(wheres),
        "countries": sorted(set(wheres.values())),
        "shingles": sorted(shingles(report.text)),
        "home": part,
    }
