"""What linking goes by: relations of event types, points, thresholds and reach, from `data/linking.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from crossclaim.yamlfile import YamlFile, is_pair, is_text, is_whole, is_words, read_yaml

FILE = "linking.yaml"


@dataclass(frozen=True, slots=True)
class Relation:
    """Types of event that may tell of one occurrence, and what that is worth."""

    name: str
    points: float
    types: frozenset[str]


@dataclass(frozen=True, slots=True)
class Points:
    """What each finding adds to a score; see the file for what they mean."""

    same_type: float
    unrelated: float
    same_day: float
    next_day: float
    days_apart: float
    within_month: float
    within_longer: float
    other_period: float
    same_period: float
    undated_near: float
    undated_far: float
    both_history: float
    history_and_news: float
    same_place: float
    same_division: float
    other_division: float
    same_country: float
    other_country: float
    far: float
    same_actor: float
    same_target: float
    swapped: float
    other_actor: float
    same_figure: float
    same_small_figure: float
    figures_agree: float
    figures_far: float
    shared_word: float
    shared_words_most: float
    copy: float
    denial: float
    one_breath: float
    narration: float
    same_kind: float
    other_kind: float
    recalled: float
    renown: float
    renown_most: float


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Scores from which on something is done."""

    link: float
    merge: float
    about: float
    recall: float
    margin: float
    renown: float


@dataclass(frozen=True, slots=True)
class Limits:
    """How far to look, and how many values a profile keeps; `cell` in degrees, times in days."""

    cell: float
    tolerance: int
    lookback: int
    recall: int
    saying: int
    great: int
    period: int
    month: int
    history: int
    candidates: int
    days: int
    spots: int
    parties: int
    figures: int
    words: int
    reports: int


@dataclass(frozen=True, slots=True)
class Share:
    """How much of an incident's claims must say a thing for it to count; see the file."""

    days: float
    places: float
    stray: float


@dataclass(frozen=True)
class Telling:
    """Words by which a report says whether what it tells of is known, new, or happens time and again; see the file."""

    definite: frozenset[str]
    indefinite: frozenset[str]
    breaks: frozenset[str]
    acts: frozenset[str]
    habitual: frozenset[str]


@dataclass(frozen=True)
class Settings:
    """All of it. `radii`: by precision, kilometres up to which two positions are one, and from which they are two."""

    relations: tuple[Relation, ...]
    general: frozenset[str]
    vague: frozenset[str]
    reactions: frozenset[str]
    aftermath: frozenset[str]
    occurrences: frozenset[str]
    unnamed: frozenset[str]
    points: Points
    thresholds: Thresholds
    radii: Mapping[str, tuple[int, int]]
    faith: Mapping[str, tuple[int, int]]
    limits: Limits
    share: Share
    rare: frozenset[str]
    war: Mapping[str, int]
    numbers: frozenset[int]
    telling: Telling


@cache
def load_settings() -> Settings:
    """The packaged settings.

    Raises:
        DataError: an entry is missing or of the wrong kind.

    >>> load_settings().thresholds.link > 0
    True
    """
    return build_settings(read_yaml(FILE))


def build_settings(file: YamlFile) -> Settings:
    """`Settings` from a data file.

    Raises:
        DataError: an entry is missing or of the wrong kind.
    """
    radii = file.mapping("radii", is_pair, "[near, far] in kilometres")
    limits = _numbers(file, "limits", Limits)
    return Settings(
        relations=_relations(file),
        general=frozenset(file.words("general")),
        vague=frozenset(file.words("vague")),
        reactions=frozenset(file.words("reactions")),
        aftermath=frozenset(file.words("aftermath")),
        occurrences=frozenset(file.words("occurrences")),
        unnamed=frozenset(file.words("unnamed")),
        points=Points(**_numbers(file, "points", Points)),
        thresholds=Thresholds(**_numbers(file, "thresholds", Thresholds)),
        faith={k: (v[0], v[1]) for k, v in file.mapping("faith", is_pair, "two per cents").items()},
        radii={k: (v[0], v[1]) for k, v in radii.items()},
        limits=Limits(**{k: v if k == "cell" else int(v) for k, v in limits.items()}),
        share=Share(**_numbers(file, "share", Share)),
        rare=frozenset(file.words("rare")),
        numbers=frozenset(file.mapping("numbers", is_whole, "a whole number").values()),
        war=file.mapping("war", is_whole, "a whole number"),
        telling=Telling(**{f.name: frozenset(file.words(f.name)) for f in fields(Telling)}),
    )


def _is_number(item: object) -> bool:
    return isinstance(item, float) or is_whole(item)


def _numbers(file: YamlFile, key: str, into: type[Any]) -> dict[str, Any]:
    found = file.mapping(key, _is_number, "a number")
    wanted = {f.name for f in fields(into)}
    if set(found) != wanted:
        odd = ", ".join(sorted(wanted ^ set(found)))
        raise file.error(f"entry {key!r}: missing or unknown: {odd}", "give each name once")
    return found


def _relations(file: YamlFile) -> tuple[Relation, ...]:
    found = file.entries.get("relations")
    if not isinstance(found, list) or not found:
        raise file.error("entry 'relations' is missing or no list", "write '- {name: .., points: .., types: [..]}'")
    for row in found:
        if not isinstance(row, dict) or not (
            is_text(row.get("name")) and _is_number(row.get("points")) and is_words(row.get("types"))
        ):
            raise file.error(f"entry 'relations': {row!r}", "write 'name' (text), 'points' (number), 'types' (words)")
    return tuple(Relation(r["name"], float(r["points"]), frozenset(r["types"])) for r in found)
