"""Cut a text's words into windows that fit the encoder, each with context on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST = 320
"""Pieces in one window: the longest the attribution head was trained on."""

CONTEXT = 48
"""Pieces of context kept on each side of a window's core."""

STOPS = frozenset(".!?…")


@dataclass(frozen=True, slots=True)
class Window:
    """Words `start:end` are read; the results are kept of words `core_start:core_end`."""

    start: int
    end: int
    core_start: int
    core_end: int


def cut(sizes: Sequence[int], words: Sequence[str], new_line: Sequence[bool]) -> list[Window]:
    """Windows over words, their cores covering every word once.

    Args:
        sizes: pieces of each word.
        words: the words, for a cut behind the end of a sentence where one is near.
        new_line: whether each word begins a line.
    """
    total = sum(sizes)
    if total <= MOST:
        return [Window(0, len(words), 0, len(words))] if words else []
    windows, begin = [], 0
    while begin < len(words):
        end = _core_end(begin, sizes, words, new_line)
        windows.append(Window(_reach(begin, -1, sizes), _reach(end, 1, sizes), begin, end))
        begin = end
    return windows


def _core_end(begin: int, sizes: Sequence[int], words: Sequence[str], new_line: Sequence[bool]) -> int:
    room, end, best = MOST - 2 * CONTEXT, begin, 0
    used = 0
    while end < len(words) and used + sizes[end] <= room:
        used += sizes[end]
        end += 1
        if used > room // 2 and end < len(words) and (new_line[end] or words[end - 1] in STOPS):
            best = end
    if end == len(words):
        return end
    return best or max(end, begin + 1)


def _reach(word: int, step: int, sizes: Sequence[int]) -> int:
    """The word index reached from `word` with at most `CONTEXT` pieces in one direction."""
    used, i = 0, word
    while True:
        nxt = i - 1 if step < 0 else i
        if not 0 <= nxt < len(sizes) or used + sizes[nxt] > CONTEXT:
            return i
        used += sizes[nxt]
        i += step
