"""The one policy by which things are tried again: what may pass is, a few times, with longer and longer waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt, wait_random_exponential

from crossclaim.errors import FetchLater

Given = TypeVar("Given")

FIRST_WAIT = 1.0
"""Seconds of the first wait, at most; each later one may be twice as long. They are drawn by chance, so that many
who failed together do not come back together."""


def tried(
    work: Callable[[], Given],
    *,
    attempts: int,
    most_wait: float,
    sleep: Callable[[float], None],
    again: Callable[[FetchLater], None] = lambda _: None,
) -> Given:
    """What some work gives, tried again where its error may pass.

    Args:
        work: raises `FetchLater` for errors that may pass.
        attempts: in all.
        most_wait: seconds between two; where more is asked for, it is not tried again.
        sleep: waits so many seconds.
        again: told of the error before each further attempt.

    Raises:
        FetchLater: the last attempt's error.

    >>> tried(lambda: 3, attempts=2, most_wait=1.0, sleep=print)
    3
    """
    spread = wait_random_exponential(multiplier=FIRST_WAIT, max=most_wait)

    def wait(state: RetryCallState) -> float:
        asked = _error_of(state)
        return asked.after if asked is not None and asked.after is not None else spread(state)

    def told(state: RetryCallState) -> None:
        error = _error_of(state)
        if error is not None:
            again(error)

    def passes(error: BaseException) -> bool:
        return isinstance(error, FetchLater) and (error.after is None or error.after <= most_wait)

    policy = Retrying(
        stop=stop_after_attempt(max(attempts, 1)),
        wait=wait,
        retry=retry_if_exception(passes),
        sleep=sleep,
        before_sleep=told,
        reraise=True,
    )
    return policy(work)


def _error_of(state: RetryCallState) -> FetchLater | None:
    error = state.outcome.exception() if state.outcome is not None else None
    return error if isinstance(error, FetchLater) else None
