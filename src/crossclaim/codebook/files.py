"""A user's files as they are written: every value with its line, so that an error can name it."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from crossclaim.errors import DataError

OUT = "-"
"""What stands before an entry that takes one of the package's out."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one line of a user's changes."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


@dataclass(frozen=True, slots=True)
class Lined:
    """A value of a YAML file with its line: a mapping, a list, or a plain value."""

    value: Any
    line: int


@dataclass(frozen=True)
class UserFile:
    """A user's file, for messages: its path, and errors that name it."""

    path: Path

    @property
    def name(self) -> str:
        """Its name in its folder."""
        return self.path.name

    def error(self, what: str, line: int | None, mend: str) -> DataError:
        """A `DataError` about one of its lines."""
        return DataError(what, file=str(self.path), line=line, mend=mend)

    def text(self) -> str:
        """What it holds.

        Raises:
            DataError: it cannot be read, or is not UTF-8.
        """
        try:
            return self.path.read_text(encoding="utf-8-sig")
        except OSError as error:
            raise self.error(f"cannot be read ({error.strerror})", None, "give a readable file") from error
        except UnicodeDecodeError as error:
            raise self.error("not UTF-8", None, "save it as UTF-8") from error

    def mapping(self) -> dict[str, Lined]:
        """The top level of a YAML file; an empty file is an empty mapping.

        Raises:
            DataError: not YAML, no mapping, or a key stands twice.
        """
        try:
            node = yaml.compose(self.text(), Loader=yaml.SafeLoader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            what = getattr(error, "problem", None) or "a character that YAML does not allow"
            raise self.error(f"not YAML: {what}", mark.line + 1 if mark else None, "mend the syntax") from error
        if node is None:
            return {}
        found = self._lined(node)
        if not isinstance(found.value, dict):
            raise self.error("not a mapping", found.line, "write 'name: entries' at the top level")
        return found.value

    def _lined(self, node: yaml.Node) -> Lined:
        line = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            return Lined(self._pairs(node), line)
        if isinstance(node, yaml.SequenceNode):
            return Lined([self._lined(item) for item in node.value], line)
        try:
            return Lined(yaml.SafeLoader("").construct_object(node), line)
        except (yaml.YAMLError, ValueError) as error:
            raise self.error(f"{node.value!r} cannot be read as a value", line, "put it in quotes") from error

    def _pairs(self, node: yaml.MappingNode) -> dict[str, Lined]:
        found: dict[str, Lined] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            name = self._lined(key).value
            if not isinstance(name, str):
                raise self.error(f"{key.value!r} is no name", line, "put it in quotes, or write a word")
            if name in found:
                raise self.error(f"{name!r} stands twice", line, "put its entries together")
            found[name] = self._lined(value)
        return found

    def items(self, entry: Lined, what: str) -> Iterator[tuple[str, bool, int]]:
        """The words of a list, in lower case: each with whether it takes one out, and its line.

        Raises:
            DataError: no list, or an item is no text.
        """
        if not isinstance(entry.value, list):
            raise self.error(f"{what}: no list", entry.line, "write it as '[one, two]'")
        for item in entry.value:
            if not isinstance(item.value, str) or not item.value.strip(f" {OUT}"):
                mend = "put words in quotes; YAML reads yes, no, on, off and numbers as something else"
                raise self.error(f"{what}: {item.value!r} is no word", item.line, mend)
            out = item.value.startswith(OUT)
            yield " ".join(item.value.removeprefix(OUT).lower().split()), out, item.line

    def known(self, name: str, names: Iterable[str], what: str, line: int) -> None:
        """Raise where a name is none of those there are, with the one that is most like it."""
        there = sorted(names)
        if name in there:
            return
        like = difflib.get_close_matches(name, there, n=1)
        mend = f"did you mean {like[0]!r}?" if like else "use one of " + ", ".join(there[:20])
        raise self.error(f"unknown {what} {name!r}", line, mend)

    def there(self, name: str, names: Iterable[str], where: str, line: int) -> None:
        """Raise where an entry to be taken out is not in the package."""
        packaged = sorted(names)
        if name in packaged:
            return
        like = difflib.get_close_matches(name, packaged, n=1)
        mend = f"did you mean {OUT}{like[0]}?" if like else "leave the entry out"
        raise self.error(f"nothing to take out: the package has no {name!r} in {where}", line, mend)

    def rows(self, columns: int, check: Callable[[list[str], int], None]) -> Iterator[tuple[int, list[str]]]:
        """The rows of a tab-separated file that add something, with their lines.

        Args:
            columns: how many cells a row has.
            check: raises where a row's cells are wrong.

        Raises:
            DataError: a row has another number of cells, or no name.
        """
        for number, line in self._lines():
            cells = [cell.strip() for cell in line.split("\t")]
            if cells[0].startswith(OUT) and cells[0] != OUT:
                continue
            if len(cells) != columns or not cells[0] or cells[0] == OUT:
                mend = f"write {columns} columns between tabs, '-' for none"
                raise self.error(f"{len(cells)} columns, not {columns}", number, mend)
            check(cells, number)
            yield number, cells

    def outs(self) -> Iterator[tuple[int, list[str]]]:
        """The rows that take something out, with their lines: "-Name", and what may stand behind a tab."""
        for number, line in self._lines():
            cells = [cell.strip() for cell in line.split("\t")]
            if cells[0].startswith(OUT) and cells[0] != OUT:
                yield number, [cells[0].removeprefix(OUT).strip(), *cells[1:]]

    def _lines(self) -> Iterator[tuple[int, str]]:
        for number, line in enumerate(self.text().splitlines(), start=1):
            if line.strip() and not line.startswith("#"):
                yield number, line


__all__ = ["OUT", "Change", "Lined", "UserFile"]
