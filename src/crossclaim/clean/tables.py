"""The data files that cleaning reads, as typed records with their patterns compiled.

Each loader reads one YAML file of `crossclaim/data` (or the file it is given) and raises
`DataError` with the file, the entry and the mend where the file breaks its form.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from crossclaim.errors import DataError

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class FurnitureRules:
    """How furniture of a page is told from its article; the fields are those of furniture.yaml."""

    buttons: Pattern
    lines: Pattern
    notices: Pattern
    comment_headings: Pattern
    list_headings: Pattern
    credits: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class DatelineRules:
    """How a page header says its day: `months` maps a month's names to its number."""

    months: Mapping[str, int]
    weekdays: tuple[str, ...]
    labels: tuple[str, ...]
    release_numbers: tuple[Pattern, ...]
    place_words: tuple[str, ...]
    story_words: tuple[str, ...]
    header_words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """A script: the language it stands for, and letters that mark others that it writes."""

    language: str
    letters: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class LanguageProfiles:
    """Function words of languages in Latin script, and the other scripts by Unicode name."""

    words: Mapping[str, frozenset[str]]
    scripts: Mapping[str, Script]


@dataclass(frozen=True, slots=True)
class CleaningTables:
    """All that cleaning reads from data files."""

    furniture: FurnitureRules
    datelines: DatelineRules
    languages: LanguageProfiles


def load_tables() -> CleaningTables:
    """The tables that come with the package.

    Raises:
        DataError: a file breaks its form.
    """
    data = files("crossclaim") / "data"
    return CleaningTables(
        load_furniture(data / "furniture.yaml"),
        load_datelines(data / "datelines.yaml"),
        load_languages(data / "languages.yaml"),
    )


def load_furniture(file: Traversable) -> FurnitureRules:
    """The rules of a furniture file.

    Raises:
        DataError: it is no YAML, lacks an entry, or holds a pattern that does not compile.
    """
    entries = _mapping(file)
    agencies = "|".join(re.escape(a) for a in sorted(_texts(entries, "credit_agencies", file), key=len)[::-1])
    labels = "|".join(_texts(entries, "credit_labels", file))
    small = "|".join(_texts(entries, "credit_small_words", file))
    button = "|".join(_texts(entries, "buttons", file))
    return FurnitureRules(
        buttons=_compile(rf"(?:{button})(?:[\s|·•,/>»:-]+(?:{button}))*[\s|·•>»:]*", "buttons", file),
        lines=_any_of(entries, "lines", file),
        notices=_any_of(entries, "notices", file),
        comment_headings=_any_of(entries, "comment_headings", file),
        list_headings=_any_of(entries, "list_headings", file),
        credits=_credit_patterns(agencies, labels, small, file),
    )


def _credit_patterns(agencies: str, labels: str, small: str, file: Traversable) -> tuple[Pattern, ...]:
    """Patterns of a picture's credit: at the end of a line, or in brackets."""
    agency = rf"(?:{agencies})(?:\s+(?i:photos?|images?|pictures?|wire))?"
    name = rf"[^\W\d_a-z][\w.'’&-]*(?:[ ,/&|]+(?:(?:{small})\b|[^\W\d_a-z][\w.'’&-]*|\d{{4}}))*"
    joined = rf"(?:[,/ ]+(?:and )?{agency})*"
    caps = r"[A-Z][A-Z&-]+(?: [A-Z&-]{2,})*"
    after = r"(?:(?<=[.!?…\"”’)\]])\s*|^)"
    shapes = (
        rf"\s*[(\[](?i:{labels})\s*(?::|(?i:by|courtesy of?|from)\b|/)[^()\[\]]{{1,80}}[)\]]",
        rf"\s*[(\[](?:{agencies})\s+(?i:photos?|images?)(?:\s*/\s*[^()\[\]]{{1,80}})?[)\]]",
        rf"{after}[(\[](?:{agency}|{name}\s*/\s*{agency}|{agency}\s*/\s*{name}){joined}[)\]]\.?$",
        rf"{after}\[[^\[\]]{{0,60}}\b(?:{agencies})\b[^\[\]]{{0,40}}\]$",
        rf"{after}{agency}\s*/\s*{name}\.?$",
        rf"{after}{caps}\s*/\s*(?:{name}|(?i:handout|courtesy)\b[^.!?]{{0,60}})\.?$",
        rf"{after}(?:{name}\s*/\s*){{1,2}}{agency}(?:\s+via\s+{agency})?\.?$",
        rf"{after}(?i:{labels})\s*(?::\s*|(?i:by|courtesy of)\s+){name}\.?$",
        rf"{after}(?:©|\(c\))\s*{name}\.?$",
        rf"{after}{name}\s+(?i:via)\s+{agency}\.?$",
    )
    return tuple(_compile(shape, "credits", file, flags=0) for shape in shapes)


