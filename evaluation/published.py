"""What is aimed at and what others reach, from a data file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crossclaim.yamlfile import YamlFile, read_yaml

FILE = Path(__file__).parent / "data" / "published.yaml"


@dataclass(frozen=True, slots=True)
class Published:
    """The figures of one system on one corpus, as its source states them.

    Attributes:
        scores: by the key of ours that measures the same.
        part: on what they were measured, where that is not this part.
    """

    system: str
    source: str
    scores: Mapping[str, str]
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """All that stands beside our figures of one corpus."""

    aims: Mapping[str, str]
    published: tuple[Published, ...]


def load_published(text: str | None = None) -> Mapping[str, Beside]:
    """Read the packaged file, or `text` in its place.

    Raises:
        DataError: it breaks its form.

    >>> load_published("lgl: {aims: {found: 0.72}}")["lgl"].aims["found"]
    '0.72'
    """
    file = read_yaml(FILE.name, FILE.read_text(encoding="utf-8") if text is None else text)
    return {name: _beside(name, entry, file) for name, entry in file.entries.items()}


def _beside(name: str, entry: Any, file: YamlFile) -> Beside:
    if not isinstance(entry, dict) or not isinstance(entry.get("aims", {}), dict):
        raise file.error(f"set {name!r} is no mapping", "write 'aims:' and 'published:'")
    rows = entry.get("published", [])
    return Beside(_texts(entry.get("aims", {})), tuple(_published(name, row, file) for row in rows))


def _published(name: str, row: Any, file: YamlFile) -> Published:
    if not isinstance(row, dict) or not all(isinstance(row.get(key), str) for key in ("system", "source")):
        raise file.error(f"set {name!r}: an entry has no system or no source", "write both")
    return Published(row["system"], row["source"], _texts(row.get("scores", {})), row.get("part"))


def _texts(found: Mapping[str, Any]) -> dict[str, str]:
    return {key: f"{value:.3g}" if isinstance(value, float) else str(value) for key, value in found.items()}
