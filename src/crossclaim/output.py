"""Where readings are written: standard output, or a file that appears when it is complete."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from crossclaim.errors import OptionError


@contextmanager
def file_output(path: Path) -> Iterator[BinaryIO]:
    """A file to write, put in place when all is written; on an error what was there stays.

    Args:
        path: a file that need not exist; what is no plain file (a pipe, a device) is written directly.

    Raises:
        OptionError: the file cannot be made there.
    """
    if path.exists() and not path.is_file():
        with _opened(path) as stream:
            yield stream
        return
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise OptionError(f"cannot write {path}: {error.strerror}") from error
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        unfinished.chmod(_mode(path))
        unfinished.replace(path)
    except OSError as error:
        if error.filename is None and error.errno is not None:
            raise type(error)(error.errno, os.strerror(error.errno), str(path)) from error
        raise
    finally:
        unfinished.unlink(missing_ok=True)


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("wb")
    except OSError as error:
        raise OptionError(f"cannot write {path}: {error.strerror}") from error


def _mode(path: Path) -> int:
    """The rights of the file that was there, else those of a new file."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
