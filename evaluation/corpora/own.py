"""The project's own gold: reports of our own writing with their claims, one YAML file each.

The form is described in `evaluation/README.md`. Text is quoted, never counted: a quote that does not stand in
the text exactly once is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args

import yaml

from crossclaim.errors import DataError
from crossclaim.records import CasualtyKind, Stance, Tense, VictimClass
from crossclaim.yamlfile import read_yaml
from evaluation.corpora.files import digest
from evaluation.records import Corpus, Figure, GoldClaim, GoldReport, Item

FOLDER = Path(__file__).parents[1] / "gold"
CODEBOOK = Path(__file__).parents[1] / "data" / "codebook.yaml"
OWN = "own"
HEAD = ("id", "title", "source", "published", "text")
ABOUT = ("style", "conflict")
KEYS = ("quote", "by", "side", "via", "stance", "event", "tense", "actor", "target", "toll", "losses", "place", "date")
EXTRA = ("incident",)
ENTRY = ("who", "side", "class")
LOSS = ("what", "count", "side")
KINDS: tuple[str, ...] = get_args(CasualtyKind)
NUMBER = re.compile(r"(?P<exact>\d+)|(?P<low>\d+)\+|\.\.(?P<high>\d+)|(?P<from>\d+)\.\.(?P<to>\d+)")


@cache
def event_types() -> tuple[str, ...]:
    """The codebook's event types."""
    return read_yaml(CODEBOOK.name, CODEBOOK.read_text(encoding="utf-8")).words("events")


def load_own(folder: Path = FOLDER) -> Corpus[GoldReport]:
    """All reports of the folder.

    Raises:
        DataError: a file breaks the form, or a quote is not in its text exactly once.
    """
    files = sorted(folder.glob("*.yaml"))
    items = tuple(parse_own(path.read_text(encoding="utf-8"), path.name) for path in files)
    taken: set[str] = set()
    for path, item in zip(files, items, strict=True):
        if item.id in taken:
            raise DataError(f"id {item.id!r} is taken", file=path.name, mend="give each report an id of its own")
        taken.add(item.id)
    return Corpus(OWN, "reports of our own writing", "whole", digest(files), items)


def parse_own(text: str, name: str) -> Item[GoldReport]:
    """One report with its gold.

    Args:
        text: the YAML.
        name: of the file, for messages.

    Raises:
        DataError: it breaks the form.
    """
    try:
        found = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        raise DataError("not YAML", file=name, line=line, mend=f"mend the syntax ({error})") from error
    if not isinstance(found, dict):
        raise DataError("no mapping", file=name, mend="begin with 'id:'")
    _known(found, (*HEAD, *ABOUT, "claims"), name, "the report")
    record = {key: _text(found, key, name, "the report") for key in HEAD}
    _is_day(record["published"], name)
    claims = found.get("claims")
    if not isinstance(claims, list) or not claims:
        raise DataError("no list of claims", file=name, mend="write them under 'claims:'")
    rows = (_claim(row, record["text"], name, number) for number, row in enumerate(claims, start=1))
    return Item(record, GoldReport(tuple(rows)))


def _claim(row: Any, text: str, name: str, number: int) -> GoldClaim:
    where = f"claim {number}"
    if not isinstance(row, dict):
        raise DataError(f"{where} is no mapping", file=name, mend="begin it with '- quote:'")
    _known(row, (*KEYS, *EXTRA), name, where)
    quote = _text(row, "quote", name, where)
    if text.count(quote) != 1:
        what = f"{where}: its quote stands {text.count(quote)} times in the text: {quote!r}"
        raise DataError(what, file=name, mend="quote the text exactly, and enough of it to be the only one")
    _losses(row.get("losses", []), name, where)
    return GoldClaim(
        quote=quote,
        claimant=_text(row, "by", name, where),
        side=_optional(row, "side", name, where),
        stance=_choice(row, "stance", get_args(Stance), "asserts", name, where),
        event=_choice(row, "event", event_types(), None, name, where),
        tense=_choice(row, "tense", get_args(Tense), "past", name, where),
        actor=_optional(row, "actor", name, where),
        target=_optional(row, "target", name, where),
        figures=frozenset(_figures(row.get("toll", []), name, where)),
        place=_optional(row, "place", name, where),
        date=_optional(row, "date", name, where),
        incident=_optional(row, "incident", name, where),
    )


