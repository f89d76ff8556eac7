"""The event frames, their trigger patterns, and the nouns that judge a clause: typed loaders.

Patterns are described at the head of `data/events.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import product

from crossclaim.yamlfile import YamlFile, is_words, read_yaml

FRAMES, TRIGGERS, TERMS = "events.yaml", "triggers.yaml", "terms.yaml"

CONDITIONS = frozenset(
    {
        "armed",
        "people",
        "territory",
        "ground",
        "equipment",
        "party",
        "who",
        "unarmed",
        "under_arms",
        "fallen",
        "forces",
        "enemy",
        "aircraft",
        "against",
    }
)
WORD_CLASSES = {"verbs": "VERB", "nouns": "NOUN", "adjectives": "ADJ", "phrases": "VERB"}


@dataclass(frozen=True, slots=True)
class Frame:
    """A kind of event and its codes; see `records.Event` for what they mean."""

    name: str
    type: str
    plover: str
    mode: str | None
    acled: str | None
    cameo: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words that show a frame.

    Attributes:
        frame: the frame shown.
        pos: word class of the first word: VERB, NOUN or ADJ.
        lemmas: the lemma of the trigger itself, then lemmas that must hang on it.
        conditions: names out of `CONDITIONS` that its clause must meet.
        rank: place of its frame in the file: the earlier wins.
        entry: where it is written: "triggers.yaml: shelling, verbs: shell".
    """

    frame: Frame
    pos: str
    lemmas: tuple[str, ...]
    conditions: frozenset[str]
    rank: int
    entry: str = ""


@dataclass(frozen=True)
class EventBook:
    """Frames by name, patterns by their trigger's lemma (longest first), and named sets of nouns."""

    frames: Mapping[str, Frame]
    patterns: Mapping[str, tuple[Pattern, ...]]
    terms: Mapping[str, frozenset[str]] = field(default_factory=dict)


@cache
def load_events() -> EventBook:
    """The packaged frames, triggers and terms.

    Raises:
        DataError: a file breaks its form.

    >>> load_events().frames["shelling"].plover
    'ASSAULT'
    """
    return build_events(read_yaml(FRAMES), read_yaml(TRIGGERS), read_yaml(TERMS))


def build_events(frames: YamlFile, triggers: YamlFile, terms: YamlFile) -> EventBook:
    """An `EventBook` from three data files."""
    made = {name: _frame(frames, name, entry) for name, entry in frames.entries.items()}
    order = {name: rank for rank, name in enumerate(made)}
    by_lemma: dict[str, list[Pattern]] = {}
    for name, classes in triggers.entries.items():
        if name not in made:
            raise triggers.error(f"unknown frame {name!r}", f"add it to {frames.name}, or mend its name")
        for pattern in _patterns(triggers, made[name], classes, order[name]):
            by_lemma.setdefault(anchor(pattern), []).append(pattern)
    return EventBook(made, {lemma: ordered(p) for lemma, p in by_lemma.items()}, term_sets(terms))


def term_sets(terms: YamlFile) -> dict[str, frozenset[str]]:
    """The named sets of nouns."""
    return {name: frozenset(terms.words(name)) for name in terms.entries}


def ordered(patterns: Iterable[Pattern]) -> tuple[Pattern, ...]:
    """Patterns of one lemma in the order they are tried: longer ones, those with more conditions, by rank."""
    return tuple(sorted(patterns, key=lambda p: (-len(p.lemmas), -len(p.conditions), p.rank)))


def anchor(pattern: Pattern) -> str:
    """The lemma a pattern is looked up by: its verb, or the last word of a compound noun before "of"."""
    if pattern.pos != "NOUN" or len(pattern.lemmas) == 1:
        return pattern.lemmas[0]
    head = pattern.lemmas[: pattern.lemmas.index("of")] if "of" in pattern.lemmas else pattern.lemmas
    return head[-1]


def _frame(file: YamlFile, name: str, entry: object) -> Frame:
    keys = {"type", "plover", "mode", "acled", "cameo"}
    if not isinstance(entry, dict) or set(entry) != keys:
        raise file.error(f"frame {name!r} lacks a field or has one too many", f"give exactly {sorted(keys)}")
    return Frame(name, entry["type"], entry["plover"], entry["mode"], entry["acled"], str(entry["cameo"]))


def _patterns(file: YamlFile, frame: Frame, classes: object, rank: int) -> list[Pattern]:
    if not isinstance(classes, dict) or not set(classes) <= set(WORD_CLASSES):
        raise file.error(f"frame {frame.name!r} is no mapping of word classes", f"use {sorted(WORD_CLASSES)}")
    out: list[Pattern] = []
    for kind, written in classes.items():
        if written and not is_words(written):
            raise file.error(f"frame {frame.name!r}, {kind}: no list of words", "write [one, two]")
        for text in written:
            if (wrong := slip(text)) is not None:
                raise file.error(*wrong)
        out.extend(_pattern(file, frame, kind, text, words, rank) for text in written for words in variants(text))
    return out


def variants(text: str) -> list[tuple[str, ...]]:
    """The words of a pattern, once for each choice among words with a bar between them.

    >>> variants("repel|foil attack")
    [('repel', 'attack'), ('foil', 'attack')]
    """
    return list(product(*(word.split("|") for word in text.split())))


def slip(text: str) -> tuple[str, str] | None:
    """What is wrong with the bars of a pattern and how to mend it; None where nothing is.

    >>> slip("foil| raid")
    ("'foil| raid': no word beside a bar", "put no blank at a bar, as in 'foil|repel raid'")
    """
    barred = [word for word in text.split() if "|" in word]
    if any(not part for word in barred for part in word.split("|")):
        return f"{text!r}: no word beside a bar", "put no blank at a bar, as in 'foil|repel raid'"
    if any("!" in word for word in barred):
        return f"{text!r}: a bar in a condition", "write the pattern once for each condition"
    return None


def _pattern(file: YamlFile, frame: Frame, kind: str, text: str, words: tuple[str, ...], rank: int) -> Pattern:
    conditions = frozenset(w[1:] for w in words if w.startswith("!"))
    if not conditions <= CONDITIONS:
        raise file.error(f"{text!r}: unknown condition", f"use one of {sorted(CONDITIONS)}")
    lemmas = tuple(w for w in words if not w.startswith("!"))
    if not lemmas:
        raise file.error(f"{text!r}: no word", "write the lemma first")
    entry = f"{file.name}: {frame.name}, {kind}: {text}"
    return Pattern(frame, WORD_CLASSES[kind], lemmas, conditions, rank, entry)


__all__ = ["CONDITIONS", "EventBook", "Frame", "Pattern", "build_events", "load_events", "slip", "variants"]
