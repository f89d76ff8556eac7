"""Fetching where a loop runs already, as in a notebook."""

from __future__ import annotations

import asyncio

from crossclaim.fetching.fetcher import _run


async def one() -> int:
    return 1


def test_with_and_without_a_loop() -> None:
    async def within() -> int:
        return _run(one())

    assert _run(one()) == 1
    assert asyncio.run(within()) == 1
