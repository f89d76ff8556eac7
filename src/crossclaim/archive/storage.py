"""Folders of this machine and of buckets (s3://, gs:// ...), through pyarrow: files appear whole or not at all."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from crossclaim.archive.records import WORK
from crossclaim.errors import CrossclaimError, OptionError

OBJECT_STORES = ("s3", "gcs", "abfs")
"""File systems without folders, which need not be made."""

UNFINISHED = f"{WORK}/unfinished"
"""Where files are until they are whole."""


@dataclass(frozen=True)
class Folder:
    """A folder by its path or address; it goes to other processes as that.

    >>> Folder("s3://news/2024").local
    False
    """

    where: str

    @property
    def local(self) -> bool:
        """Whether it is on this machine, or in a file system that is mounted here."""
        return "://" not in self.where

    @cached_property
    def _opened(self) -> tuple[Any, str]:
        try:
            from pyarrow import ArrowException, fs
        except ModuleNotFoundError as error:
            raise OptionError("archives need the package pyarrow; install crossclaim[parquet]") from error
        if self.local:
            return fs.LocalFileSystem(), str(Path(self.where).absolute())
        try:
            found, path = fs.FileSystem.from_uri(self.where)
        except (ArrowException, OSError, ValueError) as error:
            raise OptionError(f"{self.shown} cannot be used: {_first_line(error)}") from error
        return found, path.rstrip("/")

    @property
    def shown(self) -> str:
        """The address as messages give it: without a key, a secret and what follows "?".

        >>> Folder("s3://AKIA:secret@news/2024?region=eu-north-1").shown
        's3://news/2024'
        """
        if self.local:
            return self.where
        scheme, _, rest = self.where.partition("://")
        host, slash, path = rest.partition("?")[0].partition("/")
        return f"{scheme}://{host.rpartition('@')[2]}{slash}{path}"

    @property
    def filesystem(self) -> Any:
        """The `pyarrow.fs.FileSystem` that it is in."""
        return self._opened[0]

    def path(self, name: str) -> str:
        """The path of a file in it; "" stands for the folder itself."""
        return f"{self._opened[1]}/{name}" if name else self._opened[1]

    def files(self, under: str = "") -> list[tuple[str, int]]:
        """All files in it with their sizes, sorted by name; a file given in a folder's place is the only one, "".

        Raises:
            CrossclaimError: it cannot be listed.
        """
        from pyarrow import fs

        with _said(self.shown):
            top = self.filesystem.get_file_info(self.path(under))
            if top.type == fs.FileType.NotFound:
                return []
            if top.type == fs.FileType.File:
                return [("", top.size)]
            found = self.filesystem.get_file_info(fs.FileSelector(self.path(under), recursive=True))
        start = len(self.path("")) + 1
        return sorted((f.path[start:], f.size) for f in found if f.type == fs.FileType.File)

    def exists(self, name: str) -> bool:
        """Whether a file is there."""
        from pyarrow import fs

        with _said(self.shown):
            return bool(self.filesystem.get_file_info(self.path(name)).type == fs.FileType.File)

    @contextmanager
    def reading(self, name: str) -> Iterator[Any]:
        """A file opened to be read, at any place."""
        with _said(self.shown), self.filesystem.open_input_file(self.path(name)) as stream:
            yield stream

    @contextmanager
    def writing(self, name: str) -> Iterator[Any]:
        """A file to be written, in its place only when the block ends well, and then whole.

        Closing a file of a bucket puts it there, whatever went wrong before. So a bucket's files too are written under
        a name of their own, and brought to their place in one step: a copy by the store itself.
        """
        unfinished = f"{UNFINISHED}/{uuid.uuid4().hex[:16]}"
        with _said(self.shown):
            self._make_room(unfinished)
            try:
                with self.filesystem.open_output_stream(self.path(unfinished)) as stream:
                    yield stream
                self._make_room(name)
                self._put(unfinished, name)
            except BaseException:
                self._drop(unfinished)
                raise

    def _put(self, unfinished: str, name: str) -> None:
        if self.local:
            Path(self.path(unfinished)).replace(self.path(name))
            return
        self.filesystem.move(self.path(unfinished), self.path(name))

    def _make_room(self, name: str) -> None:
        """The folder of a file, where the file system has folders."""
        if self.filesystem.type_name not in OBJECT_STORES:
            self.filesystem.create_dir(self.path(name).rpartition("/")[0], recursive=True)

    def _drop(self, name: str) -> None:
        with suppress(OSError):
            self.filesystem.delete_file(self.path(name))

    def read(self, name: str) -> bytes:
        """All of a small file."""
        with self.reading(name) as stream:
            return bytes(stream.read())

    def write(self, name: str, data: bytes) -> None:
        """A small file, whole."""
        with self.writing(name) as stream:
            stream.write(data)

    def clear(self, under: str) -> None:
        """Takes a folder in it away."""
        from pyarrow import fs

        with _said(self.shown):
            if self.filesystem.get_file_info(self.path(under)).type == fs.FileType.Directory:
                self.filesystem.delete_dir(self.path(under))


@contextmanager
def _said(where: str) -> Iterator[None]:
    """What goes wrong with a file system in one clear line; a full disk and a missing right among it."""
    try:
        yield
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        reason = os.strerror(error.errno) if error.errno else _first_line(error)
        raise CrossclaimError(f"{where}: {reason}; mend it and run the same again") from error


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
