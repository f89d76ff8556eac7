"""Frames of events and the patterns that show them, laid over the package's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from crossclaim.codebook.files import Change, Lined, UserFile
from crossclaim.lexicon.events import (
    CONDITIONS,
    WORD_CLASSES,
    EventBook,
    Frame,
    Pattern,
    anchor,
    ordered,
    slip,
    variants,
)
from crossclaim.yamlfile import YamlFile

FIELDS = ("type", "plover", "mode", "acled", "cameo")
FIRST = -1_000_000
"""Rank of a user's patterns: on a tie they win over the package's."""


@dataclass(frozen=True, slots=True)
class Written:
    """One pattern as a user wrote it; `kind` is the class of words it stands under."""

    frame: str
    kind: str
    text: str
    out: bool
    line: int


def laid_frames(file: UserFile, book: EventBook, codes: YamlFile) -> tuple[EventBook, tuple[Change, ...]]:
    """The book with a user's frames added, redefined or (`name: null`) taken out, with all their patterns.

    Raises:
        DataError: a field is missing or wrong, or a frame to be taken out is not there or is needed.
    """
    frames: dict[str, Frame] = dict(book.frames)
    changes, plover = [], {code.upper() for code in codes.words("plover")}
    for name, entry in file.mapping().items():
        if entry.value is None:
            file.there(name, book.frames, "its frames", entry.line)
            if name in codes.words("needed"):
                raise file.error(f"rules need the frame {name!r}", entry.line, "redefine it, or leave it")
            del frames[name]
            changes.append(Change(file.name, entry.line, f"takes out frame {name} and its words"))
        else:
            verb = "redefines" if name in book.frames else "adds"
            frames[name] = _frame(file, name, entry, plover)
            changes.append(Change(file.name, entry.line, f"{verb} frame {name}: {frames[name].plover}"))
    patterns = {
        lemma: tuple(replace(p, frame=frames[p.frame.name]) for p in found if p.frame.name in frames)
        for lemma, found in book.patterns.items()
    }
    return EventBook(frames, patterns, book.terms), tuple(changes)


def _frame(file: UserFile, name: str, entry: Lined, plover: set[str]) -> Frame:
    line, fields = entry.line, entry.value
    if not isinstance(fields, dict) or set(fields) != set(FIELDS):
        raise file.error(f"frame {name!r} lacks a field or has one too many", line, f"give exactly {', '.join(FIELDS)}")
    values = {key: fields[key].value for key in FIELDS}
    if not isinstance(values["type"], str) or not re.fullmatch(r"[a-z_]+", values["type"]):
        raise file.error(f"frame {name!r}: type {values['type']!r}", line, "write small letters and underscores")
    if values["plover"] not in plover:
        raise file.error(f"frame {name!r}: plover {values['plover']!r}", line, "use " + ", ".join(sorted(plover)))
    if not isinstance(values["cameo"], str) or not re.fullmatch(r"[0-2][0-9]", values["cameo"]):
        raise file.error(f"frame {name!r}: cameo {values['cameo']!r}", line, 'write two digits in quotes: "19"')
    for key in ("mode", "acled"):
        if values[key] is not None and not isinstance(values[key], str):
            raise file.error(f"frame {name!r}: {key} {values[key]!r}", line, "write words, or null for none")
    return Frame(name, **values)


def laid_patterns(file: UserFile, book: EventBook) -> tuple[EventBook, tuple[Change, ...]]:
    """The book with a user's patterns added and taken out.

    Raises:
        DataError: an unknown frame, class or condition, a bar out of place, or a pattern to be taken out that is
            not there.
    """
    patterns = {lemma: list(found) for lemma, found in book.patterns.items()}
    changes = []
    for w in _written(file, book.frames):
        made = _pattern(file, w, book.frames[w.frame])
        held = patterns.setdefault(anchor(made), [])
        same = [p for p in held if _key(p) == _key(made) and not p.entry.startswith(str(file.path))]
        if w.out:
            mine = [p for p in same if p.frame.name == w.frame]
            if not mine:
                file.there(w.text, _texts(book, w), f"{w.frame}, {w.kind}", w.line)
            patterns[anchor(made)] = [p for p in held if p not in mine]
            changes.append(Change(file.name, w.line, f"{w.frame}, {w.kind}: takes out {w.text!r}"))
            continue
        held.append(made)
        changes.append(Change(file.name, w.line, f"{w.frame}, {w.kind}: adds {w.text!r}{_instead(same, w.frame)}"))
    return EventBook(book.frames, {lemma: ordered(p) for lemma, p in patterns.items()}, book.terms), tuple(changes)


def _instead(same: list[Pattern], frame: str) -> str:
    """What is said of the package's patterns of the same words."""
    others = sorted({p.frame.name for p in same if p.frame.name != frame})
    if others:
        return f" in place of {', '.join(others)}"
    return " (there already)" if same else ""


def _texts(book: EventBook, w: Written) -> Iterator[str]:
    """The package's patterns of one frame and class, as they are written."""
    for found in book.patterns.values():
        for p in found:
            if p.frame.name == w.frame and f" {w.frame}, {w.kind}: " in p.entry:
                yield " ".join((*p.lemmas, *(f"!{c}" for c in sorted(p.conditions))))


def _key(pattern: Pattern) -> tuple[str, tuple[str, ...], frozenset[str]]:
    return pattern.pos, pattern.lemmas, pattern.conditions


def _written(file: UserFile, frames: Mapping[str, Frame]) -> Iterator[Written]:
    for name, classes in file.mapping().items():
        file.known(name, frames, "frame", classes.line)
        if not isinstance(classes.value, dict):
            raise file.error(f"frame {name!r}: no mapping of word classes", classes.line, "write 'verbs: [one, two]'")
        for kind, entry in classes.value.items():
            file.known(kind, WORD_CLASSES, "word class", entry.line)
            for text, out, line in file.items(entry, f"{name}, {kind}"):
                if (wrong := slip(text)) is not None:
                    what, mend = wrong
                    raise file.error(what, line, mend)
                for words in variants(text):
                    yield Written(name, kind, " ".join(words), out, line)


def _pattern(file: UserFile, w: Written, frame: Frame) -> Pattern:
    words = w.text.split()
    conditions = frozenset(x[1:] for x in words if x.startswith("!"))
    for condition in sorted(conditions - CONDITIONS):
        file.known(condition, CONDITIONS, "condition", w.line)
    lemmas = tuple(x for x in words if not x.startswith("!"))
    if not lemmas or lemmas[0] == "of" or lemmas[-1] == "of":
        raise file.error(f"{w.text!r}: no word before or behind", w.line, "write lemmas, as in 'seizure of town'")
    entry = f"{file.path}:{w.line}: {w.frame}, {w.kind}: {w.text}"
    return Pattern(frame, WORD_CLASSES[w.kind], lemmas, conditions, FIRST, entry)


__all__ = ["laid_frames", "laid_patterns"]
