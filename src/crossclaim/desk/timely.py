"""Work that one waits for so long and no longer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from crossclaim.desk.failures import TooSlow

Given = TypeVar("Given")


def within(seconds: float, work: Callable[[], Given], what: str) -> Given:
    """What some work gives, if it is done in time; else it goes on by itself and what it gives is thrown away.

    Args:
        seconds: that one waits.
        work: a function.
        what: that is done, for the error.

    Raises:
        TooSlow: it took longer.

    >>> within(1.0, lambda: 3, "counting")
    3
    """
    future: Future[Given] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=run, name="crossclaim-desk", daemon=True).start()
    try:
        return future.result(max(seconds, 0.0))
    except TimeoutError as error:
        if future.done():
            raise
        raise TooSlow(f"{what} took longer than {max(seconds, 0.0):.3g} s; give less at once") from error
