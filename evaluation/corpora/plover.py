"""PLOVER's gold sentences: one event each, with who acts and is acted on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from evaluation.corpora.files import broken, json_lines
from evaluation.records import GoldEvent, Item

NOW_CALLED: Mapping[str, str] = {
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "FIGHT": "ASSAULT",
    "INVESTIGATE": "ACCUSE",
}
"""Event types of the gold (version 0.5b1) and what the manual calls them since 2021."""

NOW_CODED: Mapping[str, str] = {"JAP": "JPN", "KOS": "XKX"}
"""Codes of the gold that are not those of ISO 3166."""


def load_plover(path: Path) -> Iterator[Item[GoldEvent]]:
    """The sentences of a JSON Lines file.

    Raises:
        DataError: a record breaks the form.
    """
    for position, (number, row) in enumerate(json_lines(path)):
        try:
            gold = GoldEvent(
                type=NOW_CALLED.get(row["event"], str(row["event"])),
                actors=codes(row.get("source")),
                targets=codes(row.get("target")),
            )
            text = str(row["text"])
        except (KeyError, TypeError, ValueError) as error:
            raise broken(path, number, error) from error
        yield Item({"id": str(row.get("id") or f"{path.stem}-{position}"), "text": text}, gold)


def codes(parties: Any) -> frozenset[str]:
    """The three-letter codes of the parties of a record; other codes and bare words are left out.

    >>> sorted(codes([{"code": "JAP"}, {"code": "crowd"}, "word"]))
    ['JPN']
    """
    rows = [p for p in parties if isinstance(p, dict)] if isinstance(parties, list) else []
    given = [str(p.get("code") or "") for p in rows]
    return frozenset(NOW_CODED.get(code, code) for code in given if re.fullmatch("[A-Z]{3}", code))
