"""The last step: claims with their incidents, and the incidents, one file a partition each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from crossclaim.archive import shards
from crossclaim.archive.blocks import LINKS
from crossclaim.archive.columns import CLAIMS, INCIDENTS, claim_row, incident_row, write_table
from crossclaim.archive.memory import peak_bytes, spent
from crossclaim.archive.merging import SHIFTS, homes, incident_folder
from crossclaim.archive.records import WORK, Done, Setting, file_name
from crossclaim.archive.stitching import originals
from crossclaim.archive.storage import Folder
from crossclaim.archive.versions import Version
from crossclaim.export.contract_back import from_json
from crossclaim.ledger.keys import entry_id
from crossclaim.linking.profiles import profile_from_json

FINISHED = f"{WORK}/finished"
"""Where this step says that a partition is done."""


@dataclass(frozen=True)
class Opened:
    """What a worker opens once: incidents that are part of others, one table a turn; originals of copies of copies."""

    setting: Setting
    homes: tuple[Mapping[str, str], ...]
    originals: Mapping[str, str]

    def now(self, incident: str | None) -> str | None:
        """What an incident became."""
        for turn in self.homes:
            incident = turn.get(incident, incident) if incident else None
        return incident


def open_finishing(setting: Setting) -> Opened:
    """What the step needs."""
    target = Folder(setting.target)
    return Opened(setting, tuple(homes(target)), originals(target))


def finish_part(opened: Opened, part: int) -> Done:
    """Writes the claims and incidents of one partition, unless that is done.

    Args:
        opened: by `open_finishing`.
        part: the partition.
    """
    target, name = Folder(opened.setting.target), f"{FINISHED}/{part:05d}.json"
    if not target.exists(name):
        claims = write_table(target, "claims", part, CLAIMS, _claims(opened, target, part))
        incidents = write_table(target, "incidents", part, INCIDENTS, _incidents(target, part))
        target.write(name, json.dumps({"claims": claims, "incidents": incidents}).encode())
    return Done(json.loads(target.read(name)), peak_bytes(), spent())


def _claims(opened: Opened, target: Folder, part: int) -> Iterator[Mapping[str, Any]]:
    table = shards.gather(target, LINKS, part)
    links = {} if table is None else {row["entry"]: row for row in shards.ordered(table, "entry")}
    for version in current_versions(target, part):
        for claim in version.reading.claims:
            link = links[entry_id(version.key, version.number, claim.id)]
            told, about = opened.now(link["incident"]), opened.now(link["about"])
            copy_of = opened.originals.get(version.key, link["copy_of"])
            yield claim_row(version, claim, told, about, copy_of)


def current_versions(target: Folder, part: int) -> Iterator[Version]:
    """The reports of one partition that were not corrected, in their order."""
    from pyarrow.parquet import ParquetFile

    columns = ["report", "version", "current", "reading"]
    with target.reading(file_name("readings", part)) as stream:
        for batch in ParquetFile(stream).iter_batches(batch_size=50, columns=columns):
            for row in batch.to_pylist():
                if row["current"]:
                    reading = from_json(json.loads(row["reading"]))
                    yield Version(row["report"], row["version"], True, reading)


def _incidents(target: Folder, part: int) -> Iterator[Mapping[str, Any]]:
    table = shards.gather(target, incident_folder(len(SHIFTS)), part)
    for row in shards.ordered(table, "id"):
        profile = profile_from_json(row["profile"])
        yield incident_row(profile, row["reports"], row["reactions"], row["profile"])
