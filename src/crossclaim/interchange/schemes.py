"""ACLED's types and actors and PLOVER's quads: typed loaders of `data/acled.yaml` and `data/plover.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from crossclaim.yamlfile import YamlFile, read_yaml

ACLED, PLOVER = "acled.yaml", "plover.yaml"


@dataclass(frozen=True)
class AcledTerms:
    """ACLED's names.

    Attributes:
        types: by sub-event type in lower case: sub-event type, event type, disorder type.
        actors: kind of actor by PLOVER sector.
        attack_on_civilians, attack_on_armed: what an attack is, by whom it is on.
        abroad, state, civilians: kinds of actors.
    """

    types: Mapping[str, tuple[str, str, str]]
    actors: Mapping[str, str]
    attack_on_civilians: str
    attack_on_armed: str
    abroad: str
    state: str
    civilians: str


@dataclass(frozen=True)
class PloverTerms:
    """PLOVER's quads and modes.

    Attributes:
        quads: number and name of the quad category by event.
        modes: the manual's name of a mode by this package's, where they differ.
        auxiliary: auxiliary mode by stance or tense.
        unknown: sector of an actor of whom nothing is said.
    """

    quads: Mapping[str, tuple[int, str]]
    modes: Mapping[str, str]
    auxiliary: Mapping[str, str]
    unknown: str


@cache
def load_acled() -> AcledTerms:
    """The packaged names of ACLED.

    Raises:
        DataError: the file breaks its form.

    >>> load_acled().types["suicide bomb"][1]
    'Explosions/Remote violence'
    """
    return build_acled(read_yaml(ACLED))


def build_acled(file: YamlFile) -> AcledTerms:
    """`AcledTerms` from a data file."""
    types = file.mapping("sub_events", _is_pair, "[event type, disorder type]")
    names = {name.lower(): name for name in file.entries["sub_events"]}
    kinds = file.mapping("actors", _is_list, "a list of sectors")
    spelled = {kind.lower(): kind for kind in file.entries["actors"]}
    words = ("attack_on_civilians", "attack_on_armed", "abroad", "state", "civilians")
    return AcledTerms(
        {key: (names[key], first, second) for key, (first, second) in types.items()},
        {sector: spelled[kind] for kind, sectors in kinds.items() for sector in sectors},
        *(_word(file, name) for name in words),
    )


@cache
def load_plover() -> PloverTerms:
    """The packaged names of PLOVER.

    Raises:
        DataError: the file breaks its form.

    >>> load_plover().quads["ASSAULT"]
    (4, 'MATERIAL CONFLICT')
    """
    return build_plover(read_yaml(PLOVER))


def build_plover(file: YamlFile) -> PloverTerms:
    """`PloverTerms` from a data file."""
    quads = file.mapping("quads", _is_quad, "{code: 1, events: [AGREE]}")
    return PloverTerms(
        {event: (quad["code"], name.upper()) for name, quad in quads.items() for event in quad["events"]},
        file.mapping("modes", _is_text, "a mode"),
        file.mapping("auxiliary", _is_text, "an auxiliary mode"),
        _word(file, "unknown"),
    )


def _word(file: YamlFile, name: str) -> str:
    found = file.entries.get(name)
    if not isinstance(found, str):
        raise file.error(f"entry {name!r} is missing or no text", f"write it as '{name}: text'")
    return found


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(v, str) for v in value)


def _is_pair(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and _is_list(value)


def _is_quad(value: object) -> bool:
    return isinstance(value, dict) and isinstance(value.get("code"), int) and _is_list(value.get("events"))
