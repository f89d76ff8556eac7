"""Reads a user's TOML file: parsed, every value checked for its type, each error with its line and what mends it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from crossclaim.errors import DataError

HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
KEY = re.compile(r"\s*(?:\"([^\"]+)\"|'([^']+)'|([A-Za-z0-9_-]+))\s*=")
AT_LINE = re.compile(r"at line (\d+)")
TIME = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(s|m|h|d)[a-z]*\s*", re.IGNORECASE)
SIZE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(KB|MB|GB|B)\s*", re.IGNORECASE)
UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
LONGEST = timedelta(days=366)
BYTES = {"B": 1, "KB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000}

Lines = Mapping[tuple[str, int, str], int]


@dataclass(frozen=True)
class Section:
    """A table of the file.

    Attributes:
        file: its name, for messages.
        name: of the table, "feed".
        at: which of the tables of that name, from 0.
        values: what it holds.
        lines: of all tables and keys.
    """

    file: str
    name: str
    at: int
    values: Mapping[str, Any]
    lines: Lines = field(repr=False)

    def line(self, key: str = "") -> int | None:
        """The line of a key, or of the table itself."""
        return self.lines.get((self.name, self.at, key), self.lines.get((self.name, self.at, "")))

    def error(self, what: str, mend: str, key: str = "") -> DataError:
        """An error about the table, or a key of it."""
        return DataError(what, file=self.file, line=self.line(key), mend=mend)

    def only(self, keys: Collection[str]) -> None:
        """Refuses other keys.

        Raises:
            DataError: there is one.
        """
        for key in self.values:
            if key not in keys:
                raise self.error(f"{key!r} is not known here", f"use one of {', '.join(sorted(keys))}", key)

    def text(self, key: str, default: str | None = None) -> str:
        """A text; without a default it must be there.

        Raises:
            DataError: it is missing, empty, or something else.
        """
        value = self.values.get(key, default)
        if value is None:
            raise self.error(f"[{self.name}] has no {key!r}", f'add {key} = "..."')
        if not isinstance(value, str) or (not value.strip() and default != ""):
            raise self.error(f"{key!r} is {value!r}, no text", f'write {key} = "..."', key)
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty where it is not there.

        Raises:
            DataError: something else.
        """
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise self.error(f"{key!r} is {value!r}, no list of texts", f'write {key} = ["...", "..."]', key)
        return tuple(v.strip() for v in value)

    def choice(self, key: str, choices: Collection[str], default: str | None = None) -> str:
        """One of some words.

        Raises:
            DataError: another.
        """
        value = self.text(key, default)
        if value not in choices:
            raise self.error(f"{key!r} is {value!r}, which is not known", f"use one of {', '.join(choices)}", key)
        return value

    def number(self, key: str, default: float, least: float = 0) -> float:
        """A number.

        Raises:
            DataError: something else, or less than may be.
        """
        value = self.values.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not value >= least:
            raise self.error(f"{key!r} is {value!r}, no number from {least:g} up", f"write {key} = 10", key)
        return value

    def flag(self, key: str, default: bool) -> bool:
        """True or false.

        Raises:
            DataError: something else.
        """
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self.error(f"{key!r} is {value!r}, neither true nor false", f"write {key} = true", key)
        return value

    def time(self, key: str, default: timedelta, least: timedelta = timedelta()) -> timedelta:
        """A stretch of time: "30s", "15m", "2h", "1d".

        Raises:
            DataError: something else, or less than may be.
        """
        value = self.values.get(key)
        if value is None:
            return default
        found = TIME.fullmatch(value) if isinstance(value, str) else None
        if found is None:
            raise self.error(f"{key!r} is {value!r}, no stretch of time", f'write {key} = "15m"', key)
        time = timedelta(seconds=float(found[1]) * UNITS[found[2].casefold()])
        if not least <= time <= LONGEST:
            mend = f'write {key} = "{written(least)}" to "{written(LONGEST)}"'
            raise self.error(f"{key!r} is {value!r}, too short or too long", mend, key)
        return time

    def size(self, key: str, default: int) -> int:
        """A number of bytes: "500 KB", "5 MB".

        Raises:
            DataError: something else.
        """
        value = self.values.get(key)
        if value is None:
            return default
        found = SIZE.fullmatch(value) if isinstance(value, str) else None
        if found is None:
            raise self.error(f"{key!r} is {value!r}, no size", f'write {key} = "5 MB"', key)
        return int(float(found[1]) * BYTES[found[2].upper()])