def load_datelines(file: Traversable) -> DatelineRules:
    """The rules of a datelines file.

    Raises:
        DataError: it is no YAML, lacks an entry, or does not name twelve months.
    """
    entries = _mapping(file)
    months = entries.get("months")
    if not isinstance(months, list) or len(months) != 12:
        raise DataError("'months' must list twelve months", file=file.name, mend="one list of names a month")
    numbers = {str(name).casefold(): n for n, names in enumerate(months, 1) for name in names}
    return DatelineRules(
        months=numbers,
        weekdays=tuple(_texts(entries, "weekdays", file)),
        labels=tuple(p for p in _texts(entries, "labels", file) if _compile(p, "labels", file)),
        release_numbers=tuple(
            _compile(p, "release_numbers", file, flags=0) for p in _texts(entries, "release_numbers", file)
        ),
        place_words=tuple(_texts(entries, "place_words", file)),
        story_words=tuple(_texts(entries, "story_words", file)),
        header_words=tuple(_texts(entries, "header_words", file)),
    )


def load_languages(file: Traversable) -> LanguageProfiles:
    """The profiles of a languages file.

    Raises:
        DataError: it is no YAML, or a script has no language.
    """
    entries = _mapping(file)
    words, scripts = entries.get("words"), entries.get("scripts")
    if not isinstance(words, dict) or not isinstance(scripts, dict):
        raise DataError("'words' and 'scripts' must both be there", file=file.name, mend="add what lacks")
    try:
        return LanguageProfiles(
            words={str(code): frozenset(map(str, found)) for code, found in words.items()},
            scripts={str(name): _script(entry) for name, entry in scripts.items()},
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise DataError(f"an entry breaks its form ({error})", file=file.name, mend="see the file's head") from error


def _script(entry: Mapping[str, Any]) -> Script:
    letters = entry.get("letters", {})
    return Script(str(entry["language"]), {str(code): frozenset(found) for code, found in letters.items()})


def _mapping(file: Traversable) -> dict[str, Any]:
    try:
        entries = yaml.safe_load(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataError(f"cannot be read ({error})", file=file.name, mend="install the package again") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = None if mark is None else mark.line + 1
        raise DataError("is no YAML", file=file.name, line=line, mend="mend the line") from error
    if not isinstance(entries, dict):
        raise DataError("must hold named lists", file=file.name, mend="see the file that comes with the package")
    return entries


def _texts(entries: Mapping[str, Any], name: str, file: Traversable) -> list[str]:
    found = entries.get(name)
    if not isinstance(found, list) or not found or not all(isinstance(text, str) for text in found):
        raise DataError(f"'{name}' must be a list of texts", file=file.name, mend="put quotes around each entry")
    return found


def _any_of(entries: Mapping[str, Any], name: str, file: Traversable) -> Pattern:
    patterns = _texts(entries, name, file)
    for pattern in patterns:
        _compile(pattern, name, file)
    return _compile("|".join(f"(?:{pattern})" for pattern in patterns), name, file)


def _compile(pattern: str, name: str, file: Traversable, flags: int = re.IGNORECASE) -> Pattern:
    try:
        return re.compile(pattern, flags)
    except re.error as error:
        what = f"'{name}' holds a pattern that does not compile: {pattern[:60]} ({error})"
        raise DataError(what, file=file.name, mend="mend the pattern") from error
