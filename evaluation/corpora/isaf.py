"""Press releases of the International Security Assistance Force, with a coder's table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from evaluation.corpora.files import broken, json_lines
from evaluation.records import GoldRelease, Item


def load_isaf(path: Path) -> Iterator[Item[GoldRelease]]:
    """The releases of a JSON Lines file: `text`, and `gold` with the coder's fields.

    Raises:
        DataError: a record breaks the form.
    """
    for position, (number, row) in enumerate(json_lines(path)):
        try:
            gold = row["gold"]
            release = GoldRelease(
                min_killed=int(gold["min_killed"]),
                min_captured=int(gold["min_captured"]),
                killed=bool(gold["killq"]),
                captured=bool(gold["captureq"]),
                airstrike=bool(gold["airstrike"]),
                provinces=tuple(gold["province"]),
                day=str(gold["start_date"]),
            )
            text = str(row["text"])
        except (KeyError, TypeError, ValueError) as error:
            raise broken(path, number, error) from error
        yield Item({"id": str(row.get("id") or f"{path.stem}-{position}"), "text": text}, release)