@dataclass(frozen=True)
class TomlFile:
    """A TOML file, taken apart.

    Attributes:
        name: of the file, for messages.
        values: what it holds.
        lines: where its tables and keys stand.
    """

    name: str
    values: Mapping[str, Any]
    lines: Lines = field(repr=False)

    def only(self, names: Collection[str]) -> None:
        """Refuses tables and keys of other names.

        Raises:
            DataError: there is one.
        """
        for name in self.values:
            if name not in names:
                line = self.lines.get((name, 0, ""), self.lines.get(("", 0, name)))
                mend = f"use one of {', '.join(sorted(names))}"
                raise DataError(f"{name!r} is not known", file=self.name, line=line, mend=mend)

    def section(self, name: str) -> Section:
        """A table; empty where it is not there.

        Raises:
            DataError: something else stands there.
        """
        value = self.values.get(name, {})
        if not isinstance(value, dict):
            raise self._error(name, f"write it as [{name}]")
        return Section(self.name, name, 0, value, self.lines)

    def sections(self, name: str) -> tuple[Section, ...]:
        """All tables of a name, as [[name]] gives them.

        Raises:
            DataError: something else stands there.
        """
        value = self.values.get(name, [])
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            raise self._error(name, f"write it as [[{name}]]")
        return tuple(Section(self.name, name, at, v, self.lines) for at, v in enumerate(value))

    def _error(self, name: str, mend: str) -> DataError:
        line = self.lines.get((name, 0, ""), self.lines.get(("", 0, name)))
        return DataError(f"{name!r} is no table of the right kind", file=self.name, line=line, mend=mend)


def written(time: timedelta) -> str:
    """A stretch of time as a file has it, in the largest unit that it is whole in.

    >>> written(timedelta(seconds=90)), written(timedelta(hours=48))
    ('90s', '2d')
    """
    seconds = time.total_seconds()
    unit = next(u for u, size in reversed(UNITS.items()) if seconds % size == 0 or u == "s")
    return f"{seconds / UNITS[unit]:g}{unit}"


def read_toml(path: Path) -> TomlFile:
    """A file, taken apart.

    Args:
        path: of it.

    Raises:
        DataError: it cannot be read, or is not TOML.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise DataError("not in UTF-8", file=str(path), mend="save it as UTF-8") from error
    except OSError as error:
        what = f"cannot be read ({error.strerror})"
        raise DataError(what, file=str(path), mend="check the path") from error
    return parse_toml(text, str(path))


def parse_toml(text: str, name: str) -> TomlFile:
    """A text, taken apart.

    Args:
        text: of the file.
        name: of the file, for messages.

    Raises:
        DataError: it is not TOML.

    >>> file = parse_toml('[[feed]]\\nname = "a"\\nevery = "2h"', "feeds.toml")
    >>> file.sections("feed")[0].line("every"), file.sections("feed")[0].time("every", timedelta())
    (3, datetime.timedelta(seconds=7200))
    """
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = AT_LINE.search(str(error))
        line = int(found[1]) if found else None
        raise DataError(f"not TOML ({error})", file=name, line=line, mend="mend the syntax") from error
    return TomlFile(name, values, lines_of(text))


def lines_of(text: str) -> dict[tuple[str, int, str], int]:
    """Where tables (key "") and keys stand: by name, number of the table of that name, and key.

    Args:
        text: of a file that parses. Inside texts of several lines it may take one for a key; that only misplaces an
            error.
    """
    found: dict[tuple[str, int, str], int] = {}
    counts: dict[str, int] = {}
    name, at = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        if header := HEADER.match(line):
            name = header[2].replace('"', "").replace("'", "")
            at = counts.get(name, 0) if header[1] == "[[" else 0
            counts[name] = at + 1
            found.setdefault((name, at, ""), number)
        elif key := KEY.match(line):
            found.setdefault((name, at, key[1] or key[2] or key[3]), number)
    return found
