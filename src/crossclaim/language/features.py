"""Morphological features of a Penn Treebank tag, from a data file."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from crossclaim.errors import DataError

FILE = "penn_features.tsv"


@dataclass(frozen=True)
class Features:
    """UD feature strings by Penn tag."""

    by_tag: dict[str, str]

    def of(self, tag: str) -> str:
        """The features of a tag, "" where it has none."""
        return self.by_tag.get(tag, "")


def load_features() -> Features:
    """Read the packaged table.

    Raises:
        DataError: a line is not two columns.
    """
    table = {}
    text = (files("crossclaim") / "data" / FILE).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = line.split("\t")
        if len(parts) != 2:
            raise DataError("not two columns", file=FILE, line=number, mend="write TAG<tab>FEATURES")
        table[parts[0]] = parts[1]
    return Features(table)