def _figures(toll: Any, name: str, where: str) -> Iterator[Figure]:
    if not isinstance(toll, list) or not all(isinstance(entry, dict) for entry in toll):
        raise DataError(
            f"{where}: 'toll' is no list of entries", file=name, mend="write '- {killed: 12, who: soldiers}'"
        )
    for entry in toll:
        _known(entry, (*KINDS, *ENTRY), name, where)
        kinds = [kind for kind in KINDS if kind in entry]
        if len(kinds) != 1:
            raise DataError(
                f"{where}: {entry} has {len(kinds)} kinds", file=name, mend=f"give it one of {', '.join(KINDS)}"
            )
        _choice(entry, "class", get_args(VictimClass), "unknown", name, where)
        low, high = number_of(str(entry[kinds[0]]), name, where)
        yield kinds[0], low, high


def number_of(written: str, name: str = "", where: str = "number") -> tuple[int | None, int | None]:
    """Low and high of `12`, `12+` (at least), `..12` (up to), `10..12`; None is open.

    Raises:
        DataError: written otherwise.

    >>> number_of("12+"), number_of("..70")
    ((12, None), (None, 70))
    """
    found = NUMBER.fullmatch(written)
    if not found:
        raise DataError(f"{where}: {written!r} is no number", file=name, mend="write 12, 12+, ..12 or 10..12")
    low = found["exact"] or found["low"] or found["from"]
    high = found["exact"] or found["high"] or found["to"]
    return int(low) if low else None, int(high) if high else None


def _losses(losses: Any, name: str, where: str) -> None:
    """Checked for their form; no measure reads them yet."""
    if not isinstance(losses, list):
        raise DataError(f"{where}: 'losses' is no list", file=name, mend="write '- {what: tank, count: 2}'")
    for entry in losses:
        if not isinstance(entry, dict) or not isinstance(entry.get("count"), int) or not entry.get("what"):
            raise DataError(f"{where}: {entry!r} is no loss", file=name, mend="write '- {what: tank, count: 2}'")
        _known(entry, LOSS, name, where)


def _known(found: Mapping[str, Any], keys: tuple[str, ...], name: str, where: str) -> None:
    strange = set(found) - set(keys)
    if strange:
        what = f"{where}: unknown {', '.join(sorted(map(repr, strange)))}"
        raise DataError(what, file=name, mend=f"known are {', '.join(keys)}")


def _text(found: Mapping[str, Any], key: str, name: str, where: str) -> str:
    value = _optional(found, key, name, where)
    if not value:
        raise DataError(f"{where}: no {key!r}", file=name, mend=f"write '{key}: ...'")
    return value


def _optional(found: Mapping[str, Any], key: str, name: str, where: str) -> str | None:
    value = found.get(key)
    if isinstance(value, date):
        return value.isoformat()
    if value is not None and not isinstance(value, str | int):
        raise DataError(f"{where}: {key!r} is no text", file=name, mend="put it in quotation marks")
    return None if value is None else str(value)


def _choice(
    found: Mapping[str, Any], key: str, values: tuple[str, ...], usual: str | None, name: str, where: str
) -> str:
    value = found.get(key, usual)
    if value not in values:
        raise DataError(f"{where}: {key} {value!r} is not known", file=name, mend=f"give one of {', '.join(values)}")
    return str(value)


def _is_day(day: str, name: str) -> None:
    try:
        date.fromisoformat(day)
    except ValueError as error:
        raise DataError(f"'published' is no day: {day!r}", file=name, mend="write YYYY-MM-DD") from error
