"""Fetching where a loop runs already, as in a notebook."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from crossclaim.fetching.fetcher import _run


async def one() -> int:
    return 1


async def within() -> int:
    return _run(one())


def test_with_and_without_a_loop() -> None:
    assert _run(one()) == 1
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(asyncio.run, within()).result() == 1
