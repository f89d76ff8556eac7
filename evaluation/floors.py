"""The gate: figures that may not fall, with the digest of the corpus that each was measured on."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from crossclaim.errors import DataError
from evaluation.corpora import OWN
from evaluation.suite import Measured

FILE = Path(__file__).parent / "floors.yaml"
SLACK = 0.01
"""What a figure may lie above its floor when floors are written: int8 arithmetic differs a little between
processors, and on the smallest set one claim more or less moves a figure by up to this."""

HEAD = f"""\
# Figures that may not fall. `python -m evaluation gate` fails where one does; `python -m evaluation floors --write`
# raises them to what is measured, less {SLACK}, and lowers none without --allow-lower. `digest` is the SHA-256 of the
# corpus: against another one nothing is compared.
"""


@dataclass(frozen=True, slots=True)
class Floor:
    """The floors of one set by the keys of its scores."""

    digest: str
    least: Mapping[str, float]


Floors = Mapping[str, Floor]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says: lines for what fell, and lines to know."""

    fell: tuple[str, ...]
    notes: tuple[str, ...]


def load_floors(text: str | None = None) -> Floors:
    """Read the floors file, or `text` in its place.

    Raises:
        DataError: it breaks its form.

    >>> load_floors("own: {digest: ab, least: {found: 0.8}}")["own"].least["found"]
    0.8
    """
    if text is None:
        text = FILE.read_text(encoding="utf-8")
    try:
        found = yaml.safe_load(text) or {}
        return {name: _floor(name, entry) for name, entry in found.items()}
    except (yaml.YAMLError, AttributeError) as error:
        raise DataError(f"not a mapping of sets ({error})", file=FILE.name, mend="write it with --write") from error


def _floor(name: str, entry: object) -> Floor:
    if isinstance(entry, dict) and isinstance(entry.get("digest"), str) and isinstance(entry.get("least"), dict):
        least = entry["least"]
        if all(isinstance(key, str) and isinstance(value, int | float) for key, value in least.items()):
            return Floor(entry["digest"], {key: float(value) for key, value in least.items()})
    mend = "write 'digest:' and 'least:' with a number for each measure"
    raise DataError(f"set {name!r} has no digest or no floors", file=FILE.name, mend=mend)


def judge(measured: Sequence[Measured], floors: Floors) -> Verdict:
    """Compare figures with their floors.

    A set whose digest differs is said and not compared; for the project's own gold, which lies beside its floors,
    that fails too, since nothing would be checked.
    """
    fell: list[str] = []
    notes: list[str] = []
    for m in measured:
        name, floor = m.corpus.name, floors.get(m.corpus.name)
        if floor is None:
            notes.append(f"{name}: no floors; set them with 'floors --write'")
        elif floor.digest != m.corpus.digest:
            line = f"{name}: not compared: another corpus than its floors were measured on; run 'floors --write'"
            (fell if name == OWN else notes).append(line)
        else:
            fell += _fallen(m, floor)
            notes += [f"{name}: {s.key} has no floor" for s in m.outcome.scores if s.key not in floor.least]
    return Verdict(tuple(fell), tuple(notes))


def _fallen(measured: Measured, floor: Floor) -> list[str]:
    values = {s.key: s.value for s in measured.outcome.scores}
    name = measured.corpus.name
    gone = [
        f"{name}: {key} has a floor of {least:.3f} and is not measured"
        for key, least in floor.least.items()
        if key not in values
    ]
    return gone + [
        f"{name}: {key} fell to {values[key]:.4f}, below its floor of {least:.3f}"
        for key, least in floor.least.items()
        if key in values and values[key] < least
    ]


def raised(
    measured: Sequence[Measured], floors: Floors, *, allow_lower: bool = False
) -> tuple[Floors, tuple[str, ...]]:
    """The floors after a measurement, and a line for each that was kept because it would have been lowered.

    Args:
        measured: what was measured; sets that were not keep their floors.
        floors: as they are.
        allow_lower: set them to what is measured even where that is less.
    """
    new, kept = dict(floors), list[str]()
    for m in measured:
        name, old = m.corpus.name, floors.get(m.corpus.name)
        least = {s.key: _down(s.value) for s in m.outcome.scores}
        lower = {} if allow_lower or old is None else {k: v for k, v in old.least.items() if v > least.get(k, 0.0)}
        kept += [_keeps(name, key, least.get(key, 0.0), floor) for key, floor in lower.items()]
        if old and lower and old.digest != m.corpus.digest:
            kept.append(
                f"{name}: floors are left as they were measured on another corpus (--allow-lower replaces them)"
            )
        else:
            new[name] = Floor(m.corpus.digest, {**least, **lower})
    return new, tuple(kept)


def _down(value: float) -> float:
    """The floor under a figure."""
    return max(math.floor((value - SLACK) * 1000) / 1000, 0.0)


def _keeps(name: str, key: str, measured: float, floor: float) -> str:
    return (
        f"{name}: {key} keeps its floor of {floor:.3f}; measured it would be {measured:.3f} (--allow-lower lowers it)"
    )


def dump_floors(floors: Floors) -> str:
    """The file's text."""
    rows = {name: {"digest": f.digest, "least": dict(f.least)} for name, f in floors.items()}
    return HEAD + yaml.safe_dump(rows, sort_keys=False, allow_unicode=True)
