"""One report read in a process of its own, which may crash or hang without harm to the others.

`python -m crossclaim.archive.alone` is that process: it takes what to open, says that it is ready, takes the draft and
gives back the reading or the error.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import IO

from crossclaim.archive.memory import Renewed
from crossclaim.archive.records import Read
from crossclaim.batch import read_one
from crossclaim.clean.drafts import Draft, InputOptions
from crossclaim.clean.finish import Cleaner, finish
from crossclaim.clean.formats import cleaning_failed
from crossclaim.clean.tables import load_tables
from crossclaim.errors import CrossclaimError, InputError, ReadingFailed
from crossclaim.records import Reading

READY = b"ready\n"


def read_draft(draft: Draft, options: InputOptions, cleaner: Cleaner, read: Read) -> Reading | InputError:
    """What is read in a draft, cleaned first.

    Args:
        draft: as it came in.
        options: what is said of all inputs.
        cleaner: to clean with.
        read: the reader.

    Raises:
        CrossclaimError: what concerns all reports.
    """
    try:
        report = finish(draft, options, cleaner)
    except InputError as error:
        return error
    except CrossclaimError:
        raise
    except Exception as error:
        return cleaning_failed(error, draft.where)
    found = read_one(report, read)
    if isinstance(found, ReadingFailed):
        return ReadingFailed(found.what, where=draft.where, next_step=found.next_step)
    return found


def read_alone(
    draft: Draft, options: InputOptions, open_reader: Callable[[], Read], limit: float
) -> Reading | InputError:
    """The same in a process of its own.

    Args:
        draft: as it came in.
        options: what is said of all inputs.
        open_reader: makes the reader, in that process.
        limit: seconds that it may take once the reader is open.

    Raises:
        CrossclaimError: the reader cannot be opened.
    """
    command = [sys.executable, "-m", "crossclaim.archive.alone"]
    around = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=around) as process:
        assert process.stdin is not None and process.stdout is not None
        _send(process.stdin, open_reader)
        if process.stdout.read(len(READY)) != READY:
            process.kill()
            raise CrossclaimError("the reader cannot be opened in a process of its own")
        try:
            answer, _ = process.communicate(pickle.dumps((draft, options)), timeout=limit)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            what = f"took longer than {limit:g} seconds"
            return ReadingFailed(what, where=draft.where, next_step="give it more with --limit")
    if process.returncode:
        return ReadingFailed(f"ended the process that read it ({_end(process.returncode)})", where=draft.where)
    found: Reading | InputError = pickle.loads(answer)
    return found


def _send(stream: IO[bytes], what: object) -> None:
    data = pickle.dumps(what)
    stream.write(len(data).to_bytes(8, "big") + data)
    stream.flush()


def _end(status: int) -> str:
    return signal.Signals(-status).name if status < 0 else f"status {status}"


def main() -> None:
    """The process of its own; what libraries print goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    size = int.from_bytes(sys.stdin.buffer.read(8), "big")
    read = Renewed(pickle.loads(sys.stdin.buffer.read(size)))
    cleaner = Cleaner.of(load_tables())
    answers.write(READY)
    answers.flush()
    draft, options = pickle.loads(sys.stdin.buffer.read())
    answers.write(pickle.dumps(read_draft(draft, options, cleaner, read)))
    answers.flush()


if __name__ == "__main__":
    main()
